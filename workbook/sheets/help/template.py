"""Help: how to refresh, check and print, what each symbol means, where the answers stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.fitting import cell_room
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    INK,
    INK_LINE,
    NOTE_LINE,
    ROW_LINE,
    RULE,
    SUMMARY_SIZE,
    TINT,
    TITLE_BAND,
)
from workbook.house.text_width import wrapped
from workbook.layout.named_block import cell
from workbook.sheets.help.layout import BUTTONS, HELP
from workbook.sheets.help.words import COMMANDS, QUESTIONS, SYMBOLS, WORKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

WORD_PX, MEANS_PX = 220, 820
HEADING_POINTS: Final = 20
LINE_POINTS: Final = 13
PADDING: Final = 3.5
REFRESH_TITLE: Final = "How to refresh"

_BODY: Final[dict[str, Any]] = {
    "font_size": SUMMARY_SIZE,
    "align": "left",
    "indent": 1,
    "bottom": ROW_LINE,
    "bottom_color": RULE,
}


def author(canvas: Canvas) -> None:
    """Add the sheet, which no refresh changes."""
    worksheet = canvas.add_sheet(HELP)
    worksheet.set_column_pixels(0, 0, WORD_PX)
    worksheet.set_column_pixels(1, 1, MEANS_PX)
    band = canvas.format(TITLE_BAND)
    worksheet.set_row(0, 27)
    worksheet.write_string(0, 0, "Help: how to refresh, check and print", band)
    worksheet.write_blank(0, 1, None, band)
    worksheet.set_row(1, 16)
    note = "The buttons work with the add-in, in Excel on Windows and on a Mac; a click runs them."
    worksheet.write_string(1, 0, note, canvas.format(NOTE_LINE, font_size=SUMMARY_SIZE))
    row = _buttons(canvas, worksheet, 2)
    row = _section(canvas, worksheet, row, "At work", _plain(WORKING))
    row = _section(canvas, worksheet, row, "Without Excel: in a terminal", _plain(COMMANDS))
    row = _section(canvas, worksheet, row, "What the words and symbols mean", SYMBOLS)
    row = _section(canvas, worksheet, row, "Where the answers stand", _plain(QUESTIONS))
    worksheet.print_area(0, 0, row - 1, 1)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _plain(lines: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    return ((word, means, {"bold": True}) for word, means in lines)


def _buttons(canvas: Canvas, worksheet: Worksheet, top: int) -> int:
    """Cells that look like buttons, each an internal link; the row below them."""
    _heading(canvas, worksheet, top, REFRESH_TITLE)
    # Dark on light: LibreOffice writes links in a dark colour of its own.
    look = canvas.format(
        _BODY, border=INK_LINE, border_color=ACCENT, bg_color=TINT, font_color=ACCENT, bold=True
    )
    for row, (label, name, does) in enumerate(BUTTONS, top + 1):
        canvas.place(cell(name), HELP.name, top, 0)
        worksheet.set_row(row, LINE_POINTS + 2 * PADDING)
        tip = f"{label} (with the add-in)"
        worksheet.write_url(row, 0, f"internal:{name}", look, string=label, tip=tip)
        worksheet.write_string(row, 1, does, canvas.format(_BODY))
    return top + 1 + len(BUTTONS)


def _section(
    canvas: Canvas,
    worksheet: Worksheet,
    top: int,
    title: str,
    lines: Iterable[tuple[str, str, Mapping[str, Any]]],
) -> int:
    """A heading and its lines, each as high as its words need; the row below them."""
    _heading(canvas, worksheet, top, title)
    room = cell_room(MEANS_PX, wraps=True)
    row = top + 1
    for word, means, look in lines:
        worksheet.write_string(row, 0, word, canvas.format(_BODY, dict(look)))
        worksheet.write_string(row, 1, means, canvas.format(_BODY, text_wrap=True))
        count = len(wrapped(means, room, SUMMARY_SIZE))
        worksheet.set_row(row, LINE_POINTS * count + PADDING)
        row += 1
    return row


def _heading(canvas: Canvas, worksheet: Worksheet, row: int, title: str) -> None:
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    look = canvas.format(
        rule,
        font_size=BOX_SIZE + 1,
        bold=True,
        font_color=ACCENT,
        align="left",
        valign="bottom",
        indent=1,
    )
    worksheet.set_row(row, HEADING_POINTS)
    worksheet.write_string(row, 0, title, look)
    worksheet.write_blank(row, 1, None, canvas.format(rule))
