"""The outlines of any area of England and Wales: its LSOAs, or its wards made of them.

The libraries behind it are heavy; only `safer build` comes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.names import told_apart
from xlsrc.maps.geography import geography_of, projected
from xlsrc.national.bundle import UNITS, bundle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import Geometry

    from xlsrc.maps.geography import Geography
    from xlsrc.national.bundle import Codes, Whole

CRACK: Final = 10
"""Metres that a gap between neighbours may be wide to be no hole but a fault of the outlines."""


def lsoa_geography(lsoas: Whole) -> Geography:
    """The outlines of LSOAs of 2021, given in order as their places among ``Bundle.lsoas``."""
    all_of = bundle()
    names = [all_of.lsoa_names[lsoa] for lsoa in lsoas]
    return geography_of(_texts(all_of.lsoas[lsoas]), names, _shapes(lsoas))


def ward_geography(lsoas: Whole) -> Geography:
    """The outlines of the wards of 2024 that these LSOAs fit best, each made of them whole."""
    all_of = bundle()
    wards, shapes = _joined(lsoas, all_of.lsoa_ward[lsoas])
    return geography_of(_texts(all_of.wards[wards]), _ward_names(wards), shapes)


def wards_of(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The ward of 2024, code and name, that each of these LSOAs of 2021 fits best, by its code.

    What is no code of an LSOA is left out.
    """
    all_of = bundle()
    places = np.searchsorted(all_of.lsoas, [code.encode() for code in codes])
    known = {
        code: place
        for code, place in zip(codes, places.tolist(), strict=True)
        if place < len(all_of.lsoas) and all_of.lsoas[place].decode() == code
    }
    wards = np.unique(all_of.lsoa_ward[list(known.values())]) if known else np.array([], dtype=int)
    named = dict(
        zip(
            wards.tolist(),
            zip(_texts(all_of.wards[wards]), _ward_names(wards), strict=True),
            strict=True,
        )
    )
    return {code: named[int(all_of.lsoa_ward[place])] for code, place in known.items()}


def authority_geography(lsoas: Whole) -> Geography:
    """The outlines of the authorities of 2024 of these LSOAs, each made of them whole."""
    all_of = bundle()
    authorities, shapes = _joined(lsoas, all_of.lsoa_authority[lsoas])
    names = [all_of.authority_names[authority] for authority in authorities]
    return geography_of(_texts(all_of.authorities[authorities]), names, shapes)


def _joined(lsoas: Whole, parent: Whole) -> tuple[Whole, list[Geometry]]:
    """Each parent once, in order, and its outline in metres."""
    import shapely

    shapes = np.array(_shapes(lsoas))
    parents = np.unique(parent)
    return parents, [shapely.coverage_union_all(shapes[parent == one]) for one in parents]


def _shapes(lsoas: Whole) -> list[Geometry]:
    """LSOAs in metres; what was published as a crack between neighbours is given to one of them."""
    import shapely

    return list(shapely.coverage_clean(projected(_published(lsoas)), gap_width=CRACK))


def _published(lsoas: Whole) -> list[Geometry]:
    """LSOAs in longitude and latitude."""
    from shapely import MultiPolygon

    all_of = bundle()
    starts = all_of.ring_starts
    first = np.searchsorted(all_of.ring_lsoa, lsoas)
    behind = np.searchsorted(all_of.ring_lsoa, lsoas, side="right")
    found = []
    for one, end in zip(first.tolist(), behind.tolist(), strict=True):
        parts: list[list[NDArray[np.float64]]] = []
        for ring in range(one, end):
            points = all_of.points[starts[ring] : starts[ring + 1]] / UNITS
            if all_of.ring_is_hole[ring]:
                parts[-1].append(points)
            else:
                parts.append([points])
        found.append(MultiPolygon([(part[0], part[1:]) for part in parts]))
    return found


def _ward_names(wards: Whole) -> list[str]:
    """The names of wards, with their authority's where two are called the same."""
    all_of = bundle()
    homes = [all_of.authority_names[home] for home in all_of.ward_authority[wards]]
    return told_apart([all_of.ward_names[ward] for ward in wards], homes)


def _texts(codes: Codes) -> list[str]:
    return [code.decode() for code in codes.tolist()]
