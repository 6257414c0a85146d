"""A whole board pack of a borough where nothing happens but drift and chance, or chance alone.

Recorded crime of every borough and of Barnet's wards is made up on the shipped release's own mean
counts, the other sources' figures on theirs, and all of it is taken through the product from the
store on, to the pages' own words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.status import Status
from xlsrc.library import open_extracts
from xlsrc.measures.change import Certainty
from xlsrc.scope import Scope
from xlsrc.series.level import Trend
from xlsrc.series.outside import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from xlsrc.assessment import Dashboard
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store

    Array = NDArray[np.float64]

SEED: Final = 20251231
PACKS: Final = 60
FIRST: Final = Month.of(2010, 4)
LAST: Final = Month.of(2025, 12)
DRIFTS: Final = (0.0, 0.03, 0.05)
"""Standard deviations of a level's change a month, on the log scale; a ward's moves by as much
again of its own. By the months Barnet's is the second, by its years the third: see `moved`."""

DEVIATION: Final = 0.08
SEASON: Final = (0.05, 0.20)
YEARS: Final = 3
FEWEST_A_YEAR: Final = 20
TARGETS: Final = {"new exceptions of the borough": 0.6, "rows of wards on Exceptions": 2.0}


def made_up(shipped: Store, random: np.random.Generator, drift: float) -> Store:
    """A store whose series only drift, on the shipped one's means; shares and returns as well."""
    barnet = default_settings().area
    boroughs = _newest(shipped, Level.BOROUGH)
    wards = _only_wards_of(_newest(shipped, Level.WARD), barnet)
    months = LAST.ordinal - FIRST.ordinal + 1
    drifts = random.normal(0, drift, (len(boroughs.areas), len(boroughs.labels), months))
    seasons = _season(random, len(boroughs.labels), months)
    counts = _counts(random, _means(boroughs), drifts, seasons)
    here = next(at for at, area in enumerate(boroughs.areas) if area.name == barnet)
    rows = [boroughs.labels.index(label) for label in wards.labels]
    shared = drifts[here, rows]
    own = random.normal(0, drift, (len(wards.areas), *shared.shape))
    ward_counts = _counts(random, _means(wards), shared + own, seasons[rows])
    # A borough is its wards.
    counts[here, rows] = ward_counts.sum(axis=0)
    others = [
        _drifting(extract, random, drift)
        for extract in shipped.extracts
        if extract.source is not Source.MPS_RECORDED_CRIME
    ]
    extracts = (_dense(boroughs, counts), _dense(wards, ward_counts), *others)
    return replace(shipped, extracts=extracts, faults=())


def _newest(store: Store, level: Level) -> Extract:
    """The latest release of recorded crime that reaches no further than December 2025."""
    found = [
        extract
        for extract in store.select(Source.MPS_RECORDED_CRIME, level)
        if max(extract.months) == LAST.ordinal
    ]
    return max(found, key=lambda extract: extract.vintage)


def _only_wards_of(extract: Extract, borough: str) -> Extract:
    kept = [at for at, area in enumerate(extract.areas) if area.borough == borough]
    rows = np.isin(extract.area, kept)
    return replace(
        extract,
        areas=tuple(extract.areas[at] for at in kept),
        area=np.searchsorted(kept, extract.area[rows]).astype(np.int32),
        label=extract.label[rows],
        month=extract.month[rows],
        count=extract.count[rows],
        denominator=extract.denominator[rows],
    )


def _means(extract: Extract) -> Array:
    """Mean count a month, areas × labels."""
    totals = np.zeros((len(extract.areas), len(extract.labels)))
    np.add.at(totals, (extract.area, extract.label), np.nan_to_num(extract.count))
    means: Array = totals / len(extract.months)
    return means


def _season(random: np.random.Generator, labels: int, months: int) -> Array:
    """A yearly wave of each offence, labels × months, on the log scale."""
    size, phase = random.uniform(*SEASON, (labels, 1)), random.uniform(0, 12, (labels, 1))
    wave: Array = size * np.sin(2 * np.pi * (np.arange(months) + phase) / 12)
    return wave


def _counts(random: np.random.Generator, means: Array, drifts: Array, seasons: Array) -> Array:
    """Poisson counts, areas × labels × months, whose levels end where the means are."""
    walk = np.cumsum(drifts, axis=-1)
    level = walk - walk[..., -1:] + seasons + random.normal(0, DEVIATION, drifts.shape)
    return random.poisson(means[..., None] * np.exp(level)).astype(np.float64)


def _dense(extract: Extract, counts: Array) -> Extract:
    """The extract with a row for every area, label and month."""
    area, label, month = (axis.ravel() for axis in np.indices(counts.shape))
    return replace(
        extract,
        months=tuple(range(FIRST.ordinal, LAST.ordinal + 1)),
        area=area.astype(np.int32),
        label=label.astype(np.int32),
        month=(FIRST.ordinal + month).astype(np.int32),
        count=counts.ravel(),
        denominator=np.full(counts.size, np.nan),
    )


