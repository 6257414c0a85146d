"""Published: the editions, and below them every figure of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.table_sheet import (
    PRINTED_ROWS,
    TABLE_ROW,
    TALL_HEADING,
    heading_rows,
    set_widths,
    subtitle,
    table_sheet,
)
from workbook.sheets.published.layout import PUBLISHED_SHEET
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.table import Table

ROOM_FOR_MORE: Final = 16
"""Editions that have room above the figures: four years of quarters. A build makes it anew."""

NOTE: Final = (
    "What safer publish has published. Rows are added and never changed: safer check names an "
    "edition that is no longer as it was. Blank: there is none of it."
)
_FIGURES_NOTE: Final = (
    "Members saw what stands under Value, anybody what stands under Public value. Only the first "
    f"{PRINTED_ROWS} rows print."
)


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    columns = len(PUBLISHED_TABLE.columns)
    worksheet = table_sheet(
        canvas, PUBLISHED_SHEET, title=PUBLISHED_SHEET.name, note=NOTE, columns=columns
    )
    below = _table(canvas, worksheet, EDITIONS_TABLE, TABLE_ROW)
    row = below + ROOM_FOR_MORE
    row = subtitle(canvas, worksheet, row, "Figures", _FIGURES_NOTE, note_column=1)
    _table(canvas, worksheet, PUBLISHED_TABLE, row)
    set_widths(worksheet, PUBLISHED_TABLE)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    worksheet.print_area(0, 0, row + PRINTED_ROWS, columns - 1)


def _table(canvas: Canvas, worksheet: Worksheet, table: Table, row: int) -> int:
    """A table with the rows that seed it; the row below its last one."""
    rows = canvas.rows.get(table.name, ())
    canvas.add_table(worksheet, table, row, 0, rows, heading=TALL_HEADING)
    heading_rows(canvas, worksheet, table, row)
    return row + 1 + max(len(rows), 1)
