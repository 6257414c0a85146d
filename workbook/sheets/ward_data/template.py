"""Ward data: monthly counts ward by ward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.table_sheet import (
    ONE_LINE,
    TABLE_ROW,
    TALL_HEADING,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.sheets.ward_data.layout import AS_AT, WARD_DATA, WARD_DATA_TABLE
from xlsrc.maps.wards import WARD_MONTHS

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

PRINTED_ROWS: Final = 58
"""Rows of an upright page."""


def author(canvas: Canvas) -> None:
    """Write the sheet: the empty table and its formats."""
    worksheet = table_sheet(
        canvas,
        WARD_DATA,
        title="Ward data",
        note=f"The last {WARD_MONTHS} months. Offences without a ward are not among them. Blank "
        f"count: a gap. Only the first {PRINTED_ROWS} rows print.",
        columns=len(WARD_DATA_TABLE.columns),
        as_at=(AS_AT, len(WARD_DATA_TABLE.columns) - 1),
        pages=Pages.ONE,
    )
    canvas.add_table(worksheet, WARD_DATA_TABLE, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.set_default_row(ONE_LINE)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    worksheet.set_portrait()
    heading_rows(canvas, worksheet, WARD_DATA_TABLE)
    worksheet.print_area(0, 0, TABLE_ROW + PRINTED_ROWS, len(WARD_DATA_TABLE.columns) - 1)
