"""Sums over the latest months: the figures a board reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUARTER: Final = 3
HALF_YEAR: Final = 6
MONTHS_IN_YEAR: Final = 12
PER_CENT: Final = 100.0

SMALL_MEAN: Final = 5.0
"""Mean count a month under which only large changes can be seen."""


def rolling_12(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of the 12 months to each month.

    Parameters
    ----------
    counts
        series × months.

    Returns
    -------
    series × months; ``nan`` before the 12th month and wherever one of the 12 is a gap.

    """
    counts = np.asarray(counts, dtype=np.float64)
    sums = np.full(counts.shape, np.nan)
    if counts.shape[1] >= MONTHS_IN_YEAR:
        windows = sliding_window_view(counts, MONTHS_IN_YEAR, axis=1)
        sums[:, MONTHS_IN_YEAR - 1 :] = windows.sum(axis=-1)
    return sums


def last(counts: NDArray[np.float64], months: int, *, years_ago: int = 0) -> NDArray[np.float64]:
    """Sum of the latest months of each series, or of the same months some years earlier.

    Parameters
    ----------
    counts
        series × months.
    months
        How many months are summed: 3 for the quarter, 12 for the year.
    years_ago
        0 for the months to the last one, 1 for the same calendar months a year before.

    Returns
    -------
    One sum per series; ``nan`` when a month is a gap or lies before the series.

    Raises
    ------
    ValueError
        When ``months`` is not positive or ``years_ago`` is negative.

    """
    if months < 1 or years_ago < 0:
        message = f"months must be 1 or more and years_ago 0 or more; found {months}, {years_ago}"
        raise ValueError(message)
    counts = np.asarray(counts, dtype=np.float64)
    end = counts.shape[1] - MONTHS_IN_YEAR * years_ago
    if end < months:
        return np.full(counts.shape[0], np.nan)
    sums: NDArray[np.float64] = counts[:, end - months : end].sum(axis=1)
    return sums


def only_large_changes_show(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a series counts under 5 a month on average over its last 12 months.

    series × months in, one value per series out; a gap among the 12 gives ``False``.
    """
    recent = np.asarray(counts, dtype=np.float64)[:, -MONTHS_IN_YEAR:]
    small: NDArray[np.bool_] = recent.mean(axis=1) < SMALL_MEAN
    return small
