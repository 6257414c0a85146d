"""The Exceptions sheet: what is outside its usual range, what is worth watching, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
    FILLED_ROW,
    HEADING,
    ILLUSTRATIVE,
    INK,
    INK_LINE,
    KEY_SIZE,
    NOTE_LINE,
    NUMBERS,
    PANEL_SIZE,
    SECOND,
    TINT,
    TITLE_BAND,
    WASH,
)
from workbook.sheets.exceptions import dots_template, layout
from workbook.sheets.exceptions.columns import COLUMNS_PX
from workbook.sheets.exceptions.layout import EXCEPTIONS, EXCEPTIONS_TABLE, LISTS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.exceptions.layout import Listed

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "what": {"text_wrap": True},
    "seen": {"font_size": KEY_SIZE, "align": "right"},
    "peers": {"text_wrap": True},
    "ask": {"text_wrap": True},
}
"""The look of the cells by column, where it is one of its own."""

WIDTHS: Final = tuple(COLUMNS_PX.values())

LIST_WIDTH: Final = 110
"""Pixels of the table's last column, which the page does not have."""

LAST: Final = layout.WIDTH - 1
STRONG: Final = tuple(map(layout.OUTSIDE.rows.column, ("what", "seen")))
"""Columns in bold, but where a row has ended."""

PEERS: Final = layout.OUTSIDE.rows.column("peers")
TITLE, NOTE, LISTS_TOP = range(3)
ROW_POINTS: Final = 25
LINE_POINTS: Final = 12.5
HEADS: Final = 2
"""Rows above those of a list: its heading with its rule, and the columns' headings."""

GAP: Final = 6
"""Rows between the page and the table of all, below what is printed."""

ROOM: Final = 60
"""Rows of the table of all whose height is set for two lines."""

SYMBOLS: Final = (
    "▲ ▼ up or down where one direction is better   "
    "↑ ↓ where the direction is neither good nor bad   "
    "Usual range: 95 %, from the series’ own past, as expected before the months were known"
)


def author(canvas: Canvas) -> None:
    """Add the sheet with room for its rows, empty."""
    worksheet = canvas.add_sheet(EXCEPTIONS)
    _top(canvas, worksheet)
    for column, pixels in enumerate(WIDTHS):
        worksheet.set_column_pixels(column, column, pixels)
    worksheet.set_column_pixels(LAST + 1, LAST + 1, LIST_WIDTH)
    dots = LISTS_TOP + sum(HEADS + listed.most + 1 for listed in LISTS)
    foot = dots + dots_template.rows(canvas.settings)
    end = foot + len(layout.CHANCE.lines)
    table = end + GAP
    row = LISTS_TOP
    for listed in LISTS:
        row = _list(canvas, worksheet, listed, row, table)
    dots_template.author(canvas, worksheet, dots, WIDTHS)
    _foot(canvas, worksheet, foot)
    _every_row(canvas, worksheet, table)
    canvas.place(layout.HEAD, EXCEPTIONS.name, TITLE, 0)
    canvas.place(layout.CHANCE, EXCEPTIONS.name, foot, 0)
    worksheet.print_area(0, 0, end, LAST)
    worksheet.fit_to_pages(1, 1)


def _list(canvas: Canvas, worksheet: Worksheet, listed: Listed, top: int, every: int) -> int:
    """A list's heading and rule, headings and rows; returns the row below its last line.

    That line is a link to the table in row ``every``.
    """
    rows, more = top + HEADS, top + HEADS + listed.most
    heading = canvas.format(font_size=PANEL_SIZE, bold=True, align="left", indent=1)
    worksheet.write_string(top, 0, listed.heading, heading)
    rule = canvas.format(NOTE_LINE, font_size=BODY_SIZE, align="right")
    worksheet.write_string(top, LAST, listed.rule, rule)
    worksheet.set_row(top, 20)
    worksheet.set_row(top + 1, 15)
    worksheet.set_row(more, LINE_POINTS)
    plain = {"align": "left", "valign": "vcenter", "font_size": BODY_SIZE, "indent": 1}
    for column, (key, text) in enumerate(layout.HEADINGS.items()):
        look = LOOKS.get(key, {})
        align = look.get("align", "left")
        style = canvas.format(HEADING, font_size=BODY_SIZE, align=align, indent=1)
        worksheet.write(top + 1, column, text, style)
        cell = canvas.format(plain, look)
        for row in range(rows, more):
            worksheet.write_blank(row, column, None, cell)
    for row in range(rows, more):
        worksheet.set_row(row, ROW_POINTS)
    _marks(canvas, worksheet, rows, more - 1)
    link = canvas.format(
        font_size=BODY_SIZE, bold=True, underline=1, font_color=ACCENT, align="left", indent=1
    )
    worksheet.write_url(more, 0, f"internal:'{EXCEPTIONS.name}'!A{every + 1}", link, string=" ")
    canvas.place(listed.rows, EXCEPTIONS.name, rows, 0)
    canvas.place(listed.peers, EXCEPTIONS.name, top + 1, PEERS)
    canvas.place(listed.more, EXCEPTIONS.name, more, 0)
    return more + 1


