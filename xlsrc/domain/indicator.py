"""Indicators, their polarity, and the sections of the board's report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from xlsrc.domain.action import ILLUSTRATIVE_MARK


class Polarity(StrEnum):
    """Which direction is good; ``neutral`` is never good or bad (more reports can mean trust)."""

    LOWER = "lower_is_better"
    HIGHER = "higher_is_better"
    NEUTRAL = "neutral"


OFFENCES_MEASURE: Final = "Offences"
"""What a release counts unless it says otherwise."""

POSITIVE_OUTCOMES: Final = "Positive outcomes"


class Source(StrEnum):
    """The publisher's dataset that an indicator is counted from, and all that is said of it.

    ``publisher`` is whom Sources names. ``no_peers`` says why its releases hold no figures of
    other areas to compare with, '' where they do. ``other_measures`` are what it counts beside
    offences; the Definitions table names them behind a colon.
    """

    publisher: str
    no_peers: str
    other_measures: tuple[str, ...]

    def __new__(
        cls,
        name: str,
        publisher: str = "",
        no_peers: str = "",
        other_measures: tuple[str, ...] = (),
    ) -> Self:
        """The member with what is said of it; its value is its name alone."""
        source = str.__new__(cls, name)
        source._value_ = name
        source.publisher = publisher
        source.no_peers = no_peers
        source.other_measures = other_measures
        return source

    MPS_RECORDED_CRIME = (
        "MPS recorded crime",
        "Metropolitan Police Service, London Datastore",
    )
    MPS_DASHBOARD = (
        "MPS monthly dashboard",
        "Metropolitan Police Service, Monthly Crime Dashboard",
        "",
        (POSITIVE_OUTCOMES,),
    )
    POLICE_UK = ("data.police.uk", "data.police.uk")
    PARTNER_RETURN = (
        "Partner return",
        "Partners of the board",
        "no figures for other areas in a partner return",
    )


COMPARABLE_SOURCES: Final = tuple(source for source in Source if not source.no_peers)
"""Sources that give the same figures for every area of a peer group."""


MAY_EXCEED: Final = "may be above 100"
"""What a partner return's denominator says in the Definitions where its share may exceed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the Definitions table.

    ``offences`` name canonical offences or groups of ``data/offences.csv`` whose counts are
    summed; for a partner return it is the return's indicator id. ``per_offences``, when not
    empty, makes the indicator a share per 100: 100 × Σ offences ÷ Σ per_offences (a partner
    return carries its own numerator and denominator: ``is_share`` is then set with no
    ``per_offences``; ``may_exceed_whole`` says that its numerator may be the larger).
    """

    id: str
    name: str
    sections: tuple[str, ...]
    headline: bool
    polarity: Polarity
    source: Source
    offences: tuple[str, ...]
    per_offences: tuple[str, ...] = ()
    is_share: bool = False
    may_exceed_whole: bool = False
    count_only: bool = False
    lag_months: int = 1
    definition: str = ""
    good_looks_like: str = ""
    caveats: str = ""

    def label(self, *, illustrative: bool) -> str:
        """The name as sheets show it: ‡ marks an illustrative figure."""
        return f"{self.name} {ILLUSTRATIVE_MARK}" if illustrative else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A sheet of the board's report: overall, MOPAC 7 or one priority of the strategy."""

    id: str
    name: str
    sheet: str
    objective: str
    lead: str
    is_priority: bool
    action_plan: str = ""
