"""Where a workbook's cells stand, found before any reader makes room for them.

A reader lays a sheet out from its first to its last cell: one cell at XFD1048576 would be 17
thousand million. The same pass finds what readers hand on as empty: error cells (``#DIV/0!``) and
formulas that nobody calculated.
"""

from __future__ import annotations

import re
import struct
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_REFERENCE: Final = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_LETTERS: Final = 26
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


@dataclass(slots=True)
class Scan:
    """One sheet's filled cells: how many rows and columns they take from A1, and texts by (row,
    column) from 0 of those that a reader would take for empty.
    """

    rows: int = 0
    columns: int = 0
    texts: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """The room that the sheet takes."""
        return self.rows * self.columns

    def fill(self, row: int, column: int) -> None:
        """Note a filled cell."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


class _Xml(ABC):
    """An XML part read in pieces, element by element without their prefixes."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = lambda name, given: self.start(
            name.rpartition(":")[2], given
        )
        self._parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        self._parser.CharacterDataHandler = self.text
        self._parser.buffer_text = True

    def read(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self._parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
        self._parser.Parse(b"", True)  # noqa: FBT003 - as above

    @abstractmethod
    def start(self, name: str, given: Mapping[str, str]) -> None: ...

    @abstractmethod
    def end(self, name: str) -> None: ...

    @abstractmethod
    def text(self, text: str) -> None: ...


class _OfficeSheet(_Xml):
    """A worksheet part of .xlsx and .xlsm."""

    def __init__(self) -> None:
        super().__init__()
        self.scan = Scan()
        self._row = self._column = -1
        self._kind = self._inside = ""
        self._parts: dict[str, str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "row":
            self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1
        elif name == "c":
            self._column += 1
            if match := _REFERENCE.match(given.get("r", "")):
                self._row, self._column = int(match[2]) - 1, _column(match[1])
            self._kind, self._parts = given.get("t", ""), {}
        elif name in ("v", "f", "t"):
            self._inside = name
            self._parts.setdefault(name, "")

    def text(self, text: str) -> None:
        if self._inside:
            self._parts[self._inside] += text

    def end(self, name: str) -> None:
        self._inside = ""
        if name != "c":
            return
        value = self._parts.get("v", "")
        uncalculated = "f" in self._parts and not value and self._kind != "str"
        if self._kind == "e" or uncalculated:
            shown = value or f"={self._parts.get('f', '')}"
            self.scan.texts[self._row, self._column] = shown
        if value or self._parts.get("t") or uncalculated:
            self.scan.fill(self._row, self._column)


class _OpenDocument(_Xml):
    """The content part of .ods, all sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: dict[str, Scan] = {}
        self._scan = Scan()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._error: str | None = None

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self._scan = self.scans.setdefault(plain.get("name", ""), Scan())
            self._row = 0
        elif name == "table-row":
            self._rows = int(plain.get("number-rows-repeated", 1))
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = int(plain.get("number-columns-repeated", 1))
            if "value-type" in plain:
                self._scan.fill(self._row + self._rows - 1, self._column + self._columns - 1)
            self._error = "" if given.get("calcext:value-type") == "error" else None

    def text(self, text: str) -> None:
        if self._error is not None:
            self._error += text

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            if self._error:
                self._scan.texts[self._row, self._column] = self._error
            self._error = None
            self._column += self._columns
        elif name == "table-row":
            self._row += self._rows


def scanned_xlsx(pieces: Iterable[bytes]) -> Scan:
    """A worksheet part of .xlsx, read in pieces; ``ExpatError`` where it is no XML."""
    sheet = _OfficeSheet()
    sheet.read(pieces)
    return sheet.scan


def scanned_ods(pieces: Iterable[bytes]) -> dict[str, Scan]:
    """Every sheet of an .ods' content part by name; ``ExpatError`` where it is no XML."""
    content = _OpenDocument()
    content.read(pieces)
    return content.scans


def scanned_xlsb(content: bytes) -> Scan:
    """A worksheet part of .xlsb (records of [MS-XLSB]); ``struct.error`` where it is cut off."""
    scan = Scan()
    row = 0
    for kind, at, size in _records(content):
        if kind == 0 and size >= 4:  # noqa: PLR2004 - BrtRowHdr begins with the row
            (row,) = struct.unpack_from("<I", content, at)
        elif 2 <= kind <= 11 and size >= 8:  # noqa: PLR2004 - BrtCellRk to BrtFmlaError
            (column,) = struct.unpack_from("<I", content, at)
            scan.fill(row, column)
            if kind in (3, 11):  # BrtCellError, BrtFmlaError
                scan.texts[row, column] = _ERRORS.get(content[at + 8], "#ERROR")
    return scan


def sheets_of_xlsb(content: bytes) -> dict[str, str]:
    """Sheet name → relationship of an .xlsb's workbook part."""
    sheets = {}
    for kind, at, _ in _records(content):
        if kind == 156:  # noqa: PLR2004 - BrtBundleSh: state, id, relationship, name
            relation, after = _wide_text(content, at + 8)
            name, _ = _wide_text(content, after)
            sheets[name] = relation
    return sheets


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's kind, where its data begin, and their size."""
    at = 0
    while at < len(content):
        kind, at = _varying(content, at, 2)
        size, at = _varying(content, at, 4)
        yield kind, at, size
        at += size


def _varying(content: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for position in range(most):
        if at >= len(content):
            break
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << 7 * position
        if not byte & 0x80:
            break
    return number, at


def _wide_text(content: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1
