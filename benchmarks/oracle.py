"""The alert engine one series at a time, in statsmodels and scipy.stats: slow, and independent.

It shares no code with :mod:`xlsrc.measures`: tests compare the figures, :mod:`benchmarks.speed`
the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import statsmodels.api as sm
from scipy import stats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BASELINE = 54
WINDOW = 61


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One sum over the last months: its mean and variance, z, and 99.8 % quantile range."""

    mean: float
    variance: float
    z: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The last one, three and six months of one series."""

    phi: float
    trend_used: bool
    by_months: dict[int, Prediction]


def judgement(series: Array) -> Judgement:
    """What statsmodels and scipy.stats say of the last months of 61 or more without a gap."""
    window = np.asarray(series, dtype=np.float64)[-WINDOW:]
    coefficients, phi, covariance = _fit(window[:BASELINE], trend=True)
    trend_used = bool(abs(coefficients[1] / np.sqrt(phi * covariance[1, 1])) > 2)
    if not trend_used:
        coefficients, phi, covariance = _fit(window[:BASELINE], trend=False)
    by_months = {}
    for months in (1, 3, 6):
        rows = _design(WINDOW - months, WINDOW, trend=trend_used)
        means = np.exp(rows @ coefficients)
        mean, gradient = means.sum(), rows.T @ means
        spread = phi * (mean + gradient @ covariance @ gradient)
        by_months[months] = _prediction(window[-months:].sum(), mean, max(spread, 1.0001 * mean))
    return Judgement(phi=phi, trend_used=trend_used, by_months=by_months)


@cache
def _design(start: int, end: int, *, trend: bool) -> Array:
    month = np.arange(start, end, dtype=np.float64)
    angle = 2 * np.pi * month / 12
    held = np.minimum(month, BASELINE - 1)
    season = [f(k * angle) for k in (1, 2) for f in (np.cos, np.sin)]
    return np.column_stack([np.ones_like(month), *([held / 12] if trend else []), *season])


def _fit(counts: Array, *, trend: bool) -> tuple[Array, float, Array]:
    design = _design(0, BASELINE, trend=trend)
    free = len(counts) - design.shape[1]
    fit = sm.GLM(counts, design, family=sm.families.Poisson()).fit(tol=1e-10)
    phi = max(1.0, fit.pearson_chi2 / free)
    covariance = fit.normalized_cov_params
    leverage = fit.mu * np.einsum("ij,jk,ik->i", design, covariance, design)
    residual = 1.5 * (counts ** (2 / 3) * fit.mu ** (-1 / 6) - np.sqrt(fit.mu))
    residual /= np.sqrt(phi * (1 - leverage))
    if np.any(residual > 2.58):
        weights = np.where(residual > 2.58, residual**-2.0, 1.0)
        weights *= len(counts) / weights.sum()
        fit = sm.GLM(counts, design, family=sm.families.Poisson(), freq_weights=weights).fit(
            tol=1e-10
        )
        phi = max(1.0, float(np.sum(weights * (counts - fit.mu) ** 2 / fit.mu)) / free)
        covariance = fit.normalized_cov_params
    return fit.params, phi, covariance


def _prediction(observed: float, mean: float, variance: float) -> Prediction:
    size, p = mean**2 / (variance - mean), mean / variance
    half = stats.nbinom.pmf(observed, size, p) / 2
    upper = stats.nbinom.sf(observed, size, p) + half
    lower = stats.nbinom.cdf(observed, size, p) - half
    z = -stats.norm.ppf(upper) if upper < lower else stats.norm.ppf(lower)
    low, high = (stats.nbinom.ppf(share, size, p) for share in (0.001, 0.999))
    return Prediction(
        mean=float(mean), variance=float(variance), z=float(z), lower=float(low), upper=float(high)
    )
