"""The control chart that boards know: XmR by the NHS "Making Data Count" conventions.

It is for monthly counts, never for rolling sums, whose neighbours share eleven months. It is
not what raises exceptions: see :mod:`xlsrc.measures.expected`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

# 3 / d2, where d2 = 1.128 is the mean range of two normal values (Montgomery, table VI).
XMR_FACTOR: Final = 2.66
# D4: the upper limit of a moving range, in mean moving ranges (Montgomery, table VI).
SCREEN_FACTOR: Final = 3.267
NEAR_LIMIT: Final = 2 / 3
RUN_LENGTH: Final = 7
NEAR_WINDOW: Final = 3
NEAR_NEEDED: Final = 2


class SpecialCause(StrEnum):
    """Why a month stands out; the first that applies, in this order."""

    NONE = ""
    OUTSIDE = "outside the limits"
    TREND = "in a trend of seven"
    NEAR_LIMIT = "two of three near a limit"
    SHIFT = "in a shift of seven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmr:
    """Mean, limits and special causes: arrays series × months.

    ``label`` holds :class:`SpecialCause` and ``direction`` 1 for high (or rising), −1 for low
    (or falling), 0 for none. Gaps have no label; a stretch between rebases with no two
    neighbouring months has no limits (``nan``).
    """

    mean: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    near_lower: NDArray[np.float64]
    near_upper: NDArray[np.float64]
    label: NDArray[np.object_]
    direction: NDArray[np.int8]


def xmr(
    counts: NDArray[np.float64],
    *,
    screen: bool = True,
    fix_after: int | None = None,
    rebase_at: tuple[int, ...] = (),
) -> Xmr:
    """Control chart of individual months.

    Parameters
    ----------
    counts
        series × months. A gap has no part in the mean, the ranges or any run.
    screen
        Whether moving ranges of 3.267 times their mean or more are left out, once.
    fix_after
        The number of months, at least 12, that alone set the limits (of each stretch).
    rebase_at
        Months (column numbers) at which the chart starts afresh, limits and rules alike.

    Raises
    ------
    ValueError
        When ``fix_after`` is under 12, or a rebase lies outside the chart.

    Notes
    -----
    Mean ± 2.66 × the average moving range. The labels are those of NHSRplotthedots 0.2.2,
    except that a constant series has limits equal to its mean, and nothing flagged.

    """
    counts = np.asarray(counts, dtype=np.float64)
    months = counts.shape[1]
    if fix_after is not None and fix_after < MONTHS_IN_YEAR:
        message = f"a baseline is fixed after at least {MONTHS_IN_YEAR} months; found {fix_after}"
        raise ValueError(message)
    if not all(0 < start < months for start in rebase_at):
        message = f"a rebase lies between month 1 and {months - 1}; found {rebase_at}"
        raise ValueError(message)
    edges = sorted({0, months, *rebase_at})
    stretches = [
        _stretch(counts[:, start:end], screen=screen, fix_after=fix_after)
        for start, end in itertools.pairwise(edges)
    ]
    return Xmr(
        mean=np.hstack([s.mean for s in stretches]),
        lower=np.hstack([s.lower for s in stretches]),
        upper=np.hstack([s.upper for s in stretches]),
        near_lower=np.hstack([s.near_lower for s in stretches]),
        near_upper=np.hstack([s.near_upper for s in stretches]),
        label=np.hstack([s.label for s in stretches]),
        direction=np.hstack([s.direction for s in stretches]),
    )


def _stretch(counts: NDArray[np.float64], *, screen: bool, fix_after: int | None) -> Xmr:
    mean, spread = _limits(counts[:, :fix_after], screen=screen)
    lower, upper = mean - spread, mean + spread
    near_lower, near_upper = mean - spread * NEAR_LIMIT, mean + spread * NEAR_LIMIT
    has_spread = spread > 0
    outside = _side(counts, lower, upper) * has_spread
    # A month outside its limits is no evidence for the months that are merely near them.
    near = _side(counts, near_lower, near_upper) * has_spread * (outside == 0)
    rules = (
        (SpecialCause.OUTSIDE, outside),
        (SpecialCause.TREND, _in_trend(counts)),
        (SpecialCause.NEAR_LIMIT, _two_of_three(near)),
        (SpecialCause.SHIFT, _in_run(_side(counts, mean, mean), RUN_LENGTH)),
    )
    # numpy.full would turn the cause into a plain str.
    label = np.empty(counts.shape, dtype=object)
    label[:] = SpecialCause.NONE
    direction = np.zeros(counts.shape, dtype=np.int8)
    for cause, side in rules:
        unlabelled = (direction == 0) & (side != 0)
        label[unlabelled] = cause
        direction[unlabelled] = side[unlabelled]
    shape = counts.shape
    return Xmr(
        mean=np.broadcast_to(mean, shape),
        lower=np.broadcast_to(lower, shape),
        upper=np.broadcast_to(upper, shape),
        near_lower=np.broadcast_to(near_lower, shape),
        near_upper=np.broadcast_to(near_upper, shape),
        label=label,
        direction=direction,
    )


def _limits(
    baseline: NDArray[np.float64], *, screen: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and distance of the limits from it, each series × 1."""
    ranges = np.abs(np.diff(baseline, axis=1))
    average = _mean_of_known(ranges)
    if screen:
        # An all-zero average keeps its zeros: leaving out every range would leave no limit.
        kept = (ranges < SCREEN_FACTOR * average) | (average == 0)
        average = _mean_of_known(np.where(kept, ranges, np.nan))
    return _mean_of_known(baseline), XMR_FACTOR * average


