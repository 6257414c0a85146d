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
        refresh("Status", 13, figure="status"),
        refresh("Data to", 8, "month"),
        refresh("Last 3 months", 9, "figure", figure="volume_3m"),
        refresh("Same 3 a year before", 9.5, "figure", figure="volume_3m_prior"),
        refresh("Usual range, low", 9, "figure"),
        refresh("Usual range, high", 9, "figure"),
        refresh("Last 12 months", 9, "figure", figure="volume_12m"),
        refresh("Year before", 9, "figure", figure="volume_12m_prior"),
        refresh("Change", 8, "figure_change", figure="change"),
        refresh("Change %", 9, "percent_change", figure="change_pct"),
        refresh("Is the change real?", 28, figure="change_words"),
        refresh("p", 8, "probability", figure="change_p"),
        refresh("Trend", 13, figure="trend"),
        refresh("Per 1,000", 8, "rate", figure="rate_per_1000"),
        refresh("Rate, low", 8, "rate", figure="rate_low"),
        refresh("Rate, high", 8, "rate", figure="rate_high"),
        refresh("Population year", 11, "year", figure="population_year"),
        refresh("Peer group", 27, figure="peer_group"),
        refresh("Peer rate", 8, "rate", figure="peer_rate"),
        refresh("Rank", 7, "rank", figure="rank"),
        refresh("Of", 6, "count", figure="rank_of"),
        refresh("Against peers", 15, figure="benchmark"),
        refresh("Target", 9, "figure", figure="target"),
        refresh("RAG", 33, figure="rag"),
        refresh("Latest month", 8, "figure", figure="observed"),
        refresh("Expected", 9, "figure", figure="expected"),
        refresh("Month, usual low", 9, "figure", figure="expected_low"),
        refresh("Month, usual high", 9, "figure", figure="expected_high"),
        refresh("z, one month", 8, "z", figure="z1"),
        refresh("z, six months", 8, "z", figure="z6"),
        refresh("Exception", 31, figure="exception"),
        refresh("Exception since", 9, "month"),
        refresh("Back inside since", 9, "month"),
        refresh("New or known", 11, figure="exception_status"),
        refresh("Worth watching", 32, figure="worth_watching"),
        refresh("Level change", 8, "level_change", figure="level_change_pct"),
        refresh("Level, low", 8, "level_change", figure="level_change_low"),
        refresh("Level, high", 8, "level_change", figure="level_change_high"),
        refresh("Next 3, low", 8, "figure", figure="next_quarter_low"),
        refresh("Next 3, high", 8, "figure", figure="next_quarter_high"),
        refresh("Year end", 8, "figure", figure="forecast_year_end"),
        refresh("Year end, low", 8, "figure", figure="forecast_year_end_low"),
        refresh("Year end, high", 8, "figure", figure="forecast_year_end_high"),
        refresh("Chance of target", 8, "chance", figure="chance_of_target"),
        refresh("XmR mean", 8, "figure", figure="xmr_mean"),
        refresh("XmR lower", 8, "figure", figure="xmr_lower"),
        refresh("XmR upper", 8, "figure", figure="xmr_upper"),
        refresh("Polarity", 16),
        refresh("Source", 22, figure="source"),
        refresh("Vintage", 10, figure="vintage"),
        refresh("Illustrative", 12),
        refresh("Year to date", 9, "figure", figure="ytd_volume"),
        refresh("Same months before", 11, "figure", figure="ytd_volume_prior"),
        refresh("To date, change", 8, "figure_change", figure="ytd_change"),
        refresh("To date, change %", 9, "percent_change", figure="ytd_change_pct"),
        refresh("To date, p", 8, "probability", figure="ytd_change_p"),
        refresh("To date, real?", 28, figure="ytd_change_words"),
        refresh("Baseline", 22, figure="baseline"),
        refresh("Baseline, a year", 9, "figure", figure="baseline_volume"),
        refresh("On baseline, change", 11, "figure_change", figure="baseline_change"),
        refresh("On baseline, change %", 11, "percent_change", figure="baseline_change_pct"),
        refresh("On baseline, p", 8, "probability", figure="baseline_change_p"),
        refresh("On baseline, real?", 28, figure="baseline_change_words"),
        refresh("Level on a year ago", 34),
        refresh("What it shows", 180, wraps=True),
        refresh("Notes", 134, wraps=True),
    ),
    identity=("Indicator",),
)

AS_AT: Final = cell("all_indicators.as_at")
