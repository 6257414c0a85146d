"""One indicator's panel on a section sheet: its rows, figures, charts and feeders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from xlsxwriter.utility import xl_range

from workbook.house.charts import (
    PANEL_MONTHS,
    TREND_COLUMNS,
    YEAR_COLUMNS,
    YEAR_MONTHS,
    Feeder,
    place,
    year_chart,
)
from workbook.house.long_chart import FAN_COLUMNS, FAN_MONTHS, range_chart
from workbook.house.marks import mark_absent, mark_illustrative, mark_status
from workbook.house.small_chart import SMALL_COLUMNS
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    HEADING_LINE,
    INK,
    INK_LINE,
    LABEL_SIZE,
    NUMBERS,
    PANEL_SIZE,
    QUIET,
    RULE,
    SECOND,
)
from workbook.house.text_width import fits
from workbook.sheets.section import layout
from workbook.sheets.section.alt_texts import total_text, trend_text, year_text
from workbook.sheets.section.columns import LAST_COLUMN, room, span
from workbook.sheets.section.pages import CHART_ROW, CHART_ROWS, PANEL_GAP, PANEL_POINTS
from workbook.sheets.section.panel_text import TEXT_LINES

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Indicator, Section

LEFT, MIDDLE, RIGHT, LAST = 0, 4, 9, LAST_COLUMN
"""First columns of the three bands, and the last column of the page."""

NAME_END: Final = layout.PANEL_HEAD.column("status") - 1
STATUS_COLUMN: Final = layout.PANEL_HEAD.column("status")
ASK_TEXT: Final = RIGHT + 1

HEAD, LABELS, KEYS, TITLES, CHART = range(5)
"""Rows of a panel, from its first."""

TEXT_ROWS: Final = TEXT_LINES + 1
"""Rows of the page, each less than a line, that hold the lines above the question."""

ASK: Final = CHART + TEXT_ROWS
PANEL_ROWS: Final = CHART + CHART_ROWS + 1
PIXELS_PER_POINT: Final = 4 / 3
CHART_DOWN_PX: Final = 13
CHART_OVERHANG_PX: Final = 4
"""Charts begin under the title's text and end in the gap below the panel."""

YEAR_CHART_PX: Final = span(LEFT, MIDDLE - 1) - 6
TREND_CHART_PX: Final = span(MIDDLE, RIGHT - 1) - 6

FEEDER_COLUMN: Final = LAST + 2
TREND_COLUMN: Final = FEEDER_COLUMN + len(YEAR_COLUMNS) + 1
SMALL_COLUMN: Final = TREND_COLUMN + len(TREND_COLUMNS) + len(FAN_COLUMNS) + 1
FEEDER_END: Final = SMALL_COLUMN + len(SMALL_COLUMNS) - 1
TREND_ROWS: Final = PANEL_MONTHS + FAN_MONTHS
FEEDER_ROWS: Final = TREND_ROWS + 3
"""A feeder's title, its heading row, its months, and a row between it and the next."""


class Spot(NamedTuple):
    """Where a chart's corner lies, ``down`` pixels below a cell's, and its size in pixels."""

    row: int
    column: int
    down: int
    width: int
    height: int


def author_panel(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    *,
    top: int,
    feeder_top: int,
) -> None:
    """Draw one empty panel from row ``top``, its feeders from row ``feeder_top``, and name its
    blocks.
    """
    _rows(worksheet, top)
    _head(canvas, worksheet, indicator, top)
    _key_figures(canvas, worksheet, top)
    _texts(canvas, worksheet, top)
    mark_illustrative(canvas, worksheet, (top + KEYS, LEFT, top + KEYS, LAST), LEFT)
    _charts(canvas, worksheet, section, indicator, top, feeder_top)
    for block, row, column in (
        (layout.PANEL_HEAD, top + HEAD, LEFT),
        (layout.PANEL_KEYS, top + KEYS, LEFT),
        (layout.PANEL_TITLES, top + TITLES, LEFT),
        (layout.PANEL_TEXT, top + CHART, RIGHT),
        (layout.PANEL_ASK, top + ASK, RIGHT),
    ):
        own = block.of(section=section.id, indicator=indicator.id)
        canvas.place(own, section.sheet, row, column)


def _rows(worksheet: Worksheet, top: int) -> None:
    for row, points in enumerate(PANEL_POINTS):
        worksheet.set_row(top + row, points)
    for row in range(CHART, CHART + CHART_ROWS):
        worksheet.set_row(top + row, CHART_ROW)
    worksheet.set_row(top + PANEL_ROWS - 1, PANEL_GAP)


