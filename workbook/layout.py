"""Every sheet, table, column and block name of the workbook: the one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.settings import Settings


class Group(StrEnum):
    """The four groups of sheets; only BOARD prints by default."""

    BOARD = "BOARD"
    EXPLORE = "EXPLORE"
    ANALYST = "ANALYST"
    EVIDENCE = "EVIDENCE"


TAB_COLOURS: Final = {
    Group.BOARD: "#12436D",
    Group.EXPLORE: "#4E7FA8",
    Group.ANALYST: "#8A6D1D",
    Group.EVIDENCE: "#7B8794",
}


class Owner(StrEnum):
    """Who writes a table column."""

    ANALYST = "analyst"
    REFRESH = "refresh"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet: its name, group and the line that Cover's contents give it."""

    name: str
    group: Group
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One table column: its heading, owner, width in characters, number format (a key of
    ``workbook.template.style.NUMBERS``), and whether long text in it runs over several lines.
    """

    header: str
    owner: Owner = Owner.REFRESH
    width: float = 12
    number: str = "text"
    wraps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An Excel table: its name, sheet and columns in order."""

    name: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.header for column in self.columns)

    @property
    def refresh_headers(self) -> tuple[str, ...]:
        """The headings of the columns that refresh writes."""
        return tuple(c.header for c in self.columns if c.owner is Owner.REFRESH)


COVER: Final = Sheet(name="Cover", group=Group.BOARD, purpose="Contents and how to read it")
SUMMARY: Final = Sheet(
    name="Summary", group=Group.BOARD, purpose="One page: what changed and the headline indicators"
)
EXCEPTIONS: Final = Sheet(
    name="Exceptions", group=Group.BOARD, purpose="What is outside its usual range"
)
MAP: Final = Sheet(name="Map", group=Group.BOARD, purpose="One indicator, ward by ward")
ALL_INDICATORS: Final = Sheet(
    name="All indicators", group=Group.EXPLORE, purpose="Every figure for every indicator"
)
PEERS: Final = Sheet(
    name="Peers", group=Group.EXPLORE, purpose="Every area of the peer group beside each indicator"
)
INDICATOR: Final = Sheet(
    name="Indicator", group=Group.EXPLORE, purpose="Choose any indicator from a list"
)
IMPACT: Final = Sheet(
    name="Impact",
    group=Group.BOARD,
    purpose="Actions, outputs, what they lead to, and whether it works",
)
ACTIONS: Final = Sheet(
    name="Actions", group=Group.ANALYST, purpose="Who does what by when; the board's decisions"
)
OUTPUTS: Final = Sheet(
    name="Outputs", group=Group.ANALYST, purpose="What actions produce, against targets"
)
OUTCOMES: Final = Sheet(
    name="Outcomes",
    group=Group.ANALYST,
    purpose="What outputs lead to; which impact is estimated",
)
COMMENTARY: Final = Sheet(
    name="Commentary", group=Group.ANALYST, purpose="Drafted text and the analyst's own view"
)
HEARD: Final = Sheet(
    name="What we heard", group=Group.ANALYST, purpose="Quotes and summaries with their source"
)
HEAT_TABLES: Final = Sheet(
    name="Heat tables",
    group=Group.EXPLORE,
    purpose="Ward by month; month by year",
)
DEFINITIONS: Final = Sheet(
    name="Definitions", group=Group.ANALYST, purpose="What each indicator counts, and its caveats"
)
SETTINGS: Final = Sheet(
    name="Settings",
    group=Group.ANALYST,
    purpose="Area, month, sections, peers, targets",
)
SOURCES: Final = Sheet(
    name="Sources", group=Group.EVIDENCE, purpose="Where each figure came from; what was restated"
)
DATA: Final = Sheet(
    name="Data", group=Group.EVIDENCE, purpose="The monthly figures behind everything"
)
WARD_DATA: Final = Sheet(
    name="Ward data", group=Group.EVIDENCE, purpose="Ward by ward, the last 36 months"
)
CHECKS: Final = Sheet(
    name="Checks", group=Group.EVIDENCE, purpose="Formulas that recompute the figures"
)

BEFORE_SECTIONS: Final = (COVER, SUMMARY, EXCEPTIONS)
AFTER_SECTIONS: Final = (
    IMPACT,
    MAP,
    ALL_INDICATORS,
    PEERS,
    INDICATOR,
    HEAT_TABLES,
    COMMENTARY,
    HEARD,
    ACTIONS,
    OUTPUTS,
    OUTCOMES,
    DEFINITIONS,
    SETTINGS,
    SOURCES,
    DATA,
    WARD_DATA,
    CHECKS,
)


