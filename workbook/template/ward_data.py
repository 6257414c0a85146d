"""Ward data: monthly counts ward by ward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.blocks.ward_data import AS_AT_NAME
from workbook.layout.figure_tables import WARD_DATA_TABLE
from workbook.layout.parts import WARD_MONTHS
from workbook.layout.sheets import WARD_DATA
from workbook.template.table_sheet import (
    LINE_HEIGHT,
    PRINT_SCALE,
    PRINTED_ROWS,
    TABLE_ROW,
    TALL_HEADING,
    table_sheet,
)

if TYPE_CHECKING:
    from workbook.template.canvas import Canvas


def author(canvas: Canvas) -> None:
    """Write the sheet: the empty table and its formats."""
    worksheet = table_sheet(
        canvas,
        WARD_DATA,
        title="Ward data",
        note=f"The last {WARD_MONTHS} months. Wards do not add up to the borough: some offences "
        "have no ward. A row without a count is a gap. "
        f"Only the first {PRINTED_ROWS} rows print.",
        columns=len(WARD_DATA_TABLE.columns),
        as_at=(AS_AT_NAME, len(WARD_DATA_TABLE.columns) - 1),
    )
    canvas.add_table(worksheet, WARD_DATA_TABLE, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.set_default_row(LINE_HEIGHT + 1)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    worksheet.set_portrait()
    worksheet.set_print_scale(PRINT_SCALE)
    worksheet.repeat_rows(TABLE_ROW)
    worksheet.print_area(0, 0, TABLE_ROW + PRINTED_ROWS, len(WARD_DATA_TABLE.columns) - 1)
