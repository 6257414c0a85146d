"""One filter for every monthly series: its level, season and drift, learned month by month.

How fast a level drifts and how much single months deviate is not known, so 25 cells, a grid of
both, run side by side; each weighs by how well it foretold what came. Nothing is fitted to a
series by hand, and no month is used before it has come.

Source: docs/statistics.md, "What is usual?", with the back-test that chose the constants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.families import Family, Foretold

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

DRIFTS: Final = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Drift of the level a month, on the log or logit scale: from "stationary" to "jumps"."""

DEVIATIONS: Final = (0.04, 0.08, 0.16, 0.32, 0.64)
"""A month's own deviation from the level, on the same scale: overdispersion."""

MEMORY: Final = 0.97
"""Forgetting of the cells' weights a month, about 33 months: how a series varies changes, too."""

CLIP: Final = 3.0
"""Standard deviations beyond which a figure is pulled in before it teaches."""

LEVEL_VARIANCE: Final = 0.25
"""Of the first level; a known change of recording adds as much to the level's."""

SEASON_VARIANCE: Final = 0.15**2
"""Prior variance of each season coefficient."""

BURN: Final = 12
"""Observed months before anything is foretold, pulled in, or told of the cells."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What the filter knew of each series (rows) in each month (columns).

    ``mean`` and ``variance`` foretell the month's figure from the months before it; NaN where
    fewer than twelve were observed. ``sums[k]`` are mean and variance of the total of the k months
    *after* each month (of the share over them, for shares). ``pulled_in`` are the figures as they
    taught, NaN where missing. ``level`` (log or logit, seasonally adjusted), its variance and
    ``season`` are as of the month. ``observed`` counts the figures up to and with the month.
    ``weights`` (series × cells), ``states`` (… × 5) and ``covariances`` (… × 5 × 5) are the last
    month's.
    """

    mean: Numbers
    variance: Numbers
    pulled_in: Numbers
    level: Numbers
    level_variance: Numbers
    season: Numbers
    observed: NDArray[np.int64]
    sums: Mapping[int, tuple[Numbers, Numbers]]
    weights: Numbers
    states: Numbers
    covariances: Numbers


def design(months: NDArray[np.int64]) -> Numbers:
    """The rows that turn a state into the centre of each calendar month (0 = January): n × 5."""
    angle = 2 * np.pi * (months % 12) / 12
    return np.column_stack(
        (np.ones(months.size), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle))
    )


def grid() -> Cells:
    """All pairs of a drift and a deviation; the drift is the slow index."""
    drift, deviation = np.meshgrid(DRIFTS, DEVIATIONS, indexing="ij")
    return Cells(drift=drift.ravel(), deviation=deviation.ravel())


