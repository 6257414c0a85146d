"""The rows of a workbook's sheets one after another, for tables that would not fit as a whole.

Unlike :mod:`xlsrc.extracts.spreadsheet` nothing is laid out: a cell far away costs nothing, and of
a million rows a piece is in memory at a time. Only .xlsx, .xlsm and .ods can be read so.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree
from xml.parsers import expat

from xlsrc.domain.errors import DamagedFileError
from xlsrc.extracts.limits import MAX_STREAMED_BYTES, MAX_STREAMED_ROWS, too_large
from xlsrc.extracts.spreadsheet import named_parts
from xlsrc.extracts.unpacked import archive_of, member_chunks

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row = tuple[int, Sequence[str]]

MOST_COLUMNS: Final = 64
"""Cells further to the right belong to no table that is read row by row."""

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_ODS_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ODS_VALUES: Final = {
    "float": f"{_OFFICE}value",
    "percentage": f"{_OFFICE}value",
    "currency": f"{_OFFICE}value",
    "date": f"{_OFFICE}date-value",
}
_SHARED: Final = "xl/sharedStrings.xml"
_LETTERS: Final = 26


def streamed_sheets(content: bytes, file: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each sheet's name and its filled rows: the row's number, its cells as text from column A.

    A sheet is to be read before the next one is asked for; what was not read of it is passed over.
    Whole numbers have no decimal point; a real date is ``YYYY-MM-DD`` in .ods and its number of
    days in .xlsx. A content that is neither kind of workbook has no sheets.

    :class:`~xlsrc.domain.errors.ExtractError` for a damaged workbook and one beyond the limits.
    """
    with _one_sentence(file), archive_of(content, file, "a workbook") as archive:
        members = {member.filename: member for member in archive.infolist()}
        if "content.xml" in members:
            rows = _OdsRows(file).read(_pieces(archive, members["content.xml"], file))
            for name, of_sheet in itertools.groupby(rows, itemgetter(0)):
                yield name, ((line, cells) for _, line, cells in of_sheet)
        elif "xl/workbook.xml" in members:
            shared: list[str] = []
            if _SHARED in members:
                shared = _SharedTexts().read(_pieces(archive, members[_SHARED], file))
            for name, part in named_parts(archive, file).items():
                if part in members:
                    rows = _XlsxRows(file, shared).read(_pieces(archive, members[part], file))
                    yield name, ((line, cells) for _, line, cells in rows)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    return member_chunks(archive, member, file, MAX_STREAMED_BYTES)


@contextmanager
def _one_sentence(file: str) -> Iterator[None]:
    """Turn what a damaged part raises into one sentence."""
    try:
        yield
    # LookupError: a place that is not there, or letters in an encoding that nobody knows.
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        message = (
            f"{file}: a workbook was wanted; found a damaged one ({error}): download or save it "
            f"again"
        )
        raise DamagedFileError(message) from error


class _Rows(ABC):
    """The filled rows of an XML part read in pieces: sheet, row number, cells."""

    def __init__(self, file: str, separator: str | None = None) -> None:
        self._file = file
        self._found: list[tuple[str, int, list[str]]] = []
        self._rows_found = 0
        self._sheet = ""
        self._line = 0
        self._cells: list[str] = []
        self._kind = ""
        self._parts: list[str] = []
        self._parser = expat.ParserCreate(None, separator)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self.text

    def read(self, pieces: Iterable[bytes]) -> Iterator[tuple[str, int, list[str]]]:
        with _one_sentence(self._file):
            for piece in pieces:
                self._parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
                yield from self._found
                self._found.clear()
            self._parser.Parse(b"", True)  # noqa: FBT003 - as above
            yield from self._found

    def keep(self, times: int = 1) -> None:
        """Note the row that ends here, so often as it stands there, if it holds anything."""
        if any(self._cells):
            self._rows_found += times
            if self._rows_found > MAX_STREAMED_ROWS:
                raise too_large(
                    self._file,
                    f"a workbook of at most {MAX_STREAMED_ROWS:,} rows",
                    "more",
                    "keep the years that are needed, in several files",
                )
            first = self._line
            self._found.extend((self._sheet, first + at, self._cells) for at in range(times))
        self._cells = []

    @abstractmethod
    def start(self, name: str, given: Mapping[str, str]) -> None: ...

    @abstractmethod
    def end(self, name: str) -> None: ...

    @abstractmethod
    def text(self, text: str) -> None: ...


