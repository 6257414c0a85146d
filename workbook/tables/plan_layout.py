"""The tables that analysts and refresh share: the plan, words, and the word of sources."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Seen, Table, analyst, refresh

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
        analyst("Ref", 5.5, seen=Seen.PUBLIC),
        analyst("Priority", 8.5, seen=Seen.PUBLIC),
        analyst("Action", 40, wraps=True, seen=Seen.PUBLIC),
        analyst("Lead agency", 19, wraps=True, seen=Seen.PUBLIC),
        analyst("Start", 9.5, "day", seen=Seen.PUBLIC),
        analyst("Due", 10, "day", seen=Seen.PUBLIC),
        analyst("Progress", 9, "progress", seen=Seen.PUBLIC),
        analyst("Completed on", 10, "day", seen=Seen.PUBLIC),
        analyst("Status set by you", 10, seen=Seen.PUBLIC),
        analyst("Last update", 9.5, "day", seen=Seen.PUBLIC),
        refresh("Status", 12, seen=Seen.PUBLIC),
        refresh("Stale", 6, seen=Seen.PUBLIC),
    ),
)

DECISIONS_TABLE: Final = Table(
    name="Decisions",
    sheet=ACTIONS,
    columns=(
        analyst("Ref", 5.5, seen=Seen.PUBLIC),
        analyst("Date", 8.5, "day", seen=Seen.PUBLIC),
        analyst("Decision", 40, wraps=True, seen=Seen.PUBLIC),
        analyst("Action", 19, seen=Seen.PUBLIC),
        refresh("Due", 9.5, "day", seen=Seen.PUBLIC),
        refresh("Status", 9.5, seen=Seen.PUBLIC),
    ),
)

OUTPUTS_TABLE: Final = Table(
    name="Outputs",
    sheet=OUTPUTS,
    columns=(
        analyst("Ref", 7, seen=Seen.PUBLIC),
        analyst("Actions", 11, seen=Seen.PUBLIC),
        analyst("Output", 34, wraps=True, seen=Seen.PUBLIC),
        analyst("Unit", 12, seen=Seen.PUBLIC),
        analyst("Measured as", 13, seen=Seen.PUBLIC),
        analyst("Target", 9, "figure", seen=Seen.PUBLIC),
        analyst("Start", 10, "day", seen=Seen.PUBLIC),
        analyst("Due", 10, "day", seen=Seen.PUBLIC),
        refresh("To date", 9, "figure", seen=Seen.PUBLIC),
        refresh("% of target", 9, "progress", seen=Seen.PUBLIC),
        refresh("Trend", 9, seen=Seen.PUBLIC),
        refresh("Status", 13, seen=Seen.PUBLIC),
    ),
)

OUTPUT_RETURNS_TABLE: Final = Table(
    name="OutputReturns",
    sheet=OUTPUTS,
    columns=(
        analyst("Output", 7, seen=Seen.PUBLIC),
        analyst("Period to", 11, "month", seen=Seen.PUBLIC),
        analyst("Returned by", 34, seen=Seen.RESTRICTED),
        analyst("Value", 12, "figure", seen=Seen.PUBLIC),
    ),
)

OUTCOMES_TABLE: Final = Table(
    name="Outcomes",
    sheet=OUTCOMES,
    columns=(
        analyst("Ref", 7, seen=Seen.PUBLIC),
        analyst("Priority", 9.5, seen=Seen.PUBLIC),
        analyst("Intermediate outcome", 38, wraps=True, seen=Seen.PUBLIC),
        analyst("Outputs", 20, seen=Seen.PUBLIC),
    ),
)

IMPACT_QUESTIONS_TABLE: Final = Table(
    name="ImpactQuestions",
    sheet=OUTCOMES,
    columns=(
        analyst("Ref", 7, seen=Seen.PUBLIC),
        analyst("Priority", 9.5, seen=Seen.PUBLIC),
        refresh("What it shows", 38, wraps=True, seen=Seen.PUBLIC),
        analyst("Indicator", 20, seen=Seen.PUBLIC),
        analyst("First month", 9, "month", seen=Seen.PUBLIC),
        analyst("Actions", 10, seen=Seen.PUBLIC),
        analyst("Wards", 16, wraps=True, seen=Seen.PUBLIC),
        analyst("Control wards", 16, wraps=True, seen=Seen.PUBLIC),
        analyst("Nearby wards", 11, wraps=True, seen=Seen.PUBLIC),
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

PUBLIC_WORDS: Final = "Words for the public"
"""The column of Commentary that a public edition has in place of the analyst's view."""

