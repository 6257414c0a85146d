"""A figure against what was foretold of it: z, and the ranges that hold 80, 95 and 99.8 per cent.

A total is foretold as a negative binomial, a part of a whole as a beta-binomial, with the mean and
variance that the filter gives. z is the normal deviate of the mid-probability, from whichever
tail is the smaller, so that it neither saturates nor jumps at small counts.

Source: docs/statistics.md, "What is usual?".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from xlsrc.measures.level_filter import Filtered

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

Z_80: Final = 1.281552
Z_95: Final = 1.959964
Z_998: Final = 3.090232

LEAST_CORRELATED: Final = 1e-9
MOST_CORRELATED: Final = 0.9
"""Bounds of the correlation within a beta-binomial, which its variance is given by."""


def count_z(count: Numbers, mean: Numbers, variance: Numbers) -> Numbers:
    """The z of counts (whole, or pulled in) of a negative binomial; NaN where any is NaN."""
    size = mean**2 / (variance - mean)
    share = mean / variance
    below = np.where(count > 0, special.betainc(size, np.maximum(count, 1e-300), share), 0.0)
    above = special.betaincc(size, count + 1, share)
    at = np.exp(
        special.gammaln(count + size)
        - special.gammaln(size)
        - special.gammaln(count + 1)
        + size * np.log(share)
        + special.xlog1py(count, -share)
    )
    return _mid_z(below + at / 2, above + at / 2)


def part_z(part: Numbers, out_of: Numbers, share: Numbers, correlation: Numbers) -> Numbers:
    """The z of whole parts of a beta-binomial; NaN where any is NaN.

    ``correlation`` is that within the whole: 0 for a binomial.
    """
    within = np.clip(correlation, LEAST_CORRELATED, MOST_CORRELATED)
    first, second = share * (1 / within - 1), (1 - share) * (1 / within - 1)
    found = np.full(np.shape(part), np.nan)
    flat = [np.ravel(np.broadcast_to(a, found.shape)) for a in (part, out_of, first, second)]
    for at in np.flatnonzero(~np.isnan(sum(flat))):
        y, n, a, b = (float(values[at]) for values in flat)
        every = np.arange(n + 1)
        chance = np.exp(
            special.gammaln(n + 1)
            - special.gammaln(every + 1)
            - special.gammaln(n - every + 1)
            + special.betaln(every + a, n - every + b)
            - special.betaln(a, b)
        )
        y = int(y)
        half = chance[y] / 2
        below, above = chance[:y].sum() + half, chance[y + 1 :].sum() + half
        found.flat[at] = _mid_z(np.asarray(below), np.asarray(above))
    return found


def _mid_z(below: Numbers, above: Numbers) -> Numbers:
    return np.where(above < below, -special.ndtri(above), special.ndtri(below))


def count_range(mean: Numbers, variance: Numbers, z: float) -> tuple[Numbers, Numbers]:
    """The least and the greatest whole count within ``z`` of what was foretold."""
    most = np.ceil(mean + 40 * np.sqrt(variance) + 40)

    def z_of(count: Numbers) -> Numbers:
        return count_z(count, mean, variance)

    return whole_range(z_of, most, z)


def part_range(
    out_of: Numbers, share: Numbers, correlation: Numbers, z: float
) -> tuple[Numbers, Numbers]:
    """The least and the greatest part of a whole within ``z`` of what was foretold."""

    def z_of(part: Numbers) -> Numbers:
        return part_z(part, out_of, share, correlation)

    return whole_range(z_of, out_of, z)


def whole_range(
    z_of: Callable[[Numbers], Numbers], most: Numbers, z: float
) -> tuple[Numbers, Numbers]:
    """The least and the greatest whole number of 0 to ``most`` whose z is within ±``z``.

    z rises with the number, so both ends are found by halving.
    """
    least = _first_true(lambda number: z_of(number) >= -z, most)
    beyond = _first_true(lambda number: z_of(number) > z, most)
    inside = np.isnan(most) | (z_of(np.minimum(beyond, most)) > z)
    return least, np.where(inside, beyond - 1, most)


def _first_true(holds: Callable[[Numbers], NDArray[np.bool_]], most: Numbers) -> Numbers:
    """The least whole number for which something holds that goes on holding, else ``most``."""
    low, high = np.zeros_like(most), most.copy()
    while np.nanmax(high - low, initial=0) > 0:
        middle = np.floor((low + high) / 2)
        there = holds(middle)
        high = np.where(there, middle, high)
        low = np.where(there, low, np.minimum(middle + 1, high))
    return np.where(np.isnan(most), np.nan, high)


def month_correlation(mean: Numbers, variance: Numbers, out_of: Numbers) -> Numbers:
    """The correlation within a whole that a month's foretold mean and variance say."""
    share = mean / out_of
    return (variance / (out_of * share * (1 - share)) - 1) / np.maximum(out_of - 1, 1)


def share_correlation(share: Numbers, variance: Numbers) -> Numbers:
    """The correlation within a whole that the variance of a share says."""
    return variance / (share * (1 - share))


def one_month_z(values: Numbers, run: Filtered, out_of: Numbers | None, steps: Flags) -> Numbers:
    """The z of each month's figure (raw) against the months before; NaN in a step month.

    ``values``, ``out_of`` (None for counts) and ``steps`` are series × months.
    """
    if out_of is None:
        found = count_z(values, run.mean, run.variance)
    else:
        share = run.mean / out_of
        found = part_z(values, out_of, share, month_correlation(run.mean, run.variance, out_of))
    return np.where(steps, np.nan, found)


def total_z(run: Filtered, months: int, out_of: Numbers | None, steps: Flags) -> Numbers:
    """The z of each total of ``months`` figures as pulled in, against what was foretold of it
    before its first: one odd month makes no odd half year.

    NaN where a month of it is missing, is a step month, or nothing was foretold.
    """
    total = _trailing(np.where(steps, np.nan, run.pulled_in), months)
    mean, variance = (_later(values, months) for values in run.sums[months])
    if out_of is None:
        return count_z(total, mean, variance)
    return part_z(
        np.rint(total), _trailing(out_of, months), mean, share_correlation(mean, variance)
    )


def _trailing(values: Numbers, months: int) -> Numbers:
    """The total of the months to each month; NaN where one is missing."""
    found = np.full(values.shape, np.nan)
    if values.shape[1] >= months:
        windows = np.lib.stride_tricks.sliding_window_view(values, months, axis=1)
        found[:, months - 1 :] = windows.sum(axis=-1)
    return found


def _later(values: Numbers, months: int) -> Numbers:
    """Each value moved on by so many months."""
    found = np.full(values.shape, np.nan)
    found[:, months:] = values[:, : values.shape[1] - months]
    return found
