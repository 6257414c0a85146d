"""Indicators, their polarity, and the sections of the board's report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    offences; the Definitions table names them behind a colon. ``is_of_london``: it has no figures
    of anywhere else, so that nobody elsewhere is offered it. ``every`` is how many months one of
    its figures is of: the last of them stands for them all, and of the others by themselves
    nothing is known.
    """

    publisher: str
    no_peers: str
    other_measures: tuple[str, ...]
    is_of_london: bool
    every: int

    def __new__(
        cls,
        name: str,
        publisher: str = "",
        no_peers: str = "",
        other_measures: tuple[str, ...] = (),
        is_of_london: bool = False,  # noqa: FBT001, FBT002 - a column of the members below
        every: int = 1,
    ) -> Self:
        """The member with what is said of it; its value is its name alone."""
        source = str.__new__(cls, name)
        source._value_ = name
        source.publisher = publisher
        source.no_peers = no_peers
        source.other_measures = other_measures
        source.is_of_london = is_of_london
        source.every = every
        return source

    MPS_RECORDED_CRIME = (
        "MPS recorded crime",
        "Metropolitan Police Service, London Datastore",
        "",
        (),
        True,
        1,
    )
    MPS_DASHBOARD = (
        "MPS monthly dashboard",
        "Metropolitan Police Service, Monthly Crime Dashboard",
        "",
        (POSITIVE_OUTCOMES,),
        True,
        1,
    )
    POLICE_UK = ("data.police.uk", "data.police.uk")
    HOME_OFFICE = (
        "Home Office CSP tables",
        "Home Office, police recorded crime open data tables",
        "",
        (),
        False,
        3,
    )
    PARTNER_RETURN = (
        "Partner return",
        "Partners of the board",
        "no figures for other areas in a partner return",
    )


BY_PLACE: Final = (Source.MPS_RECORDED_CRIME, Source.POLICE_UK)
"""Sources that count each offence once, by offence, month and place: their parts add up."""

COMPARABLE_SOURCES: Final = tuple(source for source in Source if not source.no_peers)
"""Sources that give the same figures for every area of a peer group."""


COUNT, PER_100, DAYS = "count", "per 100", "days"
"""What an indicator's figures are of."""

MAY_EXCEED: Final = "may be above 100"
"""What a partner return's denominator says in the Definitions where its share may exceed it."""


FEWEST_SHOWN: Final = 5
"""Of what small numbers are suppressed in, a count is shown from here on; none at all is, too."""


