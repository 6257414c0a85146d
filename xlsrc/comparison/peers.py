"""Each indicator's rate, and its place among the areas of the peer group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import COMPARABLE_SOURCES
from xlsrc.domain.wording import listed
from xlsrc.extracts.panel import Selection
from xlsrc.measures import benchmark
from xlsrc.measures.rates import PER_THOUSAND, rate_per
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.store import Store
    from xlsrc.measures.benchmark import Funnel
    from xlsrc.measures.rates import Rates
    from xlsrc.scope import Scope
    from xlsrc.series.series import SeriesSet

FEWEST: Final = 2
"""Members with figures without which there is nobody to compare with."""


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
    verdict: str | None
    vintage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One indicator of one area beside its peers; ``None`` has its reason in ``notes``.

    Rates are per 1,000 residents with a 95 % interval; ``verdict`` is in words. ``rows`` are the
    members one by one, those left out for want of figures among them; ``notes`` name these.
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
    verdict: str | None = None
    rows: tuple[PeerRow, ...] = ()
    notes: tuple[str, ...] = ()


def comparisons(scope: Scope, series: SeriesSet) -> tuple[Comparison, ...]:
    """One comparison per series, over the 12 months to the series' own last month.

    The area stands among its peers whether or not the group names it. Homicide and other
    count-only indicators get no rate, shares none per 1,000; a partner return has no peers, nor
    has any indicator in a group without members.
    """
    group = scope.settings.peer_group
    areas = group.with_area(scope.area)
    found: list[Comparison] = []
    counted = _peer_counts(scope.store, series, areas)
    for row, (indicator, span) in enumerate(zip(series.indicators, series.spans(), strict=True)):
        reason = _no_rate(indicator, has_data=span is not None)
        if reason or span is None:
            found.append(Comparison(notes=(f"rate_per_1000: {reason}",)))
            continue
        last = series.month(span[1] - 1)
        peers = counted[row].ending(last) if row in counted else None
        if peers is None:
            count = float(_year_sums(series.numerators[row : row + 1], span[1])[0])
            why = indicator.source.no_peers or f"{group.name}: {_lower_first(group.note)}"
            found.append(_alone(scope, count, last, why))
        else:
            found.append(_among(scope, indicator, peers))
    return tuple(found)


def comparable_areas(store: Store) -> frozenset[Area]:
    """The boroughs that a store has comparable figures of."""
    return frozenset(
        area for source in COMPARABLE_SOURCES for area in store.areas(Level.BOROUGH, source=source)
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _no_rate(indicator: Indicator, *, has_data: bool) -> str:
    if not has_data:
        return "no data"
    if indicator.count_only:
        return "shown as a count only"
    return "a share has no rate per 1,000 residents" if indicator.is_share else ""


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


def _alone(scope: Scope, count: float, last: Month, why: str) -> Comparison:
    """The rate of an area that nobody can be compared with."""
    people = scope.people.of([scope.area], last - (MONTHS_IN_YEAR - 1))
    rates = rate_per([count], people.people)
    if np.isnan(rates.rate[0]):
        return Comparison(notes=(f"rate_per_1000: {NO_RATE}",))
    return Comparison(
        rate=float(rates.rate[0]),
        low=float(rates.low[0]),
        high=float(rates.high[0]),
        population_year=people.year,
        notes=(f"peer_rate: {why}",),
    )


NO_RATE: Final = "no population, or a gap in the 12 months"


def _among(scope: Scope, indicator: Indicator, year: _Year) -> Comparison:
    group = scope.settings.peer_group
    people = scope.people.of(year.areas, year.last - (MONTHS_IN_YEAR - 1))
    here = year.areas.index(scope.area)
    rates = rate_per(year.counts, people.people)
    names = [member.name for member in year.areas]
    missing = benchmark.left_out(names, year.counts, people.people)
    known = len(names) - len(missing)
    without = f"without {listed(missing)} (no whole year of figures)" if missing else ""
    if np.isnan(rates.rate[here]) or known < FEWEST:
        why = f"{group.name}: no other member has a whole year of figures"
        return _alone(scope, float(year.counts[here]), year.last, why)
    funnel = benchmark.funnel(year.counts, people.people)
    ranks = benchmark.rank(rates.rate, indicator.polarity)
    notes = (without, _mixed(year))
    return Comparison(
        rate=float(rates.rate[here]),
        low=float(rates.low[here]),
        high=float(rates.high[here]),
        population_year=people.year,
        group=group.name,
        peer_rate=float(benchmark.peer_rate(rates.rate)),
        rank=int(ranks[here]),
        rank_of=known,
        z=_number(funnel.z[here]),
        verdict=benchmark.VERDICTS[int(funnel.verdict[here])] or None,
        rows=_rows(indicator, year, people.people, rates, funnel, ranks),
        notes=tuple(f"peer_rate: {note}" for note in notes if note),
    )


def _mixed(year: _Year) -> str:
    """Which members' figures are from another release than most; '' when all are of one."""
    members = zip(year.areas, year.vintages, year.counts, strict=True)
    known = [(area.name, vintage) for area, vintage, count in members if np.isfinite(count)]
    vintages = [vintage for _, vintage in known]
    usual = max(vintages, key=vintages.count)
    others = [f"{name} ({vintage})" for name, vintage in known if vintage != usual]
    return f"not all of the release {usual}: {listed(others)}" if others else ""


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
    cells = [[_number(value) for value in member] for member in np.array(columns).T]
    verdicts = [benchmark.VERDICTS[index] or None for index in funnel.verdict.tolist()]
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


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
