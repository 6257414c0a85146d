"""What a month would count if nothing had changed: the model of a series' past.

Arrays here are months × series (see :mod:`benchmarks.first_engine.quasi_poisson`). A window of 61
months ends at the month that is judged: 54 months of baseline, six left out so that a sustained
change cannot hide itself, and the month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.first_engine.quasi_poisson import Design, Fit, product, robust_fit
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MONTHS_BACK: Final = 60
FEWEST_MONTHS: Final = 36
LEFT_OUT: Final = 6
WINDOW: Final = MONTHS_BACK + 1
BASELINE: Final = MONTHS_BACK - LEFT_OUT
FEWEST_IN_BASELINE: Final = FEWEST_MONTHS - LEFT_OUT - 1
# A recording change is judged against at least half a year of the new recording.
FEWEST_SINCE_CHANGE: Final = 6
COLUMNS: Final = 6
TREND: Final = 1
TREND_T: Final = 2.0
SPARSE_TOTAL: Final = 20
SPARSE_NON_ZERO: Final = 6
# An offence that starts or stops: half a year of nothing where ten were to be expected.
ABRUPT_MONTHS: Final = 6
ABRUPT_EXPECTED: Final = 10
# An all-zero baseline is taken as half an offence (Jeffreys), so that one is rare, not impossible.
JEFFREYS: Final = 0.5
# The variance stays above the mean, or the negative binomial would have no size.
LEAST_DISPERSION: Final = 1.0001
# A mean known to within a factor of seven (e²) either way says nothing: no season, no trend.
LARGEST_FORECAST_ERROR: Final = 2.0
LONGEST_GUESS: Final = 2.0
# Series fitted at once: fewer cost calls, more outgrow a processor's second-level cache.
BATCH: Final = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Fitted pasts of many series, in the recording of the month judged.

    ``coefficients`` 6 × series and ``covariance`` 6 × 6 × series (before ``phi``) belong to
    the columns of :func:`explanatory`; ``nan`` where a series has too little past.
    """

    coefficients: Array
    covariance: Array
    phi: Array
    trend_used: NDArray[np.bool_]
    sparse: NDArray[np.bool_]

    def forecast(self, months: NDArray[np.intp]) -> tuple[Array, Array]:
        """Mean and variance of the sum over some months (rows of the window, or beyond it)."""
        rows = explanatory(months)
        means = np.exp(rows @ self.coefficients)
        mean = means.sum(axis=0)
        gradient = rows.T @ means
        spread = np.zeros_like(mean)
        for row, column in zip(*np.tril_indices(len(gradient)), strict=True):
            twice = 1 if row == column else 2
            spread += twice * gradient[row] * gradient[column] * self.covariance[row, column]
        variance = self.phi * (mean + spread)
        return mean, np.maximum(variance, LEAST_DISPERSION * mean)


def explanatory(months: NDArray[np.intp]) -> Array:
    """Intercept, trend in years, and two harmonic pairs: months × 6.

    The trend is 0 at the last month of the baseline, and held there beyond it.
    """
    angle = 2 * np.pi * months / MONTHS_IN_YEAR
    trend = np.minimum(months - (BASELINE - 1), 0) / MONTHS_IN_YEAR
    return np.column_stack(
        [
            np.ones(len(months)),
            trend,
            np.cos(angle),
            np.sin(angle),
            np.cos(2 * angle),
            np.sin(2 * angle),
        ]
    )


def baselines(windows: Array, regimes: NDArray[np.int64]) -> Baseline:
    """Fitted past of each window.

    Parameters
    ----------
    windows
        61 months × series, ``nan`` where a month is a gap or is left out: it has no part in
        the fit, and fewer than 29 months of baseline give none.
    regimes
        How many recording changes lie at or before each month, of the same shape. With fewer
        than six months of baseline since the last change there is no fit.

    """
    number = windows.shape[1]
    result = Baseline(
        coefficients=np.full((COLUMNS, number), np.nan),
        covariance=np.full((COLUMNS, COLUMNS, number), np.nan),
        phi=np.full(number, np.nan),
        trend_used=np.zeros(number, dtype=np.bool_),
        sparse=np.zeros(number, dtype=np.bool_),
    )
    enough = np.isfinite(windows[:BASELINE]).sum(axis=0) >= FEWEST_IN_BASELINE
    usable = np.flatnonzero(enough)
    for start in range(0, len(usable), BATCH):
        batch = usable[start : start + BATCH]
        # Months of one row lie side by side: the products run along them.
        counts = np.ascontiguousarray(windows[:BASELINE, batch])
        _fill(result, batch, counts, regimes[:, batch])
    return result


