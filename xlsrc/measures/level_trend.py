"""The level behind a series, looked at from both sides, and its change over twelve months.

Source: docs/statistics.md, "Level and trend".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.foretelling import Z_80, Z_95
from xlsrc.measures.level_filter import BURN, design, pulled_in
from xlsrc.measures.level_state import POSITION, STATE, Cells, State, grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.families import Family

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
    values: Numbers,
    family: Family,
    weights: Numbers,
    *,
    first_month: int,
    steps: Flags | None = None,
) -> Levels:
    """The levels of series whose filter has run, with the drift and deviation it ended with.

    ``weights`` (series × cells) are those that the filter gave the cells in the end. Other
    arguments as for `level_filter.filtered`; a gap is bridged.
    """
    step = np.zeros(values.shape, dtype=bool) if steps is None else steps
    rows = design(first_month + np.arange(values.shape[1]))
    return _backward(_forward(values, family, _plugged_in(weights), rows, step), rows)


def _plugged_in(weights: Numbers) -> Cells:
    cells = grid()
    return Cells(
        drift=np.sqrt(weights @ cells.drift**2)[:, None],
        deviation=np.sqrt(weights @ cells.deviation**2)[:, None],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forward:
    """What the way back needs: months first, then (of vectors) components, then series.

    ``mean`` is the state after each month, ``drift`` the variance that the level gained before it,
    and ``lean`` the first column of the inverse of the covariance then. ``covariance`` is the last
    month's, 5 × 5 × series. ``begun`` is series × months.
    """

    mean: Numbers
    drift: Numbers
    lean: Numbers
    covariance: Numbers
    begun: Flags


def _forward(values: Numbers, family: Family, cell: Cells, rows: Numbers, step: Flags) -> _Forward:
    state = State(family.first_level(values), cell)
    observed = np.cumsum(~np.isnan(values), axis=1)
    series, months = values.shape
    mean, lean = np.empty((2, months, STATE, series))
    drift = np.empty((months, series))
    for month in range(months):
        known = observed[:, month - 1] if month else np.zeros(series, dtype=np.int64)
        before = state.half[0, :, 0].copy()
        state.drift_on(observed[:, month] > 0, step[:, month])
        drift[month] = state.half[0, :, 0] - before
        lean[month] = _first_of_inverse(state.half[POSITION, :, 0])
        rate = state.foretold(rows[month], family, month)
        calm = (known >= BURN) & ~step[:, month]
        value = pulled_in(
            values[:, month], rate.mean[:, 0], rate.variance[:, 0], family.most(month), calm=calm
        )
        seen = ~np.isnan(value)
        state.learn(family.learned(np.where(seen, value, 0)[:, None], rate, month), seen)
        mean[month] = state.mean[..., 0]
    return _Forward(
        mean=mean,
        drift=drift,
        lean=lean,
        covariance=state.half[POSITION, :, 0],
        begun=observed > 0,
    )


def _first_of_inverse(matrices: Numbers) -> Numbers:
    """The first column of the inverses of symmetric matrices, 5 × 5 × series; they are used up.

    The season is eliminated from the last coefficient on, so that the level is found first.
    """
    for last in range(STATE - 1, 0, -1):
        scaled = matrices[last, :last] / matrices[last, last]
        matrices[:last, :last] -= matrices[:last, None, last] * scaled
    column = np.empty(matrices.shape[1:])
    column[0] = 1 / matrices[0, 0]
    for row in range(1, STATE):
        column[row] = -(matrices[row, :row] * column[:row]).sum(axis=0) / matrices[row, row]
    return column


def _backward(forward: _Forward, rows: Numbers) -> Levels:
    """The smoother. Only the level drifts, so that on the way back only the level moves.

    With R, the covariance as a month begins, w = R⁻¹e₀ and δ, the level's drift into it, the
    smoother's gain is I - δ e₀w'. So the season and its covariance stay the last month's, and
    of the smoothed covariance Q the first column changes.
    """
    months, _, series = forward.mean.shape
    state = forward.mean[-1].copy()
    covariance = forward.covariance
    column, season = covariance[0].copy(), covariance[1:, 1:]
    states, columns = np.empty_like(forward.mean), np.empty_like(forward.mean)
    states[-1], columns[-1] = state, column
    for month in range(months - 2, -1, -1):
        drift, lean = forward.drift[month + 1], forward.lean[month + 1]
        gap = state - forward.mean[month]
        state[0] -= drift * _dot(lean, gap)
        excess = column * lean[0]
        excess[0] = _dot(column, lean) - 1
        excess[1:] += (season * lean[1:]).sum(axis=1)
        column[1:] -= drift * excess[1:]
        column[0] += drift * (drift * _dot(lean, excess) - 2 * excess[0] - 1)
        states[month], columns[month] = state, column
    level, variance = states[:, 0], columns[:, 0]
    change, change_variance = np.full((2, months, series), np.nan)
    if months > YEAR:
        together = columns[YEAR:].copy()
        for back in range(YEAR):
            span = slice(YEAR - back, months - back)
            drift, lean = forward.drift[span], forward.lean[span]
            together[:, 0] -= drift * np.einsum("mis,mis->ms", lean, together)
        change[YEAR:] = level[YEAR:] - level[:-YEAR]
        change_variance[YEAR:] = variance[YEAR:] + variance[:-YEAR] - 2 * together[:, 0]
    begun = forward.begun
    year_ago = np.zeros_like(begun)
    year_ago[:, YEAR:] = begun[:, : max(months - YEAR, 0)]
    return Levels(
        level=np.where(begun, level.T, np.nan),
        variance=np.where(begun, variance.T, np.nan),
        season=np.where(begun, np.einsum("mi,mis->sm", rows[:, 1:], states[:, 1:]), np.nan),
        change=np.where(year_ago, change.T, np.nan),
        change_variance=np.where(year_ago, change_variance.T, np.nan),
    )


def _dot(first: Numbers, second: Numbers) -> Numbers:
    product: Numbers = np.einsum("is,is->s", first, second)
    return product


def trend(change: Numbers, variance: Numbers, before: Numbers | int = 0) -> Numbers:
    """1 where the level rises, -1 where it falls, 0 where no clear change: one value a series.

    ``before`` is the word of the quarter before, which is kept while the change, of the same sign,
    stays beyond its 80 % bound.
    """
    z = np.nan_to_num(change / np.sqrt(variance))
    kept = (np.sign(z) == before) & (np.abs(z) >= Z_80)
    return np.where((np.abs(z) >= Z_95) | kept, np.sign(z), 0)
