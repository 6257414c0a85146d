"""What stands where on Indicator: every named rectangle of the sheet, with its size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from workbook.layout.named_block import cell, form, numbered, rows
from workbook.layout.sheet import Group, Sheet
from workbook.tables.comparison_tables import MOST_MEMBERS
from xlsrc.comparison.listed import MOST_LISTED
from xlsrc.measures.outlook import FIRM
from xlsrc.series.measured import CHART_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.layout.named_block import NamedBlock

Placed = TypeVar("Placed")

INDICATOR: Final = Sheet(
    name="Indicator",
    group=Group.EXPLORE,
    purpose="Choose any indicator from a list",
    mark="indicator.choice",
)

YEAR: Final = 12
RANGE_MONTHS: Final = CHART_MONTHS - FIRM
"""Months of the long-term chart: without the first years of a long series, whose provisional
ranges are so wide that they would flatten the rest."""

WARD_ROWS: Final = 30
"""Wards that the heat table shows, those with most first."""
WARD_CAPACITY: Final = 100
"""Wards that an area may have."""

SLOTS: Final = MOST_LISTED
"""Bars: the areas with figures that an indicator lists."""
PEER_CAPACITY: Final = MOST_MEMBERS + 1
"""Names of areas that there is room for: a group's members and the area itself."""


def _columns(prefix: str, length: int, *keys: str) -> dict[str, NamedBlock]:
    """Columns of one length that stand beside each other, by key."""
    return {key: rows(f"indicator.{prefix}_{key}", (key,), length) for key in keys}


def _labels(prefix: str, months: int, series: int) -> dict[str, NamedBlock]:
    """What the heights of direct labels are worked out in, and a row of the labels themselves."""
    return {
        **_columns(prefix, months, "drawn"),
        **_columns(prefix, 1, "ceiling"),
        **_columns(prefix, series, "ends", "heights"),
        "labels": rows(f"indicator.{prefix}_labels", numbered("label", series), 1),
    }


LIST: Final = "indicator.list"
"""The name of the column that the dropdown lists."""
CHOICE: Final = cell("indicator.choice", "choice")
"""The dropdown's cell."""

ROW: Final = cell("indicator.row", "row")
AS_AT: Final = cell("indicator.as_at", "as_at")
DECIMALS: Final = cell("indicator.decimals", "decimals")
EVERY: Final = cell("indicator.every", "every")
"""How many months a figure is of: 1, or 3 where the source counts by the quarter."""
PEER_COUNT: Final = cell("indicator.peer_count", "peer_count")

PERIOD: Final = cell("indicator.period", "period")
ORIGIN: Final = cell("indicator.origin", "origin")
KEY_VALUES: Final = form(
    "indicator.key_values",
    ("last_12", "before", "change", "", "last_3", "rate", "", "peers", "exception"),
)
KEY_WORDS: Final = form(
    "indicator.key_words",
    ("last_12", "", "change", "", "last_3", "rate", "", "peers", "exception"),
)
SHOWS: Final = cell("indicator.shows", "shows")
DEFINITION: Final = cell("indicator.definition", "definition")
CAVEATS: Final = cell("indicator.caveats", "caveats")

WARD_NAMES: Final = rows("indicator.ward_names", ("ward",), WARD_CAPACITY)
WARD_NOTE: Final = cell("indicator.ward_note", "note")
WARD_MONTHS: Final = rows("indicator.ward_months", numbered("month", YEAR), 1)
WARD_KEYS: Final = rows("indicator.ward_keys", ("key",), WARD_CAPACITY)
WARD_RANK: Final = rows("indicator.ward_rank", ("ward",), WARD_ROWS)
WARD_COUNTS: Final = rows("indicator.ward_counts", numbered("month", YEAR), WARD_ROWS)

YEAR_TITLE: Final = cell("indicator.year_title", "title")
YEAR_NAMES: Final = rows("indicator.year_names", numbered("year", 4), 1)
YEAR_SERIES: Final = _columns("year", YEAR, "months", "now", "before")
YEAR_LABELS: Final = _labels("year", YEAR, 2)

TREND_SERIES: Final = _columns(
    "trend",
    RANGE_MONTHS,
    *("month", "low", "width", "level", "recorded", "flagged", "sustained", "word", "high"),
)
"""The long chart's columns, one row a month: the range, the level, the counts, and what stands out;
the last two give the places of the word "sustained" and of the range's label."""
TREND_LABELS: Final = _labels("trend", RANGE_MONTHS, 3)
TREND_TITLE: Final = cell("indicator.trend_title", "title")

PEER_NAMES: Final = rows("indicator.peer_names", ("area",), PEER_CAPACITY)
PEER_KEYS: Final = rows("indicator.peer_keys", ("key",), PEER_CAPACITY)
PEER_SIZES: Final = rows("indicator.peer_sizes", ("key",), PEER_CAPACITY)
PEER_RANKED: Final = rows("indicator.peer_ranked", ("area",), SLOTS)
PEER_RATES: Final = rows("indicator.peer_rates", ("rate",), SLOTS)
PEER_TITLE: Final = cell("indicator.peer_title", "title")
PEER_LINE: Final = cell("indicator.peer_line", "line")
PEER_SERIES: Final = {
    **_columns("peer", SLOTS, "slots", "others", "own", "below", "above", "mean", "label"),
    **_columns("peer", 1, "mean_label"),
}
"""The bar chart's columns, one row a bar: its rank, the rate of the others or of the area itself,
how far its interval reaches below and above, the mean, and the heights of two labels."""
PEER_HEADINGS: Final = {
    "own": cell("indicator.peer_own_name", "name"),
    "mean": cell("indicator.peer_mean_name", "name"),
}
"""Headings that are formulas: a label on the chart shows the one above its series."""

FUNNEL_NAMES: Final = rows("indicator.funnel_names", ("area",), SLOTS)
FUNNEL_LINE: Final = cell("indicator.funnel_line", "line")
FUNNEL_SERIES: Final = _columns(
    "funnel",
    SLOTS,
    *("people", "others", "own", "low_998", "low_95", "expected", "high_95", "high_998"),
    *("label_95", "label_998"),
)
"""The funnel's columns, one row an area by size: residents in thousands, the rate of the others or
of the area itself, the lines at that size, and the heights of the lines' labels."""
FUNNEL_HEADINGS: Final = {"own": cell("indicator.funnel_own_name", "name")}
"""The funnel's heading that is a formula."""


def shaped(block: NamedBlock, cells: Iterable[Placed]) -> tuple[tuple[Placed | None, ...], ...]:
    """Cells, row by row, where those of the block are; None where it has none."""
    coming = iter(cells)
    lines = block.lines if len(block.lines) > 1 else block.lines * (block.rows or 0)
    return tuple(tuple(next(coming) if key else None for key in keys) for keys in lines)
