"""Every sheet of the workbook: its name, group and purpose, in tab order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet: its name, group and the line that Cover's contents give it."""

    name: str
    group: Group
    purpose: str


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
    name="Peers", group=Group.EXPLORE, purpose="Each area of the peer group, by indicator"
)

INDICATOR: Final = Sheet(
    name="Indicator", group=Group.EXPLORE, purpose="Choose any indicator from a list"
)

IMPACT: Final = Sheet(
    name="Impact",
    group=Group.BOARD,
    purpose="Actions, outputs, and whether they work",
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
    name="Sources", group=Group.EVIDENCE, purpose="Where figures came from; what was restated"
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
