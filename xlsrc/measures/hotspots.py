"""Hot spots: areas whose surroundings are high or low together, more than chance makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.exceptions import FALSE_DISCOVERY_RATE, false_discovery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PERMUTATIONS: Final = 4999
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
        How often the other areas' values are dealt out anew for p.

    Raises
    ------
    ValueError
        When the two are not of one length.

    Notes
    -----
    Ord & Getis 1995, Geographical Analysis 27(4), with binary weights and the area itself among
    them; conditional permutation (the area keeps its value) after Anselin 1995; false discovery
    after Benjamini & Hochberg 1995 as Caldas de Castro & Singer 2006 advise.

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
        z[known] = _gi_star(x, near)
        p[known] = _permutation_p(x, near, permutations)
    adjusted = false_discovery(p)
    return HotSpots(
        z=z,
        p=p,
        adjusted_p=adjusted,
        is_cluster=np.nan_to_num(adjusted, nan=1.0) <= FALSE_DISCOVERY_RATE,
    )


def _gi_star(x: NDArray[np.float64], near: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    number = len(x)
    weight = np.array([len(one) + 1 for one in near], dtype=np.float64)
    total = np.array([x[at] + x[list(one)].sum() for at, one in enumerate(near)])
    spread = x.std() * np.sqrt(weight * (number - weight) / (number - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        z: NDArray[np.float64] = np.where(spread > 0, (total - x.mean() * weight) / spread, np.nan)
    return z


def _permutation_p(
    x: NDArray[np.float64], near: Sequence[Sequence[int]], permutations: int
) -> NDArray[np.float64]:
    """Twice the share of deals, the real one among them, that are at least as far out."""
    generator = np.random.default_rng(SEED)
    most = max(len(one) for one in near)
    deals = np.argpartition(
        generator.random((permutations, len(x) - 1)), min(most, len(x) - 2), axis=1
    )
    # A partition is in no order of its own, but the places of its first ones are not random.
    deals = generator.permuted(deals[:, : max(most, 1)], axis=1)
    p = np.full(len(x), np.nan)
    for at, one in enumerate(near):
        if not one:
            continue
        others = np.delete(x, at)
        dealt = others[deals[:, : len(one)]].sum(axis=1)
        found = x[list(one)].sum()
        # A sum in another order differs in its last digit.
        margin = 1e-9 * max(1.0, abs(found))
        as_high = 1 + np.count_nonzero(dealt >= found - margin)
        as_low = 1 + np.count_nonzero(dealt <= found + margin)
        p[at] = min(1.0, 2 * min(as_high, as_low) / (permutations + 1))
    return p
