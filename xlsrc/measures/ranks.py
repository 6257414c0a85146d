"""Places among peers, best first, and how far chance alone could move them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.measures.benchmark import members_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RANK_LEVEL: Final = 0.90
RANK_DRAWS: Final = 2_000
RANK_SEED: Final = 20251231


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
    Chance alone: 2,000 draws of every area's true rate as its count leaves it (gamma, Jeffreys'
    prior), always with the same seed. The area's own place is always in the range.

    """
    observed, people = members_of(counts, populations)
    if np.isnan(observed[area]):
        message = "the area to place has a gap"
        raise ValueError(message)
    known = ~np.isnan(observed)
    random = np.random.default_rng(RANK_SEED)
    rates = random.standard_gamma(observed[known] + 0.5, (RANK_DRAWS, int(known.sum())))
    rates /= people[known]
    if polarity is Polarity.HIGHER:
        rates = -rates
    own = rates[:, int(known[:area].sum())]
    places = 1 + (rates < own[:, None]).sum(axis=1)
    best, worst = np.quantile(
        places, [(1 - RANK_LEVEL) / 2, (1 + RANK_LEVEL) / 2], method="inverted_cdf"
    )
    place = int(rank(observed / people, polarity)[area])
    return min(int(best), place), max(int(worst), place)
