"""Rates per head of population, with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.special import gammaincinv, ndtri

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


PER_THOUSAND: Final = 1000
LEVEL: Final = 0.95
# Below this Byar's approximation is off in the second figure; English public health practice
# (Technical Guide: Confidence Intervals, 2018) changes to the exact interval here.
EXACT_BELOW: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Rates with the lower and upper ends of their intervals, all of one shape and unit."""

    rate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def rate_per(
    counts: ArrayLike, population: ArrayLike, per: float = PER_THOUSAND, level: float = LEVEL
) -> Rates:
    """Counts per ``per`` people, with Byar's interval (exact for counts under 10).

    Parameters
    ----------
    counts, population
        Events and people, of any shapes that broadcast to one another.
    per
        The number of people that the rate is for.
    level
        The coverage of the interval.

    Returns
    -------
    Rates
        Gaps (``nan``) in either, and a population of 0, give ``nan``.

    Raises
    ------
    ValueError
        A count or a population is below 0, or the level is not between 0 and 1.

    Notes
    -----
    Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69 (Byar); Garwood 1936
    (exact).

    """
    events, people = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(population, dtype=np.float64)
    )
    if np.any(people < 0):
        message = "a population cannot be below 0"
        raise ValueError(message)
    people = np.where(people > 0, people, np.nan)
    byar_low, byar_high = byar_interval(events, level)
    exact_low, exact_high = exact_interval(events, level)
    small = events < EXACT_BELOW
    return Rates(
        rate=per * events / people,
        low=per * np.where(small, exact_low, byar_low) / people,
        high=per * np.where(small, exact_high, byar_high) / people,
    )


def byar_interval(
    counts: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Byar's approximate limits for Poisson counts: x(1 - 1/9x ± z/3√x)³, the upper with x + 1.

    The lower limit is ``nan`` where the approximation has none (0, and very small counts at
    high levels), both where the count is a gap. Raises ``ValueError`` for a count below 0 or a
    level outside 0 to 1. Source: Breslow & Day 1987, p. 69.
    """
    x = _checked(counts, level)
    z = float(ndtri(1 - (1 - level) / 2))
    positive = np.where(x > 0, x, np.nan)
    base = 1 - 1 / (9 * positive) - z / (3 * np.sqrt(positive))
    above = x + 1
    low = positive * np.where(base >= 0, base, np.nan) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return low, high


def exact_interval(
    counts: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The exact limits for Poisson counts, from the χ² (gamma) distribution.

    The lower limit of 0 is 0; both limits of a gap are ``nan``. Raises ``ValueError`` for a
    count below 0 or a level outside 0 to 1. Source: Garwood 1936, Biometrika 28.
    """
    x = _checked(counts, level)
    tail = (1 - level) / 2
    low = np.where(x == 0, 0.0, gammaincinv(np.where(x > 0, x, np.nan), tail))
    return low, np.asarray(gammaincinv(x + 1, 1 - tail), dtype=np.float64)


def share_interval(
    numerators: ArrayLike, denominators: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's limits for shares, as fractions of 1.

    Gaps in either, and a denominator of 0, give ``nan``. Raises ``ValueError`` for a numerator
    below 0 or a level outside 0 to 1. Source: Wilson 1927, J. Am. Stat. Assoc. 22; Technical
    Guide: Confidence Intervals, 2018.
    """
    x = _checked(numerators, level)
    n = np.asarray(denominators, dtype=np.float64)
    n = np.where(n > 0, n, np.nan)
    z2 = float(ndtri(1 - (1 - level) / 2)) ** 2
    middle = (x + z2 / 2) / (n + z2)
    half = np.sqrt(z2 * (x * (n - x) / n + z2 / 4)) / (n + z2)
    return middle - half, middle + half


def _checked(counts: ArrayLike, level: float) -> NDArray[np.float64]:
    x = np.asarray(counts, dtype=np.float64)
    if np.any(x < 0):
        message = "a count cannot be below 0"
        raise ValueError(message)
    if not 0 < level < 1:
        message = f"the level of an interval lies between 0 and 1; found {level}"
        raise ValueError(message)
    return x
