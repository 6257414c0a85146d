"""Checks: formulas that work the figures out again from the sheets of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import INK, KEY_SIZE, WHITE
from workbook.house.table_sheet import (
    ONE_LINE,
    PRINTED_ROWS,
    TALL_HEADING,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.house.table_sheet import TABLE_ROW as ROW_BELOW_NOTE
from workbook.sheets.checks.layout import AGREE, AS_AT, CHECKS, CHECKS_TABLE
from workbook.sheets.checks.values import AGREE_LINE, FORMULAS

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

CAPACITY: Final = 1000
"""Rows that the mark for a disagreement reaches."""

_LINE_ROW: Final = ROW_BELOW_NOTE - 1
TABLE_ROW: Final = ROW_BELOW_NOTE + 1
_LINE_HEIGHT: Final = 24


def author(canvas: Canvas) -> None:
    """Write the sheet: the table with its two formulas, and the line that counts agreements."""
    worksheet = table_sheet(
        canvas,
        CHECKS,
        title="Checks",
        note="Written: by refresh. Recomputed: by formula from Data, Ward data and Peers. Those "
        f"that disagree stand first; only the first {PRINTED_ROWS} rows print.",
        columns=len(CHECKS_TABLE.columns),
        as_at=(AS_AT, len(CHECKS_TABLE.columns) - 1),
        pages=Pages.ONE,
    )
    worksheet.set_row(_LINE_ROW, _LINE_HEIGHT)
    worksheet.write_formula(
        _LINE_ROW,
        0,
        f"={AGREE_LINE}",
        canvas.format(font_size=KEY_SIZE, bold=True, align="left", indent=1),
        "",
    )
    canvas.place(AGREE, CHECKS.name, _LINE_ROW, 0)
    canvas.add_table(
        worksheet,
        CHECKS_TABLE,
        TABLE_ROW,
        0,
        formulas={header: f"={text}" for header, text in FORMULAS.items()},
        heading=TALL_HEADING,
    )
    agrees = CHECKS_TABLE.headers.index("Agrees")
    worksheet.conditional_format(
        TABLE_ROW + 1,
        agrees,
        TABLE_ROW + CAPACITY,
        agrees,
        {
            "type": "cell",
            "criteria": "==",
            "value": "FALSE",
            "format": canvas.book.add_format({"bg_color": INK, "font_color": WHITE, "bold": True}),
        },
    )
    worksheet.set_default_row(ONE_LINE)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    heading_rows(canvas, worksheet, CHECKS_TABLE, TABLE_ROW)
    worksheet.print_area(0, 0, TABLE_ROW + PRINTED_ROWS, len(CHECKS_TABLE.columns) - 1)
