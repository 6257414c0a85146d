"""Each indicator's rate, and its place among the areas of the peer group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.comparison.comparison import Alone, Comparison, Mixed, NoPeers, NoRate, PeerRow
from xlsrc.comparison.listed import listed
from xlsrc.domain.area import Level
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.peer_members import peer_members
from xlsrc.measures import benchmark
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.measures.doubt import TOO_SMALL_TO_SAY
from xlsrc.measures.missing import each_or_none, or_none
from xlsrc.measures.ranks import rank, rank_range
from xlsrc.measures.rates import PER_THOUSAND, rate_per
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.series.comparable import known_change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.peer_members import PeerMembers
    from xlsrc.measures.benchmark import Funnel
    from xlsrc.measures.rates import Rates
    from xlsrc.scope import Scope
    from xlsrc.series.series import SeriesSet

FEWEST: Final = 2
"""Members with figures without which there is nobody to compare with."""


def comparisons(scope: Scope, series: SeriesSet) -> tuple[Comparison, ...]:
    """One comparison per series, over the 12 months to the series' own last month.

    The area stands among its peers whether or not the group names it; all figures are of the
    indicator's source, and of the same 12 months. Homicide and other count-only indicators get no
    rate, shares none per 1,000; a partner return has no peers, nor has any indicator in a group
    that names nobody.
    """
    group = scope.settings.peer_group
    found: list[Comparison] = []
    counted = _peer_counts(peer_members(scope.store, group, scope.area), series)
    for row, (indicator, span) in enumerate(zip(series.indicators, series.spans(), strict=True)):
        reason = _no_rate(indicator, has_data=span is not None)
        if reason is not None or span is None:
            found.append(Comparison(no_rate=reason))
            continue
        last = series.month(span[1] - 1)
        peers = counted[row].ending(last) if row in counted else None
        if peers is None:
            counts = series.summed(series.numerators)[row : row + 1]
            count = float(_year_sums(counts, span[1])[0])
            if series.is_suppressed[row, max(0, span[1] - MONTHS_IN_YEAR) : span[1]].any():
                found.append(Comparison(no_rate=NoRate.SUPPRESSED))
                continue
            source = indicator.source
            why = NoPeers.GROUP if source.no_peers == "" else NoPeers.SOURCE
            found.append(_alone(scope, count, last, Alone(why=why, source=source, group=group)))
        else:
            found.append(
                _among(scope, indicator, peers, _moved(scope, indicator, counted[row], peers))
            )
    return listed(found, scope.area)


def _no_rate(indicator: Indicator, *, has_data: bool) -> NoRate | None:
    if not has_data:
        return NoRate.NO_DATA
    if indicator.count_only:
        return NoRate.COUNT_ONLY
    if indicator.is_weighted:
        return NoRate.WEIGHTED
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
    """One indicator of every area, as a column of a panel.

    ``counts`` are the areas' months as sums are made of them: see :meth:`Panel.summed`.
    """

    areas: tuple[Area, ...]
    panel: Panel
    column: int
    counts: NDArray[np.float64]

    def ending(self, last: Month) -> _Year:
        """The 12 months to ``last``; a gap in them leaves none, nor do offences hidden in them."""
        end = last.ordinal - self.panel.first_month.ordinal + 1
        months = slice(max(end - MONTHS_IN_YEAR, 0), end)
        counts = _year_sums(self.counts, end)
        if self.panel.more is not None:
            # An area that may have more cannot be ranked among others.
            hidden = self.panel.more[:, self.column, months].sum(axis=1)
            counts = np.where(hidden > TOO_SMALL_TO_SAY * counts, np.nan, counts)
        return _Year(
            areas=self.areas,
            last=last,
            counts=counts,
            vintages=self._vintages(months),
        )

    def _vintages(self, months: slice) -> tuple[str, ...]:
        """The vintages of each area's months, which for most are the same."""
        taken = [frozenset(row) for row in self.panel.vintage[:, self.column, months].tolist()]
        names = {
            one: " and ".join(self.panel.vintages[at] for at in sorted(one) if at >= 0)
            for one in set(taken)
        }
        return tuple(names[one] for one in taken)


