"""The Cover: contents with pages, how to read the sheets, what was checked and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.finish import CONTENTS_NAME
from workbook.house.fitting import cell_room
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    COVER_SIZE,
    ILLUSTRATIVE,
    INK,
    INK_LINE,
    KEY_SIZE,
    PANEL_SIZE,
    QUIET,
    ROW_LINE,
    RULE,
    SECOND,
    SUMMARY_SIZE,
    TINT,
    TITLE_BAND,
)
from workbook.house.text_width import fits, wrapped
from workbook.layout.edition_words import in_edition
from workbook.layout.named_block import cell
from workbook.layout.sheet import Group
from workbook.sheets.about_edition.layout import ABOUT_EDITION
from workbook.sheets.cover import layout, words
from workbook.sheets.cover.layout import (
    BELOW_LINES,
    CHECKED_LINES,
    COLUMNS_PX,
    COVER,
    LAST,
    LEFT,
    MIDDLE,
    PAGE,
    PURPOSE,
    RIGHT,
)
from workbook.sheets.cover.values import AGREEING
from workbook.sheets.data_quality.layout import DATA_QUALITY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.edition import Edition
    from workbook.layout.sheet import SetPages, Sheet

TITLE, SUBTITLE, _BAND_END, DRAFT, _GAP, TOP = range(6)
_HEIGHTS: Final = ((TITLE, 44), (SUBTITLE, 24), (_BAND_END, 8), (DRAFT, 22), (_GAP, 5))
LIST_POINTS: Final = 13.7
HEADING_POINTS: Final = 17
BELOW_POINTS: Final = 14.2
BREAK_POINTS: Final = 8

_BODY: Final[dict[str, Any]] = {"font_size": SUMMARY_SIZE, "align": "left", "indent": 1}
_LISTED: Final[dict[str, Any]] = {**_BODY, "bottom": ROW_LINE, "bottom_color": RULE}


def author(canvas: Canvas) -> None:
    """Add the sheet, complete but for what a refresh knows."""
    worksheet = canvas.add_sheet(COVER)
    for column, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(column, column, pixels)
    _band(canvas, worksheet)
    board = [sheet for sheet in canvas.contents if sheet.group is Group.BOARD and sheet != COVER]
    screen = [sheet for sheet in canvas.contents if sheet.group is not Group.BOARD]
    left = _board(canvas, worksheet, board)
    middle = _screen(canvas, worksheet, screen)
    checked, right = _keys(canvas, worksheet)
    below = max(left, middle, right) + 1
    for row in range(TOP + 1, below - 1):
        worksheet.set_row(row, LIST_POINTS)
    worksheet.set_row(below - 1, BREAK_POINTS)
    end = _below(canvas, worksheet, below)
    worksheet.print_area(0, 0, end, LAST)
    worksheet.freeze_panes(_GAP, 0)
    canvas.way_back(COVER.name, None)
    canvas.place(cell(CONTENTS_NAME), COVER.name, TOP, LEFT)
    for block, row, column in (
        (layout.HEAD, TITLE, LEFT),
        (layout.DRAFT, DRAFT, LEFT),
        (layout.CHECKED, checked, RIGHT),
        (layout.CHANGED_TITLE, below, LEFT),
        (layout.CHANGED, below + 1, LEFT),
        (layout.QUALITY_TITLE, below, RIGHT),
        (layout.QUALITY, below + 1, RIGHT),
        (layout.QUALITY_MORE, below + BELOW_LINES, RIGHT),
        (layout.SOURCES, end, LEFT),
    ):
        canvas.place(block, COVER.name, row, column)
    if canvas.edition is not None:
        canvas.place(layout.EDITION, COVER.name, TITLE, LAST)


def _band(canvas: Canvas, worksheet: Worksheet) -> None:
    for row, points in _HEIGHTS:
        worksheet.set_row(row, points)
    for row in (TITLE, SUBTITLE, _BAND_END):
        for column in range(LAST + 1):
            worksheet.write_blank(row, column, None, canvas.format(TITLE_BAND))
    title = canvas.format(TITLE_BAND, font_size=COVER_SIZE, valign="bottom")
    worksheet.write_string(TITLE, LEFT, words.TITLE, title)
    subtitle = canvas.format(TITLE_BAND, font_size=PANEL_SIZE + 2, bold=False)
    worksheet.write_blank(SUBTITLE, LEFT, None, subtitle)
    edition = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right", valign="bottom")
    worksheet.write_blank(TITLE, LAST, None, edition)
    as_at = canvas.format(TITLE_BAND, font_size=KEY_SIZE - 1, bold=False, align="right")
    worksheet.write_blank(SUBTITLE, LAST, None, as_at)
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    line = canvas.format(_BODY, rule, font_size=KEY_SIZE - 1)
    for column in range(LAST + 1):
        worksheet.write_blank(DRAFT, column, None, line)
    worksheet.write_blank(
        DRAFT, LEFT, None, canvas.format(_BODY, rule, font_size=PANEL_SIZE + 1, bold=True)
    )
    invented = canvas.format(
        _BODY, rule, font_size=BOX_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(DRAFT, LAST, None, invented)


def _heading(
    canvas: Canvas, worksheet: Worksheet, row: int, columns: tuple[int, int], text: str
) -> None:
    """A ruled heading over these columns, the first to the last."""
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    look = canvas.format(
        rule, font_size=BOX_SIZE + 1, bold=True, font_color=ACCENT, align="left", indent=1
    )
    worksheet.set_row(row, HEADING_POINTS)
    worksheet.write_string(row, columns[0], text, look)
    for column in range(columns[0] + 1, columns[1] + 1):
        worksheet.write_blank(row, column, None, canvas.format(rule))


def _board(canvas: Canvas, worksheet: Worksheet, listed: Sequence[Sheet]) -> int:
    """The board's set with its pages, the three questions and two buttons; the row below."""
    _heading(canvas, worksheet, TOP, (LEFT, PAGE), "Contents: the board's set")
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    small = canvas.format(rule, font_size=SUMMARY_SIZE, font_color=SECOND, align="right")
    worksheet.write_string(TOP, PAGE, "page", small)
    row = TOP + 1
    number = canvas.format(_LISTED, font_color=SECOND, align="right", indent=0)
    for sheet in listed:
        _link(canvas, worksheet, (row, LEFT), sheet)
        worksheet.write_blank(row, PAGE, None, number)
        row += 1

    def count(pages: Mapping[str, SetPages]) -> None:
        for at, sheet in enumerate(listed, TOP + 1):
            worksheet.write_string(at, PAGE, pages[sheet.name].words, number)

    canvas.last_words.append(count)
    below = _questions(canvas, worksheet, row + 1)
    return _buttons(canvas, worksheet, below) if canvas.edition is None else below


