from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from pyproj import Geod

from xlsrc.maps.geography import AREA_TOLERANCE, Geography, shape_of
from xlsrc.maps.national import authority_geography, lsoa_geography, ward_geography
from xlsrc.national.areas import shipped_areas, ward_codes
from xlsrc.national.bundle import UNITS, bundle

AREAS = shipped_areas()
SLIVER = 0.01
"""Of a circle's compactness: 1 km long and 8 m wide."""


def square_metres() -> np.ndarray:
    """The size of each LSOA on the globe, worked out by PROJ from the published points."""
    all_of, globe = bundle(), Geod(ellps="WGS84")
    sizes = np.zeros(len(all_of.lsoas))
    for ring, lsoa in enumerate(all_of.ring_lsoa.tolist()):
        points = all_of.points[all_of.ring_starts[ring] : all_of.ring_starts[ring + 1]] / UNITS
        size = abs(globe.polygon_area_perimeter(*points.T)[0])
        sizes[lsoa] += -size if all_of.ring_is_hole[ring] else size
    return sizes


def slivers(found: Geography) -> list[float]:
    """The sizes of what is left open between the areas and is too thin to be a place."""
    whole = shapely.coverage_union_all([shape_of(outline) for outline in found.outlines])
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    return [hole.area for hole in holes if 4 * math.pi * hole.area < SLIVER * hole.length**2]


def test_wards_are_the_area_s_own_with_names_and_neighbours() -> None:
    barnet = AREAS.named("Barnet")

    found = ward_geography(barnet.lsoas)

    assert tuple(outline.code for outline in found.outlines) == ward_codes(barnet)
    assert found.outlines[0].name == "Barnet Vale"
    assert all(found.neighbours[outline.code] for outline in found.outlines)


def test_lsoas_have_their_names() -> None:
    found = lsoa_geography(AREAS.named("Cardiff").lsoas)

    assert len(found.outlines) == 218
    assert found.outlines[0].name.startswith("Cardiff 0")


def test_a_partnership_of_two_authorities_is_drawn_by_authority() -> None:
    found = authority_geography(AREAS.named("Cwm Taf").lsoas)

    assert [outline.name for outline in found.outlines] == ["Rhondda Cynon Taf", "Merthyr Tydfil"]
    assert found.neighbours["W06000016"] == ("W06000024",)


@pytest.mark.parametrize("name", ["Wealden", "Milton Keynes", "County Durham"])
def test_a_crack_between_published_outlines_is_closed(name: str) -> None:
    assert slivers(ward_geography(AREAS.named(name).lsoas)) == []


@pytest.mark.slow
def test_wards_of_every_partnership_keep_their_size_and_leave_no_slivers() -> None:
    sizes, all_of = square_metres(), bundle()
    assert sizes.sum() / 1e6 == pytest.approx(151_000, rel=0.005)  # km² of England and Wales

    for area in AREAS.partnerships:
        found = ward_geography(area.lsoas)
        shapes = [shape_of(outline) for outline in found.outlines]
        wards = all_of.lsoa_ward[area.lsoas]
        wanted = np.bincount(wards, weights=sizes[area.lsoas])[np.unique(wards)]
        # The grid's scale is another 0.1 % away from the globe's at its edges.
        tolerance = AREA_TOLERANCE + 0.0015
        np.testing.assert_allclose([s.area for s in shapes], wanted, rtol=tolerance)
        assert len(shapes) == 1 or shapely.coverage_is_valid(shapes), area.name
        assert slivers(found) == [], area.name


@pytest.mark.slow
def test_lsoas_of_every_partnership_keep_their_size() -> None:
    sizes = square_metres()

    for area in AREAS.partnerships:
        found = [shape_of(outline).area for outline in lsoa_geography(area.lsoas).outlines]
        np.testing.assert_allclose(found, sizes[area.lsoas], rtol=AREA_TOLERANCE + 0.0015)
