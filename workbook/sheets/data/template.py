"""Data: the monthly figures behind everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.house.table_sheet import (
    ONE_LINE,
    PRINTED_ROWS,
    TABLE_ROW,
    TALL_HEADING,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.sheets.data.layout import AS_AT, DATA, DATA_TABLE

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas


def author(canvas: Canvas) -> None:
    """Write the sheet: the empty table and its formats."""
    worksheet = table_sheet(
        canvas,
        DATA,
        title="Data",
        note="One row an indicator and month, or quarter to it. Blank: no figure; no count: its "
        "source lacks it; 1–4, [c]: suppressed. Shares, their ranges and levels are per 100. "
        f"Only the first {PRINTED_ROWS} rows print.",
        columns=len(DATA_TABLE.columns),
        as_at=(AS_AT, len(DATA_TABLE.columns) - 1),
        pages=Pages.ONE,
    )
    canvas.add_table(worksheet, DATA_TABLE, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.set_default_row(ONE_LINE)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    heading_rows(canvas, worksheet, DATA_TABLE)
    worksheet.print_area(0, 0, TABLE_ROW + PRINTED_ROWS, len(DATA_TABLE.columns) - 1)
