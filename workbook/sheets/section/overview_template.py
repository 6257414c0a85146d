"""The pages of an overview: its first indicator at the top, the others as small panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.charts import Feeder
from workbook.house.marks import mark_absent, mark_illustrative, mark_status
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    HEADING_LINE,
    INK,
    INK_LINE,
    LABEL_SIZE,
    NOTE_LINE,
    ROW_LINE,
    RULE,
    SECOND,
    WASH,
)
from workbook.sheets.section import layout
from workbook.sheets.section.close_template import COUNTED, author_counted, author_headed
from workbook.sheets.section.columns import LAST_COLUMN, QUARTERS, span
from workbook.sheets.section.pages import (
    HEADING_POINTS,
    LINE,
    PER_ROW,
    TEXT_CHART_ROWS,
    TOTAL_HEAD,
    TOTAL_ROWS,
)
from workbook.sheets.section.panel_template import (
    PIXELS_PER_POINT,
    SMALL_COLUMN,
    Spot,
    place_trend,
    place_year,
)
from workbook.sheets.section.small_template import CHART, ROW_ROWS, author_small, set_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.section.pages import SectionPages
    from xlsrc.domain.indicator import Indicator, Section

LEFT: Final = 0
VALUE: Final = layout.TOTAL.column("value")
STATUS: Final = layout.TOTAL_HEAD.column("status")
CHART_DOWN_PX: Final = 2
YEAR: Final = layout.TOTAL_HEAD.column("year")
LONG: Final = layout.TOTAL_HEAD.column("trend")

TEXT_HEADING: Final = "What it shows, and what to ask"
LEGEND: Final = (
    "Blue: recorded; fan: the next three months. Grey: usual range, 95 %; one month in twenty lies "
    "outside. ◆ newly outside. Under a name: 12 months, change · is it real? · rate against "
    "peers · level on a year ago (95 %)."
)


def author_overview(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicators: Sequence[Indicator],
    pages: SectionPages,
    feeders: Mapping[str, int],
    top: int,
) -> tuple[int, list[int]]:
    """Draw an overview from row ``top``; the row below it, and the rows that pages begin with."""
    row = top
    breaks: list[int] = []
    if not indicators:
        return row, breaks
    first, *others = indicators
    _total(canvas, worksheet, section, first, row, (feeders[first.id], pages.total_row))
    row = author_heading(canvas, worksheet, section, row + 1 + TOTAL_ROWS)
    at = 0
    for number, page in enumerate(pages.small):
        if number:
            breaks.append(row)
        for _ in range(page.rows):
            here = others[at : at + PER_ROW]
            set_rows(worksheet, row, page, is_text=page.has_text_row and not here)
            for quarter, indicator in enumerate(here):
                author_small(
                    canvas,
                    worksheet,
                    section,
                    indicator,
                    top=row,
                    quarter=quarter,
                    chart_row=page.chart_row,
                    feeder_top=feeders[indicator.id],
                )
            at += PER_ROW
            if len(here) < PER_ROW:
                _text(canvas, worksheet, section, row, len(here), pages)
            row += ROW_ROWS
        if not number:
            worksheet.set_row(row, LINE)
            worksheet.write_string(row, LEFT, LEGEND, canvas.format(NOTE_LINE))
            row += 1
    end = row if pages.beside else author_counted(canvas, worksheet, section, pages, row)
    return end, breaks


def _total(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    top: int,
    heights: tuple[int, float],
) -> None:
    """The first indicator: its name and key figures, and its two charts."""
    feeder_top, total_row = heights
    rule: dict[str, Any] = {"bottom": INK_LINE, "bottom_color": INK}
    worksheet.set_row(top, TOTAL_HEAD)
    name = canvas.format(rule, font_size=BOX_SIZE, bold=True, align="left", indent=1, shrink=True)
    worksheet.merge_range(top, LEFT, top, STATUS - 1, "", name)
    worksheet.write_blank(top, STATUS, None, canvas.format(rule, align="center"))
    title = canvas.format(rule, bold=True, align="left", indent=1)
    for column in range(STATUS + 1, LAST_COLUMN + 1):
        worksheet.write_blank(top, column, None, title)
    mark_status(canvas, worksheet, (top, STATUS, top, STATUS))
    mark_illustrative(canvas, worksheet, (top, LEFT, top, STATUS - 1), LEFT)
    line = {"bottom": ROW_LINE, "bottom_color": RULE}
    label = canvas.format(line, font_size=LABEL_SIZE, font_color=SECOND, align="left", indent=1)
    value = canvas.format(line, align="right", bold=True)
    for row in range(top + 1, top + 1 + TOTAL_ROWS):
        worksheet.set_row(row, total_row)
        worksheet.write_blank(row, LEFT, None, label)
        worksheet.write_blank(row, VALUE - 1, None, canvas.format(line))
        worksheet.write_blank(row, VALUE, None, value)
    mark_absent(canvas, worksheet, (top + 1, VALUE, top + TOTAL_ROWS, VALUE))
    canvas.place(layout.TOTAL_HEAD.of(section=section.id), section.sheet, top, LEFT)
    canvas.place(layout.TOTAL.of(section=section.id), section.sheet, top + 1, LEFT)
    height = int(TOTAL_ROWS * total_row * PIXELS_PER_POINT)
    wide = span(YEAR, LONG - 1) - 6
    spot = Spot(top + 1, YEAR, CHART_DOWN_PX, wide, height)
    place_year(canvas, worksheet, section, indicator, feeder_top, spot)
    spot = Spot(top + 1, LONG, CHART_DOWN_PX, span(LONG, LAST_COLUMN), height)
    # No small panel of this indicator feeds on these columns.
    target = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=SMALL_COLUMN)
    place_trend(canvas, worksheet, section, indicator, feeder_top, spot, target=target)
    canvas.place(layout.TARGET.of(section=section.id), section.sheet, target.row, target.column)


def author_heading(canvas: Canvas, worksheet: Worksheet, section: Section, row: int) -> int:
    """The heading above the small panels, with what their scales are; the row below it."""
    rule = {"bottom": HEADING_LINE, "bottom_color": INK}
    worksheet.set_row(row, HEADING_POINTS)
    bold = canvas.format(rule, bold=True, font_color=ACCENT, align="left", indent=1)
    worksheet.write_blank(row, LEFT, None, bold)
    for column in range(LEFT + 1, LAST_COLUMN):
        worksheet.write_blank(row, column, None, canvas.format(rule))
    said = canvas.format(rule, font_size=LABEL_SIZE, font_color=SECOND, align="right")
    worksheet.write_blank(row, LAST_COLUMN, None, said)
    canvas.place(layout.SCALES.of(section=section.id), section.sheet, row, LEFT)
    return row + 1


def _text(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    top: int,
    quarter: int,
    pages: SectionPages,
) -> None:
    """What the section shows, in the cells that its last row leaves free, and what is counted where
    that has room there.
    """
    left = QUARTERS[quarter]
    wash = {"bg_color": WASH, "align": "left", "indent": 1}
    rule = {"top": INK_LINE, "top_color": ACCENT}
    heading = canvas.format(wash, rule, bold=True, font_color=ACCENT)
    worksheet.write_string(top, left, TEXT_HEADING, heading)
    for column in range(left + 1, LAST_COLUMN + 1):
        worksheet.write_blank(top, column, None, canvas.format(wash, rule))
    body = canvas.format(wash, text_wrap=True, valign="top")
    end = top + ROW_ROWS
    last = top + CHART + TEXT_CHART_ROWS if pages.beside else end - 1
    worksheet.merge_range(top + 1, left, last - 1, LAST_COLUMN, "", body)
    if pages.beside:
        author_headed(canvas, worksheet, section, COUNTED, layout.COUNTED, (last, end), left)
    canvas.place(layout.TEXT.of(section=section.id), section.sheet, top + 1, left)
