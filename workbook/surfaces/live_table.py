"""An Excel table open in Excel: its place, and what a refresh changes in it."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from workbook.block import Formula, Keep
from workbook.package.reference import Rectangle
from workbook.surfaces.excel_text import TEXT_FORMAT, entry
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.block import Cell, Row, TableBlock

    Sheet = Any
    Range = Any
    Table = Any


def lines(area: Range, what: str) -> list[list[Any]]:
    """The values or formulas of a range, always rows of cells."""
    found = area.options(ndim=2).value if what == "value" else area.formula
    if not isinstance(found, list | tuple):
        return [[found]]
    if found and not isinstance(found[0], list | tuple):
        return [list(found)] if area.shape[0] == 1 else [[value] for value in found]
    return [list(row) for row in found]


def is_formula(text: object) -> bool:
    """Whether a cell's formula text is one, and no plain value."""
    return isinstance(text, str) and text.startswith("=")


class LiveTable:
    """A table on its sheet."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet = sheet
        self.name = str(table.name)
        self._table = table

    @cached_property
    def area(self) -> Rectangle:
        """The whole table, heading and total row included."""
        found = self._table.range
        rows, columns = found.shape
        return Rectangle(found.row, found.column, found.row + rows - 1, found.column + columns - 1)

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
        return tuple(str(text) for text in lines(self.range(heading), "value")[0])

    def range(self, area: Rectangle) -> Range:
        """The cells of an area of the table's sheet."""
        return self.sheet.range(
            (area.first_row, area.first_column), (area.last_row, area.last_column)
        )

    def change(self, block: TableBlock) -> Callable[[], None]:
        """What writes the rows of a block; `TemplateError` now when they cannot be taken."""
        missing = [name for name in block.columns if name not in self.columns]
        if missing:
            message = (
                f"Table {self.name} on sheet {self.sheet.name} needs the column {missing[0]!r}; "
                f"found {', '.join(map(repr, self.columns))}. Name it so again, or run "
                "`safer build`."
            )
            raise TemplateError(message)
        if block.keys:
            return self._merging(block)
        last_row = self.data.first_row + max(len(block.rows), 1) - 1
        self._refuse_size(last_row)
        return lambda: self._replace(block, last_row)

    def _replace(self, block: TableBlock, last_row: int) -> None:
        held = self.data
        self._empty_surplus(block.columns, last_row)
        self._resize(last_row)
        if not block.rows:
            self._empty(block.columns, held.first_row, held.first_row)
            return
        self._put(block.columns, block.rows, held.first_row)

    def _merging(self, block: TableBlock) -> Callable[[], None]:
        """Known keys are updated in place, new ones appended; other rows stay as they are."""
        rows = lines(self.range(self.data), "value")
        keys = [self.columns.index(name) for name in block.keys]
        places: dict[tuple[object, ...], list[int]] = {}
        for number, held in enumerate(rows):
            places.setdefault(tuple(_comparable(held[at]) for at in keys), []).append(number)
        at = [block.columns.index(name) for name in block.keys]
        new: list[Row] = []
        known: dict[int, Row] = {}
        for row in block.rows:
            key = tuple(_comparable(row[index]) for index in at)
            known |= dict.fromkeys(places.get(key, ()), row)
            if key not in places:
                new.append(row)
        blank = self._blank_rows_at_end(rows)
        first_new = self.data.last_row + 1 - blank
        last_row = max(self.data.last_row, first_new + len(new) - 1)
        self._refuse_size(last_row)
        own = [index for index in range(len(block.columns)) if index not in at]

        def write() -> None:
            first = self.data.first_row
            for number, row in known.items():
                self._put(
                    [block.columns[index] for index in own],
                    [tuple(row[index] for index in own)],
                    first + number,
                )
            self._resize(last_row)
            if new:
                self._put(block.columns, new, first_new)

        return write

    def _blank_rows_at_end(self, rows: Sequence[Sequence[object]]) -> int:
        """Rows at the table's end that hold nothing but calculated columns."""
        formulas = lines(self.range(self.data), "formula")
        blank = 0
        for values, texts in zip(reversed(rows), reversed(formulas), strict=True):
            cells = zip(values, texts, strict=True)
            if any(value is not None and not is_formula(text) for value, text in cells):
                break
            blank += 1
        return blank

    def _put(self, columns: Sequence[str], rows: Sequence[Row], first_row: int) -> None:
        """Write columns that lie beside each other as one array; formulas column by column."""
        at = {name: self.area.first_column + self.columns.index(name) for name in columns}
        order = sorted(range(len(columns)), key=lambda index: at[columns[index]])
        run: list[int] = []
        for index in order:
            if any(isinstance(row[index], Formula | Keep) for row in rows):
                self._put_formulas(at[columns[index]], [row[index] for row in rows], first_row)
                continue
            if run and at[columns[index]] != at[columns[run[-1]]] + 1:
                self._put_values(at[columns[run[0]]], run, rows, first_row)
                run = []
            run.append(index)
        if run:
            self._put_values(at[columns[run[0]]], run, rows, first_row)

    def _put_values(
        self, first_column: int, run: Sequence[int], rows: Sequence[Row], first_row: int
    ) -> None:
        last_row = first_row + len(rows) - 1
        is_text = [
            self.range(Rectangle(first_row, column, last_row, column)).number_format == TEXT_FORMAT
            for column in range(first_column, first_column + len(run))
        ]
        area = Rectangle(first_row, first_column, last_row, first_column + len(run) - 1)
        self.range(area).value = [
            [
                entry(row[index], is_text_format=text)
                for index, text in zip(run, is_text, strict=True)
            ]
            for row in rows
        ]

    def _put_formulas(self, column: int, cells: Sequence[object], first_row: int) -> None:
        """Write formulas where the column has none; an analyst's own formula stays."""
        area = self.range(Rectangle(first_row, column, first_row + len(cells) - 1, column))
        now = [line[0] for line in lines(area, "formula")]
        wanted = [_beside(cell, text) for cell, text in zip(cells, now, strict=True)]
        if wanted != now:
            area.formula = [[text] for text in wanted]

    def _empty_surplus(self, columns: Sequence[str], last_row: int) -> None:
        """Rows that are no longer fed: refresh's cells and all formulas go, other cells stay."""
        data = self.data
        if last_row >= data.last_row:
            return
        self._empty(columns, last_row + 1, data.last_row)
        surplus = Rectangle(last_row + 1, data.first_column, data.last_row, data.last_column)
        for row, texts in enumerate(lines(self.range(surplus), "formula"), surplus.first_row):
            for column, text in enumerate(texts, surplus.first_column):
                if is_formula(text):
                    self.range(Rectangle(row, column, row, column)).clear_contents()

    def _empty(self, columns: Sequence[str], first_row: int, last_row: int) -> None:
        for name in columns:
            column = self.area.first_column + self.columns.index(name)
            self.range(Rectangle(first_row, column, last_row, column)).clear_contents()

    def _resize(self, last_row: int) -> None:
        held, area = self.data, self.area
        if last_row == held.last_row:
            return
        self._table.resize(
            self.range(Rectangle(area.first_row, area.first_column, last_row, area.last_column))
        )
        del self.area
        if last_row > held.last_row:
            for column in range(held.first_column, held.last_column + 1):
                look = self.range(Rectangle(held.first_row, column, held.first_row, column))
                new = self.range(Rectangle(held.last_row + 1, column, last_row, column))
                new.number_format = look.number_format

    def _refuse_size(self, last_row: int) -> None:
        data, area = self.data, self.area
        if last_row != data.last_row and self.has_totals:
            message = (
                f"Table {self.name} on sheet {self.sheet.name} has a total row, so that its rows "
                "cannot change; switch it off (Table Design, Total Row)."
            )
            raise TemplateError(message)
        if last_row <= area.last_row:
            return
        below = Rectangle(area.last_row + 1, area.first_column, last_row, area.last_column)
        for row, texts in enumerate(lines(self.range(below), "formula"), below.first_row):
            for column, text in enumerate(texts, below.first_column):
                if text not in (None, ""):
                    cell = Rectangle(row, column, row, column).address
                    message = (
                        f"Table {self.name} needs the rows down to {last_row}, but "
                        f"{self.sheet.name}!{cell} is filled; move that away from below the table."
                    )
                    raise TemplateError(message)


def _beside(cell: object, text: object) -> object:
    """What a cell whose formula text is ``text`` is to hold."""
    if isinstance(cell, Keep) or (isinstance(cell, Formula) and is_formula(text)):
        return text
    if isinstance(cell, Formula):
        return "=" + cell.text.removeprefix("=")
    return entry(cast("Cell", cell), is_text_format=False)


def _comparable(value: object) -> object:
    """A key as Excel gives it back: text without blanks around it, a date by its day."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value
