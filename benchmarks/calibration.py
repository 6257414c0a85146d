"""Whether ranges hold what they promise, on London's real series, from the months before alone.

Rolling origins: every month of 2022 to 2025, and every quarter that begins in one of them, of 32
boroughs and the indicators that recorded crime counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

from benchmarks.foretellers import FILTER, FIRST, FORETELLERS, ets, sums_from
from benchmarks.london import JUDGED, LAST, london
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.library import open_extracts
from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import Z_80, Z_95, Z_998, count_range
from xlsrc.measures.level_filter import filtered
from xlsrc.measures.outlook import FIRM
from xlsrc.series.measured import measured
from xlsrc.series.series import series_set
from xlsrc.words.outlook import CHANCES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.foretellers import Foretold
    from benchmarks.london import Series

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SPELLS: Final = {"month": 1, "next quarter": 3}
PROMISED: Final = {80: Z_80, 95: Z_95, 99.8: Z_998}
BOUNDS: Final = {80: (78.0, 86.0), 95: (94.0, 97.0), 99.8: (99.4, 100.0)}
"""What the ranges must hold, in per cent, all sizes together."""

MOST_CRPS: Final = {"month": 13.3, "next quarter": 10.8}
"""Of the mean, in per cent."""

SIZES: Final = {"< 5": (0, 5), "5–20": (5, 20), "20–100": (20, 100), "≥ 100": (100, np.inf)}
ETS_SERIES: Final = 7
ETS_ORIGINS: Final = 5
"""Every so-manyth series and origin that ETS, some 0.2 s each, is fitted to."""

YEARS: Final = tuple(range(2022, 2026))
LEFT: Final = range(1, 12)
"""Months left of a financial year when its chance of meeting a target is stated."""

ON_LAST_YEAR: Final = (0.9, 0.95, 1.0, 1.05, 1.1)
"""Targets: at most so much of the year before."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Of each series × origin: whether it counts, which ranges held, and the CRPS."""

    known: Flags
    held: dict[float, Flags]
    crps: Array
    seen: Array

    def coverage(self, promised: float, among: Flags | bool = True) -> float:  # noqa: FBT001, FBT002 - all
        """Per cent of the ranges that held."""
        return float(100 * self.held[promised][self.known & among].mean())

    def score(self, among: Flags | bool = True) -> float:  # noqa: FBT001, FBT002 - all
        """CRPS in per cent of the mean: each series' own, then averaged over series."""
        chosen = self.known & among
        total = np.where(chosen, self.crps, 0).sum(axis=1)
        seen = np.where(chosen, self.seen, 0).sum(axis=1)
        return float(100 * np.mean(total[seen > 0] / seen[seen > 0]))


def judged(series: Series, foretold: Foretold, months: int) -> Judged:
    """Forecasts beside what came."""
    seen = sums_from(series.counts, months)[:, -JUDGED:]
    known = ~np.isnan(seen + foretold.mean + foretold.variance)
    mean, variance = (np.where(known, values, 1.0 + at) for at, values in enumerate(foretold))
    held = {}
    for promised, z in PROMISED.items():
        least, greatest = count_range(mean, variance, z)
        held[promised] = (seen >= least) & (seen <= greatest)
    return Judged(known=known, held=held, crps=crps(seen, mean, variance), seen=seen)


def crps(seen: Array, mean: Array, variance: Array) -> Array:
    """Continuous ranked probability score of negative binomials.

    E|X - y| - E|X - X'|/2: the first by the distribution's partial mean, the second as the sum of
    F(1 - F), which is bell-shaped, so that steps of half a standard deviation add up to it.
    """
    size, p = mean**2 / (variance - mean), mean / variance
    y = np.nan_to_num(seen)
    below = special.betainc(size, y + 1, p)
    partial = mean * np.where(y > 0, special.betainc(size + 1, np.maximum(y, 1e-9), p), 0)
    distance = y * (2 * below - 1) + mean - 2 * partial
    sd = np.sqrt(variance)
    step = np.maximum(1, np.floor(sd / 2))
    start = np.maximum(0, np.floor(mean - 8 * sd))
    within = np.zeros_like(mean)
    for at in range(64):
        share = special.betainc(size, start + at * step + 1, p)
        within += step * share * (1 - share)
    return distance - within


@cache
def judgements(spell: str) -> dict[str, Judged]:
    """Everybody's forecasts of one spell."""
    series, months = london(), SPELLS[spell]
    return {
        name: judged(series, foretell(series, months), months)
        for name, foretell in FORETELLERS.items()
    }


def by_size(spell: str, who: str = FILTER) -> dict[str, tuple[float, ...]]:
    """Coverage at 80, 95 and 99.8 %, and CRPS, by the size of the mean count a month."""
    found, mean = judgements(spell)[who], london().mean[:, None]
    return {
        label: (
            *(found.coverage(p, (mean >= low) & (mean < high)) for p in PROMISED),
            found.score((mean >= low) & (mean < high)),
        )
        for label, (low, high) in SIZES.items()
    }


def by_year(spell: str, who: str = FILTER) -> dict[int, tuple[float, ...]]:
    """Coverage at 80, 95 and 99.8 % by the year of the origin."""
    found = judgements(spell)[who]
    year = np.array([(LAST - back).year for back in range(JUDGED - 1, -1, -1)])
    return {one: tuple(found.coverage(p, year == one) for p in PROMISED) for one in YEARS}


