"""Compressed files unpacked within limits: gzip, and the members of .zip archives."""

from __future__ import annotations

import copy
import gzip
import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import DamagedFileError, ProtectedFileError
from xlsrc.extracts.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_MEMBERS,
    MAX_TEXT_BYTES,
    MAX_WORKBOOK_BYTES,
    refuse_beyond,
    too_large,
)
from xlsrc.extracts.text_table import endless, is_endless

if TYPE_CHECKING:
    from collections.abc import Iterator

ZIP: Final = b"PK\x03\x04"
GZIP: Final = b"\x1f\x8b"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"  # .xls, and any workbook with a password
ARCHIVE_SUFFIXES: Final = frozenset({".zip", ".gz"})
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1024**2
# What Python's readers raise for a damaged or foreign archive.
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def gunzipped(content: bytes, file: str) -> bytes:
    """The content of a .gz file.

    :class:`~xlsrc.domain.errors.ExtractError` for a damaged one, for one that unpacks to more
    than a text may have, and for one that is neither a workbook nor lines of a text: each before
    that much is in memory.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            begins = packed.read(_CHUNK)
            if not begins.startswith((ZIP, COMPOUND)) and is_endless(begins):
                raise endless(file)
            packed.seek(0)
            unpacked = packed.read(MAX_TEXT_BYTES + 1)  # in one piece: pieces would be there twice
    except DAMAGED as error:
        message = (
            f"{file}: a .gz file was wanted; found one that cannot be unpacked ({error}): "
            f"download it again"
        )
        raise DamagedFileError(message) from error
    refuse_beyond(len(unpacked), MAX_TEXT_BYTES, file, "an unpacked size")
    return unpacked


@contextmanager
def archive_of(content: bytes, file: str, what: str = "an archive") -> Iterator[zipfile.ZipFile]:
    """The archive, opened: not encrypted, and within the limits by what it says of itself.

    :class:`~xlsrc.domain.errors.ExtractError` for one that is not, or that cannot be opened.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED as error:
        message = (
            f"{file}: {what} was wanted; found one that cannot be opened ({error}): download or "
            f"save it again"
        )
        raise DamagedFileError(message) from error
    with archive:
        members = archive.infolist()
        if len(members) > MAX_ARCHIVE_MEMBERS:
            raise too_large(
                file,
                f"an archive of at most {MAX_ARCHIVE_MEMBERS:,} files",
                f"{len(members):,}",
                "keep the areas and months that are needed",
            )
        declared = sum(member.file_size for member in members)
        refuse_beyond(declared, MAX_ARCHIVE_BYTES, file, "an unpacked size")
        yield archive


def member_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    """One member's content; ``file`` is what a message calls it.

    :class:`~xlsrc.domain.errors.ExtractError` where it is encrypted, damaged or too large.
    """
    return b"".join(member_chunks(archive, member, file, MAX_TEXT_BYTES))


def member_chunks(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, most: int = MAX_WORKBOOK_BYTES
) -> Iterator[bytes]:
    """One member's content in pieces, at most ``most`` bytes, whatever size it declares."""
    refuse_beyond(member.file_size, most, file, "an unpacked size")
    if member.flag_bits & _ENCRYPTED:
        message = (
            f"{file}: a file without a password was wanted; found an encrypted one: unpack it "
            f"with its password and put in the files"
        )
        raise ProtectedFileError(message)
    # zipfile stops at the declared size, Rust's reader does not: all that is there is counted.
    whole = copy.copy(member)
    whole.file_size = most + 2 * _CHUNK  # and its checksum is looked at after the limit
    size = 0
    try:
        with archive.open(whole) as opened:
            while piece := opened.read(_CHUNK):
                size += len(piece)
                refuse_beyond(size, most, file, "an unpacked size")
                yield piece
    except DAMAGED as error:
        message = (
            f"{file}: a whole archive was wanted; found a damaged one ({error}): download it again"
        )
        raise DamagedFileError(message) from error
