"""What else could raise the flags: the rules that the filter is compared with.

Each takes series × months, with history before the months judged, and gives a score of the same
shape as the months judged; beyond ±3.09 the rule flags, and a label flags as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

from benchmarks.first_engine.quasi_poisson import Design, robust_fit
from xlsrc.measures.control_chart import xmr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.control_chart import Xmr

    Array = NDArray[np.float64]

FLAG_Z: Final = 3.09
YEARS_BACK: Final = 4
CHARTED: Final = 60


def xmr_labels(counts: Array, judged: int) -> NDArray[np.int8]:
    """Direction in which any of a control chart's four rules labels a month in that month itself.

    Each month has its own chart: of the 60 months that end with it, as a board would see it.
    """
    return _charts(counts, judged).direction[:, -1].reshape(-1, judged)


def xmr_score(counts: Array, judged: int) -> Array:
    """Distance from the chart's mean in thirds of the way to its limit: one rule, with a scale."""
    charts = _charts(counts, judged)
    width = np.maximum(charts.upper[:, -1] - charts.mean[:, -1], 1e-9)
    score: Array = 3 * (_windows(counts, judged)[:, -1] - charts.mean[:, -1]) / width
    return score.reshape(-1, judged)


def _charts(counts: Array, judged: int) -> Xmr:
    return xmr(_windows(counts, judged))


def _windows(counts: Array, judged: int) -> Array:
    latest = counts[:, -(CHARTED + judged - 1) :]
    return sliding_window_view(latest, CHARTED, axis=1).reshape(-1, CHARTED)


def poisson_score(counts: Array, judged: int) -> Array:
    """Mid-p z of each month under a Poisson distribution with the mean of the history."""
    mean = counts[:, : counts.shape[1] - judged].mean(axis=1, keepdims=True)
    mean = np.maximum(mean, 0.5 / (counts.shape[1] - judged))
    seen = counts[:, -judged:]
    half = np.exp(seen * np.log(mean) - mean - special.gammaln(seen + 1)) / 2
    upper = np.maximum(special.gammaincc(seen + 1, mean), 1e-300)
    above = np.maximum(1 - upper, 0) + half
    below = upper - half
    smaller = np.clip(np.minimum(above, below), 1e-300, 0.5)
    score: Array = np.where(above < below, -special.ndtri(smaller), special.ndtri(smaller))
    return score


def farrington_score(counts: Array, judged: int) -> Array:
    """Farrington's z on the two-thirds scale: the same three months of each of four years.

    Quasi-Poisson with intercept and trend (kept where |t| > 1.96), outlying past months weighted
    down; no months left out before the one judged, no second look at half-years.
    """
    months = counts.shape[1]
    columns = [_farrington(counts, month) for month in range(months - judged, months)]
    return np.column_stack(columns)


def _farrington(counts: Array, month: int) -> Array:
    years = np.arange(YEARS_BACK, 0, -1)
    rows = (month - 12 * years[:, None] + np.array([-1, 0, 1])).ravel()
    past = counts[:, rows].T
    past = np.where(past.sum(axis=0) > 0, past, past + 0.5)
    trend = (rows - month) / 12
    level = np.log(past.mean(axis=0))
    full = Design(np.column_stack([np.ones(len(rows)), trend]))
    flat = full.without(1)
    with_trend = robust_fit(past, full, None, np.vstack([level, np.zeros_like(level)]))
    without = robust_fit(past, flat, None, level[None])
    slope_z = with_trend.coefficients[1] / np.sqrt(with_trend.phi * with_trend.covariance[1, 1])
    kept = (np.abs(slope_z) > 1.96) & with_trend.converged
    # The month judged stands at trend 0, so that the intercept is its logarithm.
    mean = np.exp(np.where(kept, with_trend.coefficients[0], without.coefficients[0]))
    phi = np.where(kept, with_trend.phi, without.phi)
    error = phi * np.where(kept, with_trend.covariance[0, 0], without.covariance[0, 0])
    spread = np.sqrt(4 / 9 * mean ** (1 / 3) * (phi + error * mean))
    score: Array = (np.cbrt(counts[:, month]) ** 2 - np.cbrt(mean) ** 2) / spread
    return score
