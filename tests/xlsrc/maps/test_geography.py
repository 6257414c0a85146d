from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

from xlsrc.domain.errors import ExtractError
from xlsrc.maps.geography import Geography, dissolved, geography, shape_of, wards_of_lsoas
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

BOUNDARIES = data_folder() / "boundaries"
WARDS = BOUNDARIES / "barnet_wards_2022plus_WD24.geojson"
MAPS = {
    "24 wards": ("barnet_wards_2022plus_WD24.geojson", "WD24CD", 24),
    "33 boroughs": ("london_boroughs_dissolved_WD24.geojson", "LAD24CD", 33),
    "220 LSOAs": ("barnet_lsoa_2021.geojson", "LSOA21CD", 220),
}


def drawn(file: str) -> tuple[Geography, list[shapely.Geometry]]:
    found = geography(BOUNDARIES / file)
    return found, [shape_of(outline) for outline in found.outlines]


@pytest.mark.parametrize(("file", "code", "count"), MAPS.values(), ids=list(MAPS))
def test_areas_are_within_half_a_per_cent_of_the_sources(file: str, code: str, count: int) -> None:
    found, shapes = drawn(file)
    source = {
        one["properties"][code]: abs(
            Geod(ellps="WGS84").geometry_area_perimeter(shape(one["geometry"]))[0]
        )
        for one in json.loads((BOUNDARIES / file).read_text(encoding="utf-8"))["features"]
    }

    share = {o.code: s.area / source[o.code] for o, s in zip(found.outlines, shapes, strict=True)}
    assert len(share) == count
    assert {code: value for code, value in share.items() if abs(value - 1) > 0.005} == {}


@pytest.mark.parametrize(("file", "code", "count"), MAPS.values(), ids=list(MAPS))
def test_neighbours_neither_overlap_nor_leave_slivers(file: str, code: str, count: int) -> None:
    _, shapes = drawn(file)

    assert shapely.coverage_is_valid(shapes), (code, count)


def test_neighbours_are_those_that_share_a_border() -> None:
    found = geography(WARDS)
    names = {outline.code: outline.name for outline in found.outlines}
    code = next(code for code, name in names.items() if name == "Friern Barnet")

    touching = {names[other] for other in found.neighbours[code]}
    assert touching == {"Brunswick Park", "East Finchley", "Whetstone", "Woodhouse"}


def test_touching_is_mutual() -> None:
    touching = geography(BOUNDARIES / MAPS["220 LSOAs"][0]).neighbours

    assert all(one in touching[other] for one, others in touching.items() for other in others)


@pytest.mark.parametrize("borough", ["Camden", "camden", "E09000007"])
def test_a_borough_is_found_by_name_or_code(borough: str) -> None:
    found = geography(BOUNDARIES / "london_wards_WD24.geojson", borough=borough)

    assert len(found.outlines) == 20


def test_a_borough_outside_the_file_has_no_outlines() -> None:
    assert geography(WARDS, borough="Leeds").outlines == ()


@pytest.mark.parametrize(("borough", "count"), [("Barnet", 220), ("Camden", 0)])
def test_an_lsoa_lies_in_the_borough_of_its_name(borough: str, count: int) -> None:
    found = geography(BOUNDARIES / MAPS["220 LSOAs"][0], borough=borough)

    assert len(found.outlines) == count


def around() -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    found, lsoas = drawn(MAPS["220 LSOAs"][0])
    parents = wards_of_lsoas(data_folder() / "population" / "lsoa21_to_ward24_london.csv")
    return lsoas, [shape_of(ward) for ward in dissolved(found, parents)]


def test_wards_made_of_lsoas_are_all_there() -> None:
    assert len(around()[1]) == 24


def test_wards_made_of_lsoas_cover_the_same_ground() -> None:
    lsoas, wards = around()

    assert shapely.union_all(wards).area == pytest.approx(shapely.union_all(lsoas).area)


def test_borders_of_wards_are_borders_of_lsoas() -> None:
    lsoas, wards = around()

    lines = shapely.union_all(shapely.boundary(lsoas)).buffer(0.01)
    assert all(lines.covers(border) for border in shapely.boundary(wards))


def test_a_file_that_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text("WD24CD,WD24NM\n", encoding="utf-8")

    with pytest.raises(ExtractError, match=r"wards\.geojson: GeoJSON .* was wanted"):
        geography(path)


def test_boundaries_without_codes_are_refused() -> None:
    with pytest.raises(ExtractError, match="a column of ONS codes such as WD24CD was wanted"):
        geography(BOUNDARIES / "barnet_wards_pre2022_2018.geojson")
