"""The end of a section's last page: what its indicators count, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.house.marks import mark_illustrative
from workbook.house.style import ACCENT, HEADING_LINE, INK, LABEL_SIZE, ROW_LINE, RULE, SECOND
from workbook.sheets.section import layout as blocks
from workbook.sheets.section.pages import CLOSING_LINE, CLOSING_TITLE
from workbook.sheets.section.panel_template import LAST, LEFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.section.pages import SectionPages
    from xlsrc.domain.indicator import Indicator, Section


def author_close(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    layout: SectionPages,
    indicators: Sequence[Indicator],
    top: int,
) -> int:
    """Draw what closes the section from row ``top``, and name its blocks; the row below it."""
    row = top
    if layout.counted_lines:
        _title(canvas, worksheet, row, "What is counted, and what to bear in mind")
        rows = layout.counted_lines * len(indicators)
        _counted(canvas, worksheet, row + 1, rows, layout.counted_lines)
        counted = blocks.COUNTED.of(section=section.id).with_rows(rows)
        canvas.place(counted, section.sheet, row + 1, LEFT)
        row += 1 + rows
    if layout.heard:
        _title(canvas, worksheet, row, "What we heard")
        line = canvas.format(align="left", indent=1)
        for at in range(row + 1, row + 1 + layout.heard):
            worksheet.set_row(at, CLOSING_LINE)
            worksheet.write_blank(at, LEFT, None, line)
            mark_illustrative(canvas, worksheet, (at, LEFT, at, LEFT), LEFT)
        heard = blocks.HEARD.of(section=section.id).with_rows(layout.heard)
        canvas.place(heard, section.sheet, row + 1, LEFT)
        row += 1 + layout.heard
    return row


def _title(canvas: Canvas, worksheet: Worksheet, row: int, text: str) -> None:
    look = {"font_color": ACCENT, "bold": True, "align": "left", "indent": 1, "valign": "bottom"}
    rule = {"bottom": HEADING_LINE, "bottom_color": INK}
    worksheet.set_row(row, CLOSING_TITLE)
    worksheet.write_string(row, LEFT, text, canvas.format(look, rule))
    for column in range(LEFT + 1, LAST + 1):
        worksheet.write_blank(row, column, None, canvas.format(rule))


def _counted(canvas: Canvas, worksheet: Worksheet, top: int, rows: int, lines: int) -> None:
    """The lines of each indicator: the definition beside its name, what else there is below."""
    plain: dict[str, Any] = {"align": "left", "indent": 1}
    caveat = {**plain, "font_size": LABEL_SIZE, "font_color": SECOND}
    rule = {"bottom": ROW_LINE, "bottom_color": RULE}
    for at in range(rows):
        row, line = top + at, at % lines
        worksheet.set_row(row, CLOSING_LINE)
        look = {**(caveat if line else plain), **(rule if line == lines - 1 else {})}
        for column in range(LEFT, LAST + 1):
            worksheet.write_blank(row, column, None, canvas.format(look))
        if not line:
            worksheet.write_blank(row, LEFT, None, canvas.format(plain, bold=True))
            mark_illustrative(canvas, worksheet, (row, LEFT, row, LEFT), LEFT)
