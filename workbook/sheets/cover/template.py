"""The Cover: contents with links, how to read the sheets, what was checked and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, STATUS_LOOKS
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    COVER_SIZE,
    HEADING_LINE,
    ILLUSTRATIVE,
    INK,
    INK_LINE,
    KEY_SIZE,
    NOTE_LINE,
    PANEL_SIZE,
    QUIET,
    RULE,
    SECOND,
    SUMMARY_SIZE,
    TINT,
    TITLE_BAND,
)
from workbook.layout.named_block import cell
from workbook.layout.sheet import TAB_COLOURS, Group
from workbook.sheets.cover import layout
from workbook.sheets.cover.layout import BUTTONS, CHANGED_LINES, CHECKED_LINES, COVER
from workbook.sheets.cover.values import AGREEING, LINE_PIXELS
from workbook.sheets.data_quality.layout import DATA_QUALITY
from xlsrc.domain.status import Status
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE, TOO_FEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.sheet import Sheet

COLUMNS_PX: Final = (112, 282, 14, 96, LINE_PIXELS - 504, 14, 112, 236)
"""Two columns of contents and one of keys, each a name and its line, with gutters between."""

LEFT, MIDDLE, RIGHT, LAST = 0, 3, 6, layout.WIDTH - 1

_BODY: Final[dict[str, Any]] = {"font_size": SUMMARY_SIZE, "align": "left", "indent": 1}

TITLE, SUBTITLE, _BAND_END, NOTE, _GAP, TOP = range(6)
BODY_POINTS: Final = 14.5

LEGEND: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    (Status.WORSE, STATUS_LOOKS[Status.WORSE], "For the worse: real or probably real"),
    (Status.BETTER, STATUS_LOOKS[Status.BETTER], "For the better: real or probably real"),
    (Status.STEADY, {}, "No clear change on a year ago"),
    (Status.CONTEXT, STATUS_LOOKS[Status.CONTEXT], "No good or bad direction: for context"),
    (Status.CANNOT_SAY, STATUS_LOOKS[Status.CANNOT_SAY], "Not comparable, too few, or no data"),
    ("↑ 749–989", {"bold": True}, "An exception now: above (↓ below)"),
    ("ASB ‡", ILLUSTRATIVE_LOOK, "ILLUSTRATIVE: replace with a real return"),
    (NOT_COMPARABLE, {"font_color": QUIET}, "Not comparable with the year before"),
    (TOO_FEW, {"font_color": QUIET, "italic": True}, "Under 20: counts shown, no percentage"),
    (NO_DATA, {"font_color": QUIET, "italic": True}, "Not supplied. Never shown as 0"),
    (DOES_NOT_APPLY, {"font_color": QUIET}, "Does not apply, or not worked out"),
)
"""What the sheets' words and symbols look like and mean."""

COMMANDS: Final = (
    ("safer refresh", "Read the new extracts, write a new file"),
    ("--extracts DIR", "… from another folder than data"),
    ("--as-at 2025-12", "… up to an earlier month"),
    ("safer --help", "Everything else it can do"),
    ("safer addin install", "Make the buttons below work in Excel, once"),
)
"""How to refresh: what to type, and what it does."""


def author(canvas: Canvas) -> None:
    """Add the sheet, complete but for what a refresh knows."""
    worksheet = canvas.add_sheet(COVER)
    for column, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(column, column, pixels)
    _band(canvas, worksheet)
    listed = canvas.contents
    board = [sheet for sheet in listed if sheet.group is Group.BOARD and sheet != COVER]
    others = [sheet for sheet in listed if sheet.group is not Group.BOARD]
    _heading(canvas, worksheet, TOP, LEFT, MIDDLE + 1, "Contents")
    left = _contents(canvas, worksheet, board, LEFT)
    middle = _contents(canvas, worksheet, others, MIDDLE)
    changed = max(left, middle) + 1
    _heading(canvas, worksheet, changed, LEFT, MIDDLE + 1, "What changed since the last edition")
    line = canvas.format(_BODY)
    for row in range(changed + 1, changed + 1 + CHANGED_LINES):
        worksheet.write_blank(row, LEFT, None, line)
    quality = changed + 1 + CHANGED_LINES
    more = _quality(canvas, worksheet, quality)
    checked, end = _keys(canvas, worksheet)
    end = max(end, more + 1)
    for row in range(TOP + 1, end):
        worksheet.set_row(row, BODY_POINTS)
    _attribution(canvas, worksheet, end)
    worksheet.print_area(0, 0, end, LAST)
    for block, row, column in (
        (layout.HEAD, TITLE, LEFT),
        (layout.NOTE, NOTE, LEFT),
        (layout.CHANGED, changed + 1, LEFT),
        (layout.QUALITY_TITLE, quality, LEFT),
        (layout.QUALITY, quality + 1, LEFT),
        (layout.QUALITY_MORE, more, LEFT),
        (layout.CHECKED, checked, RIGHT),
        (layout.SOURCES, end, LEFT),
    ):
        canvas.place(block, COVER.name, row, column)