def _head(canvas: Canvas, worksheet: Worksheet, indicator: Indicator, top: int) -> None:
    rule = {"bottom": INK_LINE, "bottom_color": INK}
    is_short = fits(indicator.name, room(LEFT, NAME_END - 1), PANEL_SIZE, bold=True)
    worksheet.merge_range(
        top + HEAD,
        LEFT,
        top + HEAD,
        NAME_END,
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
    mark_illustrative(canvas, worksheet, (top + HEAD, LEFT, top + HEAD, NAME_END), LEFT)


def _key_figures(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    label = canvas.format(font_size=LABEL_SIZE, font_color=SECOND, align="left", indent=1)
    key = canvas.format(
        font_size=BOX_SIZE,
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
    last = top + CHART + CHART_ROWS - 1
    above = canvas.format(bold=True, font_color=ACCENT, align="left", valign="top", indent=1)
    worksheet.write_blank(top + ASK, RIGHT, None, above)
    worksheet.merge_range(top + ASK, ASK_TEXT, last, LAST, "", body)


def _charts(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    top: int,
    feeder_top: int,
) -> None:
    author_feeders(canvas, worksheet, section, indicator, feeder_top)
    pixels = int(CHART_ROWS * CHART_ROW * PIXELS_PER_POINT) + CHART_OVERHANG_PX
    spot = Spot(top + TITLES, LEFT, CHART_DOWN_PX, YEAR_CHART_PX, pixels)
    place_year(canvas, worksheet, section, indicator, feeder_top, spot)
    spot = Spot(top + TITLES, MIDDLE, CHART_DOWN_PX, TREND_CHART_PX, pixels)
    place_trend(canvas, worksheet, section, indicator, feeder_top, spot)


def _put(worksheet: Worksheet, drawn: Chart, spot: Spot, alt_text: str) -> None:
    place(worksheet, drawn, spot.row, spot.column, down_px=spot.down, alt_text=alt_text)


def author_feeders(
    canvas: Canvas, worksheet: Worksheet, section: Section, indicator: Indicator, feeder_top: int
) -> None:
    """Title what a panel's charts are drawn from, and name its blocks."""
    note = canvas.format(font_size=LABEL_SIZE, font_color=QUIET)
    worksheet.write_string(
        feeder_top, FEEDER_COLUMN, f"What the charts of {indicator.name} are drawn from", note
    )
    month = canvas.format(font_size=LABEL_SIZE, font_color=QUIET, num_format=NUMBERS["month"])
    for row in range(feeder_top + 2, feeder_top + TREND_ROWS + 2):
        worksheet.write_blank(row, TREND_COLUMN, None, month)
    for block, column in (
        (layout.PANEL_YEAR, FEEDER_COLUMN),
        (layout.PANEL_TREND, TREND_COLUMN),
    ):
        own = block.of(section=section.id, indicator=indicator.id)
        canvas.place(own, section.sheet, feeder_top + 1, column)


def place_year(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    feeder_top: int,
    spot: Spot,
) -> None:
    """Put the chart of the last 12 months on the sheet."""
    feeder = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=FEEDER_COLUMN)
    said = year_text(section, indicator)
    last = feeder.column + said.columns - 1
    cells = xl_range(feeder.row, feeder.column, feeder.row + YEAR_MONTHS, last)
    drawn = year_chart(canvas.book, feeder, width=spot.width, height=spot.height)
    _put(worksheet, drawn, spot, said.naming(cells))


def place_trend(
    canvas: Canvas,
    worksheet: Worksheet,
    section: Section,
    indicator: Indicator,
    feeder_top: int,
    spot: Spot,
    *,
    target: Feeder | None = None,
) -> None:
    """Put the long-term chart on the sheet, with a line for the target where that is fed."""
    feeder = Feeder(sheet=worksheet.get_name(), row=feeder_top + 1, column=TREND_COLUMN)
    said = (total_text if target else trend_text)(section, indicator)
    last = feeder.column + said.columns - 1
    cells = xl_range(feeder.row, feeder.column, feeder.row + TREND_ROWS, last)
    drawn = range_chart(
        canvas.book, feeder, width=spot.width, height=spot.height, has_fan=True, target=target
    )
    _put(worksheet, drawn, spot, said.naming(cells))
