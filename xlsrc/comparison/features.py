"""What makes two areas alike: how many people, how densely they live, how deprived they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.population import authority_features
from xlsrc.national.bundle import bundle
from xlsrc.national.land import lsoa_km2
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from xlsrc.national.named_area import NamedArea

FEATURES: Final = (
    "population_2022",
    "population_growth_pct_2012_2022",
    "people_per_km2",
    "population_weighted_density",
    "mean_imd_rank_weighted",
)
"""How many people, how fast they grew, how densely they live (over all land, and where people
live), and how deprived (1 = most): each counts once. The rank is England's alone, and last."""

_YEARS: Final = (2022, 2012)


def features(areas: Iterable[NamedArea]) -> NDArray[np.float64]:
    """The features of areas of England, [areas, ``FEATURES``], each made of what lies in it.

    An authority has its published figures; several together, or a part of one, what follows from
    them by the people and the land of their LSOAs (a part has the deprivation of its authority).
    """
    return _derived(areas, _calibrated())


def plain_features(areas: Iterable[NamedArea]) -> NDArray[np.float64]:
    """The features of areas of England and Wales but the deprivation rank, which Wales lacks.

    All are worked out from people and outlines alike, so that English and Welsh areas compare.
    """
    return _derived(areas, _lsoas())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lsoas:
    """Sums from which the features of any area follow, each [LSOAs]."""

    now: NDArray[np.float64]
    before: NDArray[np.float64]
    land: NDArray[np.float64]
    crowd: NDArray[np.float64]
    """People times the density that they live at."""
    rank: NDArray[np.float64] | None = None
    """People times the deprivation rank of their authority."""


@cache
def _lsoas() -> _Lsoas:
    all_of = bundle()
    now, before = (all_of.people[all_of.years.index(year)].astype(np.float64) for year in _YEARS)
    land = lsoa_km2()
    return _Lsoas(now=now, before=before, land=land, crowd=now**2 / land)


@cache
def _calibrated() -> _Lsoas:
    """The sums of England's LSOAs, in proportion so that each authority has what is published."""
    all_of, plain = bundle(), _lsoas()
    published = authority_features(
        data_folder() / "population" / "lad_features_england.csv", FEATURES
    )
    place = {code.decode(): at for at, code in enumerate(all_of.authorities)}
    values = np.full((len(place), len(FEATURES)), np.nan)
    values[[place[code] for code in published.codes]] = published.values
    people, growth, density, crowding, rank = values.T
    wanted = _Lsoas(
        now=people,
        before=people / (1 + growth / 100),
        land=people / density,
        crowd=people * crowding,
    )

    def scaled(sums: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
        found = np.bincount(all_of.lsoa_authority, sums, minlength=len(place))
        calibrated: NDArray[np.float64] = sums * (whole / found)[all_of.lsoa_authority]
        return calibrated

    now = scaled(plain.now, wanted.now)
    return _Lsoas(
        now=now,
        before=scaled(plain.before, wanted.before),
        land=scaled(plain.land, wanted.land),
        crowd=scaled(plain.crowd, wanted.crowd),
        rank=now * rank[all_of.lsoa_authority],
    )


def _derived(areas: Iterable[NamedArea], lsoas: _Lsoas) -> NDArray[np.float64]:
    rows = []
    for area in areas:
        at = area.lsoas
        now, land = lsoas.now[at].sum(), lsoas.land[at].sum()
        row = [
            now,
            100 * (now / lsoas.before[at].sum() - 1),
            now / land,
            lsoas.crowd[at].sum() / now,
        ]
        if lsoas.rank is not None:
            row.append(lsoas.rank[at].sum() / now)
        rows.append(row)
    return np.array(rows, dtype=np.float64)
