"""What is known of one area beside its peers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import PeerGroup
    from xlsrc.measures.benchmark import Verdict


class NoRate(Enum):
    """Why an indicator has no rate."""

    NO_DATA = auto()
    COUNT_ONLY = auto()
    SHARE = auto()
    WEIGHTED = auto()
    NO_POPULATION = auto()
    SUPPRESSED = auto()


class NoPeers(Enum):
    """Why there is nobody to compare with."""

    SOURCE = auto()
    GROUP = auto()
    NO_OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Why an area stands alone: its source, or the group that it was to be compared with."""

    why: NoPeers
    source: Source
    group: PeerGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """Members whose figures are of another release than most, each with its own."""

    usual: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """One area of the peer group beside one indicator; every rate is per 1,000 residents.

    ``count`` is that of the 12 months to ``as_at``; ``expected_rate`` and the limits are the
    funnel's at the area's size, ``None`` in a group too small for one. ``count`` or
    ``residents`` is ``None`` for an area that is left out for want of it, as are its other
    figures.
    """

    indicator: Indicator
    area: Area
    as_at: Month
    count: float | None
    residents: float | None
    rate: float | None
    low: float | None
    high: float | None
    rank: int | None
    rank_of: int
    expected_rate: float | None
    low_95: float | None
    high_95: float | None
    low_998: float | None
    high_998: float | None
    z: float | None
    verdict: Verdict | None
    vintage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One indicator of one area beside its peers.

    Rates are per 1,000 residents with a 95 % interval; ``rank_low`` to ``rank_high`` are the
    places that the counts leave likely (90 %), the better one first. ``no_rate`` says why there
    is none, ``alone`` why there are no peers. ``rows`` are the members one by one; ``left_out``
    names those without a whole year of figures, ``mixed`` those of another release.
    ``moved`` is the change of all members together on the year before, in per cent, over those
    with both years; ``None`` where a known change parts the years, or too few were counted.
    """

    rate: float | None = None
    low: float | None = None
    high: float | None = None
    population_year: int | None = None
    group: str | None = None
    peer_rate: float | None = None
    rank: int | None = None
    rank_of: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    z: float | None = None
    verdict: Verdict | None = None
    rows: tuple[PeerRow, ...] = ()
    no_rate: NoRate | None = None
    alone: Alone | None = None
    left_out: tuple[str, ...] = ()
    mixed: Mixed | None = None
    moved: float | None = None
