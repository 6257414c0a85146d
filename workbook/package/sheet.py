"""A worksheet part as text: where its rows, cells and formulas are, and what they hold.

The part is scanned, never parsed as a tree, which would cost more than all else in a refresh.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.package.cell import Value, truth, unescaped_xml
from workbook.package.dates import iso_serial
from workbook.package.formula_cell import FormulaCell
from workbook.package.reference import Rectangle, cell_address, column_number
from workbook.package.spelling import with_addresses
from workbook.package.strings import item_text, string_text
from xlsrc.domain.workbook_errors import SaveInExcelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsrc.domain.errors import WorkbookError


class RowPlace(NamedTuple):
    """Where a row lies in the text: its tag, its cells and its end."""

    start: int
    body: int
    body_end: int
    end: int


_NO_PLACE: Final = RowPlace(0, 0, 0, 0)


class SheetGrammar(NamedTuple):
    """The patterns of a worksheet part."""

    row: re.Pattern[str]
    cell: re.Pattern[str]
    formula: re.Pattern[str]
    value: re.Pattern[str]


STYLE: Final = re.compile(r"""\ss\s*=\s*["'](\d+)["']""")
_ROOT: Final = re.compile(r"<(?:(\w+):)?worksheet[\s>]")
_TYPE: Final = re.compile(r"""\st\s*=\s*["'](\w+)["']""")
_ADDRESS: Final = re.compile(r"""\sr=["']([A-Z]+)(\d+)["']""")
_ROW_LOOK: Final = re.compile(r"""\s(?:s|customFormat|ht|customHeight)=["'][^"']*["']""")
_OWN_LOOK: Final = re.compile(r"""\scustomFormat=["'](?:1|true)["']""")
_COLUMN: Final = re.compile(r"<(?:\w+:)?col(?=\s)[^>]*>")
_ATTRIBUTE: Final = re.compile(r"""\s(min|max|style)=["'](\d+)["']""")


@cache
def sheet_grammar(p: str) -> SheetGrammar:
    """The patterns for elements with the prefix ``p``, which is mostly empty.

    Attributes of rows and cells are numbers and names, so no ``>`` can stand inside them.
    """
    return SheetGrammar(
        row=re.compile(rf"""<{p}row\b(?:[^>]*?\sr=["'](\d+)["'])?[^>]*>"""),
        cell=re.compile(
            # The plain value is there for speed: it ends before the first end of a cell.
            rf"""(<{p}c(?=[\s/>])(?:[^>]*?\sr=["']([A-Z]+)\d+["'])?[^/>]*(?:/(?!>)[^/>]*)*)"""
            rf"(?:/>|>((?:<{p}v>[^<]*</{p}v>)?.*?)</{p}c>)",
            re.DOTALL,
        ),
        formula=re.compile(rf"<{p}f\b([^>]*?)(?:/>|>([^<]*)</{p}f>)"),
        value=re.compile(rf"<{p}v\b[^>]*>([^<]*)</{p}v>"),
    )


class SheetXml:
    """The text of one worksheet part, with an index of its rows.

    ``where`` names the sheet in messages; ``date_1904`` says what its dates' numbers count from.
    Rows and cells that a program left without addresses have those that they are meant to have.
    `WorkbookError` for a part whose rows are in no order, or with an impossible value.
    """

    def __init__(self, text: str, *, where: str, date_1904: bool = False) -> None:
        self.where = where
        self.date_1904 = date_1904
        root = _ROOT.search(text)
        self.prefix = f"{root[1]}:" if root and root[1] else ""
        p = self.prefix
        self._grammar = sheet_grammar(p)
        try:
            text = with_addresses(text, p)
        except ValueError as error:
            why = f"a row or cell of it says {error}"
            raise self.unreadable(why) from error
        self.text = text
        opening = re.search(rf"<{p}sheetData\b[^>]*>", text)
        if root is None or opening is None:
            why = "it has no cells"
            raise self.unreadable(why)
        self.is_empty = opening[0].endswith("/>")
        self.data_start = opening.end()
        self.data_end = opening.end() if self.is_empty else text.find(f"</{p}sheetData>")
        if self.data_end < opening.end():
            why = "its cells have no end"
            raise self.unreadable(why)
        self.iso_dates = ' t="d"' in text and not date_1904
        self._rows: dict[int, RowPlace] | None = None
        self._cells: dict[int, dict[int, re.Match[str]]] = {}

    def with_end(self, end: str) -> SheetXml:
        """The sheet with another text after its cells; the index of its rows holds for both."""
        other = copy(self)
        vars(other).update(text=self.text[: self.data_end] + end, _cells={})
        return other

    def unreadable(self, why: str) -> WorkbookError:
        """The error of a part that no Excel has written."""
        message = f"Sheet {self.where} was not written by Excel ({why}); save it in Excel first."
        return SaveInExcelError(message)

    @property
    def rows(self) -> Mapping[int, RowPlace]:
        """Where each row that the part holds lies in the text, in order."""
        if self._rows is None:
            self._rows = self._indexed_rows()
        return self._rows

    def _indexed_rows(self) -> dict[int, RowPlace]:
        text, closing = self.text, f"</{self.prefix}row>"
        rows: dict[int, RowPlace] = {}
        last = ended = 0
        for match in self._grammar.row.finditer(text, self.data_start, self.data_end):
            number = int(match[1] or 0)
            start, body = match.span()
            if number <= last or start < ended:
                why = "stand in one another" if start < ended else "are not numbered in order"
                raise self.unreadable("its rows " + why)
            last = number
            if text[body - 2] == "/":
                rows[number] = RowPlace(start, body, body, body)
            else:
                body_end = text.find(closing, body, self.data_end)
                if body_end < 0:
                    why = f"its row {number} has no end"
                    raise self.unreadable(why)
                ended = body_end + len(closing)
                rows[number] = RowPlace(start, body, body_end, ended)
        return rows

    def cells(self, row: int) -> Iterator[re.Match[str]]:
        """The cells of a row: tag, column letters and content."""
        place = self.rows.get(row, _NO_PLACE)
        return self._grammar.cell.finditer(self.text, place.body, place.body_end)

    def begins(self, row: int, cells: str) -> bool:
        """Whether a row begins with these cells, in just this spelling."""
        place = self.rows.get(row)
        return place is not None and self.text.startswith(cells, place.body, place.body_end)

    def _has_value(self, head: str, start: int, end: int) -> bool:
        """Whether a formula was calculated; of an empty text, only its type says so."""
        found = self._grammar.value.search(self.text, start, end)
        return (found is not None and found[1] != "") or ' t="str"' in head

    def values(self, area: Rectangle, shared_texts: Sequence[str]) -> list[list[Value]]:
        """The values of a range, row by row; an error value is its text, a date its number."""
        if area.is_sprawling:
            raise self.unreadable("it has a table at " + area.address)
        columns = range(area.first_column, area.last_column + 1)
        return [
            [
                self._value(match, shared_texts) if (match := cells.get(column)) else None
                for column in columns
            ]
            for cells in map(self._row_cells, range(area.first_row, area.last_row + 1))
        ]

    def filled(
        self, row: int, shared_texts: Sequence[str], beside: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[int, Value]]:
        """Column and value of each cell of a row that holds one; the row is not kept in mind, and
        the columns from a first to a last ``beside`` are not read.
        """
        for match in self.cells(row):
            column = column_number(match[2])
            if match[3] and not any(first <= column <= last for first, last in beside):
                value = self._value(match, shared_texts)
                if value is not None:
                    yield column, value

    def _row_cells(self, row: int) -> dict[int, re.Match[str]]:
        """The cells of a row by column, found once: a panel's charts read each row many times."""
        if row not in self._cells:
            self._cells[row] = {column_number(match[2]): match for match in self.cells(row)}
        return self._cells[row]

    def _value(self, match: re.Match[str], shared_texts: Sequence[str]) -> Value:
        content = match[3]
        if not content:
            return None
        kind = _TYPE.search(match[1]) if "t" in match[1] else None
        if kind is not None and kind[1] == "inlineStr":
            return item_text(content) or None
        value = self._grammar.value.search(content)
        if value is None or not value[1]:
            return None
        text = value[1]
        if kind is not None and kind[1] not in {"n", "s", "d"}:
            return truth(text) if kind[1] == "b" else string_text(text)
        try:
            if kind is not None and kind[1] == "d":
                return iso_serial(text, date_1904=self.date_1904)
            is_number = kind is None or kind[1] == "n"
            return float(text) if is_number else shared_texts[int(text)] or None
        except (ValueError, IndexError) as error:
            why = f"it has a cell with the impossible value {text!r}"
            raise self.unreadable(why) from error

    def text_length(self, match: re.Match[str], shared_texts: Sequence[str]) -> int:
        """The characters of a cell's text, as Excel counts them (UTF-16); 0 for other cells."""
        value = self._value(match, shared_texts)
        return len(value.encode("utf-16-le")) // 2 if isinstance(value, str) else 0

    def first_filled(self, area: Rectangle) -> tuple[int, int] | None:
        """Row and column of the first cell of a range that holds anything, or None."""
        last_row = min(area.last_row, max(self.rows, default=0))
        for row in range(area.first_row, last_row + 1):
            for match in self.cells(row):
                column = column_number(match[2])
                if match[3] and area.first_column <= column <= area.last_column:
                    return (row, column)
        return None

    def styles(self, row: int) -> dict[int, str]:
        """The style attributes of a row's cells by column, ready to be put into a tag."""
        return {
            column_number(match[2]): style[0]
            for match in self.cells(row)
            if (style := STYLE.search(match[1]))
        }

    def style_numbers(self, row: int) -> dict[int, int]:
        """The numbers of the formats of a row's cells by column; 0 is no format of its own."""
        return {
            column: int(style[1]) if (style := STYLE.search(match[1])) else 0
            for column, match in self._row_cells(row).items()
        }

    def row_look(self, row: int) -> str:
        """The attributes that give a row its height and format."""
        place = self.rows.get(row, _NO_PLACE)
        return "".join(_ROW_LOOK.findall(self.text, place.start, place.body))

    def row_style(self, row: int) -> int | None:
        """The number of a row's own format; None where its cells look as their columns."""
        look = self.row_look(row)
        style = STYLE.search(look)
        return int(style[1]) if style and _OWN_LOOK.search(look) else None

    def column_style(self, column: int) -> int:
        """The number of a column's format; 0 is no format of its own."""
        for found in _COLUMN.findall(self.text, 0, self.data_start):
            said = dict(_ATTRIBUTE.findall(found))
            if int(said["min"]) <= column <= int(said["max"]):
                return int(said.get("style", 0))
        return 0

    def formulas(self) -> list[FormulaCell]:
        """Every formula of the sheet, in order; empty at no cost where there is none."""
        if f"<{self.prefix}f" not in self.text:
            return []
        opening, closing = f"<{self.prefix}c ", f"</{self.prefix}c>"
        found = []
        for match in self._grammar.formula.finditer(self.text, self.data_start, self.data_end):
            start = self.text.rfind(opening, self.data_start, match.start())
            place = _ADDRESS.search(self.text, max(start, 0), match.start())
            end = self.text.find(closing, match.end())
            if start < 0 or place is None or end < 0:
                why = "a formula of it is in no cell with an address"
                raise self.unreadable(why)
            cell = FormulaCell(
                row=int(place[2]),
                column=column_number(place[1]),
                text=unescaped_xml(match[2] or ""),
                attributes=match[1],
                has_value=self._has_value(self.text[start : match.start()], match.end(), end),
            )
            self._refuse_lost_range(cell)
            found.append(cell)
        return found

    def _refuse_lost_range(self, formula: FormulaCell) -> None:
        """Refuse a formula that is said to fill what is no range."""
        try:
            formula.area  # noqa: B018 - to be asked for is all
        except ValueError as error:
            why = f"the formula in {cell_address(formula.row, formula.column)} fills no range"
            raise self.unreadable(why) from error
