"""The section sheets: title, objective, three boxes, and a panel for each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    GUTTER_LINE,
    ILLUSTRATIVE,
    INK_LINE,
    KEY_SIZE,
    NOTE_LINE,
    TITLE_BAND,
    WASH,
    WHITE,
)
from workbook.sheets.section import layout as blocks
from workbook.sheets.section.close_template import author_close
from workbook.sheets.section.columns import COLUMNS_PX
from workbook.sheets.section.foot_template import FOOT_HEIGHT, author_foot
from workbook.sheets.section.pages import TOP_POINTS, section_pages
from workbook.sheets.section.panel_template import (
    FEEDER_COLUMN,
    FEEDER_ROWS,
    LAST,
    LEFT,
    MIDDLE,
    PANEL_ROWS,
    RIGHT,
    TREND_COLUMN,
    author_panel,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Section

TITLE, NOTE, _ABOVE, BOX_HEADING, BOX_TEXT, _BELOW, FIRST_PANEL = range(7)
"""Rows of a section sheet; the panels follow one another from ``FIRST_PANEL``."""


def author(canvas: Canvas) -> None:
    """Add the sheet of every section, in order."""
    for section in canvas.settings.sections:
        _author_section(canvas, section)


def _author_section(canvas: Canvas, section: Section) -> None:
    worksheet = canvas.add_sheet(blocks.section_sheet(section))
    for column, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(column, column, pixels)
    _band(canvas, worksheet, section)
    _boxes(canvas, worksheet)
    # Headline indicators first: page 1 answers what the board asks most.
    indicators = sorted(
        canvas.settings.of_section(section), key=lambda indicator: not indicator.headline
    )
    layout = section_pages(len(indicators), is_priority=section.is_priority)
    tops: list[int] = []
    breaks = []
    row = FIRST_PANEL
    for number, page in enumerate(layout.pages):
        if number:
            breaks.append(row)
        tops += [row + at * PANEL_ROWS for at in range(page.panels)]
        row += page.panels * PANEL_ROWS
        if not number and section.is_priority:
            author_foot(canvas, worksheet, section, row)
            row += FOOT_HEIGHT
    end = author_close(canvas, worksheet, section, layout, indicators, row)
    heights = [page.chart_row_px for page in layout.pages for _ in range(page.panels)]
    for position, indicator in enumerate(indicators):
        author_panel(
            canvas,
            worksheet,
            section,
            indicator,
            top=tops[position],
            # Below and right of the page: a row or column put into the page cuts no feeder.
            feeder_top=end + 1 + position * FEEDER_ROWS,
            chart_row_px=heights[position],
        )
    worksheet.set_column(FEEDER_COLUMN, TREND_COLUMN + 11, 9)
    worksheet.print_area(0, 0, max(end, FIRST_PANEL) - 1, LAST)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(TITLE)
    worksheet.set_h_pagebreaks(breaks)
    canvas.place(blocks.HEAD.of(section=section.id), section.sheet, TITLE, LEFT)
    canvas.place(blocks.BOXES.of(section=section.id), section.sheet, BOX_TEXT, LEFT)


def _band(canvas: Canvas, worksheet: Worksheet, section: Section) -> None:
    for row, points in enumerate(TOP_POINTS):
        worksheet.set_row(row, points)
    band = canvas.format(TITLE_BAND)
    worksheet.write_string(TITLE, LEFT, section.name, band)
    for column in range(1, LAST):
        worksheet.write_blank(TITLE, column, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE, LAST, None, period)
    worksheet.write_blank(NOTE, LEFT, None, canvas.format(NOTE_LINE))
    illustrative = canvas.format(NOTE_LINE, font_color=ILLUSTRATIVE, bold=True, align="right")
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _boxes(canvas: Canvas, worksheet: Worksheet) -> None:
    ends = {LEFT: MIDDLE - 1, MIDDLE: RIGHT - 1, RIGHT: LAST}
    for key, name in blocks.BOX_HEADINGS.items():
        column = blocks.BOXES.column(key)
        box = {"bg_color": WASH, "align": "left", "indent": 1}
        if column != LEFT:
            box |= {"left": GUTTER_LINE, "left_color": WHITE}
        top = {"top": INK_LINE, "top_color": ACCENT}
        heading = canvas.format(box, top, bold=True, font_color=ACCENT)
        worksheet.write_string(BOX_HEADING, column, name, heading)
        for inner in range(column + 1, ends[column] + 1):
            worksheet.write_blank(BOX_HEADING, inner, None, canvas.format(top, bg_color=WASH))
        worksheet.merge_range(
            BOX_TEXT,
            column,
            BOX_TEXT,
            ends[column],
            "",
            canvas.format(box, font_size=BOX_SIZE, text_wrap=True, valign="top"),
        )
