"""Data quality: a page to read, drawn month by month, and below it two tables to filter."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
    FILLED_ROW,
    HEAT_TOP,
    ILLUSTRATIVE,
    INK,
    KEY_SIZE,
    NOTE_LINE,
    PANEL_SIZE,
    RULED_HEADING,
    SECOND,
    TINT,
    TITLE_BAND,
    WASH,
    WHITE,
    WORSE,
)
from workbook.house.table_sheet import TALL_HEADING, TWO_LINES, heading_rows
from workbook.sheets.data_quality import layout
from workbook.sheets.data_quality.layout import (
    DATA_QUALITY,
    FILES_TABLE,
    FINDING_ROWS,
    FINDINGS_TABLE,
    SOURCE_ROWS,
    WIDTH,
)
from workbook.sheets.data_quality.picture import LATE, NOT_COVERED, WORDS
from workbook.sheets.data_quality.values import (
    BEFORE_PIXELS,
    LINES,
    MONTH_PIXELS,
    SOURCE_PIXELS,
    WORST_PIXELS,
)
from xlsrc.words.findings import CANNOT_BE_FOUND

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

LAST: Final = WIDTH - 1
TITLE, NOTE, STRIP, GAP, YEARS, LETTERS, SOURCES = range(7)
KEY: Final = SOURCES + SOURCE_ROWS
HEADING: Final = KEY + 2
FINDINGS: Final = HEADING + 1
MORE: Final = FINDINGS + FINDING_ROWS
VERDICTS: Final = MORE + 1
HOW: Final = VERDICTS + 2 + layout.VERDICT_ROWS
ENTRIES: Final = HOW + 2 + 4
LIMITS: Final = ENTRIES + 2 + layout.ENTRY_ROWS
FILES: Final = LIMITS + 2 + len(CANNOT_BE_FOUND)
END: Final = FILES + layout.FILE_ROWS
TABLES: Final = END + 3
"""The row of the tables' headings, below the page: a filter there hides no line of it."""

FILES_COLUMN: Final = WIDTH + 1
FINDINGS_COLUMN: Final = FILES_COLUMN + len(FILES_TABLE.columns) + 1

TO_THE_RIGHT: Final = "Every finding and every file stand in tables to the right →"
FINDINGS_TO_THE_RIGHT: Final = "Every finding stands in a table to the right →"

LINE: Final = 13
NO_ROOM: Final = 1.5
CAPACITY: Final = 500
"""Rows of the tables that marks reach."""

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "■": {"bg_color": WORSE, "font_color": WHITE, "bold": True},
    "▲": {"bg_color": HEAT_TOP, "bold": True},
    "✓": {"bg_color": TINT},
    "○": {"bg_color": TINT},
    LATE: {"bg_color": HEAT_TOP, "bold": True},
    NOT_COVERED: {"bg_color": WASH, "font_color": SECOND},
}
"""How a mark looks in the picture; the mark itself says it without colour."""

MARKS_SAID: Final = 2
"""Of the lines below, those that say what the marks mean; the others are for analysts."""

HOW_TO_ACKNOWLEDGE: Final = tuple(
    """\
■ Not used: a file, or a part of it, is at fault and counted by nothing. ▲ Withholds: figures \
are not given where it reaches, or say what they could be.
○ Note: to know; nothing is withheld. ✓ Known: somebody has acknowledged it; it is still said \
beside its figures, and withholds none of them.
To acknowledge a finding: copy its reference (3f9a1c20b7-1200) to the table Acknowledged on \
Settings, with who knows of it, why, and until when.
It comes back when that day has passed, or when the figure that was found (behind the hyphen) has \
moved by more than a tenth. A file that is not used stays so.""".splitlines()
)


def author(canvas: Canvas) -> None:
    """Add the sheet with room for all its rows, empty."""
    worksheet = canvas.add_sheet(DATA_QUALITY)
    worksheet.set_default_row(TWO_LINES)
    for first, last, pixels in (
        (0, 0, SOURCE_PIXELS),
        (1, 1, BEFORE_PIXELS),
        (2, LAST - 1, MONTH_PIXELS),
        (LAST, LAST, WORST_PIXELS),
    ):
        worksheet.set_column_pixels(first, last, pixels)
    _head(canvas, worksheet)
    _picture(canvas, worksheet)
    _findings(canvas, worksheet)
    _lines(canvas, worksheet)
    _tables(canvas, worksheet)
    worksheet.set_h_pagebreaks([HOW])
    worksheet.fit_to_pages(1, 0)
    worksheet.print_area(0, 0, END, LAST)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(TITLE)
    for block, row in (
        (layout.HEAD, TITLE),
        (layout.COUNTS, STRIP),
        (layout.HEADINGS, YEARS),
        (layout.SOURCES, SOURCES),
        (layout.FINDINGS, FINDINGS),
        (layout.MORE, MORE),
        (layout.VERDICTS, VERDICTS + 1),
        (layout.ENTRIES, ENTRIES + 1),
        (layout.FILES, FILES + 1),
    ):
        canvas.place(block, DATA_QUALITY.name, row, 0)


