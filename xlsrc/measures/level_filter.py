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

from xlsrc.measures.level_state import State, dot, grid
from xlsrc.measures.rolling import MONTHS_IN_YEAR, QUARTER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.families import Family

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

MEMORY: Final = 0.97
"""Forgetting of the cells' weights a month, about 33 months: how a series varies changes, too."""

CLIP: Final = 3.0
"""Standard deviations beyond which a figure is pulled in before it teaches."""

QUARTERS: Final = tuple(range(0, MONTHS_IN_YEAR + 1, QUARTER))
"""Months before the latest at which earlier quarters ended, and the cells' weights are kept."""

BURN: Final = 12
"""Observed months before anything is foretold, pulled in, or told of the cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What the filter knew of each series (rows) in each month (columns).

    ``mean`` and ``variance`` foretell the month's figure from the months before it; NaN where
    fewer than twelve were observed. ``sums[k]`` are mean and variance of the total of the k months
    *after* each month (of the share over them, for shares). ``pulled_in`` are the figures as they
    taught, NaN where missing. ``level`` (log or logit, seasonally adjusted), its variance and
    ``season`` are as of the month. ``observed`` counts the figures up to and with the month.
    ``coming`` are mean and variance of each of the months to come by itself, series × so many.
    ``weights[back]`` (series × cells) are those of so many months before the last, back by
    quarters over a year; 0 is the last.
    """

    mean: Numbers
    variance: Numbers
    pulled_in: Numbers
    level: Numbers
    level_variance: Numbers
    season: Numbers
    observed: NDArray[np.int64]
    sums: Mapping[int, tuple[Numbers, Numbers]]
    coming: tuple[Numbers, Numbers]
    weights: Mapping[int, Numbers]


def design(months: NDArray[np.int64]) -> Numbers:
    """The rows that turn a state into the centre of each calendar month (0 = January): n × 5."""
    angle = 2 * np.pi * (months % 12) / 12
    return np.column_stack(
        (np.ones(months.size), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle))
    )


def filtered(
    values: Numbers,
    family: Family,
    *,
    first_month: int,
    steps: Flags | None = None,
    ahead: Sequence[int] = (),
    latest: Mapping[int, int] | None = None,
    months_to_come: int = 0,
    levels: bool = False,
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
    latest
        After how many of the latest months each sum is wanted, NaN after others: only the last
        where it is not said. All months, where None.
    months_to_come
        How many months after the last are foretold each by itself; shares have their denominators.
    levels
        Whether level and season as of each month are wanted: NaN where not.

    Raises
    ------
    ValueError
        Where a figure is negative, or no whole number.
    """
    require_whole(values)
    series, months = values.shape
    cells = grid()
    step = np.zeros(values.shape, dtype=bool) if steps is None else steps
    rows = design(first_month + np.arange(months + max(0, months_to_come, *ahead)))
    state = State(family.first_level(values), cells)
    log_weights = np.zeros((series, cells.drift.size))
    out = {
        name: np.full(values.shape, np.nan)
        for name in ("mean", "variance", "pulled_in", "level", "level_variance", "season")
    }
    sums = {k: (np.full(values.shape, np.nan), np.full(values.shape, np.nan)) for k in ahead}
    observed = np.cumsum(~np.isnan(values), axis=1)
    since = {k: 0 if latest is None else months - latest.get(k, 1) for k in ahead}
    kept: dict[int, Numbers] = {}
    weights = normal(log_weights)
    for month in range(months):
        known = observed[:, month - 1] if month else np.zeros(series, dtype=np.int64)
        burnt = known >= BURN
        state.drift_on(observed[:, month] > 0, step[:, month])
        rate = state.foretold(rows[month], family, month)
        mean, variance = mixed(weights, rate.mean, rate.variance)
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
        if levels:
            begun = observed[:, month] > 0
            level, spread = mixed(weights, state.mean[0], state.half[0])
            season = (weights * dot(rows[month, 1:], state.mean[1:])).sum(axis=1)
            for name, now in (("level", level), ("level_variance", spread), ("season", season)):
                out[name][begun, month] = now[begun]
        enough = observed[:, month] >= BURN
        wanted = [k for k in ahead if month >= since[k]]
        for k, in_cells in zip(
            wanted, state.coming(rows[month + 1 :], family, wanted), strict=True
        ):
            for total, now in zip(sums[k], mixed(weights, *in_cells), strict=True):
                total[enough, month] = now[enough]
        if months - 1 - month in QUARTERS:
            kept[months - 1 - month] = weights
    return Filtered(
        **out,
        observed=observed,
        sums=sums,
        coming=_coming(state, weights, family, observed, rows[months : months + months_to_come]),
        weights=kept,
    )


def _coming(
    state: State, weights: Numbers, family: Family, observed: NDArray[np.int64], rows: Numbers
) -> tuple[Numbers, Numbers]:
    """Each of the months after the last, as if those before it were gaps; the state drifts on."""
    series, months = observed.shape
    found = np.full((2, series, len(rows)), np.nan)
    known = observed[:, -1] if months else np.zeros(series, dtype=np.int64)
    enough, no_step = known >= BURN, np.zeros(series, dtype=bool)
    for ahead, row in enumerate(rows):
        state.drift_on(known > 0, no_step)
        rate = state.foretold(row, family, months + ahead)
        for of, now in zip(found, mixed(weights, rate.mean, rate.variance), strict=True):
            of[enough, ahead] = now[enough]
    return found[0], found[1]


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
