"""Who foretells: the filter, the first engine, and the rules of thumb that both must beat.

Each gives, for every month judged and for the quarter that begins with it, the mean and variance
of a negative binomial, from the months before alone.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from benchmarks.first_engine import expected as first
from benchmarks.london import JUDGED
from xlsrc.measures.families import Counts
from xlsrc.measures.level_filter import filtered

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from benchmarks.london import Series

    Array = NDArray[np.float64]

YEAR: Final = 12
YEARS_OF_ERRORS: Final = 3
"""Years over which a rule of thumb learns how wrong it is."""

SEASON_YEARS: Final = 5
LEAST_MEAN: Final = 0.5
LEAST_DISPERSION: Final = 1.001
PATHS: Final = 400
FILTER: Final = "the filter"
FIRST: Final = "the first engine"
SEED: Final = 20251231


class Foretold(NamedTuple):
    """Mean and variance, series × origins."""

    mean: Array
    variance: Array


def sums_from(counts: Array, months: int) -> Array:
    """The sum of so many months from each column on; NaN where one is missing."""
    found = np.full(counts.shape, np.nan)
    width = counts.shape[1] - months + 1
    found[:, :width] = np.lib.stride_tricks.sliding_window_view(counts, months, axis=1).sum(-1)
    return found


def product_filter(series: Series, months: int) -> Foretold:
    """The product's filter."""
    ahead = () if months == 1 else (months,)
    run = filtered(
        series.counts,
        Counts(),
        first_month=series.first_month,
        steps=series.steps,
        ahead=ahead,
    )
    if months == 1:
        return Foretold(run.mean[:, -JUDGED:], run.variance[:, -JUDGED:])
    mean, variance = run.sums[months]
    return Foretold(mean[:, -JUDGED - 1 : -1], variance[:, -JUDGED - 1 : -1])


def first_engine(series: Series, months: int) -> Foretold:
    """Quasi-Poisson regression on 60 months, the last six left out."""
    mean, variance = first.forecasts(series.counts[:, :-1], JUDGED, ahead=months)
    return Foretold(mean, variance)


def seasonal_naive(series: Series, months: int) -> Foretold:
    """The same months a year ago."""
    return _with_own_errors(series, months, _year_ago(series.counts, months))


def last_year_by_season(series: Series, months: int) -> Foretold:
    """The last 12 months' total, by each calendar month's share of the five years before."""
    counts = series.counts
    columns = counts.shape[1]
    mean = np.full(counts.shape, np.nan)
    for origin in range(SEASON_YEARS * YEAR, columns):
        # Lockdown months have no count: what is known of the year stands for all of it.
        level = np.nanmean(counts[:, origin - YEAR : origin], axis=1)
        past = counts[:, origin - SEASON_YEARS * YEAR : origin].reshape(-1, SEASON_YEARS, YEAR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a calendar month never known
            season = np.nanmean(past, axis=1)
        season /= np.maximum(np.nanmean(season, axis=1, keepdims=True), 1e-9)
        mean[:, origin] = level * season[:, :months].sum(axis=1)
    return _with_own_errors(series, months, mean)


def ets(series: Series, months: int, origins: NDArray[np.bool_]) -> Foretold:
    """Exponential smoothing with an additive season on the log scale, from statsmodels.

    A fit for every series and origin: for a few of them only.
    """
    found = np.full((2, len(series.counts), JUDGED), np.nan)
    columns = series.counts.shape[1]
    for row, counts in enumerate(series.counts):
        for at in np.flatnonzero(origins):
            found[:, row, at] = _ets(counts[: columns - JUDGED + at], months)
    return Foretold(*found)


def _ets(past: Array, months: int) -> tuple[float, float]:
    known = np.flatnonzero(~np.isnan(past))
    # It takes no gaps: they are bridged.
    logs = np.interp(np.arange(known[0], len(past)), known, np.log(past[known] + 0.5))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        fit = ETSModel(logs, error="add", seasonal="add", seasonal_periods=YEAR).fit(disp=False)
        paths = fit.simulate(
            months,
            anchor="end",
            repetitions=PATHS,
            rng=np.random.default_rng(SEED),
        )
    sums = np.maximum(np.exp(np.asarray(paths)) - 0.5, 0).reshape(months, -1).sum(axis=0)
    mean = max(float(sums.mean()), LEAST_MEAN)
    return mean, max(float(sums.var()), mean * LEAST_DISPERSION)


def _year_ago(counts: Array, months: int) -> Array:
    """At each origin, the sum of the months that begin a year before it."""
    found = np.full(counts.shape, np.nan)
    found[:, YEAR:] = sums_from(counts, months)[:, :-YEAR]
    return found


def _with_own_errors(series: Series, months: int, mean: Array) -> Foretold:
    """A rule of thumb with the spread of its own errors in the years before each origin."""
    mean = np.maximum(mean, LEAST_MEAN)
    scaled = (sums_from(series.counts, months) - mean) ** 2 / mean
    columns = mean.shape[1]
    variance = np.full(mean.shape, np.nan)
    for origin in range(columns - JUDGED, columns):
        # The latest sum that is known in full began ``months`` before.
        end = origin - months + 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # no error known: none is foretold
            spread = np.nanmean(scaled[:, end - YEARS_OF_ERRORS * YEAR : end], axis=1)
        variance[:, origin] = mean[:, origin] * np.maximum(spread, LEAST_DISPERSION)
    return Foretold(mean[:, -JUDGED:], variance[:, -JUDGED:])


FORETELLERS: Final[dict[str, Callable[[Series, int], Foretold]]] = {
    FILTER: product_filter,
    FIRST: first_engine,
    "the same months a year ago": seasonal_naive,
    "last 12 months by season": last_year_by_season,
}