def _fill(
    result: Baseline, batch: NDArray[np.intp], counts: Array, regimes: NDArray[np.int64]
) -> None:
    present = np.isfinite(counts)
    # 0 is the recording of the month judged, 1 the one before it …
    age = regimes[-1] - regimes[:BASELINE]
    current = present & (age == 0)
    unchanged = (age == 0).all(axis=0)
    usable = unchanged | (current.sum(axis=0) >= FEWEST_SINCE_CHANGE)
    sparse = usable & _is_sparse(counts, present)
    for series, ages in _groups(present, age, usable & ~sparse):
        fit, trend_used = _fit_group(counts[:, series], present[:, series], age[:, series], ages)
        at = batch[series]
        result.coefficients[:, at] = fit.coefficients[:COLUMNS]
        result.covariance[:, :, at] = fit.covariance[:COLUMNS, :COLUMNS]
        result.phi[at] = fit.phi
        result.trend_used[at] = trend_used
        sparse[series] = ~_is_sound(fit) | (_forecast_error(fit) > LARGEST_FORECAST_ERROR)
    if sparse.any():
        series = np.flatnonzero(sparse)
        _fill_sparse(result, batch[series], counts[:, series], current[:, series])


def _groups(
    present: NDArray[np.bool_], age: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> list[tuple[NDArray[np.intp], tuple[int, ...]]]:
    """Series that share a form of design, with the ages of their earlier recordings."""
    # One bit for having gaps, and one for each earlier recording with a month in the baseline.
    key = np.asarray(~present.all(axis=0), dtype=np.int64)
    ages = range(1, int(np.where(present, age, 0).max(initial=0)) + 1)
    for value in ages:
        key += (present & (age == value)).any(axis=0) * 2**value
    return [
        (
            np.flatnonzero(wanted & (key == form)),
            tuple(value for value in ages if form >> value & 1),
        )
        for form in np.unique(key[wanted]).tolist()
    ]


def _fit_group(
    counts: Array, present: NDArray[np.bool_], age: NDArray[np.int64], ages: tuple[int, ...]
) -> tuple[Fit, NDArray[np.bool_]]:
    """Fits of series with one form of design: a column for each recording before the present."""
    # Months that no series of the group has (before wards' first month) need no fitting.
    rows = np.flatnonzero(present.any(axis=1))
    if len(rows) < BASELINE:
        counts, present, age = counts[rows], present[rows], age[rows]
    own = np.empty((len(ages), *counts.shape))
    for column, value in zip(own, ages, strict=True):
        column[...] = age == value
    weights = None
    if not present.all():
        counts, weights = np.where(present, counts, 0), present.astype(np.float64)
    return _with_or_without_trend(counts, Design(shared=explanatory(rows), own=own), weights)


def _with_or_without_trend(
    counts: Array, design: Design, present: Array | None
) -> tuple[Fit, NDArray[np.bool_]]:
    """Robust fits that keep the trend only where it is more than twice its standard error."""
    fit = robust_fit(counts, design, present, _first_guess(counts, design, present))
    variance = fit.covariance[TREND, TREND]
    with np.errstate(invalid="ignore"):
        t = fit.coefficients[TREND] / np.sqrt(fit.phi * variance)
    # A fit that failed is left as it is: it is no sparser without a trend.
    flat = np.flatnonzero(np.abs(t) <= TREND_T)
    trend_used = np.abs(t) > TREND_T
    if flat.size:
        # What the fit would be if its trend were 0, to first order.
        slope = fit.coefficients[TREND, flat] / variance[flat]
        start = fit.coefficients[:, flat] - fit.covariance[:, TREND, flat] * slope
        flat_fit = robust_fit(
            counts[:, flat],
            design.of(flat).without(TREND),
            None if present is None else present[:, flat],
            np.delete(start, TREND, axis=0),
        )
        others = np.delete(np.arange(design.size), TREND)
        fit.coefficients[:, flat] = 0
        fit.covariance[:, :, flat] = 0
        fit.coefficients[np.ix_(others, flat)] = flat_fit.coefficients
        fit.covariance[np.ix_(others, others, flat)] = flat_fit.covariance
        fit.phi[flat] = flat_fit.phi
        fit.converged[flat] = flat_fit.converged
    return fit, trend_used


def _first_guess(counts: Array, design: Design, present: Array | None) -> Array:
    """Coefficients to begin from: one step of the fit from each series' mean.

    The step is least squares on the shared columns, which costs one matrix product.
    """
    number = len(counts) if present is None else present.sum(axis=0)
    mean = counts.sum(axis=0) / number
    guess = np.zeros((design.size, counts.shape[1]))
    if present is None and not len(design.own):
        to_guess = np.linalg.pinv(design.shared).astype(np.float64)
        guess[:] = product(to_guess, counts / mean - 1)
        # From a series of spikes the step would overshoot.
        guess *= LONGEST_GUESS / np.maximum(np.abs(guess).sum(axis=0), LONGEST_GUESS)
    guess[0] += np.log(mean)
    return guess


def _is_sound(fit: Fit) -> NDArray[np.bool_]:
    """Whether a fit came to an end, at finite values."""
    finite = np.isfinite(fit.coefficients).all(axis=0) & np.isfinite(fit.phi)
    finite &= np.isfinite(fit.covariance).all(axis=(0, 1))
    return np.asarray(fit.converged & finite, dtype=np.bool_)


def _forecast_error(fit: Fit) -> Array:
    """Standard error of the logarithm of the mean, at its largest over the months to come."""
    # The half-year to the month judged and the quarter after it.
    months = np.arange(WINDOW - LEFT_OUT, WINDOW + 3)
    ahead = Design(shared=explanatory(months), own=np.empty((0, len(months), len(fit.phi))))
    error = fit.phi * ahead.quadratic_forms(fit.covariance[:COLUMNS, :COLUMNS])
    return np.asarray(np.sqrt(np.maximum(error, 0)).max(axis=0))


def _is_sparse(counts: Array, present: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Too little to fit, or nothing at all for long at one end where there was much elsewhere."""
    seen = present & (counts > 0)
    months = present.sum(axis=0)
    total = counts.sum(axis=0, where=present)
    few: NDArray[np.bool_] = (total < SPARSE_TOTAL) | (seen.sum(axis=0) < SPARSE_NON_ZERO)
    for order in (slice(None), slice(None, None, -1)):
        quiet = np.flatnonzero(~seen[order][:ABRUPT_MONTHS].any(axis=0))
        before_first = np.cumsum(seen[order][:, quiet], axis=0) == 0
        nothing = (present[order][:, quiet] & before_first).sum(axis=0)
        elsewhere = total[quiet] / np.maximum(months[quiet] - nothing, 1)
        few[quiet] |= (nothing >= ABRUPT_MONTHS) & (nothing * elsewhere >= ABRUPT_EXPECTED)
    return few


def _fill_sparse(
    result: Baseline, at: NDArray[np.intp], counts: Array, current: NDArray[np.bool_]
) -> None:
    """The intercept alone, over the months of the present recording, with φ by moments."""
    number = current.sum(axis=0)
    counts = np.where(current, counts, 0)
    total = counts.sum(axis=0)
    floored = np.maximum(total, JEFFREYS)
    mean = floored / number
    chi = (np.where(current, counts - mean, 0) ** 2).sum(axis=0) / mean
    moments = np.where(total > 0, chi / np.maximum(number - 1, 1), 1)
    result.coefficients[:, at] = 0
    result.coefficients[0, at] = np.log(mean)
    result.covariance[:, :, at] = 0
    result.covariance[0, 0, at] = 1 / floored
    result.phi[at] = np.maximum(1, moments)
    result.trend_used[at] = False
    result.sparse[at] = True