class _OdsRows(_Rows):
    """The content part of .ods, all sheets."""

    def __init__(self, file: str) -> None:
        super().__init__(file, " ")
        self._rows = self._columns = 1
        self._value: str | None = None
        self._in_cell = False
        self._muted = 0  # within a comment
        self._line = 1

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name in _ODS_CELLS:
            self._in_cell = True
            self._columns = int(given.get(f"{_TABLE}number-columns-repeated", 1))
            self._value = given.get(_ODS_VALUES.get(given.get(f"{_OFFICE}value-type", ""), ""))
        elif name == f"{_TEXT}p":
            if self._parts:
                self.text("\n")
        elif name == f"{_TEXT}s":
            self.text(" ")
        elif name == f"{_TABLE}table-row":
            self._rows = int(given.get(f"{_TABLE}number-rows-repeated", 1))
        elif name == f"{_TABLE}table":
            self._sheet, self._line = given.get(f"{_TABLE}name", ""), 1
        elif name == f"{_OFFICE}annotation":
            self._muted += 1

    def text(self, text: str) -> None:
        if self._in_cell and not self._muted:
            self._parts.append(text)

    def end(self, name: str) -> None:
        if name in _ODS_CELLS:
            text = "".join(self._parts).strip() if self._value is None else _plain(self._value)
            room = MOST_COLUMNS - len(self._cells)
            self._cells.extend([text] * min(self._columns, room))
            self._parts.clear()
            self._in_cell = False
        elif name == f"{_TABLE}table-row":
            self.keep(self._rows)
            self._line += self._rows
        elif name == f"{_OFFICE}annotation":
            self._muted -= 1


class _XlsxRows(_Rows):
    """A worksheet part of .xlsx and .xlsm."""

    def __init__(self, file: str, shared: list[str]) -> None:
        super().__init__(file)
        self._shared = shared
        self._inside = False
        self._at = 0
        self._columns = _Columns()
        self._names = _LocalNames()

    def start(self, name: str, given: Mapping[str, str]) -> None:
        name = self._names[name]
        if name in ("v", "t"):
            self._inside = True
        elif name == "c":
            self._kind = given.get("t", "")
            column = len(self._cells)
            if "r" in given:
                column = self._columns[given["r"].rstrip("0123456789")]
            if column < MOST_COLUMNS:
                self._cells.extend([""] * (column + 1 - len(self._cells)))
            self._at = column
        elif name == "row":
            self._line = int(given["r"]) if "r" in given else self._line + 1

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)

    def end(self, name: str) -> None:
        name = self._names[name]
        if name in ("v", "t"):
            self._inside = False
        elif name == "c":
            if self._parts and self._at < MOST_COLUMNS:
                text = "".join(self._parts)
                if self._kind == "s":
                    text = self._shared[int(text)]
                elif self._kind in ("", "n"):
                    text = _plain(text)
                self._cells[self._at] = text.strip()
            self._parts.clear()
        elif name == "row":
            self.keep()


class _SharedTexts:
    """The texts that .xlsx cells point to."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._parts: list[str] = []
        self._inside = self._muted = False
        self._names = _LocalNames()

    def read(self, pieces: Iterable[bytes]) -> list[str]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003 - as above
        return self._texts

    def _start(self, name: str, _: Mapping[str, str]) -> None:
        name = self._names[name]
        self._muted = self._muted or name == "rPh"  # how a text is spoken
        self._inside = name == "t" and not self._muted

    def _text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)

    def _end(self, name: str) -> None:
        name = self._names[name]
        self._inside = False
        if name == "rPh":
            self._muted = False
        elif name == "si":
            self._texts.append("".join(self._parts))
            self._parts.clear()


class _LocalNames(dict[str, str]):
    """An element's name without its prefix."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


class _Columns(dict[str, int]):
    """A column's letters → its number from 0."""

    def __missing__(self, letters: str) -> int:
        if not letters.isalpha():
            message = f"a cell without a column: {letters!r}"
            raise ValueError(message)
        number = 0
        for letter in letters.upper():
            number = number * _LETTERS + ord(letter) - ord("A") + 1
        return self.setdefault(letters, number - 1)


def _plain(number: str) -> str:
    """A number's text as a whole number where it is one: ``12`` of ``12.0`` and of ``1.2E1``."""
    if number.isdigit():
        return number
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() else number