def _link(canvas: Canvas, worksheet: Worksheet, at: tuple[int, int], sheet: Sheet) -> None:
    """A sheet's name as a link, and its purpose; what is too long for its cell is drawn smaller."""
    (row, column), quoted = at, sheet.name.replace("'", "''")

    def look(text: str, wide: int, **more: Any) -> dict[str, Any]:
        has_room = fits(text, cell_room(wide), SUMMARY_SIZE)
        # Programs shrink no indented text.
        return _LISTED | more | ({} if has_room else {"shrink": True, "indent": 0})

    worksheet.write_url(
        row,
        column,
        f"internal:'{quoted}'!A1",
        canvas.format(look(sheet.name, COLUMNS_PX[column], font_color=ACCENT, underline=1)),
        string=sheet.name,
        tip=f"Go to {sheet.name}",
    )
    purpose = canvas.format(look(sheet.purpose, COLUMNS_PX[column + 1]))
    worksheet.write_string(row, column + 1, sheet.purpose, purpose)


def _questions(canvas: Canvas, worksheet: Worksheet, top: int) -> int:
    _heading(canvas, worksheet, top, (LEFT, PAGE), "Three questions, and where they are answered")
    bold = canvas.format(font_size=SUMMARY_SIZE, bold=True)
    plain, look = canvas.format(font_size=SUMMARY_SIZE), canvas.format(_LISTED)
    asked = words.QUESTIONS if canvas.edition is None else words.EDITION_QUESTIONS
    for row, (question, where) in enumerate(asked, top + 1):
        worksheet.write_rich_string(row, LEFT, bold, question, plain, f"   {where}", look)
        for column in (PURPOSE, PAGE):
            worksheet.write_blank(row, column, None, look)
    return top + 1 + len(words.QUESTIONS)


def _buttons(canvas: Canvas, worksheet: Worksheet, top: int) -> int:
    """Two cells that look like buttons, each an internal link; the row below them."""
    edge = {"border": INK_LINE, "border_color": ACCENT}
    # Dark on light: LibreOffice writes links in a dark colour of its own.
    look = canvas.format(
        _BODY, edge, bg_color=TINT, font_color=ACCENT, bold=True, align="center", indent=0
    )
    row = top + 1
    for column, (label, name) in zip((LEFT, PURPOSE), words.BUTTONS, strict=True):
        tip = f"{label} (with the add-in; see Help)"
        worksheet.write_url(row, column, f"internal:{name}", look, string=label, tip=tip)
    return row + 1


