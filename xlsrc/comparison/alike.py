"""Areas that are demographically alike: a suggestion for a peer group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.comparison.features import FEATURES, features, plain_features
from xlsrc.domain.area import Area
from xlsrc.extracts.places import shipped_places
from xlsrc.measures.benchmark import nearest
from xlsrc.national.areas import shipped_areas
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from xlsrc.domain.record import Value
    from xlsrc.extracts.places import Places
    from xlsrc.national.named_area import NamedArea

SEPARATOR: Final = "; "
NO_RANK: Final = (
    "Wales has no deprivation rank that compares with England's: suggested by the other features."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """One area beside another: ``distance`` is in standard deviations of the features.

    ``values`` are in the order of ``FEATURES``, without the last where there is no rank.
    ``has_figures`` says whether the extracts hold comparable counts of it.
    """

    area: Area
    distance: float
    values: tuple[float, ...]
    has_figures: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An area and the partnerships most like it, nearest first.

    ``others`` are the nearest of all, and further down the nearest with figures until there are
    as many of those. ``chosen_from`` says what there was to choose from, ``note`` what the choice
    lacks ('' for nothing).
    """

    area: Alike
    others: tuple[Alike, ...]
    chosen_from: str
    note: str = ""

    @property
    def members(self) -> tuple[Area, ...]:
        """The area and the others with figures."""
        return (self.area.area, *(one.area for one in self.others if one.has_figures))

    @property
    def members_cell(self) -> str:
        """The members, as the Members column of PeerGroups has them."""
        return SEPARATOR.join(area.name for area in self.members)

    @property
    def without_figures(self) -> tuple[str, ...]:
        """The names of the others of which there are no figures."""
        return tuple(one.area.name for one in self.others if not one.has_figures)


def suggestion(
    name_or_code: str,
    count: int,
    with_figures: Collection[Area],
    places: Places | None = None,
) -> Suggestion:
    """The ``count`` partnerships most like an area, and the ``count`` most like it with figures.

    An area of England is set beside those of England; one of Wales beside those of both, by what
    both have. A partnership that shares a part with the area is none of them.

    Raises
    ------
    AreaError
        No area of England and Wales goes by the name or code.

    """
    whole = _whole(name_or_code, places or shipped_places())
    found = _ordered(whole)
    codes = {one.code for one in with_figures}

    def alike(at: int, distance: float) -> Alike:
        area = found.areas[at]
        return Alike(
            area=area,
            distance=distance,
            values=tuple(found.values[at].tolist()),
            has_figures=area.code in codes,
        )

    ordered = [alike(at, distance) for at, distance in found.others]
    usable = [at for at, one in enumerate(ordered, start=1) if one.has_figures][:count]
    reach = max([count, *usable[-1:]])
    return Suggestion(
        area=alike(0, 0.0),
        others=tuple(
            one for at, one in enumerate(ordered[:reach]) if at < count or one.has_figures
        ),
        chosen_from=f"{len(ordered)} other partnerships of {found.where}",
        note="" if found.has_rank else NO_RANK,
    )


def nearest_codes(area: Area) -> tuple[str, ...]:
    """The codes of the partnerships most like an area, nearest first; () for an unknown place."""
    whole = shipped_areas().find(area.code) if area.code else None
    if whole is None:
        return ()
    found = _ordered(whole)
    return tuple(found.areas[at].code for at, _ in found.others)


def records(found: Suggestion) -> list[dict[str, Value]]:
    """The area and those most like it, one record each."""
    return [
        {
            "code": one.area.code,
            "name": one.area.name,
            "distance": round(one.distance, 3),
            # As published: sums of fractions leave more decimals than they mean.
            **{name: round(value, 4) for name, value in zip(FEATURES, one.values, strict=False)},
            "has_figures": one.has_figures,
        }
        for one in (found.area, *found.others)
    ]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ordered:
    """An area, the first of ``areas``, and the others by place and distance, nearest first."""

    areas: tuple[Area, ...]
    values: NDArray[np.float64]
    others: tuple[tuple[int, float], ...]
    where: str
    has_rank: bool


@lru_cache(maxsize=16)
def _ordered(whole: NamedArea) -> _Ordered:
    is_english = _is_english(whole)
    of = features if is_english else plain_features
    known = shipped_areas()
    others = [
        one
        for one in known.partnerships
        if (not is_english or _is_english(one))
        and not np.intersect1d(one.lsoas, whole.lsoas, assume_unique=True).size
    ]
    candidates = (whole, *others)
    values = of(candidates)
    # Authorities are what a feature's spread is known of: partnerships would weigh parts anew.
    spread = of([one for one in known.authorities if not is_english or _is_english(one)])
    found = nearest(values, 0, spread_of=spread)
    return _Ordered(
        areas=tuple(Area(code=one.code or one.name, name=one.name) for one in candidates),
        values=values,
        others=tuple(zip(found.order.tolist(), found.distance.tolist(), strict=True)),
        where="England" if is_english else "England and Wales",
        has_rank=is_english,
    )


def _is_english(area: NamedArea) -> bool:
    return all(code.startswith(b"E") for code in bundle().lsoas[area.lsoas[[0, -1]]])


def _whole(name_or_code: str, places: Places) -> NamedArea:
    """All that lies in an area, one of the partnership's own list among them."""
    known = places.known(name_or_code)
    whole = None if known is None else places.whole(known)
    return whole or shipped_areas().named(name_or_code)
