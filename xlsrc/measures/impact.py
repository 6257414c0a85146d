"""Impact: how an indicator moved against how its peers moved, before and after an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.special import ndtri, stdtrit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LEVEL: Final = 0.95
HALF: Final = 0.5
"""Added to each sum of wards, so that a ward without events has a ratio (Haldane, Anscombe)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Monthly counts before and after a start month, [..., months] each.

    Month i of ``before`` and month i of ``after`` are the same calendar month of two years, so
    that the season falls out of every comparison.
    """

    before: ArrayLike
    after: ArrayLike


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioOfRatios:
    """The change of a treated series over the change of its comparison; arrays [...].

    Attributes
    ----------
    log_ratio, se
        ln[(A after / A before) / (B after / B before)] and its standard error.
    ratio, low, high
        The ratio itself with its interval; under 1 the treated series did better than its
        comparison where lower is better.
    fewer, fewer_low, fewer_high
        Events fewer than if the treated series had moved as its comparison did; below 0, more.
    phi, degrees
        Over-dispersion, of months or of wards, and its degrees of freedom.
    months
        Paired months that every side has.

    """

    log_ratio: NDArray[np.float64]
    se: NDArray[np.float64]
    ratio: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    fewer: NDArray[np.float64]
    fewer_low: NDArray[np.float64]
    fewer_high: NDArray[np.float64]
    phi: NDArray[np.float64]
    degrees: NDArray[np.int64]
    months: NDArray[np.int64]


def difference_in_differences(
    treated: Period, comparison: Period, level: float = LEVEL
) -> RatioOfRatios:
    """The treated series' change over its comparison's: the log ratio of ratios.

    Parameters
    ----------
    treated, comparison
        The indicator where something was done, and over its peers.
    level
        The coverage of the intervals.

    Returns
    -------
    RatioOfRatios
        A calendar month with a gap on any side is left out of all. Where a sum is 0 (or no
        month is left) there is no ratio: ``nan``.

    Notes
    -----
    Variance φ Σ 1/count, φ from the months (:func:`_dispersion`); limits from Student's t when
    the months show over-dispersion, else from the normal.

    """
    sides, known = _filled(treated, comparison)
    months = known.sum(axis=-1)
    phi, degrees = _dispersion(sides)
    sums = [np.where(months > 0, side.sum(axis=-1), np.nan) for pair in sides for side in pair]
    positive = np.logical_and.reduce([total > 0 for total in sums])
    a0, a1, b0, b1 = (np.where(positive, total, np.nan) for total in sums)
    reach = _critical(phi, degrees, level)
    return _ratio_of_ratios((a0, a1, b0, b1), phi, degrees, reach, months)


def difference_from_others(
    treated: Period, others: Period, controls: Period | None = None, level: float = LEVEL
) -> RatioOfRatios:
    """The change of treated wards over that of the other wards: the log ratio of ratios.

    Parameters
    ----------
    treated
        The wards where something was done, together: [..., months].
    others
        Each ward where nothing was done: [..., wards, months]. How differently they moved is
        the measure of chance.
    controls
        Wards that the treated ones are set against instead of all others, together.
    level
        The coverage of the intervals.

    Returns
    -------
    RatioOfRatios
        A ward that lacks a month which the treated wards have is none of the others; a calendar
        month with a gap in the treated wards or in the controls is left out of all. ``nan``
        where no month is left, or fewer than two other wards counted anything.

    Notes
    -----
    0.5 is added to each of the four sums. Variance φ Σ 1/sum, φ from the other wards about their
    common change (:func:`_dispersion_of_wards`); limits from Student's t with one degree of
    freedom less than there are such wards. Wards are the unit, as what is done in one of them
    lasts for months: months taken for the unit exclude no difference far too often.

    """
    compared = () if controls is None else (controls,)
    sides, known = _filled(treated, *compared)
    before, after = (
        np.where(known[..., None, :], _counts(a), 0.0) for a in (others.before, others.after)
    )
    whole = ~np.isnan(before + after).any(axis=-1)
    before = np.where(whole, before.sum(axis=-1), 0.0)
    after = np.where(whole, after.sum(axis=-1), 0.0)
    phi, degrees = _dispersion_of_wards(before, after)
    sums = [
        *(side.sum(axis=-1) for side in sides[0]),
        *(
            (side.sum(axis=-1) for side in sides[1])
            if compared
            else (before.sum(axis=-1), after.sum(axis=-1))
        ),
    ]
    months = known.sum(axis=-1)
    usable = (months > 0) & (degrees > 0)
    a0, a1, b0, b1 = (np.where(usable, total + HALF, np.nan) for total in sums)
    reach = np.asarray(stdtrit(np.maximum(degrees, 1), 1 - (1 - level) / 2), dtype=np.float64)
    return _ratio_of_ratios((a0, a1, b0, b1), phi, degrees, reach, months)


def _ratio_of_ratios(
    sums: tuple[NDArray[np.float64], ...],
    phi: NDArray[np.float64],
    degrees: NDArray[np.int64],
    reach: NDArray[np.float64],
    months: NDArray[np.int64],
) -> RatioOfRatios:
    """From the four sums, before and after; the interval ``reach`` standard errors wide."""
    a0, a1, b0, b1 = sums
    log_ratio = np.log(a1 / a0) - np.log(b1 / b0)
    se = np.sqrt(phi * (1 / a0 + 1 / a1 + 1 / b0 + 1 / b1))
    width = reach * se
    return RatioOfRatios(
        log_ratio=log_ratio,
        se=se,
        ratio=np.exp(log_ratio),
        low=np.exp(log_ratio - width),
        high=np.exp(log_ratio + width),
        fewer=a1 * np.expm1(-log_ratio),
        fewer_low=a1 * np.expm1(-log_ratio - width),
        fewer_high=a1 * np.expm1(-log_ratio + width),
        phi=phi,
        degrees=degrees,
        months=months,
    )


_Side = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def _counts(counts: ArrayLike) -> NDArray[np.float64]:
    found = np.asarray(counts, dtype=np.float64)
    if np.any(found < 0):
        message = "a count cannot be below 0"
        raise ValueError(message)
    return found


def _filled(*periods: Period) -> tuple[list[_Side], NDArray[np.bool_]]:
    """Before and after of every period, 0 in the months that any of them lacks; which are known."""
    arrays = np.broadcast_arrays(*(_counts(a) for p in periods for a in (p.before, p.after)))
    known = np.logical_and.reduce([~np.isnan(a) for a in arrays])
    filled = [np.where(known, a, 0.0) for a in arrays]
    return list(zip(filled[::2], filled[1::2], strict=True)), known


def _dispersion(sides: list[_Side]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Over-dispersion φ (at least 1) and its degrees of freedom, pooled over all series.

    Each series' own change is taken out: a month's events n are split between before and after
    in the proportion of the two totals, and Pearson's χ² of what remains has one degree of
    freedom a month less one. Season cancels, as each month is set against itself (§1).
    """
    squares, degrees = [], []
    for before, after in sides:
        n = before + after
        total = n.sum(axis=-1, keepdims=True)
        share = after.sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1)
        variance = n * share * (1 - share)
        usable = variance > 0
        squares.append(
            np.sum(
                np.where(usable, (after - n * share) ** 2, 0) / np.where(usable, variance, 1),
                axis=-1,
            )
        )
        degrees.append(np.maximum(0, usable.sum(axis=-1) - 1))
    pooled = np.sum(degrees, axis=0)
    return np.maximum(1.0, np.sum(squares, axis=0) / np.maximum(pooled, 1)), pooled


def _critical(
    phi: NDArray[np.float64], degrees: NDArray[np.int64], level: float
) -> NDArray[np.float64]:
    """Student's t where φ was estimated, the normal where it stands at its floor of 1."""
    upper = 1 - (1 - level) / 2
    estimated = stdtrit(np.maximum(degrees, 1), upper)
    return np.where(phi > 1, estimated, ndtri(upper))


def _dispersion_of_wards(
    before: NDArray[np.float64], after: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Over-dispersion φ (at least 1) of the wards' changes and its degrees of freedom.

    If all wards (last axis) had moved alike, each would split its events between before and after
    as all of them together do: Pearson's χ² about that. A ward without any event tells nothing.
    """
    events = before + after
    total = events.sum(axis=-1, keepdims=True)
    share = after.sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1)
    variance = events * share * (1 - share)
    squares = np.where(variance > 0, (after - events * share) ** 2, 0) / np.where(
        variance > 0, variance, 1
    )
    degrees = np.maximum(0, (events > 0).sum(axis=-1) - 1)
    return np.maximum(1.0, squares.sum(axis=-1) / np.maximum(degrees, 1)), degrees