def _screen(canvas: Canvas, worksheet: Worksheet, listed: Sequence[Sheet]) -> int:
    """The sheets beside the board's set by their groups; the row below them."""
    _heading(canvas, worksheet, TOP, (MIDDLE, MIDDLE + 1), "On screen")
    row, group = TOP + 1, None
    label = canvas.format(_LISTED, bold=True, font_color=SECOND)
    for sheet in listed:
        if sheet.group is not group:
            group = sheet.group
            worksheet.write_string(row, MIDDLE, group, label)
            worksheet.write_blank(row, MIDDLE + 1, None, label)
            row += 1
        _link(canvas, worksheet, (row, MIDDLE), sheet)
        row += 1
    return row if canvas.edition is None else _notes(canvas, worksheet, row + 1, canvas.edition)


def _notes(canvas: Canvas, worksheet: Worksheet, row: int, edition: Edition) -> int:
    """What an edition says of itself, in lines below what is on screen; the row below them."""
    text = canvas.format(_BODY)
    for title, said in words.EDITION_NOTES[edition.audience]:
        _heading(canvas, worksheet, row, (MIDDLE, MIDDLE + 1), title)
        lines = wrapped(said, cell_room(layout.NOTES_PX), SUMMARY_SIZE)
        for line in lines:
            row += 1
            worksheet.write_string(row, MIDDLE, line, text)
        row += 2
    return row - 1


def _keys(canvas: Canvas, worksheet: Worksheet) -> tuple[int, int]:
    """The right-hand column; the first row of what was checked, and the row below all."""
    text = canvas.format(_LISTED)
    _heading(canvas, worksheet, TOP, (RIGHT, LAST), "How to read it")
    row = TOP + 1
    is_public = canvas.edition is not None and canvas.edition.is_public
    for symbol, look, said in (*words.LEGEND, *((words.AT_LEAST,) if is_public else ())):
        meaning = said if canvas.edition is None else in_edition(said, canvas.edition.audience)
        worksheet.write_string(row, RIGHT, symbol, canvas.format(_LISTED, dict(look)))
        worksheet.write_string(row, LAST, meaning, text)
        row += 1
    _heading(canvas, worksheet, row + 1, (RIGHT, LAST), "Checked")
    checked = row + 2
    bold = canvas.format(_LISTED, bold=True)
    for line in range(checked, checked + CHECKED_LINES):
        worksheet.write_blank(line, RIGHT, None, bold)
        worksheet.write_blank(line, LAST, None, text)
    if canvas.edition is None:
        worksheet.write_formula(checked, RIGHT, f"={AGREEING}", bold, "")
    return checked, checked + CHECKED_LINES


def _below(canvas: Canvas, worksheet: Worksheet, top: int) -> int:
    """What changed and what was found, and the row of the licence, which is returned."""
    _heading(canvas, worksheet, top, (LEFT, MIDDLE + 1), "")
    _heading(canvas, worksheet, top, (RIGHT, LAST), "")
    bold, body = canvas.format(_BODY, bold=True), canvas.format(_BODY)
    for row in range(top + 1, top + 1 + BELOW_LINES):
        worksheet.set_row(row, BELOW_POINTS)
        worksheet.write_blank(row, LEFT, None, bold)
        worksheet.write_blank(row, PURPOSE, None, body)
        worksheet.write_blank(row, RIGHT, None, body)
    link = canvas.format(_BODY, font_color=ACCENT, underline=1)
    is_public = canvas.edition is not None and canvas.edition.is_public
    more = ABOUT_EDITION.name if is_public else DATA_QUALITY.name
    place, tip = f"internal:'{more}'!A1", f"Go to {more}"
    worksheet.write_url(top + BELOW_LINES, RIGHT, place, link, string=" ", tip=tip)
    end = top + 1 + BELOW_LINES
    worksheet.set_row(end, HEADING_POINTS)
    rule = {"top": INK_LINE, "top_color": INK}
    worksheet.write_blank(end, LEFT, None, canvas.format(_BODY, rule, font_color=QUIET))
    for column in range(1, LAST + 1):
        worksheet.write_blank(end, column, None, canvas.format(rule))
    return end
