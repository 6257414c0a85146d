"""What a refresh changes in a table open in Excel, planned before anything is written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from workbook.block import Formula, Keep
from workbook.package.reference import Rectangle
from workbook.surfaces.excel_text import entry
from workbook.surfaces.live_cells import cells, comparable, is_formula, runs_of
from workbook.surfaces.live_own import own_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.block import Cell, Row, TableBlock
    from workbook.layout.kept_answers import Answer
    from workbook.surfaces.live_table import LiveTable


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """What writes the rows of a block, and the cells that it may reach.

    ``shows_rows`` is of a table whose rows are all written anew: none of them stays hidden.
    ``gone`` are the answers that stand beside rows which it takes away.
    """

    run: Callable[[], None]
    reach: Rectangle
    shows_rows: bool
    gone: tuple[Answer, ...] = ()


def table_change(table: LiveTable, block: TableBlock) -> TableChange:
    """What writes the rows of a block; `TemplateError` now when they cannot be taken."""
    table.refuse_columns(block)
    if block.keys:
        return _merging(table, block)
    last_row = table.data.first_row + max(len(block.rows), 1) - 1
    table.refuse_size(last_row)
    own = own_columns(table, block)

    def write() -> None:
        _replace(table, block, last_row)
        if own is not None:
            own.put()

    return TableChange(
        run=write,
        reach=_down_to(table.area, last_row),
        shows_rows=True,
        gone=() if own is None else tuple(own.gone()),
    )


def _down_to(area: Rectangle, last_row: int) -> Rectangle:
    return Rectangle(
        area.first_row, area.first_column, max(area.last_row, last_row), area.last_column
    )


def _replace(table: LiveTable, block: TableBlock, last_row: int) -> None:
    held = table.data
    _empty_surplus(table, block.columns, last_row)
    table.resize(last_row, _numeric(block))
    if not block.rows:
        _empty(table, block.columns, held.first_row, held.first_row)
        return
    _put(table, block.columns, block.rows, held.first_row)


def _merging(table: LiveTable, block: TableBlock) -> TableChange:
    """Known keys are updated in place, new ones appended; other rows stay as they are."""
    rows = table.read(table.data, "value")
    keys = [table.columns.index(name) for name in block.keys]
    places: dict[tuple[object, ...], list[int]] = {}
    for number, held in enumerate(rows):
        places.setdefault(tuple(comparable(held[at]) for at in keys), []).append(number)
    at = [block.columns.index(name) for name in block.keys]
    new: list[Row] = []
    known: dict[int, Row] = {}
    for row in block.rows:
        key = tuple(comparable(row[index]) for index in at)
        known |= dict.fromkeys(places.get(key, ()), row)
        if key not in places:
            new.append(row)
    first_new = table.data.last_row + 1 - _blank_rows_at_end(table, rows)
    last_row = max(table.data.last_row, first_new + len(new) - 1)
    table.refuse_size(last_row)
    own = [index for index in range(len(block.columns)) if index not in at]

    def write() -> None:
        names = [block.columns[index] for index in own]
        for run in runs_of(sorted(known)):
            values = [tuple(known[number][index] for index in own) for number in run]
            _put(table, names, values, table.data.first_row + run.start)
        table.resize(last_row, _numeric(block))
        if new:
            _put(table, block.columns, new, first_new)

    return TableChange(run=write, reach=_down_to(table.area, last_row), shows_rows=False)


def _numeric(block: TableBlock) -> list[str]:
    """The columns that hold any number or date, which a cell's format makes readable."""
    return [
        name
        for index, name in enumerate(block.columns)
        if any(isinstance(row[index], int | float | datetime.date | Formula) for row in block.rows)
    ]


def _blank_rows_at_end(table: LiveTable, rows: Sequence[Sequence[object]]) -> int:
    """Rows at the table's end that hold nothing but calculated columns."""
    formulas = table.read(table.data, "formula")
    blank = 0
    for values, texts in zip(reversed(rows), reversed(formulas), strict=True):
        held = zip(values, texts, strict=True)
        if any(value is not None and not is_formula(text) for value, text in held):
            break
        blank += 1
    return blank


def _put(table: LiveTable, columns: Sequence[str], rows: Sequence[Row], first_row: int) -> None:
    """Write columns that lie beside each other as one array; formulas column by column."""
    last_row = first_row + len(rows) - 1
    index_at = {table.column(name): index for index, name in enumerate(columns)}
    plain = []
    for column in sorted(index_at):
        written = [row[index_at[column]] for row in rows]
        if any(isinstance(value, Formula | Keep) for value in written):
            _put_formulas(table, Rectangle(first_row, column, last_row, column), written)
        else:
            plain.append(column)
    for run in runs_of(plain):
        area = Rectangle(first_row, run.start, last_row, run.stop - 1)
        table.put(area, [[row[index_at[column]] for column in run] for row in rows])


def _put_formulas(table: LiveTable, area: Rectangle, written: Sequence[object]) -> None:
    """Write formulas where the column has none; an analyst's own formula stays."""
    now = [line[0] for line in table.read(area, "formula")]
    wanted = [_beside(cell, text) for cell, text in zip(written, now, strict=True)]
    if wanted != now:
        cells(table.sheet, area).formula = [[text] for text in wanted]


def _beside(cell: object, text: object) -> object:
    """What a cell whose formula text is ``text`` is to hold."""
    if isinstance(cell, Keep) or (isinstance(cell, Formula) and is_formula(text)):
        return text
    if isinstance(cell, Formula):
        return "=" + cell.text.removeprefix("=")
    return entry(cast("Cell", cell), is_text_format=False)


def _empty_surplus(table: LiveTable, columns: Sequence[str], last_row: int) -> None:
    """Rows that are no longer fed: refresh's cells and all formulas go, other cells stay."""
    data = table.data
    if last_row >= data.last_row:
        return
    _empty(table, columns, last_row + 1, data.last_row)
    surplus = Rectangle(last_row + 1, data.first_column, data.last_row, data.last_column)
    texts = table.read(surplus, "formula")
    for column in range(surplus.first_column, surplus.last_column + 1):
        at = column - surplus.first_column
        for run in runs_of([r for r, line in enumerate(texts) if is_formula(line[at])]):
            first = surplus.first_row + run.start
            table.clear(Rectangle(first, column, surplus.first_row + run.stop - 1, column))


def _empty(table: LiveTable, columns: Sequence[str], first_row: int, last_row: int) -> None:
    for run in runs_of(sorted(table.column(name) for name in columns)):
        table.clear(Rectangle(first_row, run.start, last_row, run.stop - 1))
