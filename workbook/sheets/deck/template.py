"""Deck: the blocks of the slides one below the other, each under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import ACCENT, BODY_SIZE, HEADING, PANEL_SIZE, TABLE_CELL
from workbook.house.table_sheet import TABLE_ROW, table_sheet
from workbook.sheets.deck import layout
from workbook.sheets.deck.layout import DECK

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock

NOTE: Final = (
    "Written by refresh and read by safer pack. Words that you change here are on the slides until "
    "the next refresh."
)
COLUMNS: Final = 8
"""Columns that print, as many as paper has room for at 8 points; a slide's leads stand right of
them.
"""

FIRST_WIDTH, WIDTH = 30, 12.5
ROW_POINTS: Final = 13.5
DATES: Final = {"month": "mmm yy", "due": "d mmm yy"}
FIGURES: Final = "#,##0.##"
CHANGES: Final = {"change": "0.000"}


def author(canvas: Canvas) -> None:
    """Write the sheet: headings and empty cells."""
    worksheet = table_sheet(
        canvas, DECK, title=DECK.name, note=NOTE, columns=COLUMNS, as_at=(layout.AS_AT, COLUMNS - 1)
    )
    worksheet.set_default_row(ROW_POINTS)
    worksheet.set_column(0, 0, FIRST_WIDTH)
    worksheet.set_column(1, layout.WORDS.width - 1, WIDTH)
    row = TABLE_ROW
    for block, heading in layout.HEADINGS.items():
        sized = block
        if block.rows is None:
            sized = block.with_rows(max(len(canvas.wards_drawn), 1))
        row = _block(canvas, worksheet, sized, heading, row)
    worksheet.freeze_panes(TABLE_ROW, 0)
    worksheet.print_area(0, 0, row - 2, COLUMNS - 1)


def _block(canvas: Canvas, worksheet: Worksheet, block: NamedBlock, heading: str, row: int) -> int:
    """A block under its name and the names of its columns; the row after it."""
    title = canvas.format(font_size=PANEL_SIZE, bold=True, font_color=ACCENT, align="left")
    worksheet.write_string(row, 0, heading, title)
    for at, key in enumerate(block.columns):
        name = key.replace("_", " ").capitalize()
        worksheet.write_string(row + 1, at, name, canvas.format(HEADING, font_size=BODY_SIZE))
        number = DATES.get(key, CHANGES.get(key, FIGURES))
        look = canvas.format(TABLE_CELL, font_size=BODY_SIZE, align="left", num_format=number)
        for below in range(block.rows or 0):
            worksheet.write_blank(row + 2 + below, at, None, look)
    canvas.place(block, DECK.name, row + 2, 0)
    return row + 3 + (block.rows or 0)
