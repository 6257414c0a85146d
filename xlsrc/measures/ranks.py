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
    lower = special.gammainc(observed[others] + JEFFREYS, own[:, None] * people[others])
    ahead = 1 - lower if polarity is Polarity.HIGHER else lower
    number = np.zeros((RANK_STEPS, int(others.sum()) + 1))
    number[:, 0] = 1
    for chance in ahead.T[:, :, None]:
        with_it = number[:, :-1] * chance
        number *= 1 - chance
        number[:, 1:] += with_it
    upto = np.cumsum(number.mean(axis=0))
    tail = (1 - RANK_LEVEL) / 2
    best, worst = (1 + int(np.argmax(upto >= share - ROUNDING)) for share in (tail, 1 - tail))
    place = int(rank(observed / people, polarity)[area])
    return min(best, place), max(worst, place)
