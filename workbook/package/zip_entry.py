"""The bytes of a zip: entries as they lie there, and a zip written with them untouched."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMPRESSION_LEVEL: Final = 1  # a Data sheet of 10 MB in 60 ms; level 6 saves a third, takes 3 ×

_CHUNK: Final = 1 << 17
"""Characters of a text that are encoded and packed at once."""

# APPNOTE.TXT 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end record)
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_ZIP_VERSION: Final = 20
_FLAG_UTF8: Final = 0x800
_DOS_EPOCH: Final = 0x21  # 1 January 1980, so that the same input gives the same bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the zip as it lies there: compressed bytes with method, CRC and full size."""

    name: str
    packed: bytes
    method: int
    crc: int
    size: int

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """A new entry that holds ``content``."""
        return cls.of_chunks(name, (content,))

    @classmethod
    def of_text(cls, name: str, pieces: Iterable[str]) -> Self:
        """A new entry that holds a text, which need not be in memory as a whole."""
        return cls.of_chunks(name, map(str.encode, _gathered(pieces)))

    @classmethod
    def of_chunks(cls, name: str, chunks: Iterable[bytes]) -> Self:
        """A new entry that holds these bytes; how they are cut makes no difference to it."""
        packer = zlib.compressobj(_COMPRESSION_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed: list[bytes] = []
        crc = size = 0
        for chunk in chunks:
            packed.append(packer.compress(chunk))
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
        packed.append(packer.flush())
        return cls(name, b"".join(packed), zipfile.ZIP_DEFLATED, crc, size)

    def holds_as(self, other: Entry) -> bool:
        """Whether both lie packed in the same bytes; if not, they may still hold the same."""
        return (self.method, self.crc, self.size, self.packed) == (
            other.method,
            other.crc,
            other.size,
            other.packed,
        )

    def content(self) -> bytes:
        """The unpacked bytes; ``ValueError`` when they are not what the zip declares."""
        if self.method == zipfile.ZIP_STORED:
            content = self.packed
        else:
            try:
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
                content = unpacker.decompress(self.packed, self.size + 1)
            except zlib.error as error:
                raise ValueError(self.name) from error
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise ValueError(self.name)
        return content


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """Short pieces together: each encoded on its own would take longer."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _CHUNK:
            yield "".join(waiting)
            waiting.clear()
            size = 0
    yield "".join(waiting)


def packed_bytes(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry as they lie in a zip; ``ValueError`` where it is not there."""
    start = info.header_offset
    header = packed[start : start + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        message = f"{info.filename} is not where the zip says"
        raise ValueError(message)
    fields = _LOCAL.unpack(header)
    start += _LOCAL.size + fields[-2] + fields[-1]
    return packed[start : start + info.compress_size]


def zip_bytes(entries: Iterable[Entry]) -> bytes:
    """A zip with these entries, all of the zip epoch."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        name, flags = _encoded_name(entry.name)
        common = (
            _ZIP_VERSION,
            flags,
            entry.method,
            0,
            _DOS_EPOCH,
            entry.crc,
            len(entry.packed),
            entry.size,
            len(name),
        )
        local = _LOCAL.pack(b"PK\x03\x04", *common, 0) + name
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", _ZIP_VERSION, *common, 0, 0, 0, 0, 0, offset) + name
        )
        pieces += (local, entry.packed)
        offset += len(local) + len(entry.packed)
    central = b"".join(directory)
    count = len(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*pieces, central, end))


def _encoded_name(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode(), _FLAG_UTF8)
