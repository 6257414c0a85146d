"""The alternative texts of the charts of a section sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import ChartText
from workbook.house.charts import PANEL_MONTHS, TREND_COLUMNS, TREND_SERIES, YEAR_SERIES
from workbook.house.long_chart import FAN_COLUMNS, TARGET_COLUMNS
from workbook.house.small_chart import SMALL_MONTHS, SMALL_SERIES
from workbook.sheets.section import layout
from workbook.sheets.section.order import ordered, small_of

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
    totals = (
        total_text(section, ordered(settings, section)[0])
        for section in settings.sections
        if not section.is_priority and settings.of_section(section)
    )
    return (*panels, *small, *totals)


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
        "is an exception is a diamond, six months together are squares on the axis; a blue fan is "
        "the usual range of each of the next three months.",
        series=TREND_SERIES + len(FAN_COLUMNS),
        columns=len(TREND_COLUMNS) + 1,
    )


def total_text(section: Section, indicator: Indicator) -> ChartText:
    """Of the long-term chart at the top of an overview."""
    own = trend_text(section, indicator)
    target = layout.TARGET.of(section=section.id).name
    return ChartText(
        blocks=(*own.blocks, target),
        text=f"{own.text} A dashed line is the target, where there is one.",
        series=own.series + len(TARGET_COLUMNS),
        columns=own.columns,
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
