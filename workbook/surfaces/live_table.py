"""An Excel table open in Excel: its place, what it holds, and how it grows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from workbook.package.reference import Rectangle
from workbook.surfaces.live_cells import carry_formats, cells, lines, put, runs_of, unknown
from workbook.surfaces.live_native import has_hidden_rows
from xlsrc.domain.workbook_errors import BlockedRowsError, TableColumnError

if TYPE_CHECKING:
    from workbook.block import TableBlock
    from workbook.surfaces.live_cells import TextColumn, TextColumns

    Sheet = Any
    Table = Any

NO_CRITERION: Final = "none"
"""How xlwings calls a column whose filter is not set."""


class LiveTable:
    """A table on its sheet."""

    def __init__(
        self, sheet: Sheet, sheet_name: str, table: Table, system: str = sys.platform
    ) -> None:
        self.sheet = sheet
        self.sheet_name = sheet_name
        self.name = str(table.name)
        self._table = table
        self._system = system
        self._known: TextColumns = unknown

    @cached_property
    def area(self) -> Rectangle:
        """The whole table, heading and total row included."""
        return Rectangle.parse(self._table.range.address)

    @cached_property
    def has_totals(self) -> bool:
        """Whether a total row stands below the rows."""
        return bool(self._table.show_totals)

    @property
    def data(self) -> Rectangle:
        """The rows between heading and totals."""
        area = self.area
        return Rectangle(
            area.first_row + 1, area.first_column, area.last_row - self.has_totals, area.last_column
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headings, in order."""
        area = self.area
        heading = Rectangle(area.first_row, area.first_column, area.first_row, area.last_column)
        return tuple(str(text) for text in self.read(heading, "value")[0])

    @property
    def is_filtered(self) -> bool:
        """Whether a filter of the table's is set, by a slicer or by its buttons."""
        if not self._table.show_autofilter:
            return False
        return any(one.type != NO_CRITERION for one in self._table.autofilter.criteria)

    def clear_filter(self) -> None:
        """Show all rows again; the buttons stay."""
        self._table.autofilter.clear()

    def show_rows(self) -> bool:
        """Show rows that are hidden by hand; whether there were any."""
        rows = cells(self.sheet, self.data)
        is_any_hidden = has_hidden_rows(rows, self._system)
        if is_any_hidden:
            rows.rows.hidden = False
        return is_any_hidden

    def read(self, area: Rectangle, what: str) -> list[list[Any]]:
        """The values or formulas of an area of the table's sheet, row by row."""
        return lines(self.sheet, area, what)

    def column(self, name: str) -> int:
        """The number of a heading's column on the sheet."""
        return self.area.first_column + self.columns.index(name)

    def clear(self, area: Rectangle) -> None:
        """Empty cells of the table's sheet."""
        cells(self.sheet, area).clear_contents()

    def resize(self, last_row: int, numeric: Sequence[str]) -> None:
        """End at another row; new rows show the numbers of these columns as the first one does."""
        held, area = self.data, self.area
        if last_row == held.last_row:
            return
        to = Rectangle(area.first_row, area.first_column, last_row, area.last_column)
        self._table.resize(cells(self.sheet, to))
        self.area = to
        if last_row > held.last_row:
            for run in runs_of(sorted(map(self.column, numeric))):
                look = Rectangle(held.first_row, run.start, held.first_row, run.stop - 1)
                new = Rectangle(held.last_row + 1, run.start, last_row, run.stop - 1)
                carry_formats(self.sheet, look, new)

    def learn(self, known: TextColumns) -> None:
        """Take from a copy which of its cells are formatted as text."""
        held = self.data

        def as_held(area: Rectangle) -> Sequence[TextColumn]:
            # Rows that are new look as the first one does.
            last = min(area.last_row, held.last_row)
            first = area.first_row if area.first_row <= last else held.first_row
            rows = Rectangle(first, area.first_column, max(first, last), area.last_column)
            new = area.shape[0] - rows.shape[0]
            model = known(replace(rows, first_row=held.first_row, last_row=held.first_row))
            return [
                [*each, *[looks is True] * new] if isinstance(each, Sequence) else each
                for each, looks in zip(known(rows), model, strict=True)
            ]

        self._known = as_held

    def put(self, area: Rectangle, rows: Sequence[Sequence[Any]]) -> None:
        """Write cells of the table's sheet."""
        put(self.sheet, area, rows, self._known)

    def refuse_columns(self, block: TableBlock) -> None:
        """`TemplateError` when the table lacks a column of the block's."""
        missing = [name for name in block.columns if name not in self.columns]
        if missing:
            message = (
                f"Table {self.name} on sheet {self.sheet_name} needs the column {missing[0]!r}; "
                f"found {', '.join(map(repr, self.columns))}. Name it so again, or run "
                "`safer build`."
            )
            raise TableColumnError(message)

    def refuse_size(self, last_row: int) -> None:
        """`TemplateError` when the table cannot end at a row."""
        data, area = self.data, self.area
        if last_row != data.last_row and self.has_totals:
            message = (
                f"Table {self.name} on sheet {self.sheet_name} has a total row, so that its rows "
                "cannot change; switch it off (Table Design, Total Row)."
            )
            raise BlockedRowsError(message)
        if last_row <= area.last_row:
            return
        below = Rectangle(area.last_row + 1, area.first_column, last_row, area.last_column)
        for row, texts in enumerate(self.read(below, "formula"), below.first_row):
            self._refuse_filled(texts, row, last_row)

    def _refuse_filled(self, texts: Sequence[object], row: int, last_row: int) -> None:
        for column, text in enumerate(texts, self.area.first_column):
            if text not in (None, ""):
                cell = Rectangle(row, column, row, column).address
                message = (
                    f"Table {self.name} needs the rows down to {last_row}, but "
                    f"{self.sheet_name}!{cell} is filled; move that away from below the table."
                )
                raise BlockedRowsError(message)
