"""The four charts of Indicator: the year, the long term, and the area among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import charts
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.feeder_template import (
    FEEDER_ROW,
    FUNNEL_COLUMN,
    PEER_COLUMN,
    TREND_COLUMN,
    YEAR_COLUMN,
)
from workbook.sheets.indicator.peer_charts import funnel_chart, peer_chart

if TYPE_CHECKING:
    from workbook.sheets.indicator.feeder_template import Page

YEARS_APART: Final = 4
"""Years between the dates under the long-term chart."""

UPPER_HEIGHT: Final = 232
LOWER_HEIGHT: Final = 231
LEFT_WIDTH: Final = 344
MIDDLE_WIDTH: Final = 276


def place_charts(page: Page, *, middle: int, upper: int, lower: int) -> None:
    """Place two charts in the row ``upper`` and two in ``lower``, from the columns 0 and
    ``middle`` on.
    """
    _line_charts(page, middle, upper)
    _peer_charts(page, middle, lower)


def _line_charts(page: Page, middle: int, row: int) -> None:
    book = page.canvas.book
    charts.place(
        page.worksheet,
        charts.year_chart(book, _feeder(YEAR_COLUMN), width=LEFT_WIDTH, height=UPPER_HEIGHT),
        row,
        0,
        alt_text="Line chart: the chosen indicator month by month, the last 12 months against the "
        "12 before. The figures are in the cells right of the page.",
    )
    charts.place(
        page.worksheet,
        charts.range_chart(
            book,
            _feeder(TREND_COLUMN),
            width=MIDDLE_WIDTH,
            height=UPPER_HEIGHT,
            months=layout.RANGE_MONTHS,
            years_apart=YEARS_APART,
        ),
        row,
        middle,
        alt_text="Line chart over the long term: a thin line for what was recorded of the chosen "
        "indicator, a thick one for its level, a grey band for its usual range; a month that is an "
        "exception is a diamond, six months together are squares on the axis. The figures are in "
        "the cells right of the page.",
    )


def _peer_charts(page: Page, middle: int, row: int) -> None:
    book = page.canvas.book
    charts.place(
        page.worksheet,
        peer_chart(book, _feeder(PEER_COLUMN), width=LEFT_WIDTH, height=LOWER_HEIGHT),
        row,
        0,
        alt_text="Column chart: the rate of the chosen indicator in each area of the peer group, "
        "highest first, with 95 % intervals; the workbook's own area in dark blue, the mean "
        "dashed. The figures are on the Peers sheet.",
    )
    charts.place(
        page.worksheet,
        funnel_chart(book, _feeder(FUNNEL_COLUMN), width=MIDDLE_WIDTH, height=LOWER_HEIGHT),
        row,
        middle,
        alt_text="Funnel plot: the rate of the chosen indicator in each area of the peer group by "
        "its residents, with the limits within which 95 and 99.8 in 100 areas of that size lie. "
        "The figures are on the Peers sheet.",
    )


def _feeder(first_column: int) -> charts.Feeder:
    return charts.Feeder(sheet=layout.INDICATOR.name, row=FEEDER_ROW, column=first_column)
