"""The alternative texts of a panel's two charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import ChartText
from workbook.house.charts import PANEL_MONTHS, TREND_SERIES, YEAR_SERIES
from workbook.sheets.section import layout

if TYPE_CHECKING:
    from workbook.sheets.room import Refreshing
    from xlsrc.domain.indicator import Indicator, Section


def alt_texts(refreshing: Refreshing) -> tuple[ChartText, ...]:
    """Those of every panel of every section sheet."""
    dashboard = refreshing.dashboard
    return tuple(
        text
        for section in dashboard.settings.sections
        for assessment in dashboard.of_section(section)
        for text in (
            year_text(section, assessment.indicator),
            trend_text(section, assessment.indicator),
        )
    )


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
