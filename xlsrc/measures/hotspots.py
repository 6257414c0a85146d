"""Hot spots: areas whose surroundings are high or low together, more than chance makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.distinct import distinct
from xlsrc.measures.false_discovery import FALSE_DISCOVERY_RATE, false_discovery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PERMUTATIONS: Final = 19_999
"""Enough that one LSOA alone can be a finding among the 220 of a large borough."""

SEED: Final = 20251231
"""Fixed, so that the same figures give the same clusters."""

FEWEST_AREAS: Final = 10
"""Under this many areas the permutations are too few to say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpots:
    """One value per area; ``nan`` where it has no figure, or there are too few areas.

    ``z`` is Gi*, positive where the area and its neighbours are high together; ``p`` is
    two-sided, by permutation, and ``adjusted_p`` holds the share of false findings among all
    areas; ``is_cluster`` where it is at most 5 %.
    """

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    adjusted_p: NDArray[np.float64]
    is_cluster: NDArray[np.bool_]


def hot_spots(
    values: NDArray[np.float64],
    neighbours: Sequence[Sequence[int]],
    *,
    permutations: int = PERMUTATIONS,
) -> HotSpots:
    """Getis and Ord's Gi* of each area: it and those it touches against all.

    Parameters
    ----------
    values
        One rate per area; a gap is left out, also as a neighbour.
    neighbours
        For each area the positions of those that it touches.
    permutations
        How often all areas' values are dealt out anew for p.

    Raises
    ------
    ValueError
        When the two are not of one length.

    Notes
    -----
    Ord & Getis 1995, Geographical Analysis 27(4), with binary weights and the area itself among
    them, so its own value is dealt too: against any dealing of the same values over the map. An
    area without neighbours has no p. False discovery after Benjamini & Hochberg 1995 as Caldas
    de Castro & Singer 2006 advise.

    """
    values = np.asarray(values, dtype=np.float64)
    if len(values) != len(neighbours):
        message = f"one list of neighbours per area: {len(values)} areas, {len(neighbours)} lists"
        raise ValueError(message)
    known = np.flatnonzero(np.isfinite(values))
    z, p = np.full(len(values), np.nan), np.full(len(values), np.nan)
    x = values[known]
    if len(known) >= FEWEST_AREAS and np.ptp(x) > 0:
        position = {area: at for at, area in enumerate(known.tolist())}
        near = [
            [position[other] for other in neighbours[area] if other in position]
            for area in known.tolist()
        ]
        sizes = np.array([len(one) + 1 for one in near])
        sums = np.array([x[at] + x[one].sum() for at, one in enumerate(near)])
        z[known] = _gi_star(x, sizes, sums)
        p[known] = _permutation_p(x, sizes, sums, permutations)
    adjusted = false_discovery(p)
    return HotSpots(
        z=z,
        p=p,
        adjusted_p=adjusted,
        is_cluster=np.nan_to_num(adjusted, nan=1.0) <= FALSE_DISCOVERY_RATE,
    )


def _gi_star(
    x: NDArray[np.float64], sizes: NDArray[np.intp], sums: NDArray[np.float64]
) -> NDArray[np.float64]:
    """``sizes`` and ``sums``: how many each area and its neighbours are, and add up to."""
    number = len(x)
    spread = x.std() * np.sqrt(sizes * (number - sizes) / (number - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        z: NDArray[np.float64] = np.where(spread > 0, (sums - x.mean() * sizes) / spread, np.nan)
    return z


def _permutation_p(
    x: NDArray[np.float64],
    sizes: NDArray[np.intp],
    sums: NDArray[np.float64],
    permutations: int,
) -> NDArray[np.float64]:
    """Twice the share of deals, the real one among them, that are at least as far out.

    What an area and its neighbours add up to depends on nothing but how many they are, so all
    areas share the deals.
    """
    deals = _dealt(x, int(sizes.max()), permutations).cumsum(axis=0)
    # A sum in another order differs in its last digit.
    margin = 1e-9 * np.maximum(1.0, np.abs(sums))
    p = np.full(len(x), np.nan)
    for size in distinct(sizes[sizes > 1]).tolist():
        dealt = np.sort(deals[size - 1])
        at = np.flatnonzero(sizes == size)
        as_low = 1 + np.searchsorted(dealt, sums[at] + margin[at], side="right")
        as_high = 1 + permutations - np.searchsorted(dealt, sums[at] - margin[at], side="left")
        p[at] = np.minimum(1.0, 2 * np.minimum(as_low, as_high) / (permutations + 1))
    return p


def _dealt(x: NDArray[np.float64], most: int, deals: int) -> NDArray[np.float64]:
    """Places × deals: values drawn without putting back, by the first steps of a shuffle."""
    generator = np.random.default_rng(SEED)
    order = np.arange(len(x), dtype=np.min_scalar_type(len(x)))
    cards = np.repeat(order[:, np.newaxis], deals, axis=1)
    columns = np.arange(deals)
    for place in range(most):
        other = generator.integers(place, len(x), size=deals)
        drawn = cards[other, columns]
        cards[other, columns] = cards[place]
        cards[place] = drawn
    dealt: NDArray[np.float64] = x[cards[:most]]
    return dealt
