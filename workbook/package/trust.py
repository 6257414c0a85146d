"""What of a zip is not to be trusted: refused before anything in it is read."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from xlsrc.domain.workbook_errors import (
    DamagedWorkbookError,
    NotAWorkbookError,
    SaveInExcelError,
    UntrustedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.package.zip_entry import Entry

TOTAL_LIMIT: Final = 1 << 30
"""Bytes that a workbook may hold unpacked: far above any board's workbook."""

RATIO_LIMIT: Final = 200
"""Unpacked to packed size of one entry; the largest Data sheet measured packs 30 to 1."""

RATIO_FREE: Final = 1 << 24
"""Unpacked bytes below which an entry may pack at any ratio: 16 MB harm nobody."""

PART_LIMIT: Final = 100 << 20
"""Bytes of one part of XML, which is held as a whole: ten times the largest Data sheet measured."""

TEXTS_LIMIT: Final = 32 << 20
"""Bytes of all shared texts, each of which becomes an object of its own."""

_HEAD_LIMIT: Final = 1 << 16
"""Bytes before a part's first element; Excel writes a hundred, and XML may have comments there."""

_OLE_SIGNATURE: Final = bytes.fromhex("D0CF11E0A1B11AE1")  # MS-CFB 2.2
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
XML_SUFFIXES: Final = (".xml", ".rels", ".vml")
_HEAD_CHUNK: Final = 4096
_FLAG_ENCRYPTED: Final = 0x1


def refuse_other_formats(packed: bytes, source: str) -> None:
    """`WorkbookError` for what is no zip, an encrypted or an old workbook."""
    if packed.startswith(_OLE_SIGNATURE):
        if _ENCRYPTED_STREAM in packed:
            message = (
                f"{source} is encrypted with a password or a sensitivity label; "
                "save a copy without encryption in Excel and use that."
            )
        else:
            message = f"{source} is in the old .xls format; save it in Excel as .xlsx and use that."
        raise SaveInExcelError(message)
    if not packed.startswith(b"PK"):
        message = f"{source} is not an Excel workbook (.xlsx); name the workbook itself."
        raise NotAWorkbookError(message)


def refuse_untrustworthy(infos: list[zipfile.ZipInfo], source: str) -> None:
    """`WorkbookError` for names and sizes of entries that no workbook has."""
    seen: set[str] = set()
    total = 0
    for info in infos:
        name = info.filename
        total += info.file_size
        if name.startswith("/") or "\\" in info.orig_filename or ":" in name:
            fault = f"an entry with an absolute name ({name})"
        elif ".." in name.split("/"):
            fault = f"an entry that points outside the file ({name})"
        elif name.casefold() in seen:
            fault = f"two entries of one name ({name})"
        elif info.flag_bits & _FLAG_ENCRYPTED:
            fault = f"an encrypted entry ({name})"
        elif info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            fault = f"an entry packed in a way that Excel does not know ({name})"
        elif info.file_size > max(RATIO_FREE, RATIO_LIMIT * info.compress_size):
            fault = f"an entry that unpacks to {info.file_size:,} bytes ({name})"
        elif info.file_size > _most(name):
            fault = f"{info.file_size:,} bytes of XML in one part ({name})"
        elif total > TOTAL_LIMIT:
            fault = "more than 1 GB of content"
        else:
            seen.add(name.casefold())
            continue
        message = f"{source} is not a workbook to trust: it holds {fault}. Nothing was read."
        raise UntrustedError(message)


def _most(name: str) -> int:
    """The bytes that a part may have by its kind."""
    if name.endswith("/sharedStrings.xml"):
        return TEXTS_LIMIT
    return PART_LIMIT if name.lower().endswith(XML_SUFFIXES) else TOTAL_LIMIT


class _RootElement(Exception):  # noqa: N818 - ends the parse at the root; it is no error
    pass


def refuse_dtd(entry: Entry, source: str) -> None:
    """`WorkbookError` for XML with a DTD, or that does not begin.

    Read up to the root element only: a DTD (entities, external or exploding) comes before.
    """

    def at_root(_name: str, _attributes: object) -> None:
        raise _RootElement

    def at_doctype(*_: object) -> None:
        message = f"{source} is not a workbook to trust: {entry.name} declares a DTD."
        raise UntrustedError(message)

    parser = expat.ParserCreate()
    parser.StartElementHandler = at_root
    parser.StartDoctypeDeclHandler = at_doctype
    try:
        for at, chunk in enumerate(_chunks(entry)):
            if at * _HEAD_CHUNK > _HEAD_LIMIT:  # expat reads a long comment again with each piece
                message = f"{source} is not a workbook to trust: {entry.name} does not begin."
                raise UntrustedError(message)
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by position
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except _RootElement:
        return
    except (expat.ExpatError, LookupError, ValueError, zlib.error) as error:
        # expat knows no encoding of several bytes but UTF-8 and UTF-16.
        message = f"{source} is damaged: {entry.name} is not XML ({error})."
        raise DamagedWorkbookError(message) from error


def _chunks(entry: Entry) -> Iterator[bytes]:
    if entry.method == zipfile.ZIP_STORED:
        for at in range(0, len(entry.packed), _HEAD_CHUNK):
            yield entry.packed[at : at + _HEAD_CHUNK]
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    chunk = unpacker.decompress(entry.packed, _HEAD_CHUNK)
    while chunk:
        yield chunk
        chunk = unpacker.decompress(unpacker.unconsumed_tail, _HEAD_CHUNK)
