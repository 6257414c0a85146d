"""What stands where on All indicators: one column a figure."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Table, refresh

ALL_INDICATORS: Final = Sheet(
    name="All indicators", group=Group.EXPLORE, purpose="Every figure for every indicator"
)

ALL_INDICATORS_TABLE: Final = Table(
    name="AllIndicators",
    sheet=ALL_INDICATORS.name,
    columns=(
        refresh("Indicator", 31),
        refresh("Section", 24),
        refresh("Unit", 8),
        refresh("Status", 13),
        refresh("Data to", 8, "month"),
        refresh("Last 3 months", 9, "figure"),
        refresh("Same 3 a year before", 9.5, "figure"),
        refresh("Usual range, low", 9, "figure"),
        refresh("Usual range, high", 9, "figure"),
        refresh("Last 12 months", 9, "figure"),
        refresh("Year before", 9, "figure"),
        refresh("Change", 8, "figure_change"),
        refresh("Change %", 9, "percent_change"),
        refresh("Is the change real?", 28),
        refresh("p", 8, "probability"),
        refresh("Per 1,000", 8, "rate"),
        refresh("Rate, low", 8, "rate"),
        refresh("Rate, high", 8, "rate"),
        refresh("Population year", 11, "year"),
        refresh("Peer group", 27),
        refresh("Peer rate", 8, "rate"),
        refresh("Rank", 7, "rank"),
        refresh("Of", 6, "count"),
        refresh("Against peers", 15),
        refresh("Target", 9, "figure"),
        refresh("RAG", 33),
        refresh("Latest month", 8, "figure"),
        refresh("Expected", 9, "figure"),
        refresh("Expected, low", 9, "figure"),
        refresh("Expected, high", 9, "figure"),
        refresh("z, one month", 8, "z"),
        refresh("z, six months", 8, "z"),
        refresh("Exception", 40),
        refresh("Exception since", 10, "month"),
        refresh("New or known", 12),
        refresh("XmR mean", 8, "figure"),
        refresh("XmR lower", 8, "figure"),
        refresh("XmR upper", 8, "figure"),
        refresh("Polarity", 16),
        refresh("Source", 22),
        refresh("Vintage", 10),
        refresh("Illustrative", 12),
        refresh("What it shows", 180, wraps=True),
        refresh("Notes", 134, wraps=True),
    ),
)

AS_AT: Final = cell("all_indicators.as_at")
