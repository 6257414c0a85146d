"""Which LSOA a point lies in, for many points at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.national.bundle import UNITS, bundle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.national.bundle import Whole

NOWHERE: Final = -1
"""Stands for an LSOA where there is none."""

_CELL: Final = 2_000
"""The side of a square of the index, in units of the outlines: 0.02 degrees."""

_AT_ONCE: Final = 20_000
"""Points that are looked up together: each meets a hundred borders or so."""


def lsoa_at(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> Whole:
    """The LSOA of 2021 that each point lies in, [points], as its place among ``Bundle.lsoas``.

    Degrees of WGS 84; a gap is ``nan``. ``NOWHERE`` for a gap, a point outside England and Wales,
    and one between the outlines and the coast: the outlines are generalised. On a border that two
    share, the point is in one of them.
    """
    places = np.full((len(longitude), 2), np.nan)
    places[:, 0], places[:, 1] = longitude, latitude
    found = np.full(len(places), NOWHERE, dtype=np.int64)
    known = np.flatnonzero(np.isfinite(places).all(axis=1))
    # Publishers move points to the nearest of a list, so few of many are different.
    different, same_as = np.unique(places[known] * UNITS, axis=0, return_inverse=True)
    answers = [
        _inside(different[start : start + _AT_ONCE]) for start in range(0, len(different), _AT_ONCE)
    ]
    if answers:
        found[known] = np.concatenate(answers)[same_as.reshape(-1)]
    return found


@cache
def lsoa_middles() -> NDArray[np.float64]:
    """The middle of each LSOA's bounds in degrees, [LSOAs, 2]: longitude, latitude."""
    all_of = bundle()
    first_ring = np.searchsorted(all_of.ring_lsoa, np.arange(len(all_of.lsoas)))
    starts = all_of.ring_starts[first_ring]
    low, high = (pick.reduceat(all_of.points, starts) for pick in (np.minimum, np.maximum))
    middles: NDArray[np.float64] = (low + high) / (2 * UNITS)
    return middles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Index:
    """Where to look: the LSOAs whose bounds meet each square, and the lines of each LSOA's rings.

    ``lsoas[starts[square] : starts[square + 1]]`` are a square's, and likewise ``line_starts`` for
    the lines of an LSOA, each [x, y, x, y] from its southern end. Squares are numbered in rows of
    ``columns`` from ``corner``; there are ``rows`` of them.
    """

    corner: Whole
    columns: int
    rows: int
    starts: Whole
    lsoas: Whole
    line_starts: Whole
    lines: NDArray[np.float64]


def _inside(points: NDArray[np.float64]) -> Whole:
    index = _index()
    column, row = np.floor((points - index.corner) / _CELL).astype(np.int64).T
    covered = (column >= 0) & (column < index.columns) & (row >= 0) & (row < index.rows)
    square = np.where(covered, row * index.columns + column, 0)
    count = np.where(covered, np.diff(index.starts)[square], 0)
    point = np.repeat(np.arange(len(points)), count)
    lsoa = index.lsoas[_runs(index.starts[square], count)]
    count = np.diff(index.line_starts)[lsoa]
    pair = np.repeat(np.arange(len(lsoa)), count)
    west_x, south, east_x, north = index.lines[_runs(index.line_starts[lsoa], count)].T
    x, y = points[point[pair]].T
    level = (south <= y) & (y < north)
    pair, x, y = pair[level], x[level], y[level]
    west_x, south, east_x, north = west_x[level], south[level], east_x[level], north[level]
    # A line is reckoned from its southern end, so neighbours agree on which side a point is.
    to_the_east = x < west_x + (east_x - west_x) * ((y - south) / (north - south))
    crossings = np.bincount(pair[to_the_east], minlength=len(lsoa))
    found = np.full(len(points), NOWHERE, dtype=np.int64)
    odd = np.flatnonzero(crossings % 2)
    found[point[odd]] = lsoa[odd]
    return found


@cache
def _index() -> _Index:
    all_of = bundle()
    points, ring_starts, ring_lsoa = all_of.points, all_of.ring_starts, all_of.ring_lsoa
    following = np.arange(1, len(points) + 1)
    following[ring_starts[1:] - 1] = ring_starts[:-1]
    ends = np.hstack([points, points[following]])
    ends = np.where(ends[:, [1]] <= ends[:, [3]], ends, ends[:, [2, 3, 0, 1]])
    first_ring = np.searchsorted(ring_lsoa, np.arange(len(all_of.lsoas) + 1))
    line_starts = ring_starts[first_ring]

    corner = points.min(axis=0)
    low = (np.minimum.reduceat(points, line_starts[:-1]) - corner) // _CELL
    high = (np.maximum.reduceat(points, line_starts[:-1]) - corner) // _CELL
    columns, rows = (high.max(axis=0) + 1).tolist()
    wide, tall = (high - low + 1).T
    lsoa = np.repeat(np.arange(len(low)), wide * tall)
    nth = _runs(np.zeros(len(low), dtype=np.int64), wide * tall)
    square = (low[lsoa, 1] + nth // wide[lsoa]) * columns + low[lsoa, 0] + nth % wide[lsoa]
    order = np.argsort(square, kind="stable")
    return _Index(
        corner=corner,
        columns=columns,
        rows=rows,
        starts=np.searchsorted(square[order], np.arange(columns * rows + 1)),
        lsoas=lsoa[order],
        line_starts=line_starts,
        lines=ends.astype(np.float64),
    )


def _runs(starts: Whole, counts: Whole) -> Whole:
    """The whole numbers from each start on, as many as its count, one run after another."""
    before = np.cumsum(counts) - counts
    runs: Whole = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return runs