def _year_sums(counts: NDArray[np.float64], end: int) -> NDArray[np.float64]:
    """The sum of the 12 columns before ``end``; ``nan`` over a gap, or where there are fewer."""
    if end < MONTHS_IN_YEAR:
        return np.full(counts.shape[0], np.nan)
    sums: NDArray[np.float64] = counts[:, end - MONTHS_IN_YEAR : end].sum(axis=1)
    return sums


def _peer_counts(members: PeerMembers, series: SeriesSet) -> dict[int, _Counted]:
    """The areas' monthly counts of each comparable series, by its row."""
    found: dict[int, _Counted] = {}
    for source, areas in members.by_source.items():
        rows = [
            row
            for row, indicator in enumerate(series.indicators)
            if indicator.source is source and _no_rate(indicator, has_data=True) is None
        ]
        selections = [Selection(offences=series.indicators[row].offences) for row in rows]
        if rows:
            panel = members.store.panel(source, Level.BOROUGH, areas, selections, series.as_at)
            counts = panel.summed(source.every)
            found |= {
                row: _Counted(areas=areas, panel=panel, column=column, counts=counts[:, column])
                for column, row in enumerate(rows)
            }
    return found


def _alone(scope: Scope, count: float, last: Month, alone: Alone) -> Comparison:
    """The rate of an area that nobody can be compared with."""
    people = scope.people.of([scope.area], last - (MONTHS_IN_YEAR - 1))
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


def _moved(scope: Scope, indicator: Indicator, counted: _Counted, year: _Year) -> float | None:
    """The change of all members together on the year before, in per cent: the sum of their two
    years, of those that have both.
    """
    if known_change(indicator, scope.settings, year.last) is not None:
        return None
    before = counted.ending(year.last - MONTHS_IN_YEAR).counts
    both = np.isfinite(year.counts) & np.isfinite(before)
    base = float(before[both].sum())
    if both.sum() < FEWEST or base < SMALLEST_BASE_FOR_PERCENT:
        return None
    return PER_CENT * (float(year.counts[both].sum()) / base - 1)


def _among(scope: Scope, indicator: Indicator, year: _Year, moved: float | None) -> Comparison:
    group = scope.settings.peer_group
    people = scope.people.of(year.areas, year.last - (MONTHS_IN_YEAR - 1))
    here = year.areas.index(scope.area)
    rates = rate_per(year.counts, people.people)
    names = [member.name for member in year.areas]
    missing = benchmark.left_out(names, year.counts, people.people)
    known = len(names) - len(missing)
    if np.isnan(rates.rate[here]) or known < FEWEST:
        alone = Alone(why=NoPeers.NO_OTHER, source=indicator.source, group=group)
        return _alone(scope, float(year.counts[here]), year.last, alone)
    funnel = benchmark.funnel(year.counts, people.people)
    ranks = rank(rates.rate, indicator.polarity)
    best, worst = rank_range(year.counts, people.people, indicator.polarity, here)
    return Comparison(
        rate=float(rates.rate[here]),
        low=float(rates.low[here]),
        high=float(rates.high[here]),
        population_year=people.year,
        group=group.name,
        peer_rate=float(benchmark.peer_rate(rates.rate)),
        rank=int(ranks[here]),
        rank_of=known,
        rank_low=best,
        rank_high=worst,
        z=or_none(funnel.z[here]),
        verdict=benchmark.VERDICTS[int(funnel.verdict[here])],
        rows=_rows(indicator, year, people.people, rates, funnel, ranks),
        left_out=tuple(missing),
        mixed=_mixed(year),
        moved=moved,
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
