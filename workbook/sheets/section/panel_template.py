"""One indicator's panel on a section sheet: its rows, figures, charts and feeders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_range

from workbook.house.charts import (
    PANEL_MONTHS,
    YEAR_COLUMNS,
    YEAR_MONTHS,
    Feeder,
    place,
    range_chart,
    year_chart,
)
from workbook.house.marks import mark_absent, mark_illustrative, mark_status
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    HEADING_LINE,
    INK,
    INK_LINE,
    KEY_SIZE,
    LABEL_SIZE,
    NUMBERS,
    PANEL_SIZE,
    QUIET,
    RULE,
    SECOND,
)
from workbook.house.text_width import fits
from workbook.sheets.section import layout
from workbook.sheets.section.alt_texts import trend_text, year_text
from workbook.sheets.section.columns import COLUMNS_PX, room
from workbook.sheets.section.pages import CHART_ROWS, PANEL_GAP, PANEL_POINTS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Indicator, Section

LEFT, MIDDLE, RIGHT, LAST = 0, 3, 8, layout.WIDTH - 1
"""First columns of the three bands, and the last column of the page."""

STATUS_COLUMN: Final = layout.PANEL_HEAD.column("status")

HEAD, LABELS, KEYS, TITLES, CHART = range(5)
"""Rows of a panel, from its first."""

TEXT_ROWS: Final = 6
ASK: Final = CHART + TEXT_ROWS
PANEL_ROWS: Final = CHART + CHART_ROWS + 1
CHART_DOWN_PX: Final = 14
CHART_OVERHANG_PX: Final = 9
"""Charts begin under the title's text and end in the gap below the panel."""

FEEDER_COLUMN: Final = 12
TREND_COLUMN: Final = FEEDER_COLUMN + len(YEAR_COLUMNS) + 1
FEEDER_ROWS: Final = PANEL_MONTHS + 3
"""A feeder's title, its heading row, its months, and a row between it and the next."""


def author_panel(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    *,
    top: int,
    feeder_top: int,
    chart_row_px: int,
) -> None:
    """Draw one empty panel from row ``top``, its feeders from row ``feeder_top``, and name its
    blocks.
    """
    _rows(worksheet, top, chart_row_px)
    _head(canvas, worksheet, indicator, top)
    _key_figures(canvas, worksheet, top)
    _texts(canvas, worksheet, top)
    mark_illustrative(canvas, worksheet, (top + KEYS, LEFT, top + KEYS, LAST), LEFT)
    _charts(canvas, worksheet, section, indicator, top, feeder_top, chart_row_px)
    for block, row, column in (
        (layout.PANEL_HEAD, top + HEAD, LEFT),
        (layout.PANEL_KEYS, top + KEYS, LEFT),
        (layout.PANEL_TITLES, top + TITLES, LEFT),
        (layout.PANEL_TEXT, top + CHART, RIGHT),
        (layout.PANEL_ASK, top + ASK, RIGHT),
        (layout.PANEL_YEAR, feeder_top + 1, FEEDER_COLUMN),
        (layout.PANEL_TREND, feeder_top + 1, TREND_COLUMN),
    ):
        own = block.of(section=section.id, indicator=indicator.id)
        canvas.place(own, section.sheet, row, column)


def _rows(worksheet: Worksheet, top: int, chart_row_px: int) -> None:
    for row, points in enumerate(PANEL_POINTS):
        worksheet.set_row(top + row, points)
    for row in range(CHART, CHART + CHART_ROWS):
        worksheet.set_row_pixels(top + row, chart_row_px)
    worksheet.set_row(top + PANEL_ROWS - 1, PANEL_GAP)


