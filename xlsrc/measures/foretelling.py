"""A figure against what was foretold of it: z, and the ranges that hold 80, 95 and 99.8 per cent.

A total is foretold as a negative binomial, a part of a whole as a beta-binomial, with the mean and
variance that the filter gives. z is the normal deviate of the mid-probability, from whichever
tail is the smaller, so that it neither saturates nor jumps at small counts.

Source: docs/statistics.md, "What is usual?".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures import special

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from xlsrc.measures.level_filter import Filtered

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

Z_80: Final = 1.281552
Z_95: Final = 1.959964
Z_998: Final = 3.090232

FAR: Final = 0.9999

FARTHEST: Final = 37.0
"""|z| beyond which numbers run out of digits for a chance, and then out of numbers."""

LARGEST_WHOLE: Final = 2.0**53
"""Up to here every whole number is one of a computer's, so that one more is another."""

LEAST_CORRELATED: Final = 1e-9
MOST_CORRELATED: Final = 0.9
"""Bounds of the correlation within a beta-binomial, which its variance is given by."""


def count_z(count: Numbers, mean: Numbers, variance: Numbers) -> Numbers:
    """The z of counts (whole, or pulled in) of a negative binomial; NaN where any is NaN."""
    size, share = mean**2 / (variance - mean), mean / variance
    at = _count_chance(count, size, share)
    upto = special.betainc(size, count + 1, share)
    # The tail beyond by itself, which is slow, only where taking it from 1 would cost digits.
    high = upto > FAR
    above = 1 - upto
    above[high] = special.betaincc(size[high], count[high] + 1, share[high])
    below = upto - at
    low = (upto < 1 / 2) & (count > 0)
    below[low] = special.betainc(size[low], count[low], share[low])
    below[count == 0] = 0
    z = _mid_z(below + at / 2, above + at / 2)
    far = np.abs(z) > FARTHEST
    z[far] = _count_far_z(count[far], size[far], share[far], np.sign(z[far]))
    return z


def chance_of_at_most(count: Numbers, mean: Numbers, variance: Numbers) -> Numbers:
    """The chance that a count is no more than a whole number; 0 below 0, NaN where any is NaN."""
    inside = np.maximum(count, 0)
    chance = special.betainc(mean**2 / (variance - mean), inside + 1, mean / variance)
    return np.where(count < 0, 0 * chance, chance)


def _count_chance(count: Numbers, size: Numbers, share: Numbers) -> Numbers:
    """The chance of just this count."""
    chance: Numbers = np.exp(_count_log_chance(count, size, share))
    return chance


def _count_log_chance(count: Numbers, size: Numbers, share: Numbers) -> Numbers:
    log_chance: Numbers = (
        special.gammaln(count + size)
        - special.gammaln(size)
        - special.gammaln(count + 1)
        + size * np.log(share)
        + special.xlog1py(count, -share)
    )
    return log_chance


