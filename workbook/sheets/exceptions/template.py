"""The Exceptions sheet: what is outside its usual range, and what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import (
    ACCENT,
    FILLED_ROW,
    HEADING,
    ILLUSTRATIVE,
    INK,
    KEY_SIZE,
    NOTE_LINE,
    SECOND,
    SUMMARY_SIZE,
    TINT,
    TITLE_BAND,
)
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import EXCEPTIONS, EXCEPTIONS_TABLE, MOST_EXCEPTIONS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

LOOKS: Final[dict[str, tuple[int, dict[str, Any]]]] = {
    "standing": (102, {}),
    "what": (190, {"bold": True}),
    "where": (150, {}),
    "when": (100, {}),
    "seen": (74, {"bold": True, "font_size": KEY_SIZE - 1, "align": "right"}),
    "usual_range": (92, {}),
    "ask": (360, {"text_wrap": True, "italic": True}),
}
"""Width in pixels and the look of the cells by column."""

LAST: Final = layout.TABLE.width - 1
WHAT: Final = layout.TABLE.column("what")
TITLE, NOTE, HEADING_ROW, TABLE = range(4)
MORE: Final = TABLE + MOST_EXCEPTIONS
ROW_POINTS: Final = 36
ALL_TITLE: Final = MORE + 5
"""The row of the heading over the table of all exceptions, on the second page."""

ROOM: Final = 60
"""Rows of that table whose height is set for two lines."""

SYMBOLS: Final = (
    "▲ ▼ up or down where one direction is better   "
    "↑ ↓ up or down where the direction is neither good nor bad"
)


def author(canvas: Canvas) -> None:
    """Add the sheet with room for its rows, empty."""
    worksheet = canvas.add_sheet(EXCEPTIONS)
    _top(canvas, worksheet)
    for column, (key, (pixels, look)) in enumerate(LOOKS.items()):
        worksheet.set_column_pixels(column, column, pixels)
        align = look.get("align", "left")
        heading = canvas.format(HEADING, font_size=SUMMARY_SIZE, align=align, indent=1)
        worksheet.write_string(HEADING_ROW, column, layout.HEADINGS[key], heading)
        plain = {"align": "left", "valign": "vcenter", "font_size": SUMMARY_SIZE, "indent": 1}
        cell = canvas.format(plain, look)
        for row in range(TABLE, MORE):
            worksheet.write_blank(row, column, None, cell)
    for row in range(TABLE, MORE):
        worksheet.set_row(row, ROW_POINTS)
    _marks(canvas, worksheet)
    link = canvas.format(
        font_size=SUMMARY_SIZE, bold=True, underline=1, font_color=ACCENT, align="left", indent=1
    )
    worksheet.set_row(MORE, 18)
    worksheet.write_url(MORE, 0, f"internal:'{EXCEPTIONS.name}'!A{ALL_TITLE + 1}", link, string=" ")
    note = canvas.format(NOTE_LINE, font_size=SUMMARY_SIZE)
    worksheet.write_string(MORE + 2, 0, SYMBOLS, note)
    worksheet.write_blank(MORE + 3, 0, None, note)
    _all_exceptions(canvas, worksheet)
    for block, row in (
        (layout.HEAD, TITLE),
        (layout.TABLE, TABLE),
        (layout.MORE, MORE),
        (layout.CHANCE, MORE + 3),
    ):
        canvas.place(block, EXCEPTIONS.name, row, 0)


def _all_exceptions(canvas: Canvas, worksheet: Worksheet) -> None:
    """The table of every exception, to sort and filter, from the second page on."""
    _band(canvas, worksheet, ALL_TITLE)
    title = canvas.format(TITLE_BAND)
    worksheet.write_string(ALL_TITLE, 0, "Exceptions: all of them, to sort and filter", title)
    canvas.place(layout.ALL_PERIOD, EXCEPTIONS.name, ALL_TITLE, LAST)
    worksheet.set_h_pagebreaks([ALL_TITLE])
    worksheet.fit_to_pages(1, 0)
    canvas.add_table(worksheet, EXCEPTIONS_TABLE, ALL_TITLE + 1, 0)
    worksheet.set_row(ALL_TITLE + 1, 20)
    for row in range(ROOM):
        worksheet.set_row(ALL_TITLE + 2 + row, 25)
    for column, (pixels, _) in enumerate(LOOKS.values()):
        worksheet.set_column_pixels(column, column, pixels)
    first = ALL_TITLE + 2
    mark_where(
        canvas,
        worksheet,
        (first, 0, first + ROOM, LAST),
        f'=RIGHT($B{first + 1},1)="‡"',
        ILLUSTRATIVE_LOOK,
    )
    # Its title and headings, above each of its pages; a page before them repeats nothing.
    worksheet.repeat_rows(ALL_TITLE, ALL_TITLE + 1)


def _top(canvas: Canvas, worksheet: Worksheet) -> None:
    _band(canvas, worksheet, TITLE)
    worksheet.set_row(NOTE, 20)
    worksheet.set_row(HEADING_ROW, 20)
    worksheet.write_blank(NOTE, 0, None, canvas.format(NOTE_LINE, font_size=SUMMARY_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=SUMMARY_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _band(canvas: Canvas, worksheet: Worksheet, row: int) -> None:
    worksheet.set_row(row, 27)
    for column in range(LAST):
        worksheet.write_blank(row, column, None, canvas.format(TITLE_BAND))
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(row, LAST, None, period)


def _marks(canvas: Canvas, worksheet: Worksheet) -> None:
    """New tinted, ended in grey, a solid rule between the groups, a dotted one between rows."""
    first, last = TABLE, MORE - 1
    standing, others = (first, 0, last, 0), (first, WHAT, last, LAST)
    this, below = f"$A{first + 1}", f"$A{first + 2}"
    group_ends = f'{this}<>"",{below}<>"",{this}<>{below}'
    rule = {"bottom": 1, "bottom_color": INK}
    new = {"bg_color": TINT, "font_color": ACCENT, "bold": True}
    is_new, is_ended = f'LEFT({this},1)="■"', f'LEFT({this},1)="–"'
    invented = f'RIGHT($B{first + 1},1)="‡"'
    # The first that is true decides in LibreOffice, so what can meet is also given together.
    for cells, formula, look in (
        (standing, f"=AND({is_new},{group_ends})", new | rule),
        (standing, f"={is_new}", new | FILLED_ROW),
        (others, f"=AND({invented},{group_ends})", ILLUSTRATIVE_LOOK | rule),
        (others, f"={invented}", ILLUSTRATIVE_LOOK | FILLED_ROW),
        (standing, f"=AND({group_ends})", rule),
        (others, f"=AND({group_ends})", rule),
        (standing, f"={is_ended}", FILLED_ROW | {"font_color": SECOND}),
        (others, f"={is_ended}", FILLED_ROW | {"font_color": SECOND, "bold": False}),
        (standing, f'={this}<>""', FILLED_ROW),
        (others, f'={this}<>""', FILLED_ROW),
    ):
        mark_where(canvas, worksheet, cells, formula, look)
