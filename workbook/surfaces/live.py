"""A workbook open in Excel as a surface, through the BSD part of xlwings.

It reads and writes whole ranges, never saves, and never quits Excel.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from workbook.block import Block, ChartText, ShapeStyle, ShapeText, TableBlock, TableData
from workbook.layout.kept_answers import (
    KEPT_ANSWERS_TABLE,
    answers_kept,
    filters_cleared,
    kept_answers,
    no_table_to_keep,
    rows_shown,
)
from workbook.package.reference import Rectangle
from workbook.surfaces.excel_state import escape_pressed
from workbook.surfaces.live_cells import lines, put_block
from workbook.surfaces.live_copy import put_aside
from workbook.surfaces.live_filters import filters_in_the_way
from workbook.surfaces.live_footers import footer_steps
from workbook.surfaces.live_known import KnownCells
from workbook.surfaces.live_names import LiveNames
from workbook.surfaces.live_native import is_protected
from workbook.surfaces.live_ready import refuse_busy
from workbook.surfaces.live_rows import table_change
from workbook.surfaces.live_shapes import LiveShapes
from workbook.surfaces.live_steps import Step, carry_out
from workbook.surfaces.live_table import LiveTable
from xlsrc.domain.errors import TableError
from xlsrc.domain.wording import listed
from xlsrc.domain.workbook_errors import (
    MissingSheetError,
    MissingTableError,
    ProtectedSheetError,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Sequence

    import xlwings as xw

    from workbook.block import Write
    from workbook.layout.kept_answers import Answer
    from workbook.surfaces.live_cells import TextColumn
    from workbook.surfaces.live_copy import PutAside


@dataclass(slots=True)
class _Plan:
    """Everything that a refresh does, and what is to be said of it.

    ``shown`` grows while the steps are carried out.
    """

    steps: list[Step] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    gone: list[Answer] = field(default_factory=list)
    out_of_reach: str = ""


class LiveWorkbook:
    """A book open in Excel: its tables and blocks are read, Blocks written into its cells.

    Names, sheets and headings are asked for once; it serves one refresh.
    """

    def __init__(self, book: xw.Book, system: str = sys.platform) -> None:
        self.book = book
        self.system = system
        self._names = LiveNames(book)
        self._known: KnownCells | None = None

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets in tab order."""
        return tuple(self._sheets)

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all Excel tables."""
        return tuple(table.name for table in self._tables.values())

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        """The named tables with their rows, by the names asked for.

        `TemplateError` when one is missing; `TableError` listing each filled cell just below a
        table, which its owner meant to be in it.
        """
        read = {name: self._read(self._table(name)) for name in names}
        faults = tuple(fault for _, fault in read.values() if fault)
        if faults:
            raise TableError(faults)
        return {name: data for name, (data, _) in read.items()}

    def block_place(self, name: str) -> tuple[str, int, int]:
        """The sheet and the first row and column (from 1) of the cells of a defined name;
        `TemplateError` for a lost or broken one.
        """
        sheet, area = self._names.area(name)
        return sheet, area.first_row, area.first_column

    def block_values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The values that the cells of a defined name hold now."""
        sheet, area = self._names.area(name)
        return tuple(tuple(row) for row in lines(self._sheet(sheet), area, "value"))

    def write(
        self,
        writes: Sequence[Write],
        *,
        as_at: datetime.date,
        progress: Callable[[str], None],
        stopped: Callable[[], bool] = escape_pressed,
    ) -> tuple[str, ...]:
        """Write the Blocks into the open workbook; Excel's own settings are left as they were.

        What it gives are sentences: on filters that were cleared and rows that are shown again,
        on answers kept (``as_at`` says of when) whose row is gone, on the copy put aside where
        the workbook was not saved, on what Excel on a Mac could not take.

        Charts and shapes without alternative text get theirs where the copy put aside tells of
        them and their name is one on their sheet; else the next refresh on disk gives it.

        Nothing is written when a block does not fit (`TemplateError`), when Excel takes no calls,
        a sheet is protected or no copy can be put aside (`WorkbookError`). What fails once writing
        has begun is a `WorkbookError` that names the sheet at work and the copy, and so is, as a
        `RefreshStoppedError`, a person's pressing Esc: what is written by then stays.
        """
        refuse_busy(self.book.app)
        aside = put_aside(self.book, self.system)
        try:
            plan = self._plan(writes, as_at, aside)
        except BaseException:
            aside.discard()
            raise
        carry_out(
            self.book.app,
            plan.steps,
            aside=aside,
            system=self.system,
            progress=progress,
            stopped=stopped,
        )
        said = (
            filters_cleared(plan.filters),
            rows_shown(plan.shown),
            answers_kept(len(plan.gone)),
            aside.settle(),
            plan.out_of_reach,
        )
        return tuple(filter(None, said))

    def _plan(self, writes: Sequence[Write], as_at: datetime.date, aside: PutAside) -> _Plan:
        """What is to be done, and in what order; errors as of `write`."""
        if aside.path is not None and aside.is_whole:
            self._known = KnownCells.read(aside.path)
        if self._known is not None:
            self._names.learn(self._known)
        shapes = LiveShapes(self.book.name, self._sheets, self.system)
        plan = _Plan()
        cells = [write for write in writes if isinstance(write, Block | TableBlock)]
        steps = [self._step(write, plan) for write in cells]
        if plan.gone:
            # Before anything else: an answer is nowhere less than once.
            steps.insert(0, self._step(self._kept(plan.gone, as_at), _Plan()))
        styles = [write for write in writes if isinstance(write, ShapeStyle)]
        texts = [write for write in writes if isinstance(write, ChartText | ShapeText)]
        lacking = self._known.texts_lacking(texts) if self._known else []
        changes = shapes.changes(styles) + shapes.descriptions(lacking)
        drawn = [Step(sheet, None, run) for sheet, run in changes]
        self._refuse_protected([*steps, *drawn])
        # A protected sheet's page set-up may be changed.
        drawn += footer_steps(self._sheets, writes, self._known, self.system)
        written = [(step.sheet, step.reach) for step in steps if step.reach is not None]
        filters = filters_in_the_way(self._sheets, self._tables.values(), written, self.system)
        plan.filters += [one.name for one in filters]
        plan.steps += [Step(one.sheet, None, one.clear) for one in filters] + steps + drawn
        plan.out_of_reach = shapes.out_of_reach
        return plan

    def _step(self, write: Block | TableBlock, plan: _Plan) -> Step:
        """What writes cells; it adds to the plan's tables shown and answers gone."""
        if isinstance(write, Block):
            name, area = self._names.area(write.name)
            write.refuse_unless_it_fits(area.shape)
            sheet = self._sheet(name)
            known = partial(self._text_columns, name)
            return Step(name, area, lambda: put_block(sheet, area, write.values, known))
        table = self._table(write.table)
        table.learn(partial(self._text_columns, table.sheet_name))
        change = table_change(table, write)
        plan.gone += change.gone

        def run() -> None:
            if change.shows_rows and table.show_rows():
                plan.shown.append(table.name)
            change.run()

        return Step(table.sheet_name, change.reach, run)

    def _text_columns(self, sheet: str, area: Rectangle) -> Sequence[TextColumn]:
        return () if self._known is None else self._known.text_columns(sheet, area)

    def _kept(self, gone: Sequence[Answer], as_at: datetime.date) -> TableBlock:
        if KEPT_ANSWERS_TABLE.name.casefold() not in self._tables:
            raise no_table_to_keep(self.book.name, gone)
        return kept_answers(gone, as_at)

    def _refuse_protected(self, steps: Iterable[Step]) -> None:
        drawn: dict[str, bool] = {}
        for step in steps:
            drawn[step.sheet] = drawn.get(step.sheet, False) or step.reach is None
        found = [
            name
            for name, is_drawn in drawn.items()
            if is_protected(self._sheet(name), self.system, drawn=is_drawn)
        ]
        if found:
            one = len(found) == 1
            message = (
                f"The sheet{'' if one else 's'} {listed(found)} {'is' if one else 'are'} "
                f"protected, so nothing is written: unprotect {'it' if one else 'them'} (Review, "
                "Unprotect Sheet) and refresh again."
            )
            raise ProtectedSheetError(message)

    @cached_property
    def _sheets(self) -> dict[str, xw.Sheet]:
        return {sheet.name: sheet for sheet in self.book.sheets}

    def _sheet(self, name: str) -> xw.Sheet:
        found = self._sheets.get(name)
        if found is None:
            message = f"{self.book.name} has no worksheet {name!r}; run `safer build`."
            raise MissingSheetError(message)
        return found

    @cached_property
    def _tables(self) -> dict[str, LiveTable]:
        found = (
            LiveTable(sheet, name, table, self.system)
            for name, sheet in self._sheets.items()
            for table in sheet.tables
        )
        return {table.name.casefold(): table for table in found}

    def _table(self, name: str) -> LiveTable:
        found = self._tables.get(name.casefold())
        if found is None:
            message = f"{self.book.name} has no table {name!r}; run `safer build`."
            raise MissingTableError(message)
        return found

    def _read(self, table: LiveTable) -> tuple[TableData, str]:
        """A table with its rows, and the fault of a row that stands just below it, or ``""``."""
        data = table.data
        row = table.area.last_row + 1
        below = Rectangle(row, data.first_column, row, data.last_column)
        rows = table.read(data.around(below), "value")
        found = TableData(
            name=table.name,
            sheet=table.sheet_name,
            columns=table.columns,
            first_row=data.first_row,
            first_column=data.first_column,
            rows=tuple(tuple(row) for row in rows[: data.shape[0]]),
        )
        others = (t for t in self._tables.values() if t.sheet_name == table.sheet_name)
        if any(other.area.meets(below) for other in others if other is not table):
            return found, ""
        for column, value in enumerate(rows[-1], below.first_column):
            if value is not None:
                cell = Rectangle(row, column, row, column)
                return found, (
                    f"{table.sheet_name}!{cell.address}: stands just below the table "
                    f"{table.name} but is not in it (found {value!r}); drag the table's corner "
                    "over that row, or clear it"
                )
        return found, ""
