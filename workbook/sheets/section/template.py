"""The section sheets: title, objective, three boxes, and a panel for each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
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
from workbook.sheets.section.close_template import (
    author_beside,
    author_close,
    author_counted,
    author_lines,
)
from workbook.sheets.section.columns import COLUMNS_PX
from workbook.sheets.section.foot_template import FOOT_HEIGHT, author_foot
from workbook.sheets.section.order import in_full, ordered, small_of
from workbook.sheets.section.overview_template import author_heading, author_overview
from workbook.sheets.section.pages import (
    BOX_POINTS,
    MOST_TEXT_LINES,
    NOTE_POINTS,
    PER_ROW,
    TEXT_LINE,
    TITLE_POINTS,
    TOTAL_ROWS,
    SectionPages,
    SmallPage,
    section_pages,
)
from workbook.sheets.section.panel_template import (
    FEEDER_COLUMN,
    FEEDER_END,
    FEEDER_ROWS,
    LAST,
    LEFT,
    PANEL_ROWS,
    author_panel,
)
from workbook.sheets.section.small_template import (
    ROW_ROWS,
    author_small,
    author_small_texts,
    set_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Indicator, Section

TITLE, NOTE, TOP = range(3)
"""Rows of a section sheet: its title, its objective, and the first below these."""

BOX_ROWS: Final = len(BOX_POINTS)
ON_SCREEN: Final = "On screen: every further indicator in full"
SCREEN_ROWS: Final = 2


def author(canvas: Canvas) -> None:
    """Add the sheet of every section, in order."""
    for section in canvas.settings.sections:
        _author_section(canvas, section)


def _author_section(canvas: Canvas, section: Section) -> None:
    indicators = ordered(canvas.settings, section)
    worksheet = canvas.add_sheet(blocks.section_sheet(section, len(indicators)))
    for column, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(column, column, pixels)
    _band(canvas, worksheet, section)
    pages = section_pages(len(indicators), is_priority=section.is_priority)
    # Below and right of the page: a row or column put into the page cuts no feeder.
    below = _most_rows(pages)
    feeders = {indicator.id: below + at * FEEDER_ROWS for at, indicator in enumerate(indicators)}
    if section.is_priority:
        end, breaks = _priority(canvas, worksheet, section, pages, feeders)
    else:
        end, breaks = author_overview(canvas, worksheet, section, indicators, pages, feeders, TOP)
    worksheet.set_column(FEEDER_COLUMN, FEEDER_END, 9)
    worksheet.print_area(0, 0, end - 1, LAST)
    worksheet.fit_to_pages(1, 0 if breaks else 1)
    worksheet.repeat_rows(TITLE)
    worksheet.set_h_pagebreaks(breaks)
    canvas.place(blocks.HEAD.of(section=section.id), section.sheet, TITLE, LEFT)
    shown = in_full(canvas.settings, section)
    rest = [indicator for indicator in indicators if indicator not in shown]
    _on_screen(canvas, worksheet, section, rest, feeders, end)


def _most_rows(pages: SectionPages) -> int:
    """More rows than the pages take."""
    lines = pages.also + pages.views + pages.counted + pages.heard + TOTAL_ROWS
    panels = TOP + BOX_ROWS + pages.panels * PANEL_ROWS + FOOT_HEIGHT
    small = sum(page.rows * (ROW_ROWS + MOST_TEXT_LINES) + PER_ROW for page in pages.small)
    return panels + lines + small + PER_ROW


def _priority(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    pages: SectionPages,
    feeders: Mapping[str, int],
) -> tuple[int, list[int]]:
    """Draw a priority's pages; the row below them, and the rows that pages begin with."""
    row = _boxes(canvas, worksheet, section, TOP)
    for indicator in in_full(canvas.settings, section):
        author_panel(
            canvas, worksheet, section, indicator, top=row, feeder_top=feeders[indicator.id]
        )
        row += PANEL_ROWS
    row = author_lines(canvas, worksheet, section, blocks.ALSO, row, pages.also)
    if not pages.small:
        row = author_counted(canvas, worksheet, section, pages, row)
    author_foot(canvas, worksheet, section, row)
    row += FOOT_HEIGHT
    breaks = []
    others = small_of(canvas.settings, section)
    at = 0
    for number, page in enumerate(pages.small):
        breaks.append(row)
        if not number:
            row = author_heading(canvas, worksheet, section, row)
        for _ in range(page.rows):
            here = others[at : at + PER_ROW]
            row = _small_row(canvas, worksheet, section, here, page, feeders, row)
            at += PER_ROW
        if page.closes and pages.beside:
            author_beside(canvas, worksheet, section, pages, row)
        elif page.closes:
            row = author_close(canvas, worksheet, section, pages, row)
    return row, breaks