def reliability() -> tuple[Array, Flags]:
    """The chance stated of meeting targets, and whether they were met.

    At every month of three financial years, of every series: at most 90 to 110 % of the year
    before. Years that hold a missing month are left out.
    """
    series = london()
    counts = series.counts
    run = filtered(
        counts,
        Counts(),
        first_month=series.first_month,
        steps=series.steps,
        ahead=LEFT,
    )
    columns = counts.shape[1]
    chances, met = [], []
    for march in (columns - 10 - 12 * back for back in range(3)):
        total = counts[:, march - 11 : march + 1].sum(axis=1)
        before = counts[:, march - 23 : march - 11].sum(axis=1)
        for share in ON_LAST_YEAR:
            most = np.floor(share * before)
            for left in LEFT:
                origin = march - left
                room = most - counts[:, march - 11 : origin + 1].sum(axis=1)
                mean, variance = (values[:, origin] for values in run.sums[left])
                chances.append(at_most(room, mean, variance))
                met.append(np.where(np.isnan(total), np.nan, total <= most))
    chance, outcome = np.concatenate(chances), np.concatenate(met)
    known = ~np.isnan(chance + outcome)
    return chance[known], outcome[known] > 0


def at_most(room: Array, mean: Array, variance: Array) -> Array:
    """The chance that a sum foretold is at most so much; 0 below 0."""
    size, p = mean**2 / (variance - mean), mean / variance
    return np.where(room < 0, 0.0, special.betainc(size, np.maximum(room, 0) + 1, p))


def print_spell(spell: str) -> None:
    """The tables of one spell."""
    print(f"The {spell}: % of ranges that held, and CRPS in % of the mean")
    print(f"  {'':32}{'80 %':>8}{'95 %':>9}{'99.8 %':>9}{'CRPS':>8}")
    for name, found in judgements(spell).items():
        ours = name == FILTER
        shown = [
            marked(found.coverage(p), *BOUNDS[p], judge=ours, digits=1 + (p > 99)) for p in PROMISED
        ]
        shown.append(marked(found.score(), 0, MOST_CRPS[spell], judge=ours, digits=1))
        print(f"  {name:32}{''.join(shown)}")
    print("  (targets: 78–86, 94–97, at least 99.4, CRPS at most", f"{MOST_CRPS[spell]})")
    for who in (FILTER, FIRST):
        print(f"  of {who}")
        for label, figures in by_size(spell, who).items():
            print(f"    mean {label:25}", *(f"{figure:8.1f}" for figure in figures))
        for year, figures in by_year(spell, who).items():
            print(f"    {year:<30}", *(f"{figure:8.1f}" for figure in figures))


def marked(figure: float, low: float, high: float, *, judge: bool, digits: int) -> str:
    """A figure in nine columns, ✗ where it misses its target."""
    missed = judge and not low <= round(figure, digits) <= high
    return f"{figure:8.{digits}f}{'✗' if missed else ' '}"


def print_ets() -> None:
    """Exponential smoothing beside the filter, on the same few series and origins."""
    whole = london()
    few = replace(
        whole,
        names=whole.names[::ETS_SERIES],
        counts=whole.counts[::ETS_SERIES],
        steps=whole.steps[::ETS_SERIES],
    )
    months = SPELLS["next quarter"]
    origins = np.arange(JUDGED) % ETS_ORIGINS == ETS_ORIGINS // 2
    theirs = judged(few, ets(few, months, origins), months)
    ours = judged(few, FORETELLERS[FILTER](few, months), months)
    fitted = theirs.known & origins
    print(f"ETS (statsmodels), the next quarter, {fitted.sum()} fits")
    for name, found in ((FILTER, ours), ("ETS", theirs)):
        figures = [found.coverage(p, fitted) for p in PROMISED]
        print(f"  {name:32}", *(f"{figure:8.1f}" for figure in (*figures, found.score(fitted))))


def print_reliability() -> None:
    """Chances stated and how often they came true: by the product's words, then in tenths."""
    chance, met = reliability()
    print(f"The chance of meeting a target, {len(chance):,} statements")
    words_from, words = zip(*reversed(CHANCES), strict=True)
    tenths = tuple(f"{10 * at} to {10 * at + 10} %" for at in range(10))
    for edges, names in ((words_from, words), (np.arange(10) / 10, tenths)):
        among = np.searchsorted(edges, chance, side="right") - 1
        for at, name in enumerate(names):
            stated, came = 100 * chance[among == at], 100 * met[among == at]
            print(
                f"  {name:24} on average {stated.mean():5.1f} %, met {came.mean():5.1f} %"
                f"  ({stated.size:,})"
            )


def share_held() -> tuple[float, int]:
    """Per cent of a month's 95 % ranges that held the share of positive outcomes, and of how many.

    As the product works them out, in every borough; each month judged has 24 before it.
    """
    settings, store = default_settings(), open_extracts()
    outcomes = [i for i in settings.indicators if i.is_share and i.source is Source.MPS_DASHBOARD]
    inside: list[Flags] = []
    for area in store.areas(Level.BOROUGH, source=Source.MPS_DASHBOARD):
        series = series_set(store, outcomes, area, Level.BOROUGH, LAST)
        past = measured(series, settings).past
        for row, span in enumerate(series.spans()):
            if span is None:
                continue
            share = series.values[row, span[0] : span[1]]
            low, high = (ends[row, -share.size :] for ends in (past.low, past.high))
            known = ~np.isnan(share + low + high) & (np.arange(share.size) >= FIRM)
            inside.append((share >= low)[known] & (share <= high)[known])
    held = np.concatenate(inside)
    return float(100 * held.mean()), held.size


def main() -> None:
    """Measure, and print the tables."""
    series = london()
    print(f"Calibration: {len(series.counts)} series of London, every month of 2022 to 2025")
    for spell in SPELLS:
        print_spell(spell)
    print_ets()
    held, number = share_held()
    print(f"Positive outcomes per 100, {number:,} months: the 95 % range held {held:.1f} %")
    print_reliability()


if __name__ == "__main__":
    main()
