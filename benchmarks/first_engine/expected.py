"""What each of the latest months should have counted, how far outside it lies, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from benchmarks.first_engine.baseline import WINDOW, baselines
from xlsrc.measures.foretelling import count_z

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.first_engine.baseline import Baseline

    Array = NDArray[np.float64]

HALF_YEAR: Final = 6


def scores(counts: Array, months: int) -> tuple[Array, Array]:
    """The z of each of the latest months, and of the six months to it; both series × months.

    Each is judged from its own past; ``nan`` where that is too little, or a month is a gap.
    """
    windows, fit = fitted(counts, months)
    of_month, of_half_year = (of_last(windows, fit, spell)[2] for spell in (1, HALF_YEAR))
    return of_month.reshape(-1, months), of_half_year.reshape(-1, months)


def forecasts(counts: Array, months: int, *, ahead: int) -> tuple[Array, Array]:
    """Mean and variance foretold at each of the latest months, both series × months.

    Of the month after it (``ahead`` 1), or of the sum of so many months after it.
    """
    if ahead == 1:
        # A window ends with the month that is judged: for one month ahead that is the next one.
        counts = np.pad(counts, ((0, 0), (0, 1)), constant_values=np.nan)
    rows = np.arange(WINDOW - 1, WINDOW) if ahead == 1 else np.arange(WINDOW, WINDOW + ahead)
    _, fit = fitted(counts, months)
    mean, variance = fit.forecast(rows)
    return mean.reshape(-1, months), variance.reshape(-1, months)


def fitted(counts: Array, months: int) -> tuple[Array, Baseline]:
    """Windows that end at each of the latest months, 61 × (series · months), and their fits."""
    missing = max(0, WINDOW + months - 1 - counts.shape[1])
    padded = np.pad(counts, ((0, 0), (missing, 0)), constant_values=np.nan)
    latest = padded[:, -(WINDOW + months - 1) :]
    windows = sliding_window_view(latest, WINDOW, axis=1).reshape(-1, WINDOW).T
    return windows, baselines(windows)


def of_last(windows: Array, fit: Baseline, months: int) -> tuple[Array, Array, Array]:
    """Mean, variance and z of the sum over the latest months of each window."""
    mean, variance = fit.forecast(np.arange(WINDOW - months, WINDOW))
    return mean, variance, count_z(windows[-months:].sum(axis=0), mean, variance)
