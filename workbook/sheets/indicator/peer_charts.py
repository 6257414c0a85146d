"""The two charts that show an area among its peers: bars by rate, and the funnel by size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_range_abs

from workbook.house.charts import axis, figure_axis, house_style, label, line, markers, plot
from workbook.house.style import ACCENT, INK, LINE_GREY, RULE, SECOND
from workbook.sheets.indicator.layout import FUNNEL_SERIES, PEER_SERIES, SLOTS

if TYPE_CHECKING:
    from typing import Any

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

    from workbook.house.charts import Feeder

PEER_COLUMNS: Final = tuple(PEER_SERIES)
FUNNEL_COLUMNS: Final = tuple(FUNNEL_SERIES)

POINT: Final = 5
OWN_POINT: Final = 8


def peer_chart(book: Workbook, feeder: Feeder, *, width: int, height: int) -> Chart:
    """Bars by rate with their intervals, the area itself in accent, the mean dashed."""
    bars = book.add_chart({"type": "column"})
    whiskers = {
        "type": "custom",
        "plus_values": _cells(feeder, PEER_COLUMNS.index("above")),
        "minus_values": _cells(feeder, PEER_COLUMNS.index("below")),
        "end_style": 0,
        "line": {"color": SECOND, "width": 0.75},
    }
    for column, name, color in (("others", "Peers", RULE), ("own", "Own", ACCENT)):
        bars.add_series(
            _series(feeder, PEER_COLUMNS.index(column), name)
            | {"categories": feeder.values(0, SLOTS), "y_error_bars": whiskers}
            | {"fill": {"color": color}, "gap": 35, "overlap": 100}
        )
    lines = book.add_chart({"type": "line"})
    mean, own = PEER_COLUMNS.index("mean"), PEER_COLUMNS.index("own")
    lines.add_series(
        _series(feeder, mean, "Mean")
        | {"categories": feeder.values(0, SLOTS)}
        | line(color=INK, width=1, dash_type="dash")
    )
    for column, heading, look in (
        ("label", own, label(ACCENT, bold=True, position="above")),
        ("mean_label", mean, label(SECOND)),
    ):
        at = PEER_COLUMNS.index(column)
        lines.add_series(
            {"name": feeder.heading(heading), "values": feeder.values(at, SLOTS)} | look
        )
    bars.combine(lines)
    house_style(bars, width, height)
    bars.set_plotarea(plot(x=0.10, y=0.08, width=0.755, height=0.80))
    bars.set_x_axis(axis() | {"label_position": "none", "line": {"color": LINE_GREY, "width": 1}})
    bars.set_y_axis(figure_axis())
    return bars


def funnel_chart(book: Workbook, feeder: Feeder, *, width: int, height: int) -> Chart:
    """Rates by residents, with the limits within which most areas of that size lie."""
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    outer, inner = line(color=LINE_GREY, width=1), line(color=LINE_GREY, width=1, dash_type="dash")
    own = markers("circle", OWN_POINT, ACCENT)
    named = label(ACCENT, bold=True)["data_labels"]
    for column, name, look in (
        ("low_998", "99.8 % low", outer),
        ("low_95", "95 % low", inner),
        ("expected", "Expected", line(color=LINE_GREY, width=0.75, dash_type="round_dot")),
        ("high_95", "95 % high", inner),
        ("high_998", "99.8 % high", outer),
        ("others", "Peers", markers("circle", POINT, LINE_GREY)),
        ("own", None, own | {"data_labels": named}),
        ("label_95", "95 %", label(SECOND)),
        ("label_998", "99.8 %", label(SECOND)),
    ):
        at = FUNNEL_COLUMNS.index(column)
        chart.add_series(
            _series(feeder, at, feeder.heading(at) if name is None else name)
            | {"categories": feeder.values(0, SLOTS)}
            | look
        )
    house_style(chart, width, height)
    chart.set_plotarea(plot(x=0.115, y=0.08, width=0.715, height=0.755))
    chart.set_x_axis(
        axis()
        | {
            "num_format": "#,##0",
            "major_tick_mark": "outside",
            "line": {"color": LINE_GREY, "width": 1},
        }
    )
    chart.set_y_axis(figure_axis())
    return chart


def _series(feeder: Feeder, offset: int, name: str | list[Any]) -> dict[str, Any]:
    return {"name": name, "values": feeder.values(offset, SLOTS)}


def _cells(feeder: Feeder, offset: int) -> str:
    """The cells of a column as a formula, which error bars want."""
    sheet, first_row, column, last_row, _ = feeder.values(offset, SLOTS)
    return f"='{sheet}'!{xl_range_abs(first_row, column, last_row, column)}"
