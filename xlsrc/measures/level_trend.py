"""The level behind a series, looked at from both sides, and its change over twelve months.

Source: docs/statistics.md, "Level and trend".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.foretelling import Z_80, Z_95
from xlsrc.measures.level_filter import BURN, Cells, State, design, grid, pulled_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.families import Family
    from xlsrc.measures.level_filter import Filtered

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The smoothed level of each series by month, seasonally adjusted, on the log or logit scale.

    ``change`` is that of the 12 months to each month, with its variance; NaN in a series' first
    year. All are series × months.
    """

    level: Numbers
    variance: Numbers
    season: Numbers
    change: Numbers
    change_variance: Numbers


def levels(
    values: Numbers, family: Family, run: Filtered, *, first_month: int, steps: Flags | None = None
) -> Levels:
    """The levels of series whose filter has run, with the drift and deviation it ended with.

    Arguments as for `level_filter.filtered`; a gap is bridged.
    """
    step = np.zeros(values.shape, dtype=bool) if steps is None else steps
    rows = design(first_month + np.arange(values.shape[1]))
    cell = _plugged_in(run.weights)
    means, after, before = _forward(values, family, cell, rows, step)
    return _backward(means, after, before, rows, ~np.isnan(values))


def _plugged_in(weights: Numbers) -> Cells:
    cells = grid()
    return Cells(
        drift=np.sqrt(weights @ cells.drift**2)[:, None],
        deviation=np.sqrt(weights @ cells.deviation**2)[:, None],
    )


def _forward(
    values: Numbers, family: Family, cell: Cells, rows: Numbers, step: Flags
) -> tuple[Numbers, Numbers, Numbers]:
    """By month, first axis: states, their covariances, and the covariances before learning."""
    state = State(family.first_level(values), cell)
    observed = np.cumsum(~np.isnan(values), axis=1)
    means, after, before = [], [], []
    for month in range(values.shape[1]):
        known = observed[:, month - 1] if month else np.zeros(len(values), dtype=np.int64)
        state.drift_on(observed[:, month] > 0, step[:, month])
        before.append(state.covariance[:, 0].copy())
        rate = state.foretold(rows[month], family, month)
        calm = (known >= BURN) & ~step[:, month]
        value = pulled_in(
            values[:, month], rate.mean[:, 0], rate.variance[:, 0], family.most(month), calm=calm
        )
        seen = ~np.isnan(value)
        state.learn(family.learned(np.where(seen, value, 0)[:, None], rate, month), seen)
        means.append(state.mean[..., 0].T.copy())
        after.append(state.covariance[:, 0].copy())
    return np.array(means), np.array(after), np.array(before)


def _backward(
    means: Numbers, after: Numbers, before: Numbers, rows: Numbers, seen: Flags
) -> Levels:
    months, series = means.shape[:2]
    gains = after[:-1] @ np.linalg.inv(before[1:])
    smooth, spread = means.copy(), after.copy()
    for month in range(months - 2, -1, -1):
        gain = gains[month]
        move = smooth[month + 1] - means[month]
        smooth[month] = means[month] + (gain @ move[..., None])[..., 0]
        spread[month] = after[month] + gain @ (spread[month + 1] - before[month + 1]) @ np.swapaxes(
            gain, -1, -2
        )
    change, change_variance = np.full((2, months, series), np.nan)
    for month in range(YEAR, months):
        together = spread[month]
        for earlier in range(month - 1, month - YEAR - 1, -1):
            together = gains[earlier] @ together
        change[month] = smooth[month, :, 0] - smooth[month - YEAR, :, 0]
        change_variance[month] = (
            spread[month, :, 0, 0] + spread[month - YEAR, :, 0, 0] - 2 * together[:, 0, 0]
        )
    begun = np.cumsum(seen, axis=1) > 0
    year_ago = np.zeros_like(begun)
    year_ago[:, YEAR:] = begun[:, : max(months - YEAR, 0)]
    return Levels(
        level=np.where(begun, smooth[..., 0].T, np.nan),
        variance=np.where(begun, spread[..., 0, 0].T, np.nan),
        season=np.where(begun, np.einsum("mi,msi->sm", rows[:, 1:], smooth[..., 1:]), np.nan),
        change=np.where(year_ago, change.T, np.nan),
        change_variance=np.where(year_ago, change_variance.T, np.nan),
    )


def trend(change: Numbers, variance: Numbers, before: Numbers | int = 0) -> Numbers:
    """1 where the level rises, -1 where it falls, 0 where no clear change: one value a series.

    ``before`` is the word of the quarter before, which is kept while the change, of the same sign,
    stays beyond its 80 % bound.
    """
    z = np.nan_to_num(change / np.sqrt(variance))
    kept = (np.sign(z) == before) & (np.abs(z) >= Z_80)
    return np.where((np.abs(z) >= Z_95) | kept, np.sign(z), 0)
