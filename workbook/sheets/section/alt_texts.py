"""The alternative texts of the charts of a section sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import ChartText
from workbook.house.charts import (
    PANEL_MONTHS,
    SMALL_MONTHS,
    SMALL_SERIES,
    TREND_SERIES,
    YEAR_SERIES,
)
from workbook.sheets.section import layout
from workbook.sheets.section.order import small_of

if TYPE_CHECKING:
    from workbook.sheets.room import Refreshing
    from xlsrc.domain.indicator import Indicator, Section


def alt_texts(refreshing: Refreshing) -> tuple[ChartText, ...]:
    """Those of every chart of every section sheet."""
    settings = refreshing.dashboard.settings
    panels = (
        text
        for section in settings.sections
        for indicator in settings.of_section(section)
        for text in (year_text(section, indicator), trend_text(section, indicator))
    )
    small = (
        small_text(section, indicator)
        for section in settings.sections
        for indicator in small_of(settings, section)
    )
    return (*panels, *small)


def year_text(section: Section, indicator: Indicator) -> ChartText:
    """Of the chart of a panel's last 12 months."""
    return ChartText(
        blocks=(layout.PANEL_YEAR.of(section=section.id, indicator=indicator.id).name,),
        text=f"Line chart of {indicator.name}: each of the last 12 months (or their quarters) "
        "against the same a year before.",
        series=YEAR_SERIES,
        columns=3,
    )


def trend_text(section: Section, indicator: Indicator) -> ChartText:
    """Of a panel's long-term chart."""
    return ChartText(
        blocks=(layout.PANEL_TREND.of(section=section.id, indicator=indicator.id).name,),
        text=f"Line chart of {indicator.name} over {PANEL_MONTHS} months: a thin line for the "
        "figure recorded, a thick one for its level, a grey band for its usual range; a month that "
        "is an exception is a diamond, six months together are squares on the axis.",
        series=TREND_SERIES,
        columns=7,
    )


def small_text(section: Section, indicator: Indicator) -> ChartText:
    """Of a small panel's chart."""
    return ChartText(
        blocks=(layout.SMALL_FEED.of(section=section.id, indicator=indicator.id).name,),
        text=f"Line chart of {indicator.name} over {SMALL_MONTHS} months: a line for the figure "
        "recorded, a grey band for its usual range; a month that is an exception is a diamond.",
        series=SMALL_SERIES,
        columns=5,
    )
