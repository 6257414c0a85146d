"""All indicators: every figure for every indicator, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.blocks.all_indicators import AS_AT_NAME, PER_100
from workbook.layout.figure_tables import ALL_INDICATORS_TABLE
from workbook.layout.sheets import ALL_INDICATORS
from workbook.template.marks import (
    mark_absent,
    mark_illustrative,
    mark_status,
    mark_target,
    mark_where,
)
from workbook.template.style import NUMBERS
from workbook.template.table_sheet import (
    PRINT_SCALE,
    TABLE_ROW,
    TALL_HEADING,
    TWO_LINES,
    page_breaks,
    table_sheet,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.template.canvas import Canvas

CAPACITY: Final = 400
"""Rows that conditional formats reach; the table itself grows as far as it needs."""

_SHARE_DECIMALS: Final = {"figure": "0.0", "figure_change": NUMBERS["points_change"]}


def author(canvas: Canvas) -> None:
    """Write the sheet: no figures, but every format they will need."""
    table = ALL_INDICATORS_TABLE
    worksheet = table_sheet(
        canvas,
        ALL_INDICATORS,
        title="All indicators",
        note="Shares are per 100, their changes in points (pt) · n/c not comparable · too few: "
        "under 20 a year before · – does not apply · ‡ ILLUSTRATIVE",
        columns=len(table.columns),
        as_at=(AS_AT_NAME, table.headers.index("Change %")),
        note_column=1,
    )
    worksheet.set_default_row(TWO_LINES)
    canvas.add_table(worksheet, table, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    _conditional_formats(canvas, worksheet)
    worksheet.set_print_scale(PRINT_SCALE)
    worksheet.print_across()
    worksheet.repeat_rows(TABLE_ROW)
    worksheet.repeat_columns(0)
    worksheet.set_v_pagebreaks(page_breaks(table, repeated=1))


def _conditional_formats(canvas: Canvas, worksheet: Worksheet) -> None:
    first, last = TABLE_ROW + 1, TABLE_ROW + CAPACITY
    headers = ALL_INDICATORS_TABLE.headers
    status = headers.index("Status")
    mark_status(canvas, worksheet, (first, status, last, status))
    unit = xl_rowcol_to_cell(first, headers.index("Unit"), col_abs=True)
    for position, column in enumerate(ALL_INDICATORS_TABLE.columns):
        if column.number in _SHARE_DECIMALS:
            mark_where(
                canvas,
                worksheet,
                (first, position, last, position),
                f'={unit}="{PER_100}"',
                {"num_format": _SHARE_DECIMALS[column.number]},
            )
    rag = headers.index("RAG")
    mark_target(canvas, worksheet, (first, rag, last, rag), label=0)
    for cells in ((first, 0, last, rag - 1), (first, rag + 1, last, len(headers) - 1)):
        mark_absent(canvas, worksheet, cells)
        mark_illustrative(canvas, worksheet, cells, label=0)
