"""The tables of figures that refresh writes."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheets import (
    ALL_INDICATORS,
    CHECKS,
    DATA,
    EXCEPTIONS,
    MAP,
    PEERS,
    SMALL_AREAS,
    SOURCES,
    WARD_DATA,
)
from workbook.layout.table import Column, Table, formula, refresh

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
        refresh("Expected, low", 9, "figure", figure="expected_low"),
        refresh("Expected, high", 9, "figure", figure="expected_high"),
        refresh("z, one month", 8, "z", figure="z1"),
        refresh("z, six months", 8, "z", figure="z6"),
        refresh("Exception", 40, figure="exception"),
        refresh("Exception since", 10, "month"),
        refresh("New or known", 12, figure="exception_status"),
        refresh("XmR mean", 8, "figure", figure="xmr_mean"),
        refresh("XmR lower", 8, "figure", figure="xmr_lower"),
        refresh("XmR upper", 8, "figure", figure="xmr_upper"),
        refresh("Polarity", 16),
        refresh("Source", 22, figure="source"),
        refresh("Vintage", 10, figure="vintage"),
        refresh("Illustrative", 12),
        refresh("What it shows", 180, wraps=True),
        refresh("Notes", 134, wraps=True),
    ),
)

PEERS_TABLE: Final = Table(
    name="Peers",
    sheet=PEERS.name,
    columns=(
        refresh("Indicator", 21.5),
        refresh("Area", 18.5),
        refresh("Data to", 7, "month"),
        refresh("Count", 7, "count"),
        refresh("Residents", 8, "count"),
        refresh("Per 1,000", 6.5, "rate"),
        refresh("Rate, low", 6, "rate"),
        refresh("Rate, high", 6, "rate"),
        refresh("Rank", 5, "rank"),
        refresh("Of", 4.5, "count"),
        refresh("Expected rate", 8, "rate"),
        refresh("95 % low", 6, "rate"),
        refresh("95 % high", 6, "rate"),
        refresh("99.8 % low", 6, "rate"),
        refresh("99.8 % high", 6, "rate"),
        refresh("z", 5.5, "z"),
        refresh("Against peers", 10),
        refresh("Vintage", 7.5),
    ),
)

EXCEPTIONS_TABLE: Final = Table(
    name="Exceptions",
    sheet=EXCEPTIONS.name,
    columns=(
        refresh("New or known", 14),
        refresh("What", 23),
        refresh("Where", 20),
        refresh("When", 12),
        refresh("Seen", 9, "figure"),
        refresh("Usual range", 12),
        Column(header="How unusual, in words", width=32, wraps=True),
        Column(header="Ask", width=22, wraps=True),
    ),
)

WARD_MAP_TABLE: Final = Table(
    name="WardMap",
    sheet=MAP.name,
    columns=(
        refresh("Ward", 19),
        refresh("Last 12", 8, "count"),
        refresh("Before", 8, "count"),
        refresh("Change", 8, "percent_change"),
        refresh("Per 1,000", 8, "rate"),
        refresh("Exception", 18),
        refresh("Cluster", 8),
    ),
)

SMALL_AREAS_TABLE: Final = Table(
    name="SmallAreas",
    sheet=SMALL_AREAS.name,
    columns=(
        refresh("No.", 4, "count"),
        refresh("Area", 13),
        refresh("Ward", 18),
        refresh("Last 12", 7, "count"),
        refresh("Before", 7, "count"),
        refresh("Change", 7, "count_change"),
        refresh("Per 1,000", 7, "rate"),
        refresh("Cluster", 8),
        refresh("z", 6, "z"),
        refresh("p", 7, "probability"),
    ),
)

DATA_TABLE: Final = Table(
    name="Data",
    sheet=DATA.name,
    columns=(
        refresh("Indicator", 30),
        refresh("Area", 9),
        refresh("Month", 7, "month"),
        refresh("Count", 8, "count"),
        refresh("Out of", 8, "count"),
        refresh("Expected", 8, "expected"),
        refresh("Range low", 8, "expected"),
        refresh("Range high", 8, "expected"),
        refresh("Exception", 14),
        refresh("Vintage", 8),
        refresh("Source", 19),
    ),
)

WARD_DATA_TABLE: Final = Table(
    name="WardData",
    sheet=WARD_DATA.name,
    columns=(
        refresh("Indicator", 34),
        refresh("Ward code", 12),
        refresh("Ward", 24),
        refresh("Month", 10, "month"),
        refresh("Count", 10, "count"),
        refresh("Vintage", 11),
    ),
)

SOURCES_TABLE: Final = Table(
    name="Sources",
    sheet=SOURCES.name,
    columns=(
        refresh("File", 43, wraps=True),
        refresh("Source", 13.5, wraps=True),
        refresh("Publisher", 22, wraps=True),
        refresh("Layout", 13, wraps=True),
        refresh("Level", 8),
        refresh("Vintage", 7.5),
        refresh("First month", 7, "month"),
        refresh("Last month", 7, "month"),
        refresh("Rows", 7.5, "count"),
        refresh("Missing months", 8.5, wraps=True),
        refresh("Illustrative", 10.5),
        refresh("SHA-256", 17),
        refresh("Notes", 150, wraps=True),
    ),
)

REVISIONS_TABLE: Final = Table(
    name="Revisions",
    sheet=SOURCES.name,
    columns=(
        refresh("Indicator", 32),
        refresh("Month", 8, "month"),
        refresh("Was", 9, "count"),
        refresh("In vintage", 9),
        refresh("Is now", 9, "count"),
        refresh("From vintage", 9),
        refresh("Difference", 10, "count_change"),
    ),
)

CHECKS_TABLE: Final = Table(
    name="Checks",
    sheet=CHECKS.name,
    columns=(
        refresh("Indicator", 30),
        refresh("Figure", 18),
        refresh("Months to", 8, "month"),
        refresh("Months", 8, "count"),
        refresh("Written", 12, "checked"),
        formula("These months", 14, "checked"),
        formula("A year earlier", 14, "checked"),
        formula("Recomputed", 12, "checked"),
        formula("Agrees", 9, "truth"),
    ),
)
