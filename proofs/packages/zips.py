"""Zips that no program means to write: what they say of themselves is not what they are."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from workbook.package.zip_entry import Entry, zip_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Parts = dict[str, bytes]
MEGABYTE: Final = 1024**2
_MAIN: Final = "xl/workbook.xml"
COUNTED: Final = "a million entries said"
"""The one lie that costs nobody anything: readers count the entries that are there."""


def parts_of(content: bytes) -> Parts:
    """The parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package(parts: Mapping[str, bytes], *more: Entry) -> bytes:
    """A sound zip of these parts, and of entries as they are."""
    return zip_bytes([*(Entry.of(name, content) for name, content in parts.items()), *more])


def spaces(name: str, megabytes: int, head: bytes = b"", end: bytes = b"") -> Entry:
    """An entry that unpacks to many megabytes of blanks between a head and an end."""
    blanks = b" " * MEGABYTE
    return Entry.of_chunks(name, [head, *(blanks for _ in range(megabytes)), end])


def hostile_zips(content: bytes, outside: Path, main: str = _MAIN) -> Iterator[tuple[str, bytes]]:
    """Kinds of zip that are refused whatever kind of package they are, by what they are.

    But for :data:`COUNTED`, which may be read.
    """
    parts = parts_of(content)
    entries = [Entry.of(name, one) for name, one in parts.items()]
    yield "a bomb: 300 MB in one part", package(parts, spaces("media/bomb.bin", 300))
    free = spaces("media/0.bin", 15)
    many = [Entry(f"media/{n}.bin", free.packed, free.method, free.crc, free.size)
            for n in range(80)]  # fmt: skip
    yield "1.2 GB in 80 parts, each within its limit", package(parts, *many)
    bomb = zip_bytes([spaces("bomb.bin", 300)])
    nested = package(parts, Entry.of("media/inner.zip", bomb), spaces("media/b.bin", 300))
    yield "a bomb beside a zip within the zip", nested
    for name in ("/etc/passwd", "../../outside.txt", "C:/outside.txt", "xl/../../outside.txt",
                 "\\\\host\\share\\a.xml"):  # fmt: skip
        yield f"a part of the name {name}", package(parts, Entry.of(name, b"<a/>"))
    yield "a part twice", package(parts, Entry.of(main, parts[main]))
    yield "a part in two spellings", package(parts, Entry.of(main.upper(), parts[main]))
    yield "parts that overlap", _overlapping(content)
    yield "a size that is too small", _lying(entries, main, size=10)
    yield "a size of 4 GB", _lying(entries, main, size=0xFFFFFFF0)
    yield "a checksum that is another", _lying(entries, main, crc=1)
    yield "an encrypted part", _flagged(content, 0x1)
    yield "zip64 sizes that are not there", _lying(entries, main, size=0xFFFFFFFF)
    yield "a directory that points past the end", content[:-6] + struct.pack("<IH", 0x7FFFFFFF, 0)
    yield COUNTED, _said_entries(content)
    for name, text in _documents(parts[main], outside):
        yield name, package(parts | {main: text})


def including(text: bytes, outside: Path) -> bytes:
    """The XML with a file outside named as its first element, to be taken in by XInclude."""
    element = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
        f'href="{outside.as_uri()}"/>'
    )
    return re.sub(rb"<[A-Za-z](?:[^>]*[^/>])?>", rb"\g<0>" + element.encode(), text, count=1)


def _documents(text: bytes, outside: Path) -> Iterator[tuple[str, bytes]]:
    """XML that makes a reader fetch, grow or fall, in the place of a part that is read."""
    body = text.split(b"?>", 1)[-1]
    head = b'<?xml version="1.0" encoding="UTF-8"?>'
    root = re.search(rb"<[A-Za-z](?:[^>]*[^/>])?>", body)
    used = body[: root.end()] + b"&e;" + body[root.end() :] if root else body
    for what, entity in (("a file", outside.as_uri()), ("an address", "http://127.0.0.1:9/x")):
        told = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{entity}">]>'.encode()
        yield f"an entity of {what}", head + told + used
    yield "a DTD of an address", head + b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + body
    laughs = b"".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'.encode() for n in range(1, 10))
    yield "a billion laughs", head + b'<!DOCTYPE a [<!ENTITY l0 "ha">' + laughs + b"]><a>&l9;</a>"
    quadratic = b'<!DOCTYPE a [<!ENTITY l "' + b"a" * 100_000 + b'">]>'
    yield "one long entity many times", head + quadratic + b"<a>" + b"&l;" * 10_000 + b"</a>"
    yield "a part in UTF-7", b'<?xml version="1.0" encoding="UTF-7"?>' + body
    yield "a part that ends early", text[: len(text) // 2]
    yield "a part of nothing", b""
    yield "100,000 elements in one another", head + b"<a>" * 100_000 + b"</a>" * 100_000


def _overlapping(content: bytes) -> bytes:
    """One packed content that many entries of the directory name."""
    inner = spaces("a.bin", 15)
    whole = zip_bytes([inner])
    local, directory = whole[: 30 + 5 + len(inner.packed)], bytearray()
    for number in range(200):
        name = f"{number:04}.bin".encode()
        common = (20, 0, inner.method, 0, 0x21, inner.crc, len(inner.packed), inner.size)
        directory += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *common, len(name), 0, 0, 0, 0,
                                 0, 0) + name  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 200, 200, len(directory), len(local), 0)
    del content
    return local + bytes(directory) + end


def _lying(entries: list[Entry], name: str, *, size: int = -1, crc: int = -1) -> bytes:
    def told(one: Entry) -> Entry:
        if one.name != name:
            return one
        said = one.size if size < 0 else size
        return Entry(one.name, one.packed, one.method, one.crc if crc < 0 else crc, said)

    return zip_bytes(map(told, entries))


def _flagged(content: bytes, flag: int) -> bytes:
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | flag]) + content[at + 1 :]


def _said_entries(content: bytes) -> bytes:
    at = content.rindex(b"PK\x05\x06")
    return content[: at + 8] + b"\xff\xff\xff\xff" + content[at + 12 :]


def bad_bytes() -> Iterator[tuple[str, bytes]]:
    """What is no zip, under a name that says it is one."""
    ole = bytes.fromhex("D0CF11E0A1B11AE1")
    yield "an encrypted package", ole + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    yield "an old compound file", ole + bytes(2_000)
    yield "an empty file", b""
    yield "zeros", bytes(4_096)
    yield "a gzip of 400 MB", gzipped(bytes(MEGABYTE), 400)


def gzipped(piece: bytes, times: int) -> bytes:
    """A gzip of one piece many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()