COMMENTARY_TABLE: Final = Table(
    name="Commentary",
    sheet=COMMENTARY,
    columns=(
        refresh("Indicator id", 19, wraps=True, seen=Seen.PUBLIC),
        refresh("Indicator", 21, wraps=True, seen=Seen.PUBLIC),
        refresh("State", 8.5, wraps=True, seen=Seen.PUBLIC),
        refresh("Data to", 7, "month", seen=Seen.PUBLIC),
        refresh("Drafted text", 91, wraps=True, seen=Seen.RESTRICTED),
        analyst("Analyst's view", 56.5, wraps=True, seen=Seen.RESTRICTED),
        analyst(PUBLIC_WORDS, 40, wraps=True, is_new=True, seen=Seen.PUBLIC),
        analyst("Confirmed for", 12.5, "month", seen=Seen.PUBLIC),
        refresh("Speaks of", 7.5, "month", seen=Seen.PUBLIC),
        refresh("Needs review", 14, wraps=True, seen=Seen.RESTRICTED),
        refresh("Mark", 14.5, wraps=True, seen=Seen.RESTRICTED),
    ),
)

EVIDENCE_TABLE: Final = Table(
    name="Evidence",
    sheet=HEARD,
    columns=(
        analyst("Linked to", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Date", 11, "day", seen=Seen.PUBLIC),
        analyst("Source", 32, wraps=True, seen=Seen.RESTRICTED),
        analyst("Kind", 10, seen=Seen.PUBLIC),
        analyst("Words", 60, wraps=True, seen=Seen.RESTRICTED),
        analyst("Illustrative", 11, seen=Seen.PUBLIC),
    ),
)

RESILIENCE_TABLE: Final = Table(
    name="Resilience",
    sheet=SOURCES,
    columns=(
        refresh("Source", 19, seen=Seen.RESTRICTED),
        refresh("Rating", 8, seen=Seen.RESTRICTED),
        refresh("Why", 25, wraps=True, seen=Seen.RESTRICTED),
        analyst("Analyst's rating", 9, seen=Seen.RESTRICTED),
        analyst("Analyst's reason", 14.5, wraps=True, seen=Seen.RESTRICTED),
        refresh("Worked out", 7.5, seen=Seen.RESTRICTED),
        refresh("Data to", 7, "month", seen=Seen.RESTRICTED),
        refresh("Months late", 7, "count", seen=Seen.RESTRICTED),
        refresh("Missing of 24", 7.5, "count", seen=Seen.RESTRICTED),
        refresh("Restated by", 8, seen=Seen.RESTRICTED),
        refresh("Releases", 8, "count", seen=Seen.RESTRICTED),
        refresh("Could stand in", 21, wraps=True, seen=Seen.RESTRICTED),
    ),
)

RETURNS_TABLE: Final = Table(
    name="Returns",
    sheet=SOURCES,
    columns=(
        analyst("Agency", 22, wraps=True, seen=Seen.RESTRICTED),
        analyst("Indicators", 24, wraps=True, seen=Seen.RESTRICTED),
        analyst("Contact role", 20, wraps=True, seen=Seen.NEVER),
        refresh("Data to", 8, "month", seen=Seen.RESTRICTED),
        refresh("Due to", 8, "month", seen=Seen.RESTRICTED),
        refresh("Awaited", 62, wraps=True, seen=Seen.RESTRICTED),
    ),
)
