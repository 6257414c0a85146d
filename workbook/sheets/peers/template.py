"""Peers: every area of the peer group beside each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.marks import mark_absent, mark_illustrative, mark_where
from workbook.house.style import NOTE_LINE
from workbook.house.table_sheet import (
    NOTE_HEIGHT,
    ONE_LINE,
    PRINTED_ROWS,
    TALL_HEADING,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.house.table_sheet import TABLE_ROW as ROW_BELOW_NOTE
from workbook.sheets.peers.layout import AREA, AS_AT, GROUP, PEERS, PEERS_TABLE

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

GROUP_ROW: Final = ROW_BELOW_NOTE - 1
TABLE_ROW: Final = ROW_BELOW_NOTE + 1

CAPACITY: Final = 4000
"""Rows that conditional formats reach: a hundred indicators in a group of 40."""

CAVEATS: Final = (
    "12 months, per 1,000 residents: not the people who are there by day. Limits allow for real "
    "differences between areas. Rank 1 = best, or lowest if neutral. "
    f"Only the first {PRINTED_ROWS} rows print."
)


def author(canvas: Canvas) -> None:
    """Write the sheet: no figures, but every format they will need."""
    table = PEERS_TABLE
    last = len(table.columns) - 1
    worksheet = table_sheet(
        canvas,
        PEERS,
        title="Peers",
        note=CAVEATS,
        columns=len(table.columns),
        as_at=(AS_AT, last),
        pages=Pages.ONE,
    )
    worksheet.set_default_row(ONE_LINE)
    worksheet.set_row(GROUP_ROW, NOTE_HEIGHT)
    worksheet.write_blank(GROUP_ROW, 0, None, canvas.format(NOTE_LINE, font_size=9, bold=True))
    canvas.place(GROUP, PEERS.name, GROUP_ROW, 0)
    own = canvas.format(NOTE_LINE, font_size=9, align="right", num_format='"In bold: "@')
    worksheet.write_blank(GROUP_ROW, last, None, own)
    canvas.place(AREA, PEERS.name, GROUP_ROW, last)
    heading_rows(canvas, worksheet, table, TABLE_ROW)
    canvas.add_table(worksheet, table, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.freeze_panes(TABLE_ROW + 1, 2)
    cells = (TABLE_ROW + 1, 0, TABLE_ROW + CAPACITY, last)
    is_own = f"={xl_rowcol_to_cell(TABLE_ROW + 1, 1, col_abs=True)}={AREA.name}"
    mark_where(canvas, worksheet, cells, is_own, {"bold": True})
    mark_absent(canvas, worksheet, cells)
    mark_illustrative(canvas, worksheet, cells, label=0)
    worksheet.print_area(0, 0, TABLE_ROW + PRINTED_ROWS, last)
