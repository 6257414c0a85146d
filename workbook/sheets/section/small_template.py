"""Small panels side by side: an indicator's words and its last three years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range

from workbook.house.charts import Feeder, place
from workbook.house.marks import mark_absent, mark_illustrative, mark_status
from workbook.house.small_chart import SMALL_MONTHS, small_chart
from workbook.house.style import (
    BODY_SIZE,
    KEY_SIZE,
    LABEL_SIZE,
    NUMBERS,
    QUIET,
    SECOND,
)
from workbook.sheets.section import layout
from workbook.sheets.section.alt_texts import small_text
from workbook.sheets.section.columns import QUARTER_ENDS, QUARTERS, span
from workbook.sheets.section.pages import SMALL_GAP, SMALL_POINTS, SMALL_ROW, SMALL_ROWS
from workbook.sheets.section.panel_template import PIXELS_PER_POINT, SMALL_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.section.pages import SmallPage
    from xlsrc.domain.indicator import Indicator, Section

NAME, VOLUME, REAL, TREND, CHART = range(5)
"""Rows of a small panel, from its first."""

ROW_ROWS: Final = CHART + SMALL_ROWS + 1
"""Rows of a row of small panels: words, chart and gap."""


def set_rows(worksheet: Worksheet, top: int, page: SmallPage, *, is_text: bool = False) -> None:
    """The heights of a row of small panels of a page, or of one that ``is_text`` alone."""
    for row, points in enumerate((page.name_row, *SMALL_POINTS[NAME + 1 :])):
        worksheet.set_row(top + row, points)
    for row in range(top + CHART, top + CHART + SMALL_ROWS):
        worksheet.set_row(row, SMALL_ROW if is_text else page.chart_row)
    worksheet.set_row(top + ROW_ROWS - 1, SMALL_GAP)


def author_small(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    *,
    top: int,
    quarter: int,
    chart_row: float,
    feeder_top: int,
) -> None:
    """Draw one empty small panel in a quarter of the row from ``top``, and name its blocks."""
    left, right = QUARTERS[quarter], QUARTER_ENDS[quarter]
    _words(canvas, worksheet, top, left, right)
    pixels = (span(left, right), int(SMALL_ROWS * chart_row * PIXELS_PER_POINT))
    _chart(canvas, worksheet, section, indicator, (top, left), pixels, feeder_top)
    own = layout.small(quarter).of(section=section.id, indicator=indicator.id)
    canvas.place(own, section.sheet, top, left)


def author_small_texts(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicators: Sequence[Indicator],
    top: int,
    rows: int,
) -> None:
    """The cells of text under a row of small panels, and their blocks."""
    body = canvas.format(text_wrap=True, align="left", valign="top", indent=1)
    for quarter, indicator in enumerate(indicators):
        left = QUARTERS[quarter]
        worksheet.merge_range(top, left, top + rows - 1, QUARTER_ENDS[quarter], "", body)
        own = layout.SMALL_TEXT.of(section=section.id, indicator=indicator.id)
        canvas.place(own, section.sheet, top, left)


def _words(canvas: Canvas, worksheet: Worksheet, top: int, left: int, right: int) -> None:
    start: dict[str, Any] = {"align": "left", "indent": 1}
    end: dict[str, Any] = {"align": "right", "indent": 0}
    # A name too long for its line goes on in a second one, where the row has room for it.
    name = canvas.format(start, bold=True, text_wrap=True, valign="vcenter")
    worksheet.merge_range(top + NAME, left, top + NAME, right - 1, "", name)
    worksheet.write_blank(top + NAME, right, None, canvas.format(end, font_size=LABEL_SIZE))
    for row, first, last in (
        (VOLUME, {"bold": True, "font_size": KEY_SIZE}, {"bold": True}),
        (REAL, {"font_size": BODY_SIZE}, {"font_color": SECOND, "font_size": LABEL_SIZE}),
        (TREND, {"font_color": SECOND, "font_size": LABEL_SIZE}, {"bold": True}),
    ):
        worksheet.write_blank(top + row, left, None, canvas.format(start, first))
        worksheet.write_blank(top + row, right, None, canvas.format(end, last))
    mark_status(canvas, worksheet, (top + NAME, right, top + NAME, right))
    mark_illustrative(canvas, worksheet, (top + NAME, left, top + NAME, right - 1), left)
    for column in (left, right):
        mark_absent(canvas, worksheet, (top + VOLUME, column, top + TREND, column))


def _chart(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    at: tuple[int, int],
    pixels: tuple[int, int],
    feeder_top: int,
) -> None:
    feeder = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=SMALL_COLUMN)
    month = canvas.format(font_size=LABEL_SIZE, font_color=QUIET, num_format=NUMBERS["month"])
    for row in range(feeder.row + 1, feeder.row + SMALL_MONTHS + 1):
        worksheet.write_blank(row, feeder.column, None, month)
    own = layout.SMALL_FEED.of(section=section.id, indicator=indicator.id)
    canvas.place(own, section.sheet, feeder.row, feeder.column)
    said = small_text(section, indicator)
    last = feeder.column + said.columns - 1
    cells = xl_range(feeder.row, feeder.column, feeder.row + SMALL_MONTHS, last)
    width, height = pixels
    drawn = small_chart(canvas.book, feeder, width=width, height=height)
    top, left = at
    place(worksheet, drawn, top + CHART, left, alt_text=said.naming(cells))
