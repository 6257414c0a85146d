"""The usual range of each month, and how far outside it the latest months lie.

The engine behind exceptions: see :mod:`benchmarks.first_engine.baseline` for the model, and
``docs/statistics.md`` for the method in plain words and what was measured of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from benchmarks.first_engine.baseline import WINDOW, baselines
from benchmarks.first_engine.negative_binomial import tail_z, usual_range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.first_engine.baseline import Baseline

    Array = NDArray[np.float64]

# A month beyond this, one way or the other, is flagged: two in a thousand of a normal curve.
FLAG_Z: Final = 3.09
QUARTER: Final = 3
HALF_YEAR: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChanges:
    """Changes approved by the partnership, as column numbers of each series' months.

    ``steps`` are the first months of a new way of recording, after which a series is not
    comparable with before; ``masked`` are months that say nothing of crime. One tuple per
    series, empty where there is none.
    """

    steps: tuple[tuple[int, ...], ...]
    masked: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The last month, quarter and half-year against what the past leads one to expect.

    One value per series. ``lower`` to ``upper`` is the 99.8 % range of the month: a count lies
    outside it exactly when |``z1``| > 3.09; ``expected_3m``, ``lower_3m`` and ``upper_3m``
    are those of the last three months together. ``z1``, ``z3`` and ``z6`` are positive for
    more than expected. ``sparse`` marks series too thin for trend and season.
    """

    expected: Array
    lower: Array
    upper: Array
    expected_3m: Array
    lower_3m: Array
    upper_3m: Array
    z1: Array
    z3: Array
    z6: Array
    phi: Array
    trend_used: NDArray[np.bool_]
    sparse: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Expected count, 99.8 % range and z-scores of each month: arrays series × months."""

    expected: Array
    lower: Array
    upper: Array
    z1: Array
    z6: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRange:
    """Expected sum over some months, and its 99.8 % range: one value per series."""

    expected: Array
    lower: Array
    upper: Array


def expected(counts: Array, *, known_changes: KnownChanges | None = None) -> Expected:
    """What the last month, three months and six months should have counted.

    Parameters
    ----------
    counts
        series × months of whole numbers. The 60 months before the last are used, but for the
        latest six; at least 36 in all, the last included. A gap has no part in the fit, and
        makes ``nan`` the z-scores of sums that contain it; too little past makes all ``nan``.
    known_changes
        Recording changes and months left out. A range needs six months of the new recording
        in the baseline, a year after the change.

    Raises
    ------
    ValueError
        When a count is negative, or a known change lies outside the series.

    Notes
    -----
    Quasi-Poisson regression on trend and two harmonic pairs, outliers weighted down after
    Noufaily et al. 2013 (Statistics in Medicine 32(7) 1206-1222); the trend is kept where
    |t| > 2. A sum M = Σμ has variance V = φM + φg′Cg, g = Σμx; z = −Φ⁻¹ of the mid-p upper
    tail of the negative binomial with that mean and variance.

    """
    counts, regimes = _comparable(counts, known_changes)
    window, fit = _fitted(counts, regimes, 1)
    mean, variance, z1 = _of_last(window, fit, 1)
    lower, upper = usual_range(mean, variance, FLAG_Z)
    mean_3m, variance_3m, z3 = _of_last(window, fit, QUARTER)
    lower_3m, upper_3m = usual_range(mean_3m, variance_3m, FLAG_Z)
    _, _, z6 = _of_last(window, fit, HALF_YEAR)
    return Expected(
        expected=mean,
        lower=lower,
        upper=upper,
        expected_3m=mean_3m,
        lower_3m=lower_3m,
        upper_3m=upper_3m,
        z1=z1,
        z3=z3,
        z6=z6,
        phi=fit.phi,
        trend_used=fit.trend_used,
        sparse=fit.sparse,
    )


def history(
    counts: Array, months: int = 60, *, known_changes: KnownChanges | None = None
) -> History:
    """What each of the latest months should have counted, each judged from its own past.

    Parameters
    ----------
    counts, known_changes
        As for :func:`expected`.
    months
        How many of the latest months are judged; all when the series are shorter.

    Returns
    -------
    series × months judged; ``nan`` where a month has too little past.

    Raises
    ------
    ValueError
        As for :func:`expected`, and when ``months`` is not positive.

    """
    if months < 1:
        message = f"at least one month is judged; found {months}"
        raise ValueError(message)
    counts, regimes = _comparable(counts, known_changes)
    months = min(months, counts.shape[1])
    window, fit = _fitted(counts, regimes, months)
    mean, variance, z1 = _of_last(window, fit, 1)
    lower, upper = usual_range(mean, variance, FLAG_Z)
    _, _, z6 = _of_last(window, fit, HALF_YEAR)
    shape = (counts.shape[0], months)
    return History(
        expected=mean.reshape(shape),
        lower=lower.reshape(shape),
        upper=upper.reshape(shape),
        z1=z1.reshape(shape),
        z6=z6.reshape(shape),
    )


def next_quarter(counts: Array, *, known_changes: KnownChanges | None = None) -> UsualRange:
    """Usual range of the three months after the last: a range to expect, not a target.

    Parameters
    ----------
    counts, known_changes
        As for :func:`expected`, whose fit of the past is carried three months ahead.

    """
    return _range_of(counts, np.arange(WINDOW, WINDOW + QUARTER), known_changes)


def half_year(counts: Array, *, known_changes: KnownChanges | None = None) -> UsualRange:
    """Usual range of the last six months together, which a sustained exception lies outside.

    Parameters
    ----------
    counts, known_changes
        As for :func:`expected`.

    """
    return _range_of(counts, np.arange(WINDOW - HALF_YEAR, WINDOW), known_changes)


def _range_of(
    counts: Array, rows: NDArray[np.intp], known_changes: KnownChanges | None
) -> UsualRange:
    counts, regimes = _comparable(counts, known_changes)
    _, fit = _fitted(counts, regimes, 1)
    mean, variance = fit.forecast(rows)
    lower, upper = usual_range(mean, variance, FLAG_Z)
    return UsualRange(expected=mean, lower=lower, upper=upper)


def _comparable(
    counts: Array, known_changes: KnownChanges | None
) -> tuple[Array, NDArray[np.int64]]:
    """Counts with masked months as gaps, and how many recording changes precede each month."""
    counts = np.array(counts, dtype=np.float64)
    if np.any(counts < 0):
        message = f"a count is 0 or more; found {np.nanmin(counts):g}"
        raise ValueError(message)
    regimes = np.zeros(counts.shape, dtype=np.int64)
    if known_changes is None:
        return counts, regimes
    number, months = counts.shape
    for changes in (known_changes.steps, known_changes.masked):
        if len(changes) != number or not all(0 <= m < months for of in changes for m in of):
            message = f"known changes are months 0 to {months - 1} of each of {number} series"
            raise ValueError(message)
    for series, (steps, masked) in enumerate(
        zip(known_changes.steps, known_changes.masked, strict=True)
    ):
        counts[series, list(masked)] = np.nan
        for step in steps:
            regimes[series, step:] += 1
    return counts, regimes


def _fitted(counts: Array, regimes: NDArray[np.int64], months: int) -> tuple[Array, Baseline]:
    """Windows that end at each of the latest months, 61 × (series · months), and their fits."""
    missing = max(0, WINDOW + months - 1 - counts.shape[1])
    padding = ((0, 0), (missing, 0))
    padded = np.pad(counts, padding, constant_values=np.nan)[:, -(WINDOW + months - 1) :]
    regimes = np.pad(regimes, padding, mode="edge")[:, -(WINDOW + months - 1) :]
    windows = sliding_window_view(padded, WINDOW, axis=1).reshape(-1, WINDOW).T
    return windows, baselines(
        windows, sliding_window_view(regimes, WINDOW, axis=1).reshape(-1, WINDOW).T
    )


def _of_last(window: Array, fit: Baseline, months: int) -> tuple[Array, Array, Array]:
    """Mean, variance and z of the sum over the latest months of each window."""
    mean, variance = fit.forecast(np.arange(WINDOW - months, WINDOW))
    return mean, variance, tail_z(window[-months:].sum(axis=0), mean, variance)


def forecasts(counts: Array, months: int, *, ahead: int) -> tuple[Array, Array]:
    """Mean and variance foretold at each of the latest months, both series × months.

    Of the month after it (``ahead`` 1), or of the sum of so many months after it.
    """
    counts, regimes = _comparable(counts, None)
    # A window ends with the month that is judged: for one month ahead that is the next one.
    if ahead == 1:
        late = np.hstack([counts, np.full((len(counts), 1), np.nan)])
        _, fit = _fitted(late, np.zeros(late.shape, dtype=np.int64), months)
        rows = np.arange(WINDOW - 1, WINDOW)
    else:
        _, fit = _fitted(counts, regimes, months)
        rows = np.arange(WINDOW, WINDOW + ahead)
    mean, variance = fit.forecast(rows)
    return mean.reshape(-1, months), variance.reshape(-1, months)