def _small_row(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicators: Sequence[Indicator],
    page: SmallPage,
    feeders: Mapping[str, int],
    top: int,
) -> int:
    """A row of small panels with their texts; the row below it."""
    set_rows(worksheet, top, page)
    for quarter, indicator in enumerate(indicators):
        author_small(
            canvas,
            worksheet,
            section,
            indicator,
            top=top,
            quarter=quarter,
            chart_row=page.chart_row,
            feeder_top=feeders[indicator.id],
        )
    text = top + ROW_ROWS
    for row in range(text, text + page.text_lines):
        worksheet.set_row(row, TEXT_LINE)
    author_small_texts(canvas, worksheet, section, indicators, text, page.text_lines)
    return text + page.text_lines


def _on_screen(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicators: Sequence[Indicator],
    feeders: Mapping[str, int],
    top: int,
) -> None:
    """Below the printed pages, what they have no room for: further panels in full, and the boxes
    of an overview.
    """
    row = top + SCREEN_ROWS
    if indicators or not section.is_priority:
        title = canvas.format(bold=True, font_color=ACCENT, align="left", indent=1)
        worksheet.write_string(row - 1, LEFT, ON_SCREEN, title)
    if not section.is_priority:
        row = _boxes(canvas, worksheet, section, row)
    for indicator in indicators:
        author_panel(
            canvas, worksheet, section, indicator, top=row, feeder_top=feeders[indicator.id]
        )
        row += PANEL_ROWS


def _band(canvas: Canvas, worksheet: Worksheet, section: Section) -> None:
    worksheet.set_row(TITLE, TITLE_POINTS)
    worksheet.set_row(NOTE, NOTE_POINTS)
    band = canvas.format(TITLE_BAND)
    worksheet.write_string(TITLE, LEFT, section.name, band)
    for column in range(1, LAST):
        worksheet.write_blank(TITLE, column, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE, LAST, None, period)
    worksheet.write_blank(NOTE, LEFT, None, canvas.format(NOTE_LINE))
    illustrative = canvas.format(NOTE_LINE, font_color=ILLUSTRATIVE, bold=True, align="right")
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _boxes(canvas: Canvas, worksheet: Worksheet, section: Section, top: int) -> int:
    """Problem, action and impact side by side; the row below them."""
    for row, points in enumerate(BOX_POINTS):
        worksheet.set_row(top + row, points)
    starts = [blocks.BOXES.column(key) for key in blocks.BOX_HEADINGS]
    ends = [start - 1 for start in starts[1:]] + [LAST]
    for (column, end), name in zip(
        zip(starts, ends, strict=True), blocks.BOX_HEADINGS.values(), strict=True
    ):
        box = {"bg_color": WASH, "align": "left", "indent": 1}
        if column != LEFT:
            box |= {"left": GUTTER_LINE, "left_color": WHITE}
        line = {"top": INK_LINE, "top_color": ACCENT}
        heading = canvas.format(box, line, bold=True, font_color=ACCENT)
        worksheet.write_string(top, column, name, heading)
        for inner in range(column + 1, end + 1):
            worksheet.write_blank(top, inner, None, canvas.format(line, bg_color=WASH))
        worksheet.merge_range(
            top + 1,
            column,
            top + 1,
            end,
            "",
            canvas.format(box, font_size=BODY_SIZE, text_wrap=True, valign="top"),
        )
    canvas.place(blocks.BOXES.of(section=section.id), section.sheet, top + 1, LEFT)
    return top + BOX_ROWS
