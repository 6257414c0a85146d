"""Each indicator's rate, and its place among the areas of the peer group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.assessment import PeerRow
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.panel import Selection
from xlsrc.measures import benchmark
from xlsrc.measures.missing import each_or_none, or_none
from xlsrc.measures.rates import PER_THOUSAND, rate_per
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import PeerGroup
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.population import Populations
    from xlsrc.extracts.store import Store
    from xlsrc.measures.benchmark import Funnel, Verdict
    from xlsrc.measures.rates import Rates
    from xlsrc.series.series import SeriesSet

COMPARABLE_SOURCES: Final = (Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD)
"""Sources that give the same figures for every area of the peer group."""

FEWEST: Final = 2
"""Members with figures without which there is nobody to compare with."""


class NoRate(Enum):
    """Why an indicator has no rate."""

    NO_DATA = auto()
    COUNT_ONLY = auto()
    SHARE = auto()
    NO_POPULATION = auto()


class NoPeers(Enum):
    """Why there is nobody to compare with."""

    PARTNER_RETURN = auto()
    POLICE_FORCE = auto()
    GROUP = auto()
    NO_OTHER = auto()


NO_OTHERS: Final = {
    Source.PARTNER_RETURN: NoPeers.PARTNER_RETURN,
    Source.POLICE_UK: NoPeers.POLICE_FORCE,
}
"""Sources that hold no other area's figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Why an area stands alone; ``group`` is the one that it was to be compared with."""

    why: NoPeers
    group: PeerGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """Members whose figures are of another release than most, each with its own."""

    usual: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One indicator of one area beside its peers.

    Rates are per 1,000 residents with a 95 % interval. ``no_rate`` says why there is none,
    ``alone`` why there are no peers. ``rows`` are the members one by one; ``left_out`` names
    those without a whole year of figures, ``mixed`` those of another release.
    """

    rate: float | None = None
    low: float | None = None
    high: float | None = None
    population_year: int | None = None
    group: str | None = None
    peer_rate: float | None = None
    rank: int | None = None
    rank_of: int | None = None
    z: float | None = None
    verdict: Verdict | None = None
    rows: tuple[PeerRow, ...] = ()
    no_rate: NoRate | None = None
    alone: Alone | None = None
    left_out: tuple[str, ...] = ()
    mixed: Mixed | None = None


def comparisons(
    store: Store, series: SeriesSet, area: Area, populations: Populations, group: PeerGroup
) -> tuple[Comparison, ...]:
    """One comparison per series, over the 12 months to the series' own last month.

    The area stands among its peers whether or not the group names it. Homicide and other
    count-only indicators get no rate, shares none per 1,000; a partner return has no peers, nor
    has any indicator in a group without members.
    """
    areas = with_peers(area, group)
    found: list[Comparison] = []
    counted = _peer_counts(store, series, areas)
    for row, (indicator, span) in enumerate(zip(series.indicators, series.spans(), strict=True)):
        reason = _no_rate(indicator, has_data=span is not None)
        if reason is not None or span is None:
            found.append(Comparison(no_rate=reason))
            continue
        last = series.month(span[1] - 1)
        peers = counted[row].ending(last) if row in counted else None
        if peers is None:
            count = float(_year_sums(series.numerators[row : row + 1], span[1])[0])
            why = NO_OTHERS.get(indicator.source, NoPeers.GROUP)
            found.append(_alone(count, area, populations, last, Alone(why=why, group=group)))
        else:
            found.append(_among(indicator, peers, area, populations, group))
    return tuple(found)


def comparable_areas(store: Store) -> frozenset[Area]:
    """The boroughs that a store has comparable figures of."""
    return frozenset(
        area for source in COMPARABLE_SOURCES for area in store.areas(Level.BOROUGH, source=source)
    )


def with_peers(area: Area, group: PeerGroup) -> tuple[Area, ...]:
    """The members of a group, the area among them; nobody for a group without members."""
    if not group.members or area in group.members:
        return group.members
    return (area, *group.members)


def _no_rate(indicator: Indicator, *, has_data: bool) -> NoRate | None:
    if not has_data:
        return NoRate.NO_DATA
    if indicator.count_only:
        return NoRate.COUNT_ONLY
    return NoRate.SHARE if indicator.is_share else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """The count of 12 months in each area, with the vintages that it is from."""

    areas: tuple[Area, ...]
    last: Month
    counts: NDArray[np.float64]
    vintages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One indicator of every area, as a column of a panel."""

    areas: tuple[Area, ...]
    panel: Panel
    column: int

    def ending(self, last: Month) -> _Year:
        """The 12 months to ``last``; a gap in them leaves none."""
        end = last.ordinal - self.panel.first_month.ordinal + 1
        months = slice(max(end - MONTHS_IN_YEAR, 0), end)
        return _Year(
            areas=self.areas,
            last=last,
            counts=_year_sums(self.panel.counts[:, self.column], end),
            vintages=tuple(
                " and ".join(self.panel.vintages[at] for at in np.unique(taken[taken >= 0]))
                for taken in self.panel.vintage[:, self.column, months]
            ),
        )


