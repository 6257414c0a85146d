"""The .xlsx as a zip: opened without trusting it, written with unchanged entries as they were."""

from __future__ import annotations

import codecs
import posixpath
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final, Self, TypeVar
from xml.parsers import expat

from workbook.package.file_state import NO_FILE, read_with_state
from workbook.package.spelling import plainly_spelt
from workbook.package.trust import (
    TOTAL_LIMIT,
    XML_SUFFIXES,
    refuse_dtd,
    refuse_other_formats,
    refuse_untrustworthy,
)
from workbook.package.zip_entry import Entry, packed_bytes, zip_bytes
from xlsrc.domain.workbook_errors import (
    DamagedWorkbookError,
    NoWorkbookError,
    SaveInExcelError,
    UntrustedError,
    UnusableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Made = TypeVar("Made")

_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_NAMED_ENCODING: Final = re.compile(r"""^(<\?xml[^>]*encoding\s*=\s*["'])[^"']+(["'])""")
_UTF8: Final = frozenset({"utf-8", "us-ascii"})
_ENCODINGS: Final = _UTF8 | {"iso-8859-1", "windows-1252"}


class Archive:
    """The parts of an opened workbook; nothing in it is trusted before it has been checked.

    Refused with a `WorkbookError`: what is no zip, an encrypted or old-format file, entries
    with absolute, ``..``, repeated or encrypted names, bombs, and XML with a DTD. ``state`` is
    that of the file whose bytes were read.
    """

    def __init__(self, source: str, entries: Mapping[str, Entry]) -> None:
        self.source = source
        self.state = NO_FILE
        self._entries = dict(entries)
        self._by_folded = {name.casefold(): name for name in entries}
        self._texts: dict[str, str] = {}
        self._made: dict[tuple[str, Callable[..., object]], object] = {}

    @classmethod
    def read(cls, path: Path) -> Self:
        """The archive of a file, read whole into memory (a workbook of the board has 1–5 MB)."""
        try:
            if path.stat().st_size > TOTAL_LIMIT:
                message = f"{path.name} is larger than 1 GB, which no dashboard needs."
                raise UntrustedError(message)
            packed, state = read_with_state(path)
        except FileNotFoundError as error:
            message = (
                f"There is no workbook {path}; check the name, or make one with `safer build`."
            )
            raise NoWorkbookError(message) from error
        except OSError as error:
            why = f"{path} cannot be read ({error.strerror})"
            message = f"{why}; check its name, close it elsewhere and try again."
            raise UnusableFileError(message) from error
        archive = cls.of(packed, source=path.name)
        archive.state = state
        return archive

    @classmethod
    def of(cls, packed: bytes, *, source: str) -> Self:
        """The archive of a file's bytes; ``source`` names it in messages."""
        refuse_other_formats(packed, source)
        try:
            with zipfile.ZipFile(BytesIO(packed)) as opened:
                infos = opened.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            message = f"{source} is damaged: its zip directory cannot be read ({error})."
            raise DamagedWorkbookError(message) from error
        refuse_untrustworthy(infos, source)
        entries = {
            info.filename: _entry(packed, info, source) for info in infos if not info.is_dir()
        }
        for entry in entries.values():
            if entry.name.lower().endswith(XML_SUFFIXES):
                refuse_dtd(entry, source)
        return cls(source, entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The part names, in the order of the zip."""
        return tuple(self._entries)

    def part_name(self, target: str) -> str | None:
        """The name under which a part lies in the zip (OPC ignores case), or None."""
        return self._by_folded.get(target.casefold())

    def content(self, name: str) -> bytes:
        """The bytes of one part."""
        try:
            return self._entries[name].content()
        except KeyError as error:
            message = f"{self.source} lacks its part {name}; open and save it in Excel to mend it."
            raise SaveInExcelError(message) from error
        except ValueError as error:
            message = f"{self.source} is damaged in {name}; restore it from a copy."
            raise DamagedWorkbookError(message) from error

    def holds_as(self, name: str, other: Archive, other_name: str) -> bool:
        """Whether a part holds the same bytes as one of another archive.

        Those that lie packed in the same bytes are not unpacked.
        """
        ours, theirs = self._entries.get(name), other._entries.get(other_name)
        if ours is not None and theirs is not None and ours.holds_as(theirs):
            return True
        return self.content(name) == other.content(other_name)

    def text(self, name: str) -> str:
        """The characters of one XML part in Excel's spelling (:mod:`.spelling`).

        Read in the encoding that its first bytes or its declaration name; as it is written again
        in UTF-8, its declaration says so.
        """
        if name not in self._texts:
            self._texts[name] = self._read_text(name)
        return self._texts[name]

    def forget(self, name: str) -> None:
        """Keep the characters of a part no longer: those of a large sheet weigh twice its size."""
        self._texts.pop(name, None)

    def once(self, name: str, read: Callable[[Archive, str], Made]) -> Made:
        """What a function makes of a part; asked for again, it is not made again."""
        key = (name, read)
        if key not in self._made:
            self._made[key] = read(self, name)
        return self._made[key]  # type: ignore[return-value]  # of this function

    def _read_text(self, name: str) -> str:
        content = self.content(name)
        try:
            return plainly_spelt(_decoded(content))
        except (ValueError, LookupError) as error:
            message = (
                f"{self.source} has a part in letters that cannot be read ({name}: {error}); "
                "save it in Excel first."
            )
            raise SaveInExcelError(message) from error
        except expat.ExpatError as error:
            message = f"{self.source} is damaged: {name} is not XML ({error}); restore a copy."
            raise DamagedWorkbookError(message) from error

    def replaced(self, parts: Mapping[str, str | bytes | Entry | None]) -> bytes:
        """The zip with some parts replaced, added (at the end) or, where None, left out.

        Every other entry keeps its compressed bytes; all times are the zip epoch.
        """
        entries = dict(self._entries)
        for name, content in parts.items():
            if content is None:
                entries.pop(name, None)
            elif isinstance(content, Entry):
                entries[name] = content
            else:
                new = content.encode() if isinstance(content, str) else content
                entries[name] = Entry.of(name, new)
        return zip_bytes(entries.values())


def _decoded(content: bytes) -> str:
    """The characters of an XML part, by its byte order mark or its declaration."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif content.startswith(b"\0<"):
        encoding = "utf-16-be"
    else:
        declared = _ENCODING.match(content.removeprefix(codecs.BOM_UTF8))
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if encoding not in _ENCODINGS:
            message = f"it names the encoding {encoding}"
            raise LookupError(message)
    text = content.decode(encoding)
    if encoding in _UTF8:
        return text
    return _NAMED_ENCODING.sub(r"\g<1>UTF-8\g<2>", text.removeprefix("\ufeff"), count=1)


def resolved_target(source_part: str, target: str) -> str:
    """The part name that a relationship's target means, seen from its source part."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source_part), target))


def _entry(packed: bytes, info: zipfile.ZipInfo, source: str) -> Entry:
    try:
        lying = packed_bytes(packed, info)
    except ValueError as error:
        message = f"{source} is damaged: {error}."
        raise DamagedWorkbookError(message) from error
    return Entry(info.filename, lying, info.compress_type, info.CRC, info.file_size)
