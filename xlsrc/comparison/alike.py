"""Authorities that are demographically alike: a suggestion for a peer group."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Area
from xlsrc.domain.errors import AreaError
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import authority_features
from xlsrc.measures.benchmark import nearest
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Collection

    from xlsrc.domain.record import Value

FEATURES: Final = (
    "population_2022",
    "population_growth_pct_2012_2022",
    "people_per_km2",
    "population_weighted_density",
    "mean_imd_rank_weighted",
)
"""How many people, how fast they grew, how densely they live (over all land, and where people
live), and how deprived (1 = most): each counts once."""

SEPARATOR: Final = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """One authority beside another: ``distance`` is in standard deviations of the features,
    whose ``values`` are in the order of ``FEATURES``.

    ``has_figures`` says whether the extracts hold comparable counts of it.
    """

    area: Area
    distance: float
    values: tuple[float, ...]
    has_figures: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An authority and those most like it, nearest first.

    ``others`` are the nearest of all, and further down the nearest with figures until there are
    as many of those; ``authorities`` is how many there were to choose from.
    """

    area: Alike
    others: tuple[Alike, ...]
    authorities: int

    @property
    def members_cell(self) -> str:
        """The authority and the others with figures, as the Members column of PeerGroups has it."""
        members = (self.area, *(one for one in self.others if one.has_figures))
        return SEPARATOR.join(one.area.name for one in members)


def suggestion(name_or_code: str, count: int, with_figures: Collection[Area]) -> Suggestion:
    """The ``count`` English authorities most like one, and the ``count`` most like it that there
    are figures of.

    Raises
    ------
    AreaError
        No English authority goes by the name or code.

    """
    area = shipped_places().known(name_or_code)
    path = data_folder() / "population" / "lad_features_england.csv"
    features = authority_features(path, FEATURES)
    if area is None or area.code not in features.codes:
        near = difflib.get_close_matches(name_or_code, features.names, n=3, cutoff=0.5)
        message = (
            f"an English local authority was wanted; found {name_or_code!r}: give "
            f"{' or '.join(near) or 'its name as ONS writes it, or its E0 code'}"
        )
        raise AreaError(message)
    here = features.codes.index(area.code)
    found = nearest(features.values, here)
    codes = {one.code for one in with_figures}

    def alike(at: int, distance: float) -> Alike:
        return Alike(
            area=Area(code=features.codes[at], name=features.names[at]),
            distance=distance,
            values=tuple(features.values[at].tolist()),
            has_figures=features.codes[at] in codes,
        )

    ordered = [
        alike(at, distance)
        for at, distance in zip(found.order.tolist(), found.distance.tolist(), strict=True)
    ]
    usable = [at for at, one in enumerate(ordered, start=1) if one.has_figures][:count]
    reach = max([count, *usable[-1:]])
    others = tuple(one for at, one in enumerate(ordered[:reach]) if at < count or one.has_figures)
    return Suggestion(area=alike(here, 0.0), others=others, authorities=len(features.codes))


def records(found: Suggestion) -> list[dict[str, Value]]:
    """The authority and those most like it, one record each."""
    return [
        {
            "code": one.area.code,
            "name": one.area.name,
            "distance": round(one.distance, 3),
            **dict(zip(FEATURES, one.values, strict=True)),
            "has_figures": one.has_figures,
        }
        for one in (found.area, *found.others)
    ]
