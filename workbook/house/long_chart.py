"""The long-term chart of a panel: what was recorded, its level and usual range, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.charts import (
    PANEL_MONTHS,
    TREND_COLUMNS,
    TREND_LABELS,
    Feeder,
    area_look,
    dated_axis,
    figure_axis,
    house_style,
    label,
    line,
    markers,
    months_of,
    plot,
    series,
)
from workbook.house.style import ACCENT, BAND, FAN_FILL, INK, LINE_GREY, SECOND

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

FAN_MONTHS: Final = 3
"""Months after the last whose usual range a long-term chart can draw."""

FAN: Final = len(TREND_COLUMNS)
FAN_LABEL: Final = "next 3"
FAN_COLUMNS: Final = ("Fan width", "Label next 3")
"""What a trend feeder has besides, where its chart has a fan: its width above the column "Range
low", 0 up to the last month, in which the band hands over to it; and the height of its label. The
feeder has a row more for each month of the fan."""

TARGET_COLUMNS: Final = ("Target", "Label target")
"""What a long-term chart can draw besides: its target a month, and the height of that label."""

MARKER_FLAGGED: Final = 9
MARKER_SUSTAINED: Final = 3


def range_chart(
    book: Workbook,
    feeder: Feeder,
    *,
    width: int,
    height: int,
    months: int = PANEL_MONTHS,
    years_apart: int = 1,
    has_fan: bool = False,
    target: Feeder | None = None,
) -> Chart:
    """Recorded, level and usual range, month by month; width and height in pixels.

    The range is a grey band, the recorded figure a thin line in it, the level a thick one; a month
    that is an exception a diamond; the months of a six-month exception squares on the axis; a known
    change a dotted vertical with its label; ``target`` feeds a dashed line. With a fan the axis
    goes on for its months, and the feeder has its columns. The axis is dated every ``years_apart``
    years.
    """
    months += FAN_MONTHS if has_fan else 0
    area = book.add_chart({"type": "area", "subtype": "stacked"})
    area.add_series(
        series(feeder, 1, months, "Usual range, low") | months_of(feeder, months) | area_look(None)
    )
    area.add_series(series(feeder, 2, months, "Usual range") | area_look(BAND))
    if has_fan:
        area.add_series(series(feeder, FAN, months, "Next three months") | area_look(FAN_FILL))
    lines = book.add_chart({"type": "line"})
    lines.add_series(
        series(feeder, 4, months, "Recorded")
        | months_of(feeder, months)
        | line(color=LINE_GREY, width=1)
    )
    of_range, of_level, of_recorded, of_spell = TREND_LABELS
    for offset, name, look in (
        (3, "Level", line(color=ACCENT, width=2.25)),
        (6, "Exception of six months", markers("square", MARKER_SUSTAINED)),
        (5, "Exception of one month", markers("diamond", MARKER_FLAGGED)),
        (7, feeder.heading(7), _known_change()),
        (8, of_range, label(SECOND)),
        (9, of_level, label(ACCENT, bold=True)),
        (10, of_recorded, label(SECOND)),
        (11, of_spell, label(INK, position="above")),
    ):
        lines.add_series(series(feeder, offset, months, name) | look)
    if has_fan:
        lines.add_series(series(feeder, FAN + 1, months, FAN_LABEL) | label(ACCENT))
    if target is not None:
        look = line(color=INK, width=1, dash_type="dash")
        lines.add_series(series(target, 0, months, "Target") | look)
        above = label(INK, position="above")
        lines.add_series(series(target, 1, months, "target") | above)
    area.combine(lines)
    house_style(area, width, height)
    area.set_plotarea(plot(x=0.085, y=0.13, width=0.765, height=0.71))
    area.set_x_axis(dated_axis(years_apart))
    area.set_y_axis(figure_axis())
    return area


def _known_change() -> dict[str, Any]:
    """One point with an error bar down to the axis: the only vertical line a chart can move."""
    return label(SECOND) | {
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": {"color": INK, "width": 1, "dash_type": "round_dot"},
        },
    }
