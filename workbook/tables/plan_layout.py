"""The tables that analysts and refresh share: the plan, words, and the word of sources."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Table, analyst, refresh

ACTIONS: Final = "Actions"
OUTPUTS: Final = "Outputs"
OUTCOMES: Final = "Outcomes"
COMMENTARY: Final = "Commentary"
HEARD: Final = "What we heard"
SOURCES: Final = "Sources"
"""The sheets that they stand on."""

ACTIONS_TABLE: Final = Table(
    name="Actions",
    sheet=ACTIONS,
    columns=(
        analyst("Ref", 5.5),
        analyst("Priority", 8.5),
        analyst("Action", 40, wraps=True),
        analyst("Lead agency", 19, wraps=True),
        analyst("Start", 9.5, "day"),
        analyst("Due", 10, "day"),
        analyst("Progress", 9, "progress"),
        analyst("Completed on", 10, "day"),
        analyst("Status set by you", 10),
        analyst("Last update", 9.5, "day"),
        refresh("Status", 12),
        refresh("Stale", 6),
    ),
)

DECISIONS_TABLE: Final = Table(
    name="Decisions",
    sheet=ACTIONS,
    columns=(
        analyst("Ref", 5.5),
        analyst("Date", 8.5, "day"),
        analyst("Decision", 40, wraps=True),
        analyst("Action", 19),
        refresh("Due", 9.5, "day"),
        refresh("Status", 9.5),
    ),
)

OUTPUTS_TABLE: Final = Table(
    name="Outputs",
    sheet=OUTPUTS,
    columns=(
        analyst("Ref", 7),
        analyst("Actions", 11),
        analyst("Output", 34, wraps=True),
        analyst("Unit", 12),
        analyst("Measured as", 13),
        analyst("Target", 9, "figure"),
        analyst("Start", 10, "day"),
        analyst("Due", 10, "day"),
        refresh("To date", 9, "figure"),
        refresh("% of target", 9, "progress"),
        refresh("Trend", 9),
        refresh("Status", 13),
    ),
)

OUTPUT_RETURNS_TABLE: Final = Table(
    name="OutputReturns",
    sheet=OUTPUTS,
    columns=(
        analyst("Output", 7),
        analyst("Period to", 11, "month"),
        analyst("Returned by", 34),
        analyst("Value", 12, "figure"),
    ),
)

OUTCOMES_TABLE: Final = Table(
    name="Outcomes",
    sheet=OUTCOMES,
    columns=(
        analyst("Ref", 7),
        analyst("Priority", 9.5),
        analyst("Intermediate outcome", 38, wraps=True),
        analyst("Outputs", 20),
    ),
)

IMPACT_QUESTIONS_TABLE: Final = Table(
    name="ImpactQuestions",
    sheet=OUTCOMES,
    columns=(
        analyst("Ref", 7),
        analyst("Priority", 9.5),
        refresh("What it shows", 38, wraps=True),
        analyst("Indicator", 20),
        analyst("First month", 9, "month"),
        analyst("Actions", 10),
        analyst("Wards", 16, wraps=True),
        analyst("Control wards", 16, wraps=True),
        analyst("Nearby wards", 11, wraps=True),
    ),
)

PLAN_TABLES: Final = (
    ACTIONS_TABLE,
    DECISIONS_TABLE,
    OUTPUTS_TABLE,
    OUTPUT_RETURNS_TABLE,
    OUTCOMES_TABLE,
    IMPACT_QUESTIONS_TABLE,
)

COMMENTARY_TABLE: Final = Table(
    name="Commentary",
    sheet=COMMENTARY,
    columns=(
        refresh("Indicator id", 19, wraps=True),
        refresh("Indicator", 21, wraps=True),
        refresh("State", 8.5, wraps=True),
        refresh("Data to", 7, "month"),
        refresh("Drafted text", 91, wraps=True),
        analyst("Analyst's view", 56.5, wraps=True),
        analyst("Confirmed for", 12.5, "month"),
        refresh("Speaks of", 7.5, "month"),
        refresh("Needs review", 14, wraps=True),
        refresh("Mark", 14.5, wraps=True),
    ),
)

EVIDENCE_TABLE: Final = Table(
    name="Evidence",
    sheet=HEARD,
    columns=(
        analyst("Linked to", 24, wraps=True),
        analyst("Date", 11, "day"),
        analyst("Source", 32, wraps=True),
        analyst("Kind", 10),
        analyst("Words", 60, wraps=True),
        analyst("Illustrative", 11),
    ),
)

RESILIENCE_TABLE: Final = Table(
    name="Resilience",
    sheet=SOURCES,
    columns=(
        refresh("Source", 19),
        refresh("Rating", 8),
        refresh("Why", 25, wraps=True),
        analyst("Analyst's rating", 9),
        analyst("Analyst's reason", 14.5, wraps=True),
        refresh("Worked out", 7.5),
        refresh("Data to", 7, "month"),
        refresh("Months late", 7, "count"),
        refresh("Missing of 24", 7.5, "count"),
        refresh("Restated by", 8),
        refresh("Releases", 8, "count"),
        refresh("Could stand in", 21, wraps=True),
    ),
)

RETURNS_TABLE: Final = Table(
    name="Returns",
    sheet=SOURCES,
    columns=(
        analyst("Agency", 22, wraps=True),
        analyst("Indicators", 24, wraps=True),
        analyst("Contact role", 20, wraps=True),
        refresh("Data to", 8, "month"),
        refresh("Due to", 8, "month"),
        refresh("Awaited", 62, wraps=True),
    ),
)
