"""Anhøj's rules: has a series shifted, judged by its runs about a centre line alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

CROSSINGS_P: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRules:
    """Runs about the centre line, one value per series.

    ``points`` are the months that lie off the line; a series with none has 0 throughout and
    no ``signal``.
    """

    points: NDArray[np.int64]
    longest_run: NDArray[np.int64]
    longest_run_max: NDArray[np.int64]
    crossings: NDArray[np.int64]
    crossings_min: NDArray[np.int64]
    signal: NDArray[np.bool_]


def anhoej(counts: NDArray[np.float64], centre: NDArray[np.float64] | None = None) -> RunRules:
    """Longest run and crossings of each series about its centre line.

    Parameters
    ----------
    counts
        series × months. Gaps, and months on the centre line, are dropped.
    centre
        One value per series; the median when not given.

    Notes
    -----
    A signal is a run longer than round(log₂ n) + 3, or fewer crossings than the 5 % point of
    a binomial of n − 1 trials at one half (Anhøj & Olesen, PLoS ONE 2014, 9(11) e113825).

    """
    counts = np.asarray(counts, dtype=np.float64)
    if centre is None:
        centre = _median(counts)
    side = np.nan_to_num(np.sign(counts - np.asarray(centre)[:, None]))
    useful = side != 0
    points = useful.sum(axis=1)
    # The side of the last useful month before each: runs go on across what is dropped.
    at = np.where(useful, np.arange(side.shape[1]), -1)
    previous_at = np.maximum.accumulate(np.pad(at, ((0, 0), (1, 0)), constant_values=-1), axis=1)
    previous = np.take_along_axis(side, np.maximum(previous_at[:, :-1], 0), axis=1)
    previous = np.where(previous_at[:, :-1] < 0, 0, previous)
    crossed = useful & (previous != 0) & (previous != side)
    run = np.cumsum(crossed, axis=1)
    longest = np.zeros(len(counts), dtype=np.int64)
    for number in range(int(run.max(initial=0)) + 1):
        longest = np.maximum(longest, (useful & (run == number)).sum(axis=1))
    crossings = crossed.sum(axis=1)
    run_max, crossings_min = _bounds(points)
    return RunRules(
        points=points,
        longest_run=longest,
        longest_run_max=run_max,
        crossings=crossings,
        crossings_min=crossings_min,
        signal=(longest > run_max) | (crossings < crossings_min),
    )


def _median(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    # A series of nothing but gaps has no median; its months are dropped whatever it is.
    known = np.where(np.isfinite(counts).any(axis=1, keepdims=True), counts, 0)
    median: NDArray[np.float64] = np.nanmedian(known, axis=1)
    return median


def _bounds(points: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    run_max, crossings_min = np.zeros_like(points), np.zeros_like(points)
    for number in np.unique(points[points > 0]):
        trials = int(number) - 1
        run_max[points == number] = round(np.log2(number)) + 3
        cumulative = special.bdtr(np.arange(trials + 1), trials, 0.5)
        crossings_min[points == number] = int((cumulative < CROSSINGS_P).sum())
    return run_max, crossings_min