def sheets(settings: Settings) -> tuple[Sheet, ...]:
    """All sheets of a workbook in tab order; sections stand between Summary and EXPLORE."""
    sections = tuple(
        Sheet(name=section.sheet, group=Group.BOARD, purpose=section.name)
        for section in settings.sections
    )
    return BEFORE_SECTIONS + sections + AFTER_SECTIONS


def _analyst(header: str, width: float, number: str = "text", *, wraps: bool = False) -> Column:
    return Column(header=header, owner=Owner.ANALYST, width=width, number=number, wraps=wraps)


def _refresh(header: str, width: float, number: str = "text", *, wraps: bool = False) -> Column:
    return Column(header=header, owner=Owner.REFRESH, width=width, number=number, wraps=wraps)


def _formula(header: str, width: float, number: str = "text") -> Column:
    return Column(header=header, owner=Owner.FORMULA, width=width, number=number)


DEFINITIONS_TABLE: Final = Table(
    name="Definitions",
    sheet=DEFINITIONS.name,
    columns=(
        _analyst("Id", 21),
        _analyst("Indicator", 31),
        _analyst("Sections", 9),
        _analyst("Headline", 9),
        _analyst("Polarity", 15),
        _analyst("Source", 19),
        _analyst("Offences", 32, wraps=True),
        _analyst("Per 100 of", 16, wraps=True),
        _analyst("Count only", 7),
        _analyst("Normal lag, months", 9, "count"),
        _analyst("Definition", 36, wraps=True),
        _analyst("What good looks like", 24, wraps=True),
        _analyst("Caveats", 40, wraps=True),
    ),
)
SETTINGS_TABLE: Final = Table(
    name="Settings",
    sheet=SETTINGS.name,
    columns=(
        _analyst("Setting", 18),
        _analyst("Value", 28, wraps=True),
        _analyst("Meaning", 30, wraps=True),
    ),
)
SECTIONS_TABLE: Final = Table(
    name="Sections",
    sheet=SETTINGS.name,
    columns=(
        _analyst("Id", 18),
        _analyst("Section", 28, wraps=True),
        _analyst("Sheet", 30),
        _analyst("Kind", 9),
        _analyst("Objective", 27, wraps=True),
        _analyst("Lead role", 24, wraps=True),
        _analyst("Action plan", 16, wraps=True),
    ),
)
KNOWN_CHANGES_TABLE: Final = Table(
    name="KnownChanges",
    sheet=SETTINGS.name,
    columns=(
        _analyst("Id", 18),
        _analyst("What changed", 28, wraps=True),
        _analyst("Effect", 30),
        _analyst("First month", 9, "month"),
        _analyst("Last month", 27, "month"),
        _analyst("Applies to", 24, wraps=True),
        _analyst("Approved by", 16, wraps=True),
    ),
)
PEER_GROUPS_TABLE: Final = Table(
    name="PeerGroups",
    sheet=SETTINGS.name,
    columns=(
        _analyst("Id", 18),
        _analyst("Peer group", 28, wraps=True),
        _analyst("Members", 30, wraps=True),
        _analyst("Note", 9),
    ),
)
TARGETS_TABLE: Final = Table(
    name="Targets",
    sheet=SETTINGS.name,
    columns=(
        _analyst("Indicator id", 18),
        _analyst("Kind", 28),
        _analyst("Note", 30, wraps=True),
        _analyst("Amount", 9, "general"),
        _analyst("Baseline year", 27),
        _analyst("From month", 24, "month"),
        _analyst("To month", 16, "month"),
    ),
)
ACTIONS_TABLE: Final = Table(
    name="Actions",
    sheet=ACTIONS.name,
    columns=(
        _analyst("Ref", 6),
        _analyst("Priority", 9.5),
        _analyst("Action", 33, wraps=True),
        _analyst("Lead agency", 19, wraps=True),
        _analyst("Start", 10, "day"),
        _analyst("Due", 10, "day"),
        _analyst("Progress", 9, "progress"),
        _analyst("Completed on", 10, "day"),
        _analyst("Status set by you", 11),
        _analyst("Last update", 10, "day"),
        _refresh("Status", 13),
        _refresh("Stale", 7.5),
    ),
)
DECISIONS_TABLE: Final = Table(
    name="Decisions",
    sheet=ACTIONS.name,
    columns=(
        _analyst("Ref", 6),
        _analyst("Date", 9.5, "day"),
        _analyst("Decision", 33, wraps=True),
        _analyst("Action", 19),
        _refresh("Due", 10, "day"),
        _refresh("Status", 10, wraps=True),
    ),
)
OUTPUTS_TABLE: Final = Table(
    name="Outputs",
    sheet=OUTPUTS.name,
    columns=(
        _analyst("Ref", 7),
        _analyst("Actions", 11),
        _analyst("Output", 34, wraps=True),
        _analyst("Unit", 12),
        _analyst("Measured as", 13),
        _analyst("Target", 9, "figure"),
        _analyst("Start", 10, "day"),
        _analyst("Due", 10, "day"),
        _refresh("To date", 9, "figure"),
        _refresh("% of target", 9, "progress"),
        _refresh("Trend", 9),
        _refresh("Status", 13),
    ),
)
OUTPUT_RETURNS_TABLE: Final = Table(
    name="OutputReturns",
    sheet=OUTPUTS.name,
    columns=(
        _analyst("Output", 7),
        _analyst("Period to", 11, "month"),
        _analyst("Returned by", 34),
        _analyst("Value", 12, "figure"),
    ),
)
OUTCOMES_TABLE: Final = Table(
    name="Outcomes",
    sheet=OUTCOMES.name,
    columns=(
        _analyst("Ref", 7),
        _analyst("Priority", 9.5),
        _analyst("Intermediate outcome", 38, wraps=True),
        _analyst("Outputs", 20),
    ),
)
IMPACT_QUESTIONS_TABLE: Final = Table(
    name="ImpactQuestions",
    sheet=OUTCOMES.name,
    columns=(
        _analyst("Ref", 7),
        _analyst("Priority", 9.5),
        _refresh("What it shows", 38, wraps=True),
        _analyst("Indicator", 20),
        _analyst("First month", 9, "month"),
        _analyst("Actions", 10),
        _analyst("Wards", 16, wraps=True),
        _analyst("Control wards", 16, wraps=True),
        _analyst("Nearby wards", 11, wraps=True),
        _analyst("Controls of nearby", 11, wraps=True),
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
        _refresh("Indicator id", 15, wraps=True),
        _refresh("Indicator", 17, wraps=True),
        _refresh("State", 8.5, wraps=True),
        _refresh("Data to", 7, "month"),
        _refresh("Drafted text", 30, wraps=True),
        _analyst("Analyst's view", 30, wraps=True),
        _analyst("Confirmed for", 9.5, "month"),
        _refresh("Speaks of", 7.5, "month"),
        _refresh("Needs review", 14, wraps=True),
        _refresh("Mark", 12.5, wraps=True),
    ),
)
EVIDENCE_TABLE: Final = Table(
    name="Evidence",
    sheet=HEARD.name,
    columns=(
        _analyst("Linked to", 22, wraps=True),
        _analyst("Date", 11, "day"),
        _analyst("Source", 32, wraps=True),
        _analyst("Kind", 10),
        _analyst("Words", 58, wraps=True),
        _analyst("Illustrative", 10),
    ),
)
RESILIENCE_TABLE: Final = Table(
    name="Resilience",
    sheet=SOURCES.name,
    columns=(
        _refresh("Source", 24),
        _refresh("Rating", 10),
        _refresh("Why", 50, wraps=True),
        _analyst("Analyst's rating", 10),
        _analyst("Analyst's reason", 36, wraps=True),
        _refresh("Worked out", 10),
        _refresh("Data to", 8, "month"),
        _refresh("Months late", 8, "count"),
        _refresh("Missing of 24", 8, "count"),
        _refresh("Restated by", 9),
        _refresh("Releases", 9, "count"),
        _refresh("Could stand in", 24),
    ),
)
RETURNS_TABLE: Final = Table(
    name="Returns",
    sheet=SOURCES.name,
    columns=(
        _analyst("Agency", 26),
        _analyst("Indicators", 34),
        _analyst("Contact role", 24),
        _refresh("Data to", 8, "month"),
        _refresh("Due to", 8, "month"),
        _refresh("Awaited", 80, wraps=True),
    ),
)
ANALYST_TABLES: Final = (
    DEFINITIONS_TABLE,
    SETTINGS_TABLE,
    SECTIONS_TABLE,
    PEER_GROUPS_TABLE,
    TARGETS_TABLE,
    KNOWN_CHANGES_TABLE,
    *PLAN_TABLES,
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)

