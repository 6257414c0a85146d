"""What a month would count if nothing had changed: the model of a series' past.

Arrays here are months × series. A window of 61 months ends at the month that is judged: 54 months
of baseline, six left out so that a sustained change cannot hide itself, and the month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.first_engine.quasi_poisson import Design, Fit, robust_fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEFT_OUT: Final = 6
WINDOW: Final = 61
BASELINE: Final = WINDOW - 1 - LEFT_OUT
FEWEST_IN_BASELINE: Final = 29
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
    """Fitted pasts of many series.

    ``coefficients`` 6 × series and ``covariance`` 6 × 6 × series (before ``phi``) belong to
    the columns of :func:`explanatory`; ``nan`` where a series has too little past.
    """

    coefficients: Array
    covariance: Array
    phi: Array
    trend_used: NDArray[np.bool_]

    def forecast(self, months: NDArray[np.intp]) -> tuple[Array, Array]:
        """Mean and variance of the sum over some months (rows of the window, or beyond it)."""
        rows = explanatory(months)
        means = np.exp(rows @ self.coefficients)
        mean = means.sum(axis=0)
        gradient = rows.T @ means
        spread = np.einsum("is,ijs,js->s", gradient, self.covariance, gradient)
        return mean, np.maximum(self.phi * (mean + spread), LEAST_DISPERSION * mean)


def explanatory(months: NDArray[np.intp]) -> Array:
    """Intercept, trend in years, and two harmonic pairs: months × 6.

    The trend is 0 at the last month of the baseline, and held there beyond it.
    """
    angle = 2 * np.pi * months / 12
    trend = np.minimum(months - (BASELINE - 1), 0) / 12
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


def baselines(windows: Array) -> Baseline:
    """Fitted past of each window.

    ``windows`` are 61 months × series, ``nan`` where a month is a gap: it has no part in the fit,
    and fewer than 29 months of baseline give none.
    """
    number = windows.shape[1]
    result = Baseline(
        coefficients=np.full((COLUMNS, number), np.nan),
        covariance=np.full((COLUMNS, COLUMNS, number), np.nan),
        phi=np.full(number, np.nan),
        trend_used=np.zeros(number, dtype=np.bool_),
    )
    present = np.isfinite(windows[:BASELINE])
    enough = present.sum(axis=0) >= FEWEST_IN_BASELINE
    whole = present.all(axis=0)
    for alike in (enough & whole, enough & ~whole):
        series = np.flatnonzero(alike)
        for start in range(0, len(series), BATCH):
            batch = series[start : start + BATCH]
            # Months of one row lie side by side: the products run along them.
            _fill(result, batch, np.ascontiguousarray(windows[:BASELINE, batch]))
    return result


def _fill(result: Baseline, batch: NDArray[np.intp], counts: Array) -> None:
    present = np.isfinite(counts)
    counts = np.where(present, counts, 0)
    sparse = _is_sparse(counts, present)
    dense = np.flatnonzero(~sparse)
    if dense.size:
        weights = None if present.all() else present[:, dense].astype(np.float64)
        fit, trend_used = _with_or_without_trend(counts[:, dense], weights)
        at = batch[dense]
        result.coefficients[:, at] = fit.coefficients
        result.covariance[:, :, at] = fit.covariance
        result.phi[at] = fit.phi
        result.trend_used[at] = trend_used
        sparse[dense] = ~_is_sound(fit) | (_forecast_error(fit) > LARGEST_FORECAST_ERROR)
    thin = np.flatnonzero(sparse)
    _fill_sparse(result, batch[thin], counts[:, thin], present[:, thin])


def _with_or_without_trend(counts: Array, present: Array | None) -> tuple[Fit, NDArray[np.bool_]]:
    """Robust fits that keep the trend only where it is more than twice its standard error."""
    design = Design(explanatory(np.arange(BASELINE)))
    fit = robust_fit(counts, design, present, _first_guess(counts, design, present))
    variance = fit.covariance[TREND, TREND]
    with np.errstate(invalid="ignore"):
        t = fit.coefficients[TREND] / np.sqrt(fit.phi * variance)
    # A fit that failed is left as it is: it is no sparser without a trend.
    flat = np.flatnonzero(np.abs(t) <= TREND_T)
    if flat.size:
        # What the fit would be if its trend were 0, to first order.
        slope = fit.coefficients[TREND, flat] / variance[flat]
        start = fit.coefficients[:, flat] - fit.covariance[:, TREND, flat] * slope
        flat_fit = robust_fit(
            counts[:, flat],
            design.without(TREND),
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
    return fit, np.abs(t) > TREND_T


def _first_guess(counts: Array, design: Design, present: Array | None) -> Array:
    """Coefficients to begin from: one step of the fit from each series' mean.

    The step is least squares, which costs one matrix product; with gaps there is none.
    """
    number = len(counts) if present is None else present.sum(axis=0)
    mean = counts.sum(axis=0) / number
    guess = np.zeros((design.size, counts.shape[1]))
    if present is None:
        guess[:] = np.linalg.pinv(design.columns) @ (counts / mean - 1)
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
    ahead = Design(explanatory(np.arange(WINDOW - LEFT_OUT, WINDOW + 3)))
    error = fit.phi * ahead.quadratic_forms(fit.covariance)
    return np.asarray(np.sqrt(np.maximum(error, 0)).max(axis=0))


def _is_sparse(counts: Array, present: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Too little to fit, or nothing at all for long at one end where there was much elsewhere."""
    seen = present & (counts > 0)
    months = present.sum(axis=0)
    total = counts.sum(axis=0)
    few: NDArray[np.bool_] = (total < SPARSE_TOTAL) | (seen.sum(axis=0) < SPARSE_NON_ZERO)
    for order in (slice(None), slice(None, None, -1)):
        before_first = np.cumsum(seen[order], axis=0) == 0
        nothing = (present[order] & before_first).sum(axis=0)
        elsewhere = total / np.maximum(months - nothing, 1)
        few |= (nothing >= ABRUPT_MONTHS) & (nothing * elsewhere >= ABRUPT_EXPECTED)
    return few


def _fill_sparse(
    result: Baseline, at: NDArray[np.intp], counts: Array, present: NDArray[np.bool_]
) -> None:
    """The intercept alone, with φ by moments."""
    number = present.sum(axis=0)
    total = counts.sum(axis=0)
    floored = np.maximum(total, JEFFREYS)
    mean = floored / number
    chi = (np.where(present, counts - mean, 0) ** 2).sum(axis=0) / mean
    moments = np.where(total > 0, chi / (number - 1), 1)
    result.coefficients[:, at] = 0
    result.coefficients[0, at] = np.log(mean)
    result.covariance[:, :, at] = 0
    result.covariance[0, 0, at] = 1 / floored
    result.phi[at] = np.maximum(1, moments)
    result.trend_used[at] = False
