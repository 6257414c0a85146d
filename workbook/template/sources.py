"""Sources: where each figure came from, and what newer releases restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.blocks.sources import AS_AT_NAME, HASH_DIGITS
from workbook.layout import REVISIONS_TABLE, SOURCES, SOURCES_TABLE
from workbook.template.marks import mark_illustrative
from workbook.template.style import ACCENT
from workbook.template.table_sheet import (
    LINE_HEIGHT,
    PRINT_SCALE,
    TABLE_ROW,
    TALL_HEADING,
    table_sheet,
)

if TYPE_CHECKING:
    from workbook.template.canvas import Canvas

A3: Final = 8
"""XlsxWriter's number for the paper: thirteen columns do not fit A4 in a readable size."""

CAPACITY: Final = 500
"""Rows that conditional formats reach."""

REVISIONS_COLUMN: Final = len(SOURCES_TABLE.columns) + 1
"""Both tables grow downwards, so they stand side by side with a free column between."""


def author(canvas: Canvas) -> None:
    """Write the sheet: both empty tables and their formats."""
    worksheet = table_sheet(
        canvas,
        SOURCES,
        title="Sources",
        note="One row a file that was read. SHA-256: the first "
        f"{HASH_DIGITS} of 64 digits. ‡ ILLUSTRATIVE: invented, for layout only.",
        columns=REVISIONS_COLUMN + len(REVISIONS_TABLE.columns),
        as_at=(AS_AT_NAME, SOURCES_TABLE.headers.index("SHA-256")),
    )
    worksheet.set_default_row(LINE_HEIGHT + 1)
    canvas.add_table(worksheet, SOURCES_TABLE, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.write_string(
        1,
        REVISIONS_COLUMN,
        "Revisions: months that a newer release restated",
        canvas.format(bold=True, font_color=ACCENT, align="left", indent=1),
    )
    canvas.add_table(worksheet, REVISIONS_TABLE, TABLE_ROW, REVISIONS_COLUMN, heading=TALL_HEADING)
    first = TABLE_ROW + 1
    mark_illustrative(
        canvas,
        worksheet,
        (first, 0, TABLE_ROW + CAPACITY, len(SOURCES_TABLE.columns) - 1),
        label=0,
    )
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    worksheet.set_column(REVISIONS_COLUMN - 1, REVISIONS_COLUMN - 1, 3)
    worksheet.set_paper(A3)
    worksheet.set_print_scale(PRINT_SCALE)
    worksheet.repeat_rows(TABLE_ROW)
    worksheet.set_v_pagebreaks([SOURCES_TABLE.headers.index("Notes"), REVISIONS_COLUMN])