ALL_INDICATORS_TABLE: Final = Table(
    name="AllIndicators",
    sheet=ALL_INDICATORS.name,
    columns=(
        _refresh("Indicator", 31),
        _refresh("Section", 21, wraps=True),
        _refresh("Unit", 8),
        _refresh("Status", 12),
        _refresh("Data to", 8, "month"),
        _refresh("Last 3 months", 8, "figure"),
        _refresh("Same 3 a year before", 9, "figure"),
        _refresh("Usual range, low", 8, "figure"),
        _refresh("Usual range, high", 8, "figure"),
        _refresh("Last 12 months", 8, "figure"),
        _refresh("Year before", 9, "figure"),
        _refresh("Change", 8, "figure_change"),
        _refresh("Change %", 8, "percent_change"),
        _refresh("Is the change real?", 22, wraps=True),
        _refresh("p", 8, "probability"),
        _refresh("Per 1,000", 8, "rate"),
        _refresh("Rate, low", 8, "rate"),
        _refresh("Rate, high", 8, "rate"),
        _refresh("Population year", 10, "year"),
        _refresh("Peer group", 16, wraps=True),
        _refresh("Peer rate", 8, "rate"),
        _refresh("Rank", 7, "rank"),
        _refresh("Of", 6, "count"),
        _refresh("Against peers", 16, wraps=True),
        _refresh("Target", 8, "figure"),
        _refresh("RAG", 22, wraps=True),
        _refresh("Latest month", 8, "figure"),
        _refresh("Expected", 8, "figure"),
        _refresh("Expected, low", 8, "figure"),
        _refresh("Expected, high", 8, "figure"),
        _refresh("z, one month", 8, "z"),
        _refresh("z, six months", 8, "z"),
        _refresh("Exception", 24, wraps=True),
        _refresh("Exception since", 9, "month"),
        _refresh("New or known", 11),
        _refresh("XmR mean", 8, "figure"),
        _refresh("XmR lower", 8, "figure"),
        _refresh("XmR upper", 8, "figure"),
        _refresh("Polarity", 15),
        _refresh("Source", 20, wraps=True),
        _refresh("Vintage", 10),
        _refresh("Illustrative", 10),
        _refresh("What it shows", 100, wraps=True),
        _refresh("Notes", 100, wraps=True),
    ),
)
PEERS_TABLE: Final = Table(
    name="Peers",
    sheet=PEERS.name,
    columns=(
        _refresh("Indicator", 21.5),
        _refresh("Area", 18.5),
        _refresh("Data to", 7, "month"),
        _refresh("Count", 7, "count"),
        _refresh("Residents", 8, "count"),
        _refresh("Per 1,000", 6.5, "rate"),
        _refresh("Rate, low", 6, "rate"),
        _refresh("Rate, high", 6, "rate"),
        _refresh("Rank", 5, "rank"),
        _refresh("Of", 4.5, "count"),
        _refresh("Expected rate", 8, "rate"),
        _refresh("95 % low", 6, "rate"),
        _refresh("95 % high", 6, "rate"),
        _refresh("99.8 % low", 6, "rate"),
        _refresh("99.8 % high", 6, "rate"),
        _refresh("z", 5.5, "z"),
        _refresh("Against peers", 10),
        _refresh("Vintage", 7.5),
    ),
)
EXCEPTIONS_TABLE: Final = Table(
    name="Exceptions",
    sheet=EXCEPTIONS.name,
    columns=(
        _refresh("New or known", 14),
        _refresh("What", 23),
        _refresh("Where", 20),
        _refresh("When", 12),
        _refresh("Seen", 9, "figure"),
        _refresh("Usual range", 12),
        Column(header="How unusual, in words", width=32, wraps=True),
        Column(header="Ask", width=22, wraps=True),
    ),
)
WARD_MAP_TABLE: Final = Table(
    name="WardMap",
    sheet=MAP.name,
    columns=(
        _refresh("Ward", 19),
        _refresh("Last 12", 8, "count"),
        _refresh("Before", 8, "count"),
        _refresh("Change", 8, "percent_change"),
        _refresh("Per 1,000", 8, "rate"),
        _refresh("Exception", 18),
        _refresh("Cluster", 8),
    ),
)
DATA_TABLE: Final = Table(
    name="Data",
    sheet=DATA.name,
    columns=(
        _refresh("Indicator", 30),
        _refresh("Area", 9),
        _refresh("Month", 7, "month"),
        _refresh("Count", 8, "count"),
        _refresh("Out of", 8, "count"),
        _refresh("Expected", 8, "expected"),
        _refresh("Range low", 8, "expected"),
        _refresh("Range high", 8, "expected"),
        _refresh("Exception", 14),
        _refresh("Vintage", 8),
        _refresh("Source", 19),
    ),
)
WARD_DATA_TABLE: Final = Table(
    name="WardData",
    sheet=WARD_DATA.name,
    columns=(
        _refresh("Indicator", 30),
        _refresh("Ward code", 11),
        _refresh("Ward", 20),
        _refresh("Month", 8, "month"),
        _refresh("Count", 8, "count"),
        _refresh("Vintage", 9),
    ),
)
SOURCES_TABLE: Final = Table(
    name="Sources",
    sheet=SOURCES.name,
    columns=(
        _refresh("File", 58),
        _refresh("Source", 21),
        _refresh("Publisher", 40),
        _refresh("Layout", 24),
        _refresh("Level", 8),
        _refresh("Vintage", 9),
        _refresh("First month", 8, "month"),
        _refresh("Last month", 8, "month"),
        _refresh("Rows", 8, "count"),
        _refresh("Missing months", 9),
        _refresh("Illustrative", 9),
        _refresh("SHA-256", 16),
        _refresh("Notes", 150),
    ),
)
REVISIONS_TABLE: Final = Table(
    name="Revisions",
    sheet=SOURCES.name,
    columns=(
        _refresh("Indicator", 31),
        _refresh("Month", 8, "month"),
        _refresh("Was", 9, "count"),
        _refresh("In vintage", 9),
        _refresh("Is now", 9, "count"),
        _refresh("From vintage", 9),
        _refresh("Difference", 10, "count_change"),
    ),
)
CHECKS_TABLE: Final = Table(
    name="Checks",
    sheet=CHECKS.name,
    columns=(
        _refresh("Indicator", 30),
        _refresh("Figure", 18),
        _refresh("Months to", 8, "month"),
        _refresh("Months", 8, "count"),
        _refresh("Written", 10, "checked"),
        _formula("These months", 9, "checked"),
        _formula("A year earlier", 9, "checked"),
        _formula("Recomputed", 10, "checked"),
        _formula("Agrees", 9, "general"),
    ),
)
TABLES: Final = (
    *ANALYST_TABLES,
    EXCEPTIONS_TABLE,
    WARD_MAP_TABLE,
    ALL_INDICATORS_TABLE,
    PEERS_TABLE,
    DATA_TABLE,
    WARD_DATA_TABLE,
    SOURCES_TABLE,
    REVISIONS_TABLE,
    CHECKS_TABLE,
)

