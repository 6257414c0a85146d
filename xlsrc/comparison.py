"""Each indicator's rate, and its place among a peer group, from one extract and vintage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.places import london_boroughs
from xlsrc.measures import benchmark
from xlsrc.measures.rates import rate_per
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.population import Populations
    from xlsrc.extracts.store import Store
    from xlsrc.series import SeriesSet

LONDON: Final = "London boroughs"
COMPARABLE_SOURCES: Final = (Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD)
"""Sources that give the same figures for every area of the peer group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One indicator of one area beside its peers; ``None`` has its reason in ``notes``.

    Rates are per 1,000 residents with a 95 % interval; ``verdict`` is in words. ``left_out``
    names the members without a whole year of figures.
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
    notes: tuple[str, ...] = ()


def comparisons(
    store: Store, series: SeriesSet, area: Area, populations: Populations
) -> tuple[Comparison, ...]:
    """One comparison per series, over the 12 months to the series' own last month.

    Homicide and other count-only indicators get no rate, shares none per 1,000, and a partner
    return no peers.
    """
    peers = tuple(b.area for b in london_boroughs() if b.has_mps_data)
    found: list[Comparison] = []
    counted = _peer_counts(store, series, peers)
    for row, (indicator, span) in enumerate(zip(series.indicators, series.spans(), strict=True)):
        reason = _no_rate(indicator, has_data=span is not None)
        if reason or span is None:
            found.append(Comparison(notes=(f"rate_per_1000: {reason}",)))
            continue
        first = series.month(span[1] - MONTHS_IN_YEAR)
        if row in counted:
            end = span[1] - series.numerators.shape[1]
            counts = counted[row][:, end - MONTHS_IN_YEAR : end or None].sum(axis=1)
            found.append(_among(indicator, counts, peers, area, populations, first))
        else:
            count = series.numerators[row, span[1] - MONTHS_IN_YEAR : span[1]].sum()
            found.append(_alone(count, area, populations, first))
    return tuple(found)


def _no_rate(indicator: Indicator, *, has_data: bool) -> str:
    if not has_data:
        return "no data"
    if indicator.count_only:
        return "shown as a count only"
    return "a share has no rate per 1,000 residents" if indicator.is_share else ""


def _peer_counts(
    store: Store, series: SeriesSet, peers: tuple[Area, ...]
) -> dict[int, NDArray[np.float64]]:
    """Peers × months for each comparable series, by its row; months end at the as-at month."""
    found: dict[int, NDArray[np.float64]] = {}
    for source in COMPARABLE_SOURCES:
        rows = [
            row
            for row, indicator in enumerate(series.indicators)
            if indicator.source is source and not indicator.is_share and not indicator.count_only
        ]
        selections = [Selection(offences=series.indicators[row].offences) for row in rows]
        if rows:
            panel = store.panel(source, Level.BOROUGH, peers, selections, series.as_at)
            found |= {row: panel.counts[:, at] for at, row in enumerate(rows)}
    return found


def _alone(count: float, area: Area, populations: Populations, first: Month) -> Comparison:
    """The rate of an area whose peers give no figures of the kind."""
    people = populations.of([area], first)
    rates = rate_per([count], people.people)
    if np.isnan(rates.rate[0]):
        return Comparison(notes=("rate_per_1000: no population, or a gap in the 12 months",))
    return Comparison(
        rate=float(rates.rate[0]),
        low=float(rates.low[0]),
        high=float(rates.high[0]),
        population_year=people.year,
        notes=("peer_rate: no figures for other areas in a partner return",),
    )


def _among(
    indicator: Indicator,
    counts: NDArray[np.float64],
    peers: tuple[Area, ...],
    area: Area,
    populations: Populations,
    first: Month,
) -> Comparison:
    people = populations.of(peers, first)
    here = next((at for at, peer in enumerate(peers) if peer.code == area.code), None)
    if here is None:
        return Comparison(notes=(f"rate_per_1000: {area.name} is not among the {LONDON}",))
    rates = rate_per(counts, people.people)
    if np.isnan(rates.rate[here]):
        return Comparison(notes=("rate_per_1000: no population, or a gap in the 12 months",))
    funnel = benchmark.funnel(counts, people.people)
    missing = benchmark.left_out([peer.name for peer in peers], counts, people.people)
    known = int(np.isfinite(rates.rate).sum())
    return Comparison(
        rate=float(rates.rate[here]),
        low=float(rates.low[here]),
        high=float(rates.high[here]),
        population_year=people.year,
        group=LONDON,
        peer_rate=float(benchmark.peer_rate(rates.rate)),
        rank=int(benchmark.rank(rates.rate, indicator.polarity)[here]),
        rank_of=known,
        z=None if np.isnan(funnel.z[here]) else float(funnel.z[here]),
        verdict=benchmark.VERDICTS[int(funnel.verdict[here])] or None,
        notes=(f"peer_rate: without {', '.join(missing)}",) if missing else (),
    )