def _head(canvas: Canvas, worksheet: Worksheet) -> None:
    for row, points in ((TITLE, 27), (NOTE, 16), (STRIP, 24), (GAP, 4)):
        worksheet.set_row(row, points)
    for column in range(LAST):
        worksheet.write_blank(TITLE, column, None, canvas.format(TITLE_BAND))
    as_at = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE, LAST, None, as_at)
    worksheet.write_blank(NOTE, 0, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=BODY_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)
    count = canvas.format(bg_color=WASH, font_size=KEY_SIZE, bold=True, align="left", indent=1)
    for first, end in zip(layout.COUNTS_AT, (*layout.COUNTS_AT[1:], WIDTH), strict=True):
        worksheet.merge_range(STRIP, first, STRIP, end - 1, "", count)


def _picture(canvas: Canvas, worksheet: Worksheet) -> None:
    """A row a source, a column a month, and the key of the marks below them."""
    worksheet.set_row(YEARS, LINE)
    worksheet.set_row(LETTERS, LINE)
    year = canvas.format(font_color=SECOND, bold=True, align="left")
    letter = canvas.format(RULED_HEADING, top=0, align="center", bold=False)
    name = canvas.format(RULED_HEADING, top=0, align="left", indent=1)
    for column in range(2, LAST):
        worksheet.write_blank(YEARS, column, None, year)
        worksheet.write_blank(LETTERS, column, None, letter)
    for column in (0, 1, LAST):
        worksheet.write_blank(LETTERS, column, None, letter if column == 1 else name)
    for row in range(SOURCES, KEY):
        worksheet.set_row(row, LINE)
        for column in range(WIDTH):
            side = {"align": "left", "indent": 1} if column in (0, LAST) else {"align": "center"}
            worksheet.write_blank(row, column, None, canvas.format(side))
    cells = (SOURCES, 1, KEY - 1, LAST - 1)
    for mark, look in LOOKS.items():
        mark_where(canvas, worksheet, cells, f'=B{SOURCES + 1}="{mark}"', look | FILLED_ROW)
    worst = (SOURCES, LAST, KEY - 1, LAST)
    mark = f"LEFT({xl_rowcol_to_cell(SOURCES, LAST)},1)"
    mark_where(canvas, worksheet, worst, f'=OR({mark}="■",{mark}="▲")', FILLED_ROW | {"bold": True})
    label = (SOURCES, 0, KEY - 1, 0)
    mark_where(
        canvas, worksheet, label, f'=RIGHT($A{SOURCES + 1},1)="‡"', ILLUSTRATIVE_LOOK | FILLED_ROW
    )
    every = (SOURCES, 0, KEY - 1, LAST)
    mark_where(canvas, worksheet, every, f'=$A{SOURCES + 1}<>""', FILLED_ROW)
    worksheet.set_row(KEY, LINE + 1)
    key = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    worksheet.write_string(KEY, 0, "How to read a cell", key)
    worksheet.write_string(KEY, 2, "     ".join(WORDS.values()) + " known of it", key)
    worksheet.set_row(KEY + 1, 5)


