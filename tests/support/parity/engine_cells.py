"""The cells and tables of the engine over openpyxl.

Cells take entries as Excel does: a leading apostrophe is dropped, what looks like a number, a
date or a percentage is read as one unless the cell is formatted as text, a table that grows fills
its calculated columns, rows that a filter hides keep what they hold, a protected sheet takes
nothing. Reading makes no cells: a sheet of 30,000 rows stays as sparse as it was.
"""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from xlwings import base_classes

from tests.support.parity.engine_filters import AutoFilter, filtered_rows, hidden_rows
from tests.support.parity.gate import Native, through_gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

    from tests.support.parity.engine import Sheet

MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
READ_OTHERWISE: Final = re.compile(
    rf"^(?:[-+]?[\d,]+(?:\.\d+)?\s*%?|\d{{4}}-\d\d(?:-\d\d)?|\d+/\d+|(?:{MONTHS})\w* \d+)$",
    re.IGNORECASE,
)
EPOCH: Final = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's dates have no zone
TEXT: Final = "@"
GENERAL: Final = "General"


class ProtectedError(Exception):
    """What Excel answers to a change of a protected sheet."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"The cell or chart you're trying to change is on a protected sheet: {sheet}"
        )


def _change(sheet: Sheet) -> None:
    if sheet.sheet.protection.sheet:
        raise ProtectedError(sheet.name)
    sheet.book.is_saved = False


class NativeRange:
    """What of a range xlwings leaves to Excel's own object."""

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    @property
    def EntireRow(self) -> Any:  # noqa: N802 - Excel's own name
        return SimpleNamespace(Hidden=self._cells.row_hidden)


