"""What the filter supposes, and what it knows of each series while the months go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from xlsrc.measures.families import Family, Foretold

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

DRIFTS: Final = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Drift of the level a month, on the log or logit scale: from "stationary" to "jumps"."""

DEVIATIONS: Final = (0.04, 0.08, 0.16, 0.32, 0.64)
"""A month's own deviation from the level, on the same scale: overdispersion."""

LEVEL_VARIANCE: Final = 0.25
"""Of the first level; a known change of recording adds as much to the level's."""

SEASON_VARIANCE: Final = 0.15**2
"""Prior variance of each season coefficient."""

STATE: Final = 5
"""The level, then cosine and sine of the year's two harmonics."""

LOWER: Final = tuple((row, column) for row in range(STATE) for column in range(row + 1))
"""Places of a symmetric matrix of the state that are kept."""

POSITION: Final = np.array(
    [[LOWER.index((max(i, j), min(i, j))) for j in range(STATE)] for i in range(STATE)]
)
"""Where each place of the whole matrix is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The suppositions that run side by side, each an array over cells (or series × cells)."""

    drift: Numbers
    deviation: Numbers


def grid() -> Cells:
    """All pairs of a drift and a deviation; the drift is the slow index."""
    drift, deviation = np.meshgrid(DRIFTS, DEVIATIONS, indexing="ij")
    return Cells(drift=drift.ravel(), deviation=deviation.ravel())


class State:
    """The state of every series in every cell as it stands: the filter's own scratch paper.

    Components come first (5 × series × cells), and of the symmetric covariance the lower half
    only, so that each step is a few operations on whole series × cells arrays.
    """

    def __init__(self, level: Numbers, cells: Cells) -> None:
        shape = (level.size, cells.drift.shape[-1])
        self.cells = cells
        self.mean = np.zeros((STATE, *shape))
        self.mean[0] = level[:, None]
        self.half = np.zeros((len(LOWER), *shape))
        for position, (row, column) in enumerate(LOWER):
            if row == column:
                self.half[position] = SEASON_VARIANCE if row else LEVEL_VARIANCE
        self._gain = np.empty_like(self.mean)
        self._centre = self._spread = self._product = np.empty(shape)

    def drift_on(self, begun: Flags, step: Flags) -> None:
        """A month passes: levels drift, and jump where recording changes."""
        self.half[0] += np.where(begun[:, None], self.cells.drift**2, 0.0)
        self.half[0] += LEVEL_VARIANCE * (step & begun)[:, None]

    def foretold(self, row: Numbers, family: Family, month: int) -> Foretold:
        """The month's figure in each cell."""
        for component, places in enumerate(POSITION):
            self._gain[component] = self.half[places[0]]  # the design's first column is 1
            for weight, place in zip(row[1:], places[1:], strict=True):
                self._gain[component] += np.multiply(self.half[place], weight, out=self._product)
        self._centre = dot(row, self.mean)
        self._spread = dot(row, self._gain) + self.cells.deviation**2
        return family.foretold(self._centre, self._spread, month)

    def learn(self, learned: tuple[Numbers, Numbers], seen: Flags) -> None:
        """Take in the month's figure, where there is one."""
        centre, spread = learned
        shown = seen[:, None]
        move = np.where(shown, (centre - self._centre) / self._spread, 0)
        shrink = np.where(shown, (1 - np.minimum(spread / self._spread, 1)) / self._spread, 0)
        self.mean += self._gain * move
        scaled = self._gain * shrink
        for position, (row, column) in enumerate(LOWER):
            self.half[position] -= np.multiply(scaled[row], self._gain[column], out=self._product)

    def coming(
        self, rows: Numbers, family: Family, lengths: Iterable[int]
    ) -> Iterator[tuple[Numbers, Numbers]]:
        """Mean and variance in each cell of the total of so many coming months."""
        longest = max(lengths, default=0)
        centres = dot(rows[:longest], self.mean)
        weights = family.weights_in_sum(centres)
        for months in lengths:
            weight = weights[:months].sum(axis=0)
            shares = weights[:months] / weight
            season = dot(rows[:months, 1:].T, shares)
            level = self._spread_along(season)
            left, squares = shares[-1].copy(), shares[-1] ** 2
            for share in shares[-2::-1]:
                left += share  # a month's drift stays in every month after it
                squares += np.multiply(left, left, out=self._product)
            lasting = dot(np.arange(1.0, months + 1), shares)
            own = np.einsum("jsc,jsc->sc", shares, shares)
            drift, deviation = self.cells.drift**2, self.cells.deviation**2
            relative = level + drift * squares + deviation * own
            surplus = level + drift * lasting + deviation
            yield family.sum_of(centres[:months], weight, relative, surplus)

    def _spread_along(self, season: Numbers) -> Numbers:
        """Variance of the level and a season whose coefficients differ from cell to cell."""
        along: Numbers = self.half[0].copy()
        for row in range(1, STATE):
            places = self.half[POSITION[row, 0] : POSITION[row, 0] + row + 1]
            part = 2 * places[0]
            for column in range(1, row):
                part += 2 * np.multiply(places[column], season[column - 1], out=self._product)
            part += np.multiply(places[row], season[row - 1], out=self._product)
            part *= season[row - 1]
            along += part
        return along


def dot(weights: Numbers, arrays: Numbers) -> Numbers:
    """The weighted sum over the first axis; of each row of weights, where there are several.

    Not by a matrix product: that wakes threads, which on matrices so thin take thirty times as
    long as the product.
    """
    total: Numbers = np.einsum("...j,jsc->...sc", weights, arrays)
    return total