class Disclosure(StrEnum):
    """What the public may see of an indicator: all that its source gives, all but the small numbers
    (those of a partner's months, or of the police's wards), or nothing.
    """

    OPEN = "open"
    SMALL_NUMBERS = "small numbers"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChoice:
    """What an indicator counts where one of its sources is used, and how late that may be.

    ``per_offences`` are () for a partner return, which carries its own denominator. ``weights``
    are one for each of the ``offences``, or () where each of them counts once.
    """

    source: Source
    offences: tuple[str, ...]
    per_offences: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    lag_months: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the Definitions table.

    ``choices`` are its sources in order of preference; ``source``, ``offences``, ``per_offences``
    and ``lag_months`` are those of the one that is used, the first until the extracts are known.

    ``offences`` name canonical offences or groups of ``data/offences.csv`` whose counts are
    summed; for a partner return it is the return's indicator id. ``per_offences``, when not
    empty, makes the indicator a share per 100: 100 × Σ offences ÷ Σ per_offences (a partner
    return carries its own numerator and denominator: ``is_share`` is then set with no
    ``per_offences``; ``may_exceed_whole`` says that its numerator may be the larger).
    ``weights``, when not empty, are one for each of the ``offences``: the figures are then
    Σ weight × count, days of harm. What holds of counts alone (a usual range, a level, a rate and
    its rank) there is not of them.

    ``declared`` is what the column Disclosure says, None where that is empty: `disclosure` is
    what follows. Of a ``sensitive`` one a small count of a ward could name a victim: see
    `is_small`. ``by_ward`` is false where nothing of its wards may be known, ``by_offence`` where
    nothing of the offences in it may be.
    """

    id: str
    name: str
    sections: tuple[str, ...]
    headline: bool
    polarity: Polarity
    source: Source
    offences: tuple[str, ...]
    per_offences: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    is_share: bool = False
    may_exceed_whole: bool = False
    count_only: bool = False
    declared: Disclosure | None = None
    by_ward: bool = True
    by_offence: bool = True
    lag_months: int = 1
    definition: str = ""
    good_looks_like: str = ""
    caveats: str = ""
    choices: tuple[SourceChoice, ...] = ()

    @property
    def disclosure(self) -> Disclosure:
        """What the public may see of it; a partner's counts without a word are small numbers."""
        if self.declared is not None:
            return self.declared
        is_return = self.source is Source.PARTNER_RETURN
        return Disclosure.SMALL_NUMBERS if is_return else Disclosure.OPEN

    @property
    def sensitive(self) -> bool:
        """Whether a small count of a ward could name a victim."""
        return self.disclosure is not Disclosure.OPEN

    def is_small(self, count: float) -> bool:
        """Whether a count of a small area is not to be shown, since it could name a victim."""
        return self.sensitive and count < FEWEST_SHOWN

    @property
    def by_quarter(self) -> bool:
        """Whether it is counted by the quarter, and no month by itself is known."""
        return self.source.every > 1

    @property
    def is_weighted(self) -> bool:
        """Whether its figures are weighted sums, days of harm, and no counts."""
        return bool(self.weights)

    @property
    def unit(self) -> str:
        """What its figures are of: ``count``, ``per 100`` or ``days``."""
        if self.is_weighted:
            return DAYS
        return PER_100 if self.is_share else COUNT

    @property
    def has_wards(self) -> bool:
        """Whether parts of an area have figures of it: what is counted by place, by its number."""
        is_number = not (self.is_share or self.count_only or self.is_weighted)
        return self.by_ward and self.source in BY_PLACE and is_number

    @property
    def may_be_returned(self) -> bool:
        """Whether a partner return is among its sources."""
        return any(one.source is Source.PARTNER_RETURN for one in self.choices) or (
            self.source is Source.PARTNER_RETURN
        )

    def by(self, source: Source) -> Indicator | None:
        """The indicator as a source counts it; ``None`` where that is none of its sources."""
        if source is self.source:
            return self
        return next((self.using(one) for one in self.choices if one.source is source), None)

    def using(self, choice: SourceChoice) -> Indicator:
        """The indicator as one of its sources counts it."""
        return replace(
            self,
            source=choice.source,
            offences=choice.offences,
            per_offences=choice.per_offences,
            weights=choice.weights,
            lag_months=choice.lag_months,
        )

    def label(self, *, illustrative: bool) -> str:
        """The name as sheets show it: ‡ marks an illustrative figure."""
        return f"{self.name} {ILLUSTRATIVE_MARK}" if illustrative else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A sheet of the board's report: overall, MOPAC 7 or one priority of the strategy.

    One that is not ``is_shown`` is ready to be switched on: it has no sheet, and what it alone
    holds is on none.
    """

    id: str
    name: str
    sheet: str
    objective: str
    lead: str
    is_priority: bool
    action_plan: str = ""
    is_shown: bool = True


def on_sheets(
    indicators: Iterable[Indicator], sections: Iterable[Section]
) -> tuple[Indicator, ...]:
    """The indicators that a sheet shows, each with those of its sections that are shown."""
    shown = {section.id for section in sections if section.is_shown}
    narrowed = (
        replace(one, sections=tuple(name for name in one.sections if name in shown))
        for one in indicators
    )
    return tuple(one for one in narrowed if one.sections)
