"""Fair comparison of areas: peer rates, ranks, the funnel, and areas that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

# Fewer members than this say too little of how much areas vary: rates, intervals and ranks only.
FUNNEL_MEMBERS: Final = 8
# Spiegelhalter 2012: z-scores beyond the 10 % and 90 % quantiles are drawn in before φ is taken,
# so that the areas to be found out do not widen the funnel that should find them.
WINSORISED: Final = 0.10
# The mean square of a standard normal score drawn in so: 0.8 - 2 c φ(c) + 0.2 c², c = 1.2816. The
# published φ lacks it, and so calls 10 % of areas that vary at random different at 95 %, not 5 %.
WINSORISED_SQUARE: Final = 0.679
Z_95: Final = 1.959963984540054  # two-sided 95 %
Z_998: Final = 3.0902323061678132  # two-sided 99.8 %


class Verdict(StrEnum):
    """An area's rate beside the pooled one of its peers."""

    MUCH_LOWER = "much lower"
    LOWER = "lower"
    SIMILAR = "similar"
    HIGHER = "higher"
    MUCH_HIGHER = "much higher"


# Index 0 is no verdict; the others ascend, so that index - 3 is the step from "similar".
VERDICTS: Final = (None, *Verdict)
_SIMILAR: Final = VERDICTS.index(Verdict.SIMILAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """A peer group against its pooled rate; every array is [..., areas] unless said.

    Attributes
    ----------
    z
        Adjusted for over-dispersion: above 0 the area's rate is higher than the pooled one.
    z_unadjusted
        As if areas differed by chance alone, neither winsorised nor adjusted.
    phi, tau2
        Over-dispersion and the variance between areas on the square-root scale, [...].
    verdict
        Indices into :data:`VERDICTS`, 0 where nothing can be said.
    pooled_rate
        Events per person over the whole group, [...].
    low_95, high_95, low_998, high_998
        The funnel's limits at each area's size, in events per person.
    members
        How many areas the funnel is made of, [...].

    """

    z: NDArray[np.float64]
    z_unadjusted: NDArray[np.float64]
    phi: NDArray[np.float64]
    tau2: NDArray[np.float64]
    verdict: NDArray[np.int8]
    pooled_rate: NDArray[np.float64]
    low_95: NDArray[np.float64]
    high_95: NDArray[np.float64]
    low_998: NDArray[np.float64]
    high_998: NDArray[np.float64]
    members: NDArray[np.int64]


def funnel(counts: ArrayLike, populations: ArrayLike, *, as_published: bool = False) -> Funnel:
    """The funnel of every peer group, with additive over-dispersion.

    Parameters
    ----------
    counts
        Events, [..., areas]: one row per indicator.
    populations
        People, [areas] or of the shape of ``counts``.
    as_published
        With φ as Spiegelhalter and FunnelPlotR have it, not divided by what winsorising takes
        from it: for comparison with other programs.

    Returns
    -------
    Funnel
        An area with a gap or without population is left out (``nan``, verdict 0). A group of
        fewer than 8 areas, or without a single event, has no funnel: all of its row is
        ``nan`` but for the pooled rate.

    Raises
    ------
    ValueError
        A count or a population is below 0.

    Notes
    -----
    Y = √(O/E), s = 1/(2√E). Spiegelhalter, Sherlaw-Johnson, Bardsley et al. 2012, Statistical
    methods for healthcare regulation, J. R. Stat. Soc. A 175; DerSimonian & Laird 1986 for τ².

    """
    observed, people = members_of(counts, populations)
    members = np.sum(~np.isnan(observed), axis=-1)
    total = np.nansum(people, axis=-1)
    pooled = np.nansum(observed, axis=-1) / np.where(total > 0, total, np.nan)
    expected = pooled[..., None] * people
    drawn = (members >= FUNNEL_MEMBERS) & (pooled > 0)
    usable = np.where(drawn[..., None], expected, np.nan)

    ratio = np.sqrt(observed / usable)
    s = 1 / (2 * np.sqrt(usable))
    z_unadjusted = (ratio - 1) / s
    phi = np.nansum(_winsorised(z_unadjusted, members) ** 2, axis=-1) / np.maximum(members, 1)
    phi = np.where(drawn, phi if as_published else phi / WINSORISED_SQUARE, np.nan)
    weight, weight_squared = np.nansum(s**-2, axis=-1), np.nansum(s**-4, axis=-1)
    weight = np.where(drawn, weight, np.nan)
    tau2 = np.maximum(0, (members * phi - (members - 1)) / (weight - weight_squared / weight))
    spread = np.sqrt(s**2 + tau2[..., None])
    z = (ratio - 1) / spread

    def limit(normal: float) -> NDArray[np.float64]:
        scaled: NDArray[np.float64] = pooled[..., None] * np.maximum(0, 1 + normal * spread) ** 2
        return scaled

    return Funnel(
        z=z,
        z_unadjusted=z_unadjusted,
        phi=phi,
        tau2=tau2,
        verdict=verdict(z),
        pooled_rate=pooled,
        low_95=limit(-Z_95),
        high_95=limit(Z_95),
        low_998=limit(-Z_998),
        high_998=limit(Z_998),
        members=members,
    )


def verdict(z: ArrayLike) -> NDArray[np.int8]:
    """Indices into :data:`VERDICTS`: similar within 1.96, much higher or lower beyond 3.09.

    A gap gives 0, no verdict.
    """
    scores = np.asarray(z, dtype=np.float64)
    size = np.abs(scores)
    steps = (size > Z_95).astype(np.int8) + (size > Z_998)
    index = _SIMILAR + np.sign(np.nan_to_num(scores)) * steps
    return np.where(np.isnan(scores), 0, index).astype(np.int8)


def peer_rate(rates: ArrayLike) -> NDArray[np.float64]:
    """The mean of the members' rates, the area itself included: [..., areas] → [...].

    Each member counts once whatever its size (most-similar-group convention). Gaps are left
    out; a group of nothing but gaps has none (``nan``).
    """
    members = np.asarray(rates, dtype=np.float64)
    known = np.sum(~np.isnan(members), axis=-1)
    mean: NDArray[np.float64] = np.nansum(members, axis=-1) / np.where(known > 0, known, np.nan)
    return mean


def left_out(names: Sequence[str], counts: ArrayLike, populations: ArrayLike) -> tuple[str, ...]:
    """The names of the areas that a comparison had to leave out, in their order.

    ``counts`` and ``populations`` are [areas], for one indicator; an area is left out for a
    gap in its counts or for want of a population. Raises ``ValueError`` for figures below 0.
    """
    observed, _ = members_of(counts, populations)
    return tuple(name for name, count in zip(names, observed, strict=True) if np.isnan(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """Areas in order of likeness to one of them, which is not listed itself.

    ``order`` indexes the areas, most alike first; ``distance`` goes with it, in standard
    deviations. Areas that lack a feature are in neither.
    """

    order: NDArray[np.intp]
    distance: NDArray[np.float64]


def nearest(features: ArrayLike, area: int, *, spread_of: ArrayLike | None = None) -> Nearest:
    """The areas most like one of them: Euclidean distance over z-scored features.

    Parameters
    ----------
    features
        [areas, features], each in its own unit. A feature that does not vary tells nothing
        apart and adds nothing.
    area
        The row of the area to compare with.
    spread_of
        The areas over which a feature's standard deviation is taken, of the same features; by
        default those that are compared.

    Raises
    ------
    ValueError
        The area itself lacks a feature.

    Notes
    -----
    The method of CIPFA's Nearest Neighbours: it suggests a basket, the partnership decides.

    """
    raw = np.asarray(features, dtype=np.float64)
    complete = np.all(~np.isnan(raw), axis=1)
    if not complete[area]:
        message = "the area to compare with lacks a feature"
        raise ValueError(message)
    known = raw[complete] if spread_of is None else np.asarray(spread_of, dtype=np.float64)
    spread = np.nanstd(known, axis=0)
    varies = spread > 0
    scores = (raw[:, varies] - np.nanmean(known[:, varies], axis=0)) / spread[varies]
    distance = np.sqrt(np.sum((scores - scores[area]) ** 2, axis=1))
    others = np.flatnonzero(complete & (np.arange(len(raw)) != area))
    order = others[np.argsort(distance[others], kind="stable")]
    return Nearest(order=order, distance=distance[order])


def members_of(
    counts: ArrayLike, populations: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Counts and people of one shape, both ``nan`` where either is missing."""
    observed, people = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(populations, dtype=np.float64)
    )
    if np.any(observed < 0) or np.any(people < 0):
        message = "a count or a population cannot be below 0"
        raise ValueError(message)
    known = ~np.isnan(observed) & (people > 0)
    return np.where(known, observed, np.nan), np.where(known, people, np.nan)


def _winsorised(z: NDArray[np.float64], members: NDArray[np.int64]) -> NDArray[np.float64]:
    """Scores drawn in to their 10 % and 90 % quantiles; gaps stay gaps."""
    ordered = np.sort(z, axis=-1)  # gaps last
    return np.clip(
        z,
        _quantile(ordered, members, WINSORISED),
        _quantile(ordered, members, 1 - WINSORISED),
    )


def _quantile(
    ordered: NDArray[np.float64], members: NDArray[np.int64], share: float
) -> NDArray[np.float64]:
    """The quantile of each row's first ``members`` values, interpolated, as [..., 1]."""
    position = share * np.maximum(members - 1, 0)
    below = np.floor(position).astype(np.intp)
    above = np.ceil(position).astype(np.intp)
    low = np.take_along_axis(ordered, below[..., None], axis=-1)
    high = np.take_along_axis(ordered, above[..., None], axis=-1)
    quantile: NDArray[np.float64] = low + (position - below)[..., None] * (high - low)
    return quantile