def _mean_of_known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(values)
    number = known.sum(axis=1, keepdims=True)
    total = np.where(known, values, 0).sum(axis=1, keepdims=True)
    mean = np.full(number.shape, np.nan)
    np.divide(total, number, out=mean, where=number > 0)
    return mean


def _side(
    counts: NDArray[np.float64], lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> NDArray[np.int8]:
    """1 above ``upper``, −1 below ``lower``, else (and for gaps) 0."""
    return (counts > upper).astype(np.int8) - (counts < lower).astype(np.int8)


def _in_trend(counts: NDArray[np.float64]) -> NDArray[np.int8]:
    """Direction of the seven months, six strict steps the same way, that a month is part of."""
    trend = np.zeros(counts.shape, dtype=np.int8)
    if counts.shape[1] < RUN_LENGTH:
        return trend
    steps = np.nan_to_num(np.sign(np.diff(counts, axis=1)))
    windows = sliding_window_view(steps, RUN_LENGTH - 1, axis=1)
    for direction in (1, -1):
        found = (windows == direction).all(axis=-1)
        for offset in range(RUN_LENGTH):
            within = trend[:, offset : offset + found.shape[1]]
            within[found] = direction
    return trend


def _in_run(side: NDArray[np.int8], length: int) -> NDArray[np.int8]:
    """Side of the run of at least ``length`` months that a month is part of, or 0."""
    run = np.zeros_like(side)
    if side.shape[1] < length:
        return run
    windows = sliding_window_view(side, length, axis=1)
    found = (windows == windows[..., :1]).all(axis=-1) & (windows[..., 0] != 0)
    for offset in range(length):
        within = run[:, offset : offset + found.shape[1]]
        within[found] = side[:, : found.shape[1]][found]
    return run


def _two_of_three(near: NDArray[np.int8]) -> NDArray[np.int8]:
    """Side of a month beyond a near limit with another of its three beyond the same one."""
    flagged = np.zeros_like(near)
    if near.shape[1] < NEAR_WINDOW:
        return flagged
    windows = sliding_window_view(near, NEAR_WINDOW, axis=1)
    for direction in (1, -1):
        found = (windows == direction).sum(axis=-1) >= NEAR_NEEDED
        for offset in range(NEAR_WINDOW):
            within = flagged[:, offset : offset + found.shape[1]]
            itself = near[:, offset : offset + found.shape[1]] == direction
            within[found & itself] = direction
    return flagged