def _foot(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    """What the plot's lines are, what chance gives, and the symbols."""
    end = top + len(layout.CHANCE.lines)
    for row in range(top, end + 1):
        note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
        if row == top:
            note = canvas.format(NOTE_LINE, font_size=BODY_SIZE, top=INK_LINE, top_color=INK)
        for column in range(LAST + 1):
            worksheet.write_blank(row, column, None, note)
        worksheet.set_row(row, LINE_POINTS)
    worksheet.write_string(end, 0, SYMBOLS, canvas.format(NOTE_LINE, font_size=BODY_SIZE))


def _every_row(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    """The table of both lists' rows, to sort and filter, below what is printed."""
    _band(canvas, worksheet, top)
    title = canvas.format(TITLE_BAND)
    worksheet.write_string(top, 0, "Exceptions: all of both lists, to sort and filter", title)
    canvas.place(layout.ALL_PERIOD, EXCEPTIONS.name, top, LAST)
    canvas.add_table(worksheet, EXCEPTIONS_TABLE, top + 1, 0)
    worksheet.set_row(top + 1, 20)
    first = top + 2
    for row in range(first, first + ROOM):
        worksheet.set_row(row, ROW_POINTS)
    for column, pixels in enumerate(WIDTHS):
        worksheet.set_column_pixels(column, column, pixels)
    worksheet.set_column_pixels(LAST + 1, LAST + 1, LIST_WIDTH)
    end, seen = first + ROOM, layout.OUTSIDE.rows.column("seen")
    usual = f'RIGHT($F{first + 1},1)="%"'
    mark_where(
        canvas, worksheet, (first, seen, end, seen), f"={usual}", {"num_format": NUMBERS["share"]}
    )
    mark_where(
        canvas,
        worksheet,
        (first, 0, end, LAST + 1),
        f'=RIGHT($B{first + 1},1)="‡"',
        ILLUSTRATIVE_LOOK,
    )


def _top(canvas: Canvas, worksheet: Worksheet) -> None:
    _band(canvas, worksheet, TITLE)
    worksheet.set_row(NOTE, 14)
    worksheet.write_blank(NOTE, 0, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=BODY_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _band(canvas: Canvas, worksheet: Worksheet, row: int) -> None:
    worksheet.set_row(row, 27)
    for column in range(LAST):
        worksheet.write_blank(row, column, None, canvas.format(TITLE_BAND))
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(row, LAST, None, period)


def _marks(canvas: Canvas, worksheet: Worksheet, first: int, last: int) -> None:
    """New tinted, ended in grey, a solid rule between the groups, a dotted one between rows; the
    sentence of an empty list on a ground.
    """
    this, below = f"$A{first + 1}", f"$A{first + 2}"
    is_sentence = f'AND({this}<>"",$B{first + 1}="")'
    group_ends = f'{this}<>"",{below}<>"",LEFT({this},1)<>LEFT({below},1)'
    is_new, is_ended = f'LEFT({this},1)="■"', f'LEFT({this},1)="–"'
    invented = f'RIGHT($B{first + 1},1)="‡"'
    # Programs keep what a cell's own format has of bold, so that is given here, where it is meant.
    for column in range(LAST + 1):
        cells = (first, column, last, column)
        strong = {"bold": True} if column in STRONG else {}
        kinds: tuple[tuple[str, dict[str, Any]], ...] = (
            (is_ended, {"font_color": SECOND}),
            (invented, ILLUSTRATIVE_LOOK | strong),
            (f'{this}<>""', strong),
        )
        if not column:
            new = {"bg_color": TINT, "font_color": ACCENT, "bold": True}
            kinds = ((is_new, new), kinds[0], kinds[2])
        # The first that is true decides in LibreOffice, so what can meet is given together.
        mark_where(canvas, worksheet, cells, f"={is_sentence}", FILLED_ROW | {"bg_color": WASH})
        for formula, look in kinds:
            rule = {"bottom": 1, "bottom_color": INK}
            mark_where(canvas, worksheet, cells, f"=AND({formula},{group_ends})", look | rule)
            mark_where(canvas, worksheet, cells, f"={formula}", look | FILLED_ROW)
