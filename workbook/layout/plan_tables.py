"""The tables that analysts and refresh share: the plan, words, and the word of sources."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheets import ACTIONS, COMMENTARY, HEARD, OUTCOMES, OUTPUTS, SOURCES
from workbook.layout.table import Table, analyst, refresh

ACTIONS_TABLE: Final = Table(
    name="Actions",
    sheet=ACTIONS.name,
    columns=(
        analyst("Ref", 6),
        analyst("Priority", 9.5),
        analyst("Action", 33, wraps=True),
        analyst("Lead agency", 19, wraps=True),
        analyst("Start", 10, "day"),
        analyst("Due", 10, "day"),
        analyst("Progress", 9, "progress"),
        analyst("Completed on", 10, "day"),
        analyst("Status set by you", 11),
        analyst("Last update", 10, "day"),
        refresh("Status", 13),
        refresh("Stale", 7.5),
    ),
)

DECISIONS_TABLE: Final = Table(
    name="Decisions",
    sheet=ACTIONS.name,
    columns=(
        analyst("Ref", 6),
        analyst("Date", 9.5, "day"),
        analyst("Decision", 33, wraps=True),
        analyst("Action", 19),
        refresh("Due", 10, "day"),
        refresh("Status", 10, wraps=True),
    ),
)

OUTPUTS_TABLE: Final = Table(
    name="Outputs",
    sheet=OUTPUTS.name,
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
    sheet=OUTPUTS.name,
    columns=(
        analyst("Output", 7),
        analyst("Period to", 11, "month"),
        analyst("Returned by", 34),
        analyst("Value", 12, "figure"),
    ),
)

OUTCOMES_TABLE: Final = Table(
    name="Outcomes",
    sheet=OUTCOMES.name,
    columns=(
        analyst("Ref", 7),
        analyst("Priority", 9.5),
        analyst("Intermediate outcome", 38, wraps=True),
        analyst("Outputs", 20),
    ),
)

IMPACT_QUESTIONS_TABLE: Final = Table(
    name="ImpactQuestions",
    sheet=OUTCOMES.name,
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
        analyst("Controls of nearby", 11, wraps=True),
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
    sheet=COMMENTARY.name,
    columns=(
        refresh("Indicator id", 15, wraps=True),
        refresh("Indicator", 17, wraps=True),
        refresh("State", 8.5, wraps=True),
        refresh("Data to", 7, "month"),
        refresh("Drafted text", 30, wraps=True),
        analyst("Analyst's view", 30, wraps=True),
        analyst("Confirmed for", 9.5, "month"),
        refresh("Speaks of", 7.5, "month"),
        refresh("Needs review", 14, wraps=True),
        refresh("Mark", 12.5, wraps=True),
    ),
)

EVIDENCE_TABLE: Final = Table(
    name="Evidence",
    sheet=HEARD.name,
    columns=(
        analyst("Linked to", 22, wraps=True),
        analyst("Date", 11, "day"),
        analyst("Source", 32, wraps=True),
        analyst("Kind", 10),
        analyst("Words", 58, wraps=True),
        analyst("Illustrative", 10),
    ),
)

RESILIENCE_TABLE: Final = Table(
    name="Resilience",
    sheet=SOURCES.name,
    columns=(
        refresh("Source", 24),
        refresh("Rating", 10),
        refresh("Why", 50, wraps=True),
        analyst("Analyst's rating", 10),
        analyst("Analyst's reason", 36, wraps=True),
        refresh("Worked out", 10),
        refresh("Data to", 8, "month"),
        refresh("Months late", 8, "count"),
        refresh("Missing of 24", 8, "count"),
        refresh("Restated by", 9),
        refresh("Releases", 9, "count"),
        refresh("Could stand in", 24),
    ),
)

RETURNS_TABLE: Final = Table(
    name="Returns",
    sheet=SOURCES.name,
    columns=(
        analyst("Agency", 26),
        analyst("Indicators", 34),
        analyst("Contact role", 24),
        refresh("Data to", 8, "month"),
        refresh("Due to", 8, "month"),
        refresh("Awaited", 80, wraps=True),
    ),
)