def filtered(
    values: Numbers,
    family: Family,
    *,
    first_month: int,
    steps: Flags | None = None,
    ahead: Sequence[int] = (),
) -> Filtered:
    """The filter run over whole histories.

    Parameters
    ----------
    values
        Counts (or the parts of shares), series × months; NaN is a gap: the level drifts on and
        nothing is learned. A series begins with its first observed month.
    family
        How the figures vary.
    first_month
        Calendar month of the first column, 0 = January.
    steps
        Marks the first month of each new way of recording.
    ahead
        Of how many coming months the sums are wanted, after every month.

    Raises
    ------
    ValueError
        Where a figure is negative, or no whole number.
    """
    require_whole(values)
    series, months = values.shape
    cells = grid()
    step = np.zeros(values.shape, dtype=bool) if steps is None else steps
    rows = design(first_month + np.arange(months + max(ahead, default=0)))
    state = State(family.first_level(values), cells)
    log_weights = np.zeros((series, cells.drift.size))
    out = {
        name: np.full(values.shape, np.nan)
        for name in ("mean", "variance", "pulled_in", "level", "level_variance", "season")
    }
    sums = {k: (np.full(values.shape, np.nan), np.full(values.shape, np.nan)) for k in ahead}
    observed = np.cumsum(~np.isnan(values), axis=1)
    for month in range(months):
        known = observed[:, month - 1] if month else np.zeros(series, dtype=np.int64)
        burnt = known >= BURN
        state.drift_on(observed[:, month] > 0, step[:, month])
        rate = state.foretold(rows[month], family, month)
        mean, variance = mixed(normal(log_weights), rate.mean, rate.variance)
        out["mean"][burnt, month] = mean[burnt]
        out["variance"][burnt, month] = variance[burnt]
        seen = ~np.isnan(values[:, month])
        calm = burnt & ~step[:, month]
        value = pulled_in(values[:, month], mean, variance, family.most(month), calm=calm)
        out["pulled_in"][:, month] = value
        teaching = np.where(seen, value, 0)[:, None]
        told = family.log_likelihood(teaching, rate, month)
        log_weights = np.where((calm & seen)[:, None], MEMORY * log_weights + told, log_weights)
        state.learn(family.learned(teaching, rate, month), seen)
        weights = normal(log_weights)
        begun = observed[:, month] > 0
        level, spread = mixed(weights, state.mean[0], state.half[0])
        season = (weights * _dot(rows[month, 1:], state.mean[1:])).sum(axis=1)
        for name, now in (("level", level), ("level_variance", spread), ("season", season)):
            out[name][begun, month] = now[begun]
        enough = observed[:, month] >= BURN
        coming = state.coming(rows[month + 1 :], family, sums)
        for (total, total_variance), in_cells in zip(sums.values(), coming, strict=True):
            total_now, variance_now = mixed(weights, *in_cells)
            total[enough, month] = total_now[enough]
            total_variance[enough, month] = variance_now[enough]
    return Filtered(
        **out,
        observed=observed,
        sums=sums,
        weights=normal(log_weights),
        states=np.moveaxis(state.mean, 0, -1),
        covariances=state.covariance,
    )


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
        self._centre = _dot(row, self.mean)
        self._spread = _dot(row, self._gain) + self.cells.deviation**2
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
        centres = _dot(rows[:longest], self.mean)
        weights = family.weights_in_sum(centres)
        for months in lengths:
            weight = weights[:months].sum(axis=0)
            shares = weights[:months] / weight
            season = _dot(rows[:months, 1:].T, shares)
            level = self._spread_along(season)
            left, squares = shares[-1].copy(), shares[-1] ** 2
            for share in shares[-2::-1]:
                left += share  # a month's drift stays in every month after it
                squares += np.multiply(left, left, out=self._product)
            lasting = _dot(np.arange(1.0, months + 1), shares)
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

    @property
    def covariance(self) -> Numbers:
        """The whole covariances: series × cells × 5 × 5."""
        return np.moveaxis(self.half[POSITION], (0, 1), (-2, -1))


def _dot(weights: Numbers, arrays: Numbers) -> Numbers:
    """The weighted sum over the first axis; of each row of weights, where there are several.

    Not by a matrix product: that wakes threads, which on matrices so thin take thirty times as
    long as the product.
    """
    total: Numbers = np.einsum("...j,jsc->...sc", weights, arrays)
    return total


def normal(log_weights: Numbers) -> Numbers:
    """Weights that sum to 1 over the cells."""
    weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
    total: Numbers = weights.sum(axis=1, keepdims=True)
    shares: Numbers = weights / total
    return shares


def mixed(weights: Numbers, mean: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and variance of the mixture of the cells."""
    centre = np.einsum("sc,sc->s", weights, mean)
    return centre, np.einsum("sc,sc->s", weights, variance + mean**2) - centre**2


def pulled_in(
    value: Numbers, mean: Numbers, variance: Numbers, most: Numbers | float, *, calm: Flags
) -> Numbers:
    """A month's figures no further from what was foretold than teaches well."""
    reach = CLIP * np.sqrt(variance)
    inside = np.maximum(0, np.clip(value, mean - reach, mean + reach))
    return np.where(calm, np.minimum(inside, most), value)


def require_whole(values: Numbers) -> None:
    """Refuse figures that are no counts; gaps pass."""
    known = values[~np.isnan(values)]
    if (known < 0).any() or (known != np.floor(known)).any() or np.isinf(known).any():
        message = "counts must be whole and at least 0"
        raise ValueError(message)