def _count_far_z(count: Numbers, size: Numbers, share: Numbers, side: Numbers) -> Numbers:
    """The z of counts so far out, above (1) or below (-1), that no number holds their chance well.

    Out there each count has about the same part of the chance of the one nearer, so that all
    beyond it together are a geometric series.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        up = (count + size) * (1 - share) / (count + 1)
        down = count / ((count - 1 + size) * (1 - share))
    # Nothing is below 0.
    ratio = np.where(side > 0, up, np.where(count > 0, down, 0))
    log_tail = _count_log_chance(count, size, share) + np.log(1 / 2 + ratio / (1 - ratio))
    z: Numbers = -side * special.ndtri_exp(log_tail)
    return z


def part_z(part: Numbers, out_of: Numbers, share: Numbers, correlation: Numbers) -> Numbers:
    """The z of whole parts of a beta-binomial; NaN where any is NaN.

    ``correlation`` is that within the whole: 0 for a binomial.
    """

    def z_of(logs: Numbers, part: float) -> float:
        at = int(part)
        chances = np.exp(logs)
        half = chances[at] / 2
        below, above = chances[:at].sum() + half, chances[at + 1 :].sum() + half
        z = float(_mid_z(below, above))
        if abs(z) <= FARTHEST:
            return z
        # So far out that no number holds the chance well; one does its logarithm.
        beyond = logs[at + 1 :] if z > 0 else logs[:at]
        tail = special.logsumexp(np.append(beyond, logs[at] - np.log(2)))
        return float(-np.sign(z) * special.ndtri_exp(tail))

    return _by_part(z_of, out_of, share, correlation, part)


def chance_of_part_at_most(
    part: Numbers, out_of: Numbers, share: Numbers, correlation: Numbers
) -> Numbers:
    """The chance that a part is no more than a whole number; NaN where any is NaN."""

    def chance(logs: Numbers, part: float) -> float:
        # Rounding may carry the sum of all beyond 1.
        return min(1.0, float(np.exp(logs[: max(int(part) + 1, 0)]).sum()))

    return _by_part(chance, out_of, share, correlation, part)


def _by_part(
    of: Callable[[Numbers, float], float],
    out_of: Numbers,
    share: Numbers,
    correlation: Numbers,
    part: Numbers,
) -> Numbers:
    """What is made of the logarithms of the chances of all parts of a beta-binomial, one by one."""
    within = np.clip(correlation, LEAST_CORRELATED, MOST_CORRELATED)
    first, second = share * (1 / within - 1), (1 - share) * (1 / within - 1)
    given = np.broadcast_arrays(out_of, first, second, part)
    found = np.full(given[0].shape, np.nan)
    for at in np.flatnonzero(~np.isnan(sum(given))):
        n, a, b, y = (float(values.flat[at]) for values in given)
        parts = np.arange(n)
        # From each part to the next: fewer logarithms than every chance by itself.
        ratios = np.log((n - parts) * (parts + a) / ((parts + 1) * (n - parts - 1 + b)))
        none = special.betaln(a, n + b) - special.betaln(a, b)
        found.flat[at] = of(none + np.concatenate(((0.0,), np.cumsum(ratios))), y)
    return found


def _mid_z(below: Numbers, above: Numbers) -> Numbers:
    return np.where(above < below, -special.ndtri(above), special.ndtri(below))


def count_range(mean: Numbers, variance: Numbers, z: float) -> tuple[Numbers, Numbers]:
    """The least and the greatest whole count within ``z`` of what was foretold."""
    size, share = mean**2 / (variance - mean), mean / variance

    def chance(count: Numbers, at: Flags) -> Numbers:
        upto = special.betainc(size[at], count + 1, share[at])
        half: Numbers = upto - _count_chance(count, size[at], share[at]) / 2
        return half

    skew = (1 + 2 * mean / size) / np.sqrt(variance)

    def first(far: float, beyond: Callable[[Numbers, float], Flags]) -> Numbers:
        near = mean + (far + (far**2 - 1) / 6 * skew) * np.sqrt(variance)
        limit = float(special.ndtr(far))
        return _least(np.maximum(np.rint(near), 0), lambda y, at: beyond(chance(y, at), limit))

    return first(-z, np.greater_equal), first(z, np.greater) - 1


def _least(near: Numbers, holds: Callable[[Numbers, Flags], Flags]) -> Numbers:
    """The least whole number from 0 for which something holds that goes on holding, looked for
    in ever longer steps from one that is ``near``; NaN where that is NaN, or where there is none.
    """
    known = ~np.isnan(near)
    does = np.zeros_like(known)
    does[known] = holds(near[known], known)
    # The least for which it is known to hold, and the greatest for which it is known not to.
    above, below = np.where(does, near, np.inf), np.where(does | ~known, -1.0, near)
    up, down, step = known & ~does, does & (near > 0), 1.0
    while (up | down).any() and step < LARGEST_WHOLE:
        at = np.where(up, below + step, np.maximum(above - step, 0))
        _narrow(at, up | down, holds, above, below)
        up &= np.isinf(above)
        down &= (below < 0) & (above > 0)
        step *= 2
    between = known & np.isfinite(above) & (above - below > 1)
    while between.any():
        _narrow(np.floor((above + below) / 2), between, holds, above, below)
        between &= above - below > 1
    return np.where(np.isfinite(above), above, np.nan)


def _narrow(
    at: Numbers,
    which: Flags,
    holds: Callable[[Numbers, Flags], Flags],
    above: Numbers,
    below: Numbers,
) -> None:
    """Put each number that is tried in the place of the bound that it is a nearer one than."""
    does = np.zeros_like(which)
    does[which] = holds(at[which], which)
    above[does] = at[does]
    below[which & ~does] = at[which & ~does]


def part_range(
    out_of: Numbers, share: Numbers, correlation: Numbers, z: float
) -> tuple[Numbers, Numbers]:
    """The least and the greatest part of a whole within ``z`` of what was foretold."""

    def least(logs: Numbers, _: float) -> float:
        return float(np.argmax(_to_the_middle(logs) >= special.ndtr(-z)))

    def greatest(logs: Numbers, _: float) -> float:
        return float(np.flatnonzero(_to_the_middle(logs) <= special.ndtr(z))[-1])

    nothing = np.zeros(np.shape(out_of))
    return (
        _by_part(least, out_of, share, correlation, nothing),
        _by_part(greatest, out_of, share, correlation, nothing),
    )


def _to_the_middle(logs: Numbers) -> Numbers:
    """The chance of less, and half that of the same."""
    chances = np.exp(logs)
    return np.cumsum(chances) - chances / 2


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


def total_z(
    run: Filtered, months: int, out_of: Numbers | None, steps: Flags, *, shown: int | None = None
) -> Numbers:
    """The z of each total of ``months`` figures as pulled in, against what was foretold of it
    before its first: one odd month makes no odd half year.

    NaN where a month of it is missing, is a step month, or nothing was foretold. Series × months,
    or the latest ``shown`` of them.
    """
    latest = slice(None if shown is None else -shown, None)
    total = _trailing(np.where(steps, np.nan, run.pulled_in), months)[:, latest]
    mean, variance = (_later(values, months)[:, latest] for values in run.sums[months])
    if out_of is None:
        return count_z(total, mean, variance)
    whole = _trailing(out_of, months)[:, latest]
    return part_z(np.rint(total), whole, mean, share_correlation(mean, variance))


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
