"""The chart of a small panel: three years of one indicator beside others on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import (
    Feeder,
    area_look,
    dated_axis,
    figure_axis,
    house_style,
    line,
    markers,
    months_of,
    plot,
    series,
)
from workbook.house.style import ACCENT, BAND

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

SMALL_MONTHS: Final = 36
"""Months in a small panel's chart: three years."""

SMALL_COLUMNS: Final = ("Month", "Range low", "Range width", "Recorded", "Flagged", "Axis to")
"""A small feeder's columns; the last holds in its first month the figure that the axis reaches to,
so that panels side by side share one scale."""

SMALL_SERIES: Final = len(SMALL_COLUMNS) - 1

MARKER_SMALL: Final = 7
LABELS_PX: Final = 22
"""Pixels that the axis and its labels take below a chart."""


def small_chart(book: Workbook, feeder: Feeder, *, width: int, height: int) -> Chart:
    """Three years of recorded figures in their usual range, for a panel among many."""
    months = SMALL_MONTHS
    area = book.add_chart({"type": "area", "subtype": "stacked"})
    area.add_series(
        series(feeder, 1, months, "Usual range, low") | months_of(feeder, months) | area_look(None)
    )
    area.add_series(series(feeder, 2, months, "Usual range") | area_look(BAND))
    lines = book.add_chart({"type": "line"})
    for offset, name, look in (
        (3, "Recorded", months_of(feeder, months) | line(color=ACCENT, width=2)),
        (4, "Exception of one month", markers("diamond", MARKER_SMALL)),
        (5, "Axis to", {"line": {"none": True}, "marker": {"type": "none"}}),
    ):
        lines.add_series(series(feeder, offset, months, name) | look)
    area.combine(lines)
    house_style(area, width, height)
    # The months' labels need as much in a tall chart as in a low one.
    drawn = 1 - 0.06 - LABELS_PX / height
    area.set_plotarea(plot(x=0.12, y=0.06, width=0.84, height=drawn))
    area.set_x_axis(dated_axis(1))
    area.set_y_axis(figure_axis())
    return area