def _head(canvas: Canvas, worksheet: Worksheet, indicator: Indicator, top: int) -> None:
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    is_short = fits(indicator.name, room(LEFT, LEFT + 1), PANEL_SIZE, bold=True)
    worksheet.merge_range(
        top + HEAD,
        LEFT,
        top + HEAD,
        LEFT + 1,
        "",
        canvas.format(
            rule,
            font_size=PANEL_SIZE if is_short else BOX_SIZE,
            bold=True,
            align="left",
            indent=1,
            shrink=True,
        ),
    )
    worksheet.write_blank(
        top + HEAD, STATUS_COLUMN, None, canvas.format(rule, align="center", indent=0)
    )
    for column in range(STATUS_COLUMN + 1, LAST + 1):
        worksheet.write_blank(
            top + HEAD,
            column,
            None,
            canvas.format(rule, font_size=LABEL_SIZE, font_color=SECOND, align="right", indent=1),
        )
    mark_status(canvas, worksheet, (top + HEAD, STATUS_COLUMN, top + HEAD, STATUS_COLUMN))
    mark_illustrative(canvas, worksheet, (top + HEAD, LEFT, top + HEAD, LEFT + 1), LEFT)


def _key_figures(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    label = canvas.format(font_size=LABEL_SIZE, font_color=SECOND, align="left", indent=1)
    key = canvas.format(
        font_size=KEY_SIZE,
        bold=True,
        align="left",
        indent=1,
        bottom=HEADING_LINE,
        bottom_color=RULE,
    )
    for column, key_figure in enumerate(layout.PANEL_KEYS.lines[0]):
        worksheet.write(top + LABELS, column, layout.KEY_LABELS.get(key_figure), label)
        worksheet.write_blank(top + KEYS, column, None, key)
    mark_absent(canvas, worksheet, (top + KEYS, LEFT, top + KEYS, LAST))


def _texts(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    title = canvas.format(bold=True, align="left", indent=1)
    heading = canvas.format(bold=True, font_color=ACCENT, align="left", indent=1)
    body = canvas.format(text_wrap=True, align="left", valign="top", indent=1)
    worksheet.write_blank(top + TITLES, LEFT, None, title)
    worksheet.write_blank(top + TITLES, MIDDLE, None, title)
    worksheet.write_string(top + TITLES, RIGHT, "What it shows", heading)
    worksheet.merge_range(top + CHART, RIGHT, top + ASK - 1, LAST, "", body)
    worksheet.write_blank(top + ASK, RIGHT, None, heading)
    worksheet.merge_range(top + ASK + 1, RIGHT, top + CHART + CHART_ROWS - 1, LAST, "", body)


def _charts(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    top: int,
    feeder_top: int,
    chart_row_px: int,
) -> None:
    year = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=FEEDER_COLUMN)
    trend = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=TREND_COLUMN)
    note = canvas.format(font_size=LABEL_SIZE, font_color=QUIET)
    worksheet.write_string(
        feeder_top, FEEDER_COLUMN, f"What the charts of {indicator.name} are drawn from", note
    )
    month = canvas.format(font_size=LABEL_SIZE, font_color=QUIET, num_format=NUMBERS["month"])
    for row in range(trend.row + 1, trend.row + PANEL_MONTHS + 1):
        worksheet.write_blank(row, trend.column, None, month)
    pixels = CHART_ROWS * chart_row_px + CHART_OVERHANG_PX
    drawn = year_chart(canvas.book, year, width=sum(COLUMNS_PX[:MIDDLE]) - 6, height=pixels)
    said = year_text(section, indicator)
    last = year.column + said.columns - 1
    cells = xl_range(year.row, year.column, year.row + YEAR_MONTHS, last)
    place(
        worksheet,
        drawn,
        top + TITLES,
        LEFT,
        down_px=CHART_DOWN_PX,
        alt_text=said.naming(cells),
    )
    drawn = range_chart(canvas.book, trend, width=sum(COLUMNS_PX[MIDDLE:RIGHT]) - 6, height=pixels)
    said = trend_text(section, indicator)
    last = trend.column + said.columns - 1
    cells = xl_range(trend.row, trend.column, trend.row + PANEL_MONTHS, last)
    place(
        worksheet,
        drawn,
        top + TITLES,
        MIDDLE,
        down_px=CHART_DOWN_PX,
        alt_text=said.naming(cells),
    )