def _year_sums(counts: NDArray[np.float64], end: int) -> NDArray[np.float64]:
    """The sum of the 12 columns before ``end``; ``nan`` over a gap, or where there are fewer."""
    if end < MONTHS_IN_YEAR:
        return np.full(counts.shape[0], np.nan)
    sums: NDArray[np.float64] = counts[:, end - MONTHS_IN_YEAR : end].sum(axis=1)
    return sums


def _peer_counts(store: Store, series: SeriesSet, areas: tuple[Area, ...]) -> dict[int, _Counted]:
    """The areas' monthly counts of each comparable series, by its row."""
    found: dict[int, _Counted] = {}
    for source in COMPARABLE_SOURCES if areas else ():
        rows = [
            row
            for row, indicator in enumerate(series.indicators)
            if indicator.source is source and not indicator.is_share and not indicator.count_only
        ]
        selections = [Selection(offences=series.indicators[row].offences) for row in rows]
        if rows:
            panel = store.panel(source, Level.BOROUGH, areas, selections, series.as_at)
            found |= {
                row: _Counted(areas=areas, panel=panel, column=column)
                for column, row in enumerate(rows)
            }
    return found


def _alone(
    count: float, area: Area, populations: Populations, last: Month, alone: Alone
) -> Comparison:
    """The rate of an area that nobody can be compared with."""
    people = populations.of([area], last - (MONTHS_IN_YEAR - 1))
    rates = rate_per([count], people.people)
    if np.isnan(rates.rate[0]):
        return Comparison(no_rate=NoRate.NO_POPULATION)
    return Comparison(
        rate=float(rates.rate[0]),
        low=float(rates.low[0]),
        high=float(rates.high[0]),
        population_year=people.year,
        alone=alone,
    )


def _among(
    indicator: Indicator,
    year: _Year,
    area: Area,
    populations: Populations,
    group: PeerGroup,
) -> Comparison:
    people = populations.of(year.areas, year.last - (MONTHS_IN_YEAR - 1))
    here = year.areas.index(area)
    rates = rate_per(year.counts, people.people)
    names = [member.name for member in year.areas]
    missing = benchmark.left_out(names, year.counts, people.people)
    known = len(names) - len(missing)
    if np.isnan(rates.rate[here]) or known < FEWEST:
        alone = Alone(why=NoPeers.NO_OTHER, group=group)
        return _alone(float(year.counts[here]), area, populations, year.last, alone)
    funnel = benchmark.funnel(year.counts, people.people)
    ranks = benchmark.rank(rates.rate, indicator.polarity)
    return Comparison(
        rate=float(rates.rate[here]),
        low=float(rates.low[here]),
        high=float(rates.high[here]),
        population_year=people.year,
        group=group.name,
        peer_rate=float(benchmark.peer_rate(rates.rate)),
        rank=int(ranks[here]),
        rank_of=known,
        z=or_none(funnel.z[here]),
        verdict=benchmark.VERDICTS[int(funnel.verdict[here])],
        rows=_rows(indicator, year, people.people, rates, funnel, ranks),
        left_out=tuple(missing),
        mixed=_mixed(year),
    )


def _mixed(year: _Year) -> Mixed | None:
    """The members whose figures are of another release than most; ``None`` without such."""
    members = zip(year.areas, year.vintages, year.counts, strict=True)
    known = [(area.name, vintage) for area, vintage, count in members if np.isfinite(count)]
    vintages = [vintage for _, vintage in known]
    usual = max(vintages, key=vintages.count)
    others = tuple((name, vintage) for name, vintage in known if vintage != usual)
    return Mixed(usual=usual, others=others) if others else None


def _rows(
    indicator: Indicator,
    year: _Year,
    people: NDArray[np.float64],
    rates: Rates,
    funnel: Funnel,
    ranks: NDArray[np.float64],
) -> tuple[PeerRow, ...]:
    known = int(np.isfinite(rates.rate).sum())
    is_drawn = bool(np.isfinite(funnel.z).any())
    expected = PER_THOUSAND * funnel.pooled_rate if is_drawn else np.nan
    limits = (funnel.low_95, funnel.high_95, funnel.low_998, funnel.high_998)
    columns = (
        year.counts,
        people,
        rates.rate,
        rates.low,
        rates.high,
        np.where(np.isfinite(rates.rate), expected, np.nan),
        *(PER_THOUSAND * limit for limit in limits),
        funnel.z,
    )
    cells = [each_or_none(member) for member in np.array(columns).T]
    verdicts = [benchmark.VERDICTS[index] for index in funnel.verdict.tolist()]
    fields = (
        "count", "residents", "rate", "low", "high", "expected_rate",
        "low_95", "high_95", "low_998", "high_998", "z",
    )  # fmt: skip
    return tuple(
        PeerRow(
            indicator=indicator,
            area=area,
            as_at=year.last,
            rank=None if np.isnan(rank) else int(rank),
            rank_of=known,
            verdict=verdict,
            vintage=vintage,
            **dict(zip(fields, figures, strict=True)),
        )
        for area, figures, rank, verdict, vintage in zip(
            year.areas, cells, ranks.tolist(), verdicts, year.vintages, strict=True
        )
    )