def _drifting(extract: Extract, random: np.random.Generator, drift: float) -> Extract:
    """Another source's file with the rows that it has, each series drifting about its mean."""
    shape = (len(extract.areas), len(extract.labels), len(extract.months))
    walk = np.cumsum(random.normal(0, drift, shape), axis=-1)
    level = walk - walk.mean(axis=-1, keepdims=True) + random.normal(0, DEVIATION, shape)
    at = (extract.area, extract.label, np.searchsorted(extract.months, extract.month))
    total, whole = np.zeros((2, *shape[:2]))
    np.add.at(total, at[:2], np.nan_to_num(extract.count))
    np.add.at(whole, at[:2], np.nan_to_num(extract.denominator, nan=1.0))
    rate = (total / np.maximum(whole, 1))[at[:2]] * np.exp(level[at])
    known = np.isfinite(extract.denominator)
    out_of = np.where(known, extract.denominator, 0).astype(np.int64)
    parts = random.binomial(out_of, np.clip(rate, 0, 1))
    counts = np.where(known, parts, random.poisson(np.where(known, 0, rate)))
    return replace(extract, count=np.where(np.isnan(extract.count), np.nan, counts))


def marks(found: Dashboard) -> Counter[str]:
    """What the pages of one pack mark, and of how many indicators."""
    of_borough = [row for row in found.exceptions if not row.is_of_ward]
    new = sum(row.outside.standing is Standing.NEW for row in of_borough)
    assessments = found.assessments
    certain = [a.change.certainty for a in assessments]
    return Counter(
        {
            "new exceptions of the borough": new,
            "other rows of the borough on Exceptions": len(of_borough) - new,
            "rows of wards on Exceptions": len(found.exceptions) - len(of_borough),
            "rows of Worth watching": len(found.watched),
            "↑ and ↓ on Summary": sum(
                a.exception is not None and a.exception.in_force for a in assessments
            ),
            "▲ and ▼ on Summary": sum(
                a.status in {Status.WORSE, Status.BETTER} for a in assessments
            ),
            "changes called real": certain.count(Certainty.REAL),
            "changes called probably real": certain.count(Certainty.PROBABLY_REAL),
            "levels called rising or falling": sum(
                a.level.trend in {Trend.RISING, Trend.FALLING} for a in assessments
            ),
            "drivers said to be more than noise": sum(
                bool(part.more_than_noise)
                for assessment in assessments
                for breakdown in assessment.drivers
                for part in breakdown.parts
            ),
        }
    )


def moved(found: Dashboard) -> tuple[float, float]:
    """How far a year's count moves to the next beyond chance, on the log scale: borough, wards.

    The median over recorded crime of what is large enough to tell, in the latest three years.
    """
    borough = [
        a.monthly.recorded
        for a in found.assessments
        if a.indicator.source is Source.MPS_RECORDED_CRIME and not a.indicator.is_share
    ]
    wards = [counts for series in found.wards for counts in series.counts]
    return _moved(borough), _moved(wards)


def _moved(series: Iterable[Sequence[float | None]]) -> float:
    months = np.array([counts[-YEARS * 12 :] for counts in series], dtype=np.float64)
    years = months.reshape(-1, YEARS, 12).sum(axis=-1)
    years = years[(years >= FEWEST_A_YEAR).all(axis=1)]
    beyond = np.diff(np.log(years)) ** 2 - 1 / years[:, 1:] - 1 / years[:, :-1]
    return float(np.sqrt(max(0, np.median(beyond.mean(axis=1)))))


def main() -> None:
    """Make the packs, and print what they mark on average."""
    shipped, settings = open_extracts(), default_settings()
    totals: list[Counter[str]] = []
    moves = [moved(dashboard(Scope.of(shipped, settings)))]
    for drift in DRIFTS:
        random, total, moves_of_packs = np.random.default_rng(SEED), Counter[str](), []
        for _ in range(PACKS):
            pack = dashboard(Scope.of(made_up(shipped, random, drift), settings))
            total.update(marks(pack))
            moves_of_packs.append(moved(pack))
        totals.append(total)
        moves.append(tuple(np.mean(moves_of_packs, axis=0)))
    print(f"Packs of {len(settings.indicators)} indicators where nothing happens, mean of {PACKS}")
    print(f"  {'levels drift, a month':40}", *(f"{100 * drift:8g} %" for drift in DRIFTS))
    for what in totals[0]:
        means = [total[what] / PACKS for total in totals]
        most = TARGETS.get(what, np.inf)
        shown = "".join(f"{mean:9.2f}{'✗' if mean > most else ' '}" for mean in means)
        print(f"  {what:40}{shown}{'' if np.isinf(most) else f'  (target: at most {most:g})'}")
    print("  how far a year's count moves beyond chance, median")
    for at, level in enumerate(("borough", "wards")):
        as_shipped, *made = (100 * move[at] for move in moves)
        shown = "".join(f"{move:8.1f} %" for move in made)
        print(f"    {level:38}{shown}  (as shipped: {as_shipped:.1f} %)")


if __name__ == "__main__":
    main()
