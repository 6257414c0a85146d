"""What stands where on All indicators: one column a figure."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

ALL_INDICATORS: Final = Sheet(
    name="All indicators", group=Group.EXPLORE, purpose="Every figure for every indicator"
)

ALL_INDICATORS_TABLE: Final = Table(
    name="AllIndicators",
    sheet=ALL_INDICATORS.name,
    columns=(
        refresh("Indicator", 31, seen=Seen.PUBLIC),
        refresh("Section", 24, seen=Seen.PUBLIC),
        refresh("Unit", 8, seen=Seen.PUBLIC),
        refresh("Status", 13, figure="status", seen=Seen.PUBLIC),
        refresh("Data to", 8, "month", seen=Seen.PUBLIC),
        refresh("Last 3 months", 9, "figure", figure="volume_3m", seen=Seen.PUBLIC),
        refresh("Same 3 a year before", 9.5, "figure", figure="volume_3m_prior", seen=Seen.PUBLIC),
        refresh("Usual range, low", 9, "figure", seen=Seen.PUBLIC),
        refresh("Usual range, high", 9, "figure", seen=Seen.PUBLIC),
        refresh("Last 12 months", 9, "figure", figure="volume_12m", seen=Seen.PUBLIC),
        refresh("Year before", 9, "figure", figure="volume_12m_prior", seen=Seen.PUBLIC),
        refresh("Change", 8, "figure_change", figure="change", seen=Seen.PUBLIC),
        refresh("Change %", 9, "percent_change", figure="change_pct", seen=Seen.PUBLIC),
        refresh("Is the change real?", 28, figure="change_words", seen=Seen.PUBLIC),
        refresh("p", 8, "probability", figure="change_p", seen=Seen.PUBLIC),
        refresh("Trend", 13, figure="trend", seen=Seen.PUBLIC),
        refresh("Per 1,000", 8, "rate", figure="rate_per_1000", seen=Seen.PUBLIC),
        refresh("Rate, low", 8, "rate", figure="rate_low", seen=Seen.PUBLIC),
        refresh("Rate, high", 8, "rate", figure="rate_high", seen=Seen.PUBLIC),
        refresh("Population year", 11, "year", figure="population_year", seen=Seen.PUBLIC),
        refresh("Peer group", 27, figure="peer_group", seen=Seen.PUBLIC),
        refresh("Peer rate", 8, "rate", figure="peer_rate", seen=Seen.PUBLIC),
        refresh("Rank", 7, "rank", figure="rank", seen=Seen.PUBLIC),
        refresh("Of", 6, "count", figure="rank_of", seen=Seen.PUBLIC),
        refresh("Against peers", 15, figure="benchmark", seen=Seen.PUBLIC),
        refresh("Target", 9, "figure", figure="target", seen=Seen.PUBLIC),
        refresh("RAG", 33, figure="rag", seen=Seen.PUBLIC),
        refresh("Latest month", 8, "figure", figure="observed", seen=Seen.PUBLIC),
        refresh("Expected", 9, "figure", figure="expected", seen=Seen.PUBLIC),
        refresh("Month, usual low", 9, "figure", figure="expected_low", seen=Seen.PUBLIC),
        refresh("Month, usual high", 9, "figure", figure="expected_high", seen=Seen.PUBLIC),
        refresh("z, one month", 8, "z", figure="z1", seen=Seen.PUBLIC),
        refresh("z, six months", 8, "z", figure="z6", seen=Seen.PUBLIC),
        refresh("Exception", 31, figure="exception", seen=Seen.PUBLIC),
        refresh("Exception since", 9, "month", seen=Seen.PUBLIC),
        refresh("Back inside since", 9, "month", seen=Seen.PUBLIC),
        refresh("New or known", 11, figure="exception_status", seen=Seen.PUBLIC),
        refresh("Worth watching", 32, figure="worth_watching", seen=Seen.PUBLIC),
        refresh("Level change", 8, "level_change", figure="level_change_pct", seen=Seen.PUBLIC),
        refresh("Level, low", 8, "level_change", figure="level_change_low", seen=Seen.PUBLIC),
        refresh("Level, high", 8, "level_change", figure="level_change_high", seen=Seen.PUBLIC),
        refresh("Next 3, low", 8, "figure", figure="next_quarter_low", seen=Seen.PUBLIC),
        refresh("Next 3, high", 8, "figure", figure="next_quarter_high", seen=Seen.PUBLIC),
        refresh("Year end", 8, "figure", figure="forecast_year_end", seen=Seen.PUBLIC),
        refresh("Year end, low", 8, "figure", figure="forecast_year_end_low", seen=Seen.PUBLIC),
        refresh("Year end, high", 8, "figure", figure="forecast_year_end_high", seen=Seen.PUBLIC),
        refresh("Chance of target", 8, "chance", figure="chance_of_target", seen=Seen.PUBLIC),
        refresh("XmR mean", 8, "figure", figure="xmr_mean", seen=Seen.PUBLIC),
        refresh("XmR lower", 8, "figure", figure="xmr_lower", seen=Seen.PUBLIC),
        refresh("XmR upper", 8, "figure", figure="xmr_upper", seen=Seen.PUBLIC),
        refresh("Polarity", 16, seen=Seen.PUBLIC),
        refresh("Source", 22, figure="source", seen=Seen.PUBLIC),
        refresh("Vintage", 10, figure="vintage", seen=Seen.PUBLIC),
        refresh("Illustrative", 12, seen=Seen.PUBLIC),
        refresh("Year to date", 9, "figure", figure="ytd_volume", seen=Seen.PUBLIC),
        refresh("Same months before", 11, "figure", figure="ytd_volume_prior", seen=Seen.PUBLIC),
        refresh("To date, change", 8, "figure_change", figure="ytd_change", seen=Seen.PUBLIC),
        refresh(
            "To date, change %", 9, "percent_change", figure="ytd_change_pct", seen=Seen.PUBLIC
        ),
        refresh("To date, p", 8, "probability", figure="ytd_change_p", seen=Seen.PUBLIC),
        refresh("To date, real?", 28, figure="ytd_change_words", seen=Seen.PUBLIC),
        refresh("Baseline", 22, figure="baseline", seen=Seen.PUBLIC),
        refresh("Baseline, a year", 9, "figure", figure="baseline_volume", seen=Seen.PUBLIC),
        refresh(
            "On baseline, change", 11, "figure_change", figure="baseline_change", seen=Seen.PUBLIC
        ),
        refresh(
            "On baseline, change %",
            11,
            "percent_change",
            figure="baseline_change_pct",
            seen=Seen.PUBLIC,
        ),
        refresh("On baseline, p", 8, "probability", figure="baseline_change_p", seen=Seen.PUBLIC),
        refresh("On baseline, real?", 28, figure="baseline_change_words", seen=Seen.PUBLIC),
        refresh("Last edition's month", 12, "month", seen=Seen.PUBLIC),
        refresh("Published then", 10, "figure", seen=Seen.PUBLIC),
        refresh("The same now", 10, "figure", seen=Seen.PUBLIC),
        refresh("Level on a year ago", 34, seen=Seen.PUBLIC),
        refresh("What it shows", 180, wraps=True, seen=Seen.PUBLIC),
        refresh("Notes", 134, wraps=True, seen=Seen.PUBLIC),
    ),
    identity=("Indicator",),
)

AS_AT: Final = cell("all_indicators.as_at")
