"""Places among peers, best first, and how far chance alone could move them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.measures import special
from xlsrc.measures.benchmark import members_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RANK_LEVEL: Final = 0.90
JEFFREYS: Final = 0.5
ROUNDING: Final = 1e-9
NO_CHANCE: Final = 1e-15
"""A chance that no sum of chances shows: far below the rounding of the places."""
RANK_STEPS: Final = 200
"""Equally likely true rates of the area itself over which its place is worked out."""


def rank(rates: ArrayLike, polarity: Polarity) -> NDArray[np.float64]:
    """Places within a group, 1 = best; equal rates share the better place (1, 2, 2, 4).

    Parameters
    ----------
    rates
        [..., areas].
    polarity
        Which end is best. A neutral indicator has no best: its places are counted from the
        lowest rate and are neither merit nor fault.

    Returns
    -------
    ndarray
        [..., areas]; a gap has no place (``nan``) and does not count among the others.

    """
    members = np.asarray(rates, dtype=np.float64)
    scores = -members if polarity is Polarity.HIGHER else members
    ahead = np.sum(scores[..., None, :] < scores[..., :, None], axis=-1)
    return np.where(np.isnan(members), np.nan, 1.0 + ahead)


def rank_range(
    counts: ArrayLike, populations: ArrayLike, polarity: Polarity, area: int
) -> tuple[int, int]:
    """The best and the worst place that an area's and its peers' counts leave likely: 90 %.

    Parameters
    ----------
    counts, populations
        Events and people, [areas], for one indicator. An area with a gap takes no place.
    polarity
        As for `rank`.
    area
        The index of the area.

    Raises
    ------
    ValueError
        The area itself has a gap.

    Notes
    -----
    Chance alone: every area's true rate is as its count leaves it (gamma, Jeffreys' prior). At
    each of 200 equally likely rates of the area itself, the others lie ahead of it each with a
    chance of its own, so that their number is a sum of independent events (Poisson binomial).
    The area's own place is always in the range.

    """
    observed, people = members_of(counts, populations)
    if np.isnan(observed[area]):
        message = "the area to place has a gap"
        raise ValueError(message)
    others = ~np.isnan(observed)
    others[area] = False
    likely = (np.arange(RANK_STEPS) + 0.5) / RANK_STEPS
    own = special.gammaincinv(observed[area] + JEFFREYS, likely) / people[area]
    lower, sure = _lower(observed[others] + JEFFREYS, people[others], own)
    if polarity is Polarity.HIGHER:
        lower, sure = 1 - lower, int(others.sum()) - len(lower) - sure
    number = np.zeros((len(lower) + 1, RANK_STEPS))
    number[0] = 1
    for at, chance in enumerate(lower, start=1):
        # So far there can be no more of them than have been asked about.
        with_it = number[:at] * chance
        number[:at] *= 1 - chance
        number[1 : at + 1] += with_it
    upto = np.cumsum(number.mean(axis=1))
    tail = (1 - RANK_LEVEL) / 2
    best, worst = (
        1 + sure + int(np.argmax(upto >= share - ROUNDING)) for share in (tail, 1 - tail)
    )
    place = int(rank(observed / people, polarity)[area])
    return min(best, place), max(worst, place)


def _lower(
    shapes: NDArray[np.float64], people: NDArray[np.float64], own: NDArray[np.float64]
) -> tuple[NDArray[np.float64], int]:
    """The chances of others to lie below each of an area's likely rates, which ascend.

    They are [others, rates], of those alone for whom that is open; and how many more lie below
    every one of the rates.
    """
    first, last = special.gammainc(shapes, own[[0, -1], None] * people)
    is_open = (first < 1 - NO_CHANCE) & (last > NO_CHANCE)
    lower = special.gammainc(shapes[is_open, None], people[is_open, None] * own)
    return lower, int((first >= 1 - NO_CHANCE).sum())
