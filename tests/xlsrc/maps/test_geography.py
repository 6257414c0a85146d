from __future__ import annotations

import pytest
import shapely

from xlsrc.domain.names import told_apart
from xlsrc.maps.geography import Geography, dissolved, shape_of
from xlsrc.maps.national import authority_geography, lsoa_geography, ward_geography, wards_of
from xlsrc.national.areas import shipped_areas

AREAS = shipped_areas()
BARNET = AREAS.named("Barnet").lsoas
LONDON = AREAS.named("Metropolitan Police").lsoas
MAPS = {
    "24 wards": (ward_geography(BARNET), 24),
    "220 LSOAs": (lsoa_geography(BARNET), 220),
    "32 boroughs": (authority_geography(LONDON), 32),
}


def shapes(found: Geography) -> list[shapely.Geometry]:
    return [shape_of(outline) for outline in found.outlines]


@pytest.mark.parametrize(("found", "count"), MAPS.values(), ids=list(MAPS))
def test_neighbours_neither_overlap_nor_leave_slivers(found: Geography, count: int) -> None:
    assert len(found.outlines) == count
    assert shapely.coverage_is_valid(shapes(found))


def test_neighbours_are_those_that_share_a_border() -> None:
    found = MAPS["24 wards"][0]
    names = {outline.code: outline.name for outline in found.outlines}
    code = next(code for code, name in names.items() if name == "Friern Barnet")

    touching = {names[other] for other in found.neighbours[code]}
    assert touching == {"Brunswick Park", "East Finchley", "Whetstone", "Woodhouse"}


def test_touching_is_mutual() -> None:
    touching = MAPS["220 LSOAs"][0].neighbours

    assert all(one in touching[other] for one, others in touching.items() for other in others)


def around() -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    found = MAPS["220 LSOAs"][0]
    parents = wards_of([outline.code for outline in found.outlines])
    return shapes(found), [shape_of(ward) for ward in dissolved(found, parents)]


def test_wards_made_of_lsoas_are_all_there() -> None:
    assert len(around()[1]) == 24


def test_wards_made_of_lsoas_cover_the_same_ground() -> None:
    lsoas, wards = around()

    assert shapely.union_all(wards).area == pytest.approx(shapely.union_all(lsoas).area)


def test_borders_of_wards_are_borders_of_lsoas() -> None:
    lsoas, wards = around()

    lines = shapely.union_all(shapely.boundary(lsoas)).buffer(0.01)
    assert all(lines.covers(border) for border in shapely.boundary(wards))


def test_areas_that_are_called_the_same_have_their_authority_behind() -> None:
    named = told_apart(["Town", "Stone", "Town"], ["Dartford", "Dartford", "Gravesham"])

    assert named == ["Town (Dartford)", "Stone", "Town (Gravesham)"]