PANEL_MONTHS: Final = 60
"""Months in a panel's long-term chart: five years."""

SPARK_MONTHS: Final = 24
"""Months in a Summary sparkline."""

WARD_MONTHS: Final = 36
"""Months of ward figures kept in the workbook."""


def panel_name(section_id: str, indicator_id: str, part: str) -> str:
    """The defined name of one block of a panel: ``panel.5.burglary.keys``."""
    return f"panel.{section_id}.{indicator_id}.{part}"


def section_name(section_id: str, part: str) -> str:
    """The defined name of one block of a section sheet: ``section.5.boxes``."""
    return f"section.{section_id}.{part}"


MOST_HEADLINES: Final = 18
"""Headline indicators that Summary's one page has room for."""

MOST_SENTENCES: Final = 5
"""Sentences at the top of Summary."""


def summary_rows(settings: Settings) -> tuple[Section | Indicator, ...]:
    """The rows of Summary's table: each section, then its headline indicators.

    An indicator of several sections stands under the first; ``MOST_HEADLINES`` at most.
    """
    rows: list[Section | Indicator] = []
    shown: set[str] = set()
    for section in settings.sections:
        rows.append(section)
        for indicator in settings.of_section(section):
            wanted = indicator.headline and indicator.id not in shown
            if wanted and len(shown) < MOST_HEADLINES:
                rows.append(indicator)
                shown.add(indicator.id)
    return tuple(rows)


MOST_EXCEPTIONS: Final = 10
"""Rows that Exceptions shows before it says how many more there are."""

MOST_OUTPUTS: Final = 16
MOST_LINKS: Final = 30
MOST_ESTIMATES: Final = 8
MOST_ORPHANS: Final = 12
"""Rows of the tables of Impact, each on its page, before they say how many more there are."""

CHAIN_GROUP: Final = "›"  # noqa: RUF001 - as on the house style's buttons
"""Stands before a priority's name in the chain on Impact, where a new group of rows begins."""

BURN_UP_MONTHS: Final = 19
"""Months of Impact's chart of actions: the as-at month, a year before it, half a year after."""

FOOT_ROWS: Final = 4
"""Actions, and outputs, that the foot of a section's first page has room for."""
