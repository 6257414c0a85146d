"""The limits between a map's classes: natural breaks, what chance gives, or thirds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CLASSES: Final = 5
FEWEST_VALUES: Final = 4
"""In a class: a class for one outlier stands empty in the next year."""

MOST_IN_A_CLASS: Final = 2 / 3
"""Of the areas; a map with more of them in one class tells nothing apart."""

LARGEST_SHARE: Final = 0.4
"""Of the values in one class, so that a map shows differences, also after a year's movement."""


def natural_breaks(values: Array, step: float) -> tuple[float, ...]:
    """The four limits of the classes that lie closest together within (Fisher 1958, Jenks 1977).

    Exact, by dynamic programming, over the values as they are printed: whole multiples of
    ``step``. A limit is the least value of the class above it. Each class has at least four
    values and at most two fifths of them; where that cannot be, these bounds give way, first the
    larger. Fewer than five different values are followed by limits a step apart that none
    reaches. ``()`` when there is no value.
    """
    known = values[np.isfinite(values)]
    if not known.size:
        return ()
    steps, counts = np.unique(np.rint(known / step), return_counts=True)
    number = min(CLASSES, len(steps))
    first = _breaks(steps, counts, number)
    limits = [float(one) for one in steps[first]]
    limits += [float(steps[-1]) + more for more in range(1, CLASSES - number + 1)]
    return tuple(round(limit * step, 6) for limit in limits)


def difference_limits(volumes: Array) -> tuple[float, ...]:
    """Four limits about no change: once and twice what chance alone gives an average area.

    The difference of two counts of one mean has twice its variance (Poisson). Whole numbers;
    ``()`` when there is no value.
    """
    known = volumes[np.isfinite(volumes)]
    if not known.size:
        return ()
    spread = math.sqrt(2 * float(known.mean()))
    inner = max(1, round(spread))
    outer = max(inner + 1, round(2 * spread))
    return (1.0 - outer, 1.0 - inner, float(inner), float(outer))


def thirds(moved: Array) -> tuple[float, ...]:
    """Four limits about no change: a third of the areas moved less than the inner ones say, and a
    third at least as far as the outer ones.

    Whole numbers, the same up and down; ``()`` when there is no value.
    """
    known = np.abs(np.rint(moved[np.isfinite(moved)]))
    if not known.size:
        return ()
    inner, outer = (math.ceil(one) for one in np.quantile(known, (1 / 3, 2 / 3)))
    inner = max(1, inner)
    outer = max(inner + 1, outer)
    return (1.0 - outer, 1.0 - inner, float(inner), float(outer))


def limits_of_moves(limits: tuple[float, ...], moved: Array) -> tuple[tuple[float, ...], bool]:
    """The limits, or thirds of how far areas moved, and whether they are thirds.

    Thirds where the limits put most areas in one class, and thirds put fewer.
    """
    share, own = largest_share(limits, moved, 1.0), thirds(moved)
    in_thirds = share > MOST_IN_A_CLASS and largest_share(own, moved, 1.0) < share
    return (own, True) if in_thirds else (limits, False)


def largest_share(limits: tuple[float, ...], values: Array, step: float) -> float:
    """The share of the known values, as printed, that the fullest class has; 0 of none."""
    known = values[np.isfinite(values)]
    if not limits or not known.size:
        return 0.0
    # Half a step below a limit: what is printed as the limit is in the class above it.
    classes = np.searchsorted(np.array(limits) - step / 2, np.rint(known / step) * step)
    return float(np.bincount(classes).max() / known.size)


def _breaks(values: Array, counts: NDArray[np.intp], number: int) -> list[int]:
    """The places at which each class but the first begins, by the tightest bounds that can hold."""
    total = int(counts.sum())
    for fewest in range(min(FEWEST_VALUES, total // number), 0, -1):
        for most in (math.floor(LARGEST_SHARE * total), math.floor(total / 2), total):
            found = _best(values, counts, number, (fewest, most))
            if found is not None:
                return found
    message = f"{number} classes of {len(values)} different values, each with one, were wanted"
    raise ValueError(message)


def _best(
    values: Array, counts: NDArray[np.intp], number: int, bounds: tuple[int, int]
) -> list[int] | None:
    """The classes of least squares with as many values each as the bounds allow, if any."""
    cost = _costs(values, counts, bounds)
    size = len(values)
    # least[j]: of the values before j in so many classes; back[k][j]: where the last begins.
    least = np.concatenate([[0.0], np.full(size, np.inf)])
    back: list[NDArray[np.intp]] = []
    for _ in range(number):
        total = least[:size, np.newaxis] + cost
        back.append(np.concatenate([[0], total.argmin(axis=0)]))
        least = np.concatenate([[np.inf], total.min(axis=0)])
    if not np.isfinite(least[size]):
        return None
    begins, end = [], size
    for starts in reversed(back):
        end = int(starts[end])
        begins.append(end)
    return sorted(begins)[1:]


def _costs(values: Array, counts: NDArray[np.intp], bounds: tuple[int, int]) -> Array:
    """The squared distances within the class of values i … j, [i, j]; infinite beyond bounds."""
    sums = [
        np.concatenate([[0.0], np.cumsum(counts * values**power, dtype=np.float64)])
        for power in (0, 1, 2)
    ]
    many, total, squares = (one[np.newaxis, 1:] - one[:-1, np.newaxis] for one in sums)
    fewest, most = bounds
    allowed = (many >= fewest) & (many <= most)
    cost: Array = np.where(allowed, squares - total**2 / np.where(allowed, many, 1.0), np.inf)
    return cost