def _band(canvas: Canvas, worksheet: Worksheet) -> None:
    for row, points in ((TITLE, 44), (SUBTITLE, 24), (_BAND_END, 8), (NOTE, 19), (_GAP, 5)):
        worksheet.set_row(row, points)
    for row in (TITLE, SUBTITLE, _BAND_END):
        for column in range(LAST + 1):
            worksheet.write_blank(row, column, None, canvas.format(TITLE_BAND))
    title = canvas.format(TITLE_BAND, font_size=COVER_SIZE, valign="bottom")
    worksheet.write_string(TITLE, LEFT, "Safer Communities dashboard", title)
    subtitle = canvas.format(TITLE_BAND, font_size=PANEL_SIZE + 2, bold=False)
    worksheet.write_blank(SUBTITLE, LEFT, None, subtitle)
    edition = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right", valign="bottom")
    worksheet.write_blank(TITLE, LAST, None, edition)
    as_at = canvas.format(TITLE_BAND, font_size=KEY_SIZE - 1, bold=False, align="right")
    worksheet.write_blank(SUBTITLE, LAST, None, as_at)
    worksheet.write_blank(NOTE, LEFT, None, canvas.format(NOTE_LINE, font_size=BOX_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=BOX_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _heading(
    canvas: Canvas, worksheet: Worksheet, row: int, first: int, last: int, text: str
) -> None:
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    style = canvas.format(
        rule, font_size=BOX_SIZE + 1, bold=True, font_color=ACCENT, align="left", indent=1
    )
    worksheet.set_row(row, BODY_POINTS + 1)
    worksheet.write_string(row, first, text, style)
    for column in range(first + 1, last + 1):
        worksheet.write_blank(row, column, None, canvas.format(rule))


def _contents(canvas: Canvas, worksheet: Worksheet, listed: Sequence[Sheet], column: int) -> int:
    """One column of contents; returns the row below it."""
    row, group = TOP + 1, None
    for sheet in listed:
        if sheet.group is not group:
            group = sheet.group
            label = canvas.format(_BODY, bold=True, font_color=SECOND)
            worksheet.write_string(row, column, group, label)
            row += 1
        link = canvas.format(
            _BODY,
            font_color=ACCENT,
            underline=1,
            left=INK_LINE,
            left_color=TAB_COLOURS[group],
        )
        quoted = sheet.name.replace("'", "''")
        worksheet.write_url(
            row,
            column,
            f"internal:'{quoted}'!A1",
            link,
            string=sheet.name,
            tip=f"Go to {sheet.name}",
        )
        worksheet.write_string(row, column + 1, sheet.purpose, canvas.format(_BODY))
        row += 1
    return row


def _quality(canvas: Canvas, worksheet: Worksheet, top: int) -> int:
    """What came in: a heading that counts, the worst in lines, and a link in the row returned."""
    _heading(canvas, worksheet, top, LEFT, MIDDLE + 1, "")
    more = top + 1 + layout.WORST * layout.WORST_LINES
    for row in range(top + 1, more):
        worksheet.write_blank(row, LEFT, None, canvas.format(_BODY))
    link = canvas.format(_BODY, font_color=ACCENT, underline=1)
    place = f"internal:'{DATA_QUALITY.name}'!A1"
    worksheet.write_url(more, LEFT, place, link, string=" ", tip=f"Go to {DATA_QUALITY.name}")
    return more


def _keys(canvas: Canvas, worksheet: Worksheet) -> tuple[int, int]:
    """The right-hand column; returns the first row of what was checked, and the row below all."""
    text = canvas.format(_BODY)
    _heading(canvas, worksheet, TOP, RIGHT, LAST, "How to read it")
    row = TOP + 1
    for symbol, look, meaning in LEGEND:
        worksheet.write_string(row, RIGHT, symbol, canvas.format(_BODY, look))
        worksheet.write_string(row, LAST, meaning, text)
        row += 1
    _heading(canvas, worksheet, row + 1, RIGHT, LAST, "Checked")
    checked = row + 2
    bold = canvas.format(_BODY, bold=True)
    for line in range(checked, checked + CHECKED_LINES):
        worksheet.write_blank(line, RIGHT, None, bold)
        worksheet.write_blank(line, LAST, None, text)
    worksheet.write_formula(checked, RIGHT, f"={AGREEING}", bold, "")
    row = checked + CHECKED_LINES
    _heading(canvas, worksheet, row + 1, RIGHT, LAST, "How to refresh")
    row += 2
    for command, does in COMMANDS:
        style = canvas.format(_BODY, bg_color=TINT, bold=True, font_color=ACCENT)
        worksheet.write_string(row, RIGHT, command, style)
        worksheet.write_string(row, LAST, does, text)
        row += 1
    _buttons(canvas, worksheet, row)
    for _, name in (button for pair in BUTTONS for button in pair):
        canvas.place(cell(name), COVER.name, row - len(COMMANDS) - 1, RIGHT)
    return checked, row + len(BUTTONS)


def _buttons(canvas: Canvas, worksheet: Worksheet, first_row: int) -> None:
    """Cells that look like buttons, each an internal link."""
    edge = {"border": INK_LINE, "border_color": ACCENT}
    # Dark on light: LibreOffice writes links in a dark colour of its own.
    style = canvas.format(
        _BODY, edge, bg_color=TINT, font_color=ACCENT, bold=True, align="center", indent=0
    )
    for row, pair in enumerate(BUTTONS, first_row):
        for column, (label, name) in zip((RIGHT, LAST), pair, strict=True):
            tip = f"{label} (with the add-in)"
            worksheet.write_url(row, column, f"internal:{name}", style, string=label, tip=tip)


def _attribution(canvas: Canvas, worksheet: Worksheet, row: int) -> None:
    worksheet.set_row(row, 18)
    rule = {"top": HEADING_LINE, "top_color": RULE}
    worksheet.write_blank(row, LEFT, None, canvas.format(_BODY, rule, font_color=SECOND))
    for column in range(1, LAST + 1):
        worksheet.write_blank(row, column, None, canvas.format(rule))