def _findings(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(HEADING, LINE + 3)
    heading = canvas.format(RULED_HEADING, align="left", indent=1)
    columns = (0, layout.SENTENCE, layout.EFFECT, layout.STANDING, WIDTH)
    titles = ("Finding", "Wanted, found, what to do", "What it did", "Reference; acknowledged")
    for column in range(WIDTH):
        worksheet.write_blank(HEADING, column, None, heading)
    for first, title in zip(columns, titles, strict=False):
        worksheet.write_string(HEADING, first, title, heading)
    text = {"align": "left", "valign": "vcenter", "text_wrap": True, "indent": 1}
    for row in range(FINDINGS, MORE):
        worksheet.set_row(row, LINES * 12 + 3)
        for first, end in itertools.pairwise(columns):
            style = canvas.format(text)
            worksheet.merge_range(row, first, row, end - 1, "", style)
    cells = (FINDINGS, 0, MORE - 1, LAST)
    mark_where(canvas, worksheet, cells, f'=$A{FINDINGS + 1}<>""', FILLED_ROW)
    worksheet.set_row(MORE, LINE)
    link = canvas.format(bold=True, underline=1, font_color=ACCENT, align="left", indent=1)
    place = f"internal:'{DATA_QUALITY.name}'!{xl_rowcol_to_cell(TABLES, FINDINGS_COLUMN)}"
    worksheet.write_url(MORE, 0, place, link, string=" ")


def _lines(canvas: Canvas, worksheet: Worksheet) -> None:
    """The second page: what the words mean, wrong rows of Acknowledged, what no rule can find."""
    line = canvas.format(align="left", indent=1)
    is_edition = canvas.edition is not None
    for row, title in (
        (VERDICTS, "Changes that cannot be judged, or less surely"),
        (HOW, "What it means" if is_edition else "What it means, and how to acknowledge it"),
        (ENTRIES, "" if is_edition else "The table Acknowledged"),
        (LIMITS, "What cannot be found"),
        (FILES, "" if is_edition else "Every file that was looked into"),
    ):
        worksheet.set_row(row - 1, LINE if row == VERDICTS else 5)
        if title:
            _title(canvas, worksheet, row, title)
    how = HOW_TO_ACKNOWLEDGE[:MARKS_SAID] if is_edition else HOW_TO_ACKNOWLEDGE
    for first, texts in ((HOW + 1, how), (LIMITS + 1, CANNOT_BE_FOUND)):
        for row, text in enumerate(texts, first):
            worksheet.set_row(row, LINE + 2)
            worksheet.write_string(row, 0, text, line)
    rows = (
        *range(VERDICTS + 1, VERDICTS + 1 + layout.VERDICT_ROWS),
        *range(ENTRIES + 1, ENTRIES + 1 + layout.ENTRY_ROWS),
    )
    for row in rows:
        worksheet.set_row(row, LINE + 2)
        worksheet.write_blank(row, 0, None, line)
    if is_edition:
        # What stands there in the working workbook is for its analysts: no gap is left for it.
        for row in (*range(HOW + 1 + MARKS_SAID, ENTRIES + 1 + layout.ENTRY_ROWS),):
            worksheet.set_row(row, NO_ROOM)
    cells = (FILES + 1, 0, END, LAST)
    mark_where(canvas, worksheet, cells, f'=$A{FILES + 2}<>""', FILLED_ROW)
    for row in range(FILES + 1, END + 1):
        worksheet.set_row(row, LINE)
        for column in (0, layout.STATE, layout.WHY):
            worksheet.write_blank(row, column, None, line)


def _title(canvas: Canvas, worksheet: Worksheet, row: int, title: str) -> None:
    worksheet.set_row(row, 22)
    rule = {"bottom": 1, "bottom_color": INK}
    look = canvas.format(rule, font_size=PANEL_SIZE, bold=True, align="left", indent=1)
    worksheet.write_string(row, 0, title, look)
    for column in range(1, WIDTH):
        worksheet.write_blank(row, column, None, canvas.format(rule))


def _tables(canvas: Canvas, worksheet: Worksheet) -> None:
    """Every file and every finding, below the page and to its right."""
    for table, column, title in (
        (FILES_TABLE, FILES_COLUMN, "Every file of the folder"),
        (FINDINGS_TABLE, FINDINGS_COLUMN, "Everything that was found"),
    ):
        if not canvas.shown(table).columns:
            continue
        worksheet.set_row(TABLES - 2, 22)
        look = canvas.format(TITLE_BAND)
        for at in range(column, column + len(canvas.columns(table))):
            worksheet.write_blank(TABLES - 2, at, None, look)
        worksheet.write_string(TABLES - 2, column, title, look)
        canvas.add_table(worksheet, table, TABLES, column, heading=TALL_HEADING)
        heading_rows(canvas, worksheet, table, TABLES, column)
        worksheet.set_column_pixels(column - 1, column - 1, 20)
    has_files = bool(canvas.shown(FILES_TABLE).columns)
    text = TO_THE_RIGHT if has_files else FINDINGS_TO_THE_RIGHT
    worksheet.write_string(TABLES - 2, 0, text, canvas.format(bold=True, indent=1))
