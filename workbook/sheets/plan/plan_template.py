"""What the sheets of the plan have in common: two analysts' tables, one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import Entry, analyst_table
from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.table_sheet import TABLE_ROW, set_widths, subtitle, table_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.sheet import Sheet
    from workbook.layout.table import Table

SPARE_ROWS: Final = 30
"""Rows below the upper table for entries to come: a table grows as one types below it."""

LOWER_CAPACITY: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """A table of a plan sheet: its title and note, and what its columns ask of the analyst.

    ``marked`` is the heading whose text ends in ‡ while it is invented.
    """

    table: Table
    title: str
    note: str
    entries: Mapping[str, Entry]
    marked: str


def plan_sheet(
    canvas: Canvas, sheet: Sheet, note: str, upper: PlanTable, lower: PlanTable
) -> tuple[Worksheet, tuple[int, int], tuple[int, int]]:
    """The sheet with both tables, and the first and last row (from 0) that each has room for."""
    columns = max(len(upper.table.columns), len(lower.table.columns))
    worksheet = table_sheet(
        canvas, sheet, title=sheet.name, note=note, columns=columns, note_column=2
    )
    room = len(canvas.rows.get(upper.table.name, ())) + SPARE_ROWS
    below = analyst_table(
        canvas, worksheet, upper.table, TABLE_ROW, entries=upper.entries, capacity=room
    )
    title_row = below + SPARE_ROWS + 1
    row = subtitle(canvas, worksheet, title_row, lower.title, lower.note, note_column=2)
    worksheet.set_h_pagebreaks([title_row])
    analyst_table(
        canvas,
        worksheet,
        lower.table,
        row,
        entries=lower.entries,
        capacity=LOWER_CAPACITY,
    )
    set_widths(worksheet, lower.table)
    set_widths(worksheet, upper.table)
    rooms = (TABLE_ROW + 1, TABLE_ROW + room), (row + 1, row + LOWER_CAPACITY)
    for part, (first, last) in zip((upper, lower), rooms, strict=True):
        _mark_invented(canvas, worksheet, part, first, last)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    worksheet.repeat_rows(0)
    return worksheet, *rooms


def _mark_invented(
    canvas: Canvas, worksheet: Worksheet, part: PlanTable, first: int, last: int
) -> None:
    if not part.marked:
        return
    headers = part.table.headers
    letter = chr(ord("A") + headers.index(part.marked))
    cells = (first, 0, last, len(headers) - 1)
    mark_where(canvas, worksheet, cells, f'=RIGHT(${letter}{first + 1},1)="‡"', ILLUSTRATIVE_LOOK)


def priorities(canvas: Canvas) -> tuple[str, ...]:
    """The ids that a Priority cell may hold."""
    return tuple(section.id for section in canvas.settings.sections if section.is_priority)
