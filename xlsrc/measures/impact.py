"""Impact: how an indicator moved against how its peers moved, before and after an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LEVEL: Final = 0.95


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
    p
        Two-sided.
    fewer, fewer_low, fewer_high
        Events fewer than if the treated series had moved as its comparison did; below 0, more.
    phi, degrees
        Over-dispersion of the monthly counts and its degrees of freedom.
    months
        Paired months that every side has.

    """

    log_ratio: NDArray[np.float64]
    se: NDArray[np.float64]
    ratio: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p: NDArray[np.float64]
    fewer: NDArray[np.float64]
    fewer_low: NDArray[np.float64]
    fewer_high: NDArray[np.float64]
    phi: NDArray[np.float64]
    degrees: NDArray[np.int64]
    months: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplacementDifference:
    """The weighted displacement difference; arrays [...], in events.

    ``local`` is the change in the treated wards less that in their controls, ``displacement``
    the same for the wards around, ``total`` their sum: below 0 there are fewer events than the
    controls would lead one to expect. ``low`` and ``high`` belong to the total, as do ``z``
    and ``p``; ``phi``, ``degrees`` and ``months`` are as in :class:`RatioOfRatios`.
    """

    local: NDArray[np.float64]
    local_se: NDArray[np.float64]
    displacement: NDArray[np.float64]
    displacement_se: NDArray[np.float64]
    total: NDArray[np.float64]
    total_se: NDArray[np.float64]
    z: NDArray[np.float64]
    p: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
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
    sides, months = _paired(treated, comparison)
    phi, degrees = _dispersion(sides)
    sums = [np.where(months > 0, side.sum(axis=-1), np.nan) for pair in sides for side in pair]
    positive = np.logical_and.reduce([total > 0 for total in sums])
    a0, a1, b0, b1 = (np.where(positive, total, np.nan) for total in sums)
    log_ratio = np.log(a1 / a0) - np.log(b1 / b0)
    se = np.sqrt(phi * (1 / a0 + 1 / a1 + 1 / b0 + 1 / b1))
    reach = _critical(phi, degrees, level) * se
    return RatioOfRatios(
        log_ratio=log_ratio,
        se=se,
        ratio=np.exp(log_ratio),
        low=np.exp(log_ratio - reach),
        high=np.exp(log_ratio + reach),
        p=_two_sided(log_ratio / se, phi, degrees),
        fewer=a1 * np.expm1(-log_ratio),
        fewer_low=a1 * np.expm1(-log_ratio - reach),
        fewer_high=a1 * np.expm1(-log_ratio + reach),
        phi=phi,
        degrees=degrees,
        months=months,
    )


def displacement_difference(
    treated: Period,
    control: Period,
    displacement: Period | None = None,
    displacement_control: Period | None = None,
    level: float = LEVEL,
) -> DisplacementDifference:
    """The weighted displacement difference: Δ treated + Δ displacement - Δ of both controls.

    Parameters
    ----------
    treated, control
        The wards where something was done, and wards of about their size where nothing was.
    displacement, displacement_control
        The wards around the treated ones, where offenders may have gone (or learned), and
        their controls; both or neither.
    level
        The coverage of the interval.

    Returns
    -------
    DisplacementDifference
        A calendar month with a gap on any side is left out of all; none left gives ``nan``.

    Raises
    ------
    ValueError
        Displacement without its controls, or the other way round.

    Notes
    -----
    Wheeler & Ratcliffe 2018, Crime Science 7(1), with the variance times φ: their Poisson form
    is wrong 17 % of the time instead of 5 % at φ = 2.

    """
    if (displacement is None) != (displacement_control is None):
        message = "displacement wards and their controls come together"
        raise ValueError(message)
    around = () if displacement is None else (displacement, displacement_control)
    sides, months = _paired(treated, control, *(p for p in around if p is not None))
    phi, degrees = _dispersion(sides)
    known = np.where(months > 0, 1.0, np.nan)
    change = [known * (after - before).sum(axis=-1) for before, after in sides]
    events = [known * (after + before).sum(axis=-1) for before, after in sides]
    none = 0 * known
    local = change[0] - change[1]
    displaced = change[2] - change[3] if around else none
    variance = phi * (events[0] + events[1])
    displaced_variance = phi * (events[2] + events[3]) if around else none
    total, total_se = local + displaced, np.sqrt(variance + displaced_variance)
    z = total / np.where(total_se > 0, total_se, np.nan)
    reach = _critical(phi, degrees, level) * total_se
    return DisplacementDifference(
        local=local,
        local_se=np.sqrt(variance),
        displacement=displaced,
        displacement_se=np.sqrt(displaced_variance),
        total=total,
        total_se=total_se,
        z=z,
        p=_two_sided(z, phi, degrees),
        low=total - reach,
        high=total + reach,
        phi=phi,
        degrees=degrees,
        months=months,
    )


_Side = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def _paired(*periods: Period) -> tuple[list[_Side], NDArray[np.int64]]:
    """Before and after of every period, 0 in the months that any of them lacks; months kept."""
    arrays = np.broadcast_arrays(
        *(np.asarray(a, dtype=np.float64) for p in periods for a in (p.before, p.after))
    )
    if any(np.any(a < 0) for a in arrays):
        message = "a count cannot be below 0"
        raise ValueError(message)
    known = np.logical_and.reduce([~np.isnan(a) for a in arrays])
    filled = [np.where(known, a, 0.0) for a in arrays]
    return list(zip(filled[::2], filled[1::2], strict=True)), known.sum(axis=-1)


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


def _two_sided(
    z: NDArray[np.float64], phi: NDArray[np.float64], degrees: NDArray[np.int64]
) -> NDArray[np.float64]:
    freedom = np.where(phi > 1, np.maximum(degrees, 1), np.inf)
    return np.asarray(2 * stdtr(freedom, -np.abs(z)), dtype=np.float64)