@through_gate
class Range(base_classes.Range):
    sheet: Any = None

    def __init__(self, sheet: Sheet, corners: tuple[int, int, int, int]) -> None:
        self.sheet = sheet
        self.corners = corners

    @property
    def gate(self) -> Any:
        return self.sheet.gate

    @property
    def api(self) -> Any:
        return Native(NativeRange(self), self.gate)

    @property
    def row_hidden(self) -> bool | None:
        top, _, bottom, _ = self.corners
        number = len(hidden_rows(self.sheet.sheet, range(top, bottom + 1)))
        return bool(number) if number in (0, bottom + 1 - top) else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        _change(self.sheet)
        rows = range(self.corners[0], self.corners[2] + 1)
        for row in rows if value else hidden_rows(self.sheet.sheet, rows):
            self.sheet.sheet.row_dimensions[row].hidden = value

    @property
    def autofilter(self) -> Any:
        plain = self.sheet.sheet.auto_filter
        is_its_own = plain.ref == self.address.replace("$", "")
        return AutoFilter(self.sheet, plain if is_its_own else None, self.shape[1])

    @property
    def row(self) -> int:
        return self.corners[0]

    @property
    def column(self) -> int:
        return self.corners[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.corners
        return bottom - top + 1, right - left + 1

    @property
    def coords(self) -> Any:
        return self.sheet.name, self.row, self.column, *self.shape

    @property
    def address(self) -> str:
        top, left, bottom, right = self.corners
        return f"${get_column_letter(left)}${top}:${get_column_letter(right)}${bottom}"

    def __call__(self, row: Any, column: Any = None) -> Range:
        if column is None:
            width = self.shape[1]
            row, column = (row - 1) // width + 1, (row - 1) % width + 1
        at = (self.row + row - 1, self.column + column - 1)
        return Range(self.sheet, (*at, *at))

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def _held(self) -> Iterator[list[Any]]:
        """The cells row by row, ``None`` where the sheet holds none."""
        top, left, bottom, right = self.corners
        found = self.sheet.sheet._cells.get  # noqa: SLF001 - to read a cell makes none
        columns = range(left, right + 1)
        return ([found((row, column)) for column in columns] for row in range(top, bottom + 1))

    def _cells(self) -> Any:
        top, left, bottom, right = self.corners
        return self.sheet.sheet.iter_rows(top, bottom, left, right)

    @property
    def raw_value(self) -> Any:
        return [[_read(cell) for cell in row] for row in self._held()]

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._enter(value)

    @property
    def formula(self) -> Any:
        found = [[_formula(cell) for cell in row] for row in self._held()]
        return found[0][0] if self.shape == (1, 1) else found

    @formula.setter
    def formula(self, value: Any) -> None:
        self._enter(value)

    def _enter(self, value: Any) -> None:
        _change(self.sheet)
        rows = value if isinstance(value, list | tuple) else None
        top, left, _, _ = self.corners
        out_of_sight = self._out_of_sight()
        for r, row in enumerate(self._held()):
            if top + r in out_of_sight:
                continue
            for c, held in enumerate(row):
                new = value if rows is None else rows[r][c]
                if held is None and (new is None or new == ""):
                    continue
                cell = self.sheet.sheet._get_cell(top + r, left + c) if held is None else held  # noqa: SLF001 - as in _held
                if new.__class__ is float:
                    cell._value, cell.data_type = new, "n"  # noqa: SLF001 - a table's 30,000 rows
                else:
                    _enter(cell, new)

    def _out_of_sight(self) -> set[int]:
        """The rows in which several cells at once are not written."""
        return set() if self.shape == (1, 1) else filtered_rows(self.sheet.sheet)

    def clear_contents(self) -> None:
        _change(self.sheet)
        out_of_sight = self._out_of_sight()
        for at, row in enumerate(self._held(), self.corners[0]):
            if at in out_of_sight:
                continue
            for cell in row:
                if cell is not None:
                    _enter(cell, None)

    @property
    def number_format(self) -> Any:
        looks: dict[int, str] = {}
        for row in self._held():
            for cell in row:
                kind = getattr(getattr(cell, "_style", None), "numFmtId", 0)
                if kind not in looks:
                    looks[kind] = GENERAL if cell is None else cell.number_format
        return next(iter(looks.values())) if len(looks) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        _change(self.sheet)
        for row in self._cells():
            for cell in row:
                if cell.number_format != value:
                    cell.number_format = value


def _enter(cell: Any, value: Any) -> None:
    if isinstance(cell, MergedCell):
        return
    if isinstance(value, str) and cell.number_format != TEXT:
        if READ_OTHERWISE.match(value):
            cell.value = -1.0  # Excel would make another value of it
            return
        is_text = value.startswith("'")
        cell.value = value.removeprefix("'") or None
        if is_text:
            cell.data_type = "s"
        return
    if isinstance(value, datetime.datetime):
        cell.value = (value - EPOCH) / datetime.timedelta(days=1)
        return
    cell.value = value or None if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _read(cell: Any) -> Any:
    value = None if cell is None else cell.value
    if isinstance(value, float | int) and not isinstance(value, bool) and cell.is_date:
        return EPOCH + datetime.timedelta(days=value)
    return None if isinstance(value, ArrayFormula | DataTableFormula) else value


def _formula(cell: Any) -> Any:
    value = None if cell is None else cell.value
    if isinstance(value, ArrayFormula | DataTableFormula):
        return f"={value.ref}"
    return "" if value is None else value


@through_gate
class Table(base_classes.Table):
    def __init__(self, sheet: Sheet, table: Any) -> None:
        self.sheet = sheet
        self.table = table

    @property
    def gate(self) -> Any:
        return self.sheet.gate

    @property  # type: ignore[misc]  # xlwings' own can be set; no test does
    def show_autofilter(self) -> Any:
        return self.table.autoFilter is not None

    @property
    def autofilter(self) -> Any:
        return AutoFilter(self.sheet, self.table.autoFilter, self.range.shape[1])

    @property  # type: ignore[misc]  # xlwings' own can be set; no test does
    def name(self) -> Any:
        return self.table.displayName

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def range(self) -> Any:
        return self.sheet.range(self.table.ref)

    @property  # type: ignore[misc]  # as above
    def show_totals(self) -> Any:
        return bool(self.table.totalsRowCount)

    def resize(self, area: xw.Range) -> None:
        _change(self.sheet)
        before = self.range.corners
        self.table.ref = area.impl.address.replace("$", "")
        if self.table.autoFilter is not None:
            self.table.autoFilter.ref = self.table.ref
        last = self.range.corners[2]
        for column in range(before[1], before[3] + 1):
            look = self.sheet.sheet.cell(before[0] + 1, column)
            is_calculated = isinstance(look.value, str) and look.value.startswith("=")
            formula = Translator(look.value, look.coordinate) if is_calculated else None
            for row in range(before[2] + 1, last + 1):
                cell = self.sheet.sheet.cell(row, column)
                cell._style = look._style  # noqa: SLF001 - Excel carries a row's look on
                if formula is not None:
                    cell.value = formula.translate_formula(cell.coordinate)
