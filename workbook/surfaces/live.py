"""A workbook open in Excel as a surface, through the BSD part of xlwings.

It reads and writes whole ranges, never saves, and never quits Excel.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from workbook.block import Block, Formula, Keep, TableBlock, TableData
from workbook.package.reference import Rectangle
from workbook.surfaces.excel_state import escape_pressed, quiet
from workbook.surfaces.excel_text import TEXT_FORMAT, entry
from workbook.surfaces.live_shapes import LiveShapes
from workbook.surfaces.live_table import LiveTable, lines
from xlsrc.domain.errors import TableError, TemplateError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    import xlwings as xw

    from workbook.block import Row, Write

SHEET_OF_NAME: Final = "!"


class RefreshStoppedError(WorkbookError):
    """A person pressed Esc while the workbook was written."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One write, ready to be carried out."""

    name: str
    run: Callable[[], None]


class LiveWorkbook:
    """A book open in Excel: its tables and blocks are read, Blocks written into its cells."""

    def __init__(self, book: xw.Book, system: str = sys.platform) -> None:
        self.book = book
        self.system = system

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets in tab order."""
        return tuple(sheet.name for sheet in self.book.sheets)

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all Excel tables."""
        return tuple(table.name for table in self._tables.values())

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        """The named tables with their rows, by the names asked for.

        `TemplateError` when one is missing; `TableError` listing each filled cell just below a
        table, which its owner meant to be in it.
        """
        found = {name: self._table(name) for name in names}
        faults = tuple(fault for table in found.values() if (fault := self._below(table)))
        if faults:
            raise TableError(faults)
        return {
            name: TableData(
                name=table.name,
                sheet=table.sheet.name,
                columns=table.columns,
                first_row=table.data.first_row,
                first_column=table.data.first_column,
                rows=tuple(tuple(row) for row in lines(self._range(table, table.data), "value")),
            )
            for name, table in found.items()
        }

    def block_values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The values that the cells of a defined name hold now."""
        return tuple(tuple(row) for row in lines(self._named(name), "value"))

    def write(
        self,
        writes: Sequence[Write],
        *,
        progress: Callable[[str], None],
        stopped: Callable[[], bool] = escape_pressed,
    ) -> str:
        """Write the Blocks into the open workbook; Excel's own settings are left as they were.

        What it gives is a sentence on what Excel on a Mac could not take, '' for nothing.
        Nothing is written when a block does not fit (`TemplateError`). `RefreshStoppedError` when
        a person presses Esc: what is written by then stays.
        """
        shapes = LiveShapes(self.book, self.system)
        steps = [step for write in writes for step in self._steps(write, shapes)]
        app = self.book.app
        with quiet(app):
            for number, step in enumerate(steps):
                if stopped():
                    message = (
                        f"The refresh was stopped: {number} of {len(steps)} parts are written. "
                        "Refresh again, or close the workbook without saving."
                    )
                    raise RefreshStoppedError(message)
                app.status_bar = (
                    f"Safer Communities: writing {step.name} ({number + 1} of {len(steps)})"
                )
                step.run()
            progress("Recalculating")
        return shapes.out_of_reach

    def _steps(self, write: Write, shapes: LiveShapes) -> Iterator[_Step]:
        if isinstance(write, Block):
            area = self._named(write.name)
            self._refuse_shape(write, area.shape)
            yield _Step(write.name, lambda: _put(area, write.values))
        elif isinstance(write, TableBlock):
            table = self._table(write.table)
            change = table.change(write)
            yield _Step(write.table, change)
        else:
            yield _Step(write.name, shapes.change(write))

    def _refuse_shape(self, block: Block, shape: tuple[int, int]) -> None:
        widths = {len(row) for row in block.values}
        found = (len(block.values), widths.pop() if len(widths) == 1 else 0)
        if found != shape:
            message = (
                f"The cells named {block.name!r} must be {found[0]} × {found[1]} to take this "
                f"refresh; they are {shape[0]} × {shape[1]}. Run `safer build`."
            )
            raise TemplateError(message)

    @cached_property
    def _names(self) -> dict[str, xw.Name]:
        return {
            name.name.casefold(): name for name in self.book.names if SHEET_OF_NAME not in name.name
        }

    def _named(self, name: str) -> xw.Range:
        found = self._names.get(name.casefold())
        if found is None:
            message = f"{self.book.name} has no cells named {name!r}; run `safer build`."
            raise TemplateError(message)
        try:
            return found.refers_to_range
        except Exception as error:  # each engine has errors of its own for a name without cells
            message = (
                f"The name {name!r} in {self.book.name} must mean one range of cells; found "
                f"{found.refers_to!r}. Undo the deletion that broke it, or run `safer build`."
            )
            raise TemplateError(message) from error

    @cached_property
    def _tables(self) -> dict[str, LiveTable]:
        return {
            table.name.casefold(): LiveTable(sheet, table)
            for sheet in self.book.sheets
            for table in sheet.tables
        }

    def _table(self, name: str) -> LiveTable:
        found = self._tables.get(name.casefold())
        if found is None:
            message = f"{self.book.name} has no table {name!r}; run `safer build`."
            raise TemplateError(message)
        return found

    def _range(self, table: LiveTable, area: Rectangle) -> xw.Range:
        return cast("xw.Range", table.range(area))

    def _below(self, table: LiveTable) -> str:
        """The fault of a row that stands just below a table, or ``""``."""
        data = table.data
        row = table.area.last_row + 1
        below = Rectangle(row, data.first_column, row, data.last_column)
        others = (t for t in self._tables.values() if t.sheet.name == table.sheet.name)
        if any(other.area.meets(below) for other in others):
            return ""
        for column, value in enumerate(lines(self._range(table, below), "value")[0]):
            if value is not None:
                cell = Rectangle(row, data.first_column + column, row, data.first_column + column)
                return (
                    f"{table.sheet.name}!{cell.address}: stands just below the table "
                    f"{table.name} but is not in it (found {value!r}); drag the table's corner "
                    "over that row, or clear it"
                )
        return ""


def _put(area: xw.Range, values: tuple[Row, ...]) -> None:
    """Write a block: one array for each rectangle of cells that refresh owns."""
    for rows, columns in _rectangles(values):
        part = area[rows.start : rows.stop, columns.start : columns.stop]
        is_text = part.number_format == TEXT_FORMAT
        part.options(expand=None).value = [
            [entry(values[row][column], is_text_format=is_text) for column in columns]
            for row in rows
        ]


def _rectangles(values: tuple[Row, ...]) -> Iterator[tuple[range, range]]:
    """The rectangles of cells that are neither kept nor formulas, rows alike taken together."""
    row = 0
    while row < len(values):
        runs = _runs(values[row])
        end = row + 1
        while end < len(values) and _runs(values[end]) == runs:
            end += 1
        yield from ((range(row, end), run) for run in runs)
        row = end


def _runs(row: Row) -> list[range]:
    runs: list[range] = []
    for column, value in enumerate(row):
        if isinstance(value, Keep | Formula):
            continue
        if runs and runs[-1].stop == column:
            runs[-1] = range(runs[-1].start, column + 1)
        else:
            runs.append(range(column, column + 1))
    return runs
