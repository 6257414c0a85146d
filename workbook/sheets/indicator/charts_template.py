"""The four charts of Indicator: the year, the long term, and the area among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import charts
from workbook.house.long_chart import range_chart
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.alt_texts import FUNNEL_TEXT, PEER_TEXT, TREND_TEXT, YEAR_TEXT
from workbook.sheets.indicator.feeder_template import (
    FEEDER_ROW,
    FUNNEL_COLUMN,
    PEER_COLUMN,
    TREND_COLUMN,
    YEAR_COLUMN,
)
from workbook.sheets.indicator.peer_charts import funnel_chart, peer_chart
from xlsrc.national.area_word import is_in_london

if TYPE_CHECKING:
    from workbook.sheets.indicator.feeder_template import Page

YEARS_APART: Final = 4
YEARS_APART_ELSEWHERE: Final = 2
"""Years between the dates under the long-term chart, where the figures of London's police reach
back to 2010; those of data.police.uk rarely reach back as far.
"""

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
        alt_text=YEAR_TEXT.text,
    )
    charts.place(
        page.worksheet,
        range_chart(
            book,
            _feeder(TREND_COLUMN),
            width=MIDDLE_WIDTH,
            height=UPPER_HEIGHT,
            months=layout.RANGE_MONTHS,
            years_apart=YEARS_APART if is_in_london(page.canvas.area) else YEARS_APART_ELSEWHERE,
        ),
        row,
        middle,
        alt_text=TREND_TEXT.text,
    )


def _peer_charts(page: Page, middle: int, row: int) -> None:
    book = page.canvas.book
    charts.place(
        page.worksheet,
        peer_chart(book, _feeder(PEER_COLUMN), width=LEFT_WIDTH, height=LOWER_HEIGHT),
        row,
        0,
        alt_text=PEER_TEXT.text,
    )
    charts.place(
        page.worksheet,
        funnel_chart(book, _feeder(FUNNEL_COLUMN), width=MIDDLE_WIDTH, height=LOWER_HEIGHT),
        row,
        middle,
        alt_text=FUNNEL_TEXT.text,
    )


def _feeder(first_column: int) -> charts.Feeder:
    return charts.Feeder(sheet=layout.INDICATOR.name, row=FEEDER_ROW, column=first_column)
