"""What ends a section's pages: further indicators, what is counted, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.marks import mark_illustrative
from workbook.house.style import ACCENT, HEADING_LINE, INK, LABEL_SIZE, NOTE_LINE, RULE, SECOND
from workbook.sheets.section import layout as blocks
from workbook.sheets.section.columns import QUARTERS
from workbook.sheets.section.pages import CLOSING_LINE, CLOSING_TITLE, HEARD_LINES, LINE
from workbook.sheets.section.panel_template import LAST, LEFT
from workbook.sheets.section.small_template import ROW_ROWS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.section.pages import SectionPages
    from xlsrc.domain.indicator import Section

COUNTED: Final = "What is counted, and what to bear in mind"
HEARD: Final = "What we heard"


def author_lines(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    declared: NamedBlock,
    top: int,
    lines: int,
) -> int:
    """Lines of small text across the page, and their block; the row below them."""
    if not lines:
        return top
    cell = canvas.format(NOTE_LINE)
    for row in range(top, top + lines):
        worksheet.set_row(row, LINE)
        worksheet.write_blank(row, LEFT, None, cell)
    own = declared.of(section=section.id).with_rows(lines)
    canvas.place(own, section.sheet, top, LEFT)
    return top + lines


def author_counted(
    canvas: Canvas, worksheet: Worksheet, section: Section, pages: SectionPages, top: int
) -> int:
    """The lines that say what is counted, under a hair; the row below them."""
    lines = pages.views + pages.counted
    if not lines:
        return top
    end = author_lines(canvas, worksheet, section, blocks.COUNTED, top, lines)
    rule = {"top": HEADING_LINE, "top_color": RULE}
    worksheet.write_blank(top, LEFT, None, canvas.format(NOTE_LINE, rule))
    for column in range(LEFT + 1, LAST + 1):
        worksheet.write_blank(top, column, None, canvas.format(rule, font_size=LABEL_SIZE))
    return end


def author_close(
    canvas: Canvas, worksheet: Worksheet, section: Section, pages: SectionPages, top: int
) -> int:
    """The end of a priority's last page: what is counted, what was heard; the row below it."""
    row = _title(canvas, worksheet, top, COUNTED)
    lines = pages.views + pages.counted
    row = author_lines(canvas, worksheet, section, blocks.COUNTED, row, lines)
    if pages.heard:
        row = _title(canvas, worksheet, row, HEARD)
        line = canvas.format(align="left", indent=1, font_color=SECOND)
        for at in range(row, row + pages.heard):
            worksheet.set_row(at, CLOSING_LINE)
            worksheet.write_blank(at, LEFT, None, line)
            mark_illustrative(canvas, worksheet, (at, LEFT, at, LEFT), LEFT)
        heard = blocks.HEARD.of(section=section.id).with_rows(pages.heard)
        canvas.place(heard, section.sheet, row, LEFT)
        row += pages.heard
    return row


def author_beside(
    canvas: Canvas, worksheet: Worksheet, section: Section, pages: SectionPages, end: int
) -> None:
    """The same in the cells that the last row of panels above the row ``end`` leaves free."""
    left = QUARTERS[pages.beside]
    heard = end - HEARD_LINES
    first = end - pages.small[-1].text_lines - ROW_ROWS
    author_headed(canvas, worksheet, section, COUNTED, blocks.COUNTED, (first, heard), left)
    author_headed(canvas, worksheet, section, HEARD, blocks.HEARD, (heard, end), left)
    mark_illustrative(canvas, worksheet, (heard + 1, left, end - 1, LAST), left)


def author_headed(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    title: str,
    declared: NamedBlock,
    rows: tuple[int, int],
    left: int,
) -> None:
    """A heading, and below it one cell of small text down to the row before the second."""
    top, end = rows
    _headed(canvas, worksheet, top, title, left)
    look = canvas.format(NOTE_LINE, text_wrap=True, valign="top")
    worksheet.merge_range(top + 1, left, end - 1, LAST, "", look)
    canvas.place(declared.of(section=section.id).with_rows(1), section.sheet, top + 1, left)


def _title(canvas: Canvas, worksheet: Worksheet, row: int, text: str) -> int:
    worksheet.set_row(row, CLOSING_TITLE)
    _headed(canvas, worksheet, row, text, LEFT)
    return row + 1


def _headed(canvas: Canvas, worksheet: Worksheet, row: int, text: str, left: int) -> None:
    """A heading over a line from a column to the page's right edge."""
    look = {"font_color": ACCENT, "bold": True, "align": "left", "indent": 1, "valign": "bottom"}
    rule = {"bottom": HEADING_LINE, "bottom_color": INK}
    worksheet.write_string(row, left, text, canvas.format(look, rule))
    for column in range(left + 1, LAST + 1):
        worksheet.write_blank(row, column, None, canvas.format(rule))
