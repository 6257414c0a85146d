from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod
from shapely.geometry import shape

from xlsrc.domain.errors import ExtractError
from xlsrc.maps.boundary_file import BoundaryFile
from xlsrc.maps.geography import shape_of
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

LONDON = data_folder() / "boundaries" / "london_wards_WD24.geojson"


def geojson(path: Path, *areas: dict[str, str], wide: float = 1.0) -> Path:
    """A file of squares side by side, so many hundredths of a degree wide, with properties."""
    features = []
    for at, properties in enumerate(areas):
        west, east = (wide * (at + side) / 100 for side in (0, 1))
        south, north = 51.5, 51.5 + wide / 100
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def names(path: Path, area: str) -> list[str]:
    return [outline.name for outline in BoundaryFile.read(path).geography(area).outlines]


def test_areas_are_within_half_a_per_cent_of_the_file() -> None:
    found = BoundaryFile.read(LONDON).geography("Barnet")
    source = {
        one["properties"]["WD24CD"]: abs(
            Geod(ellps="WGS84").geometry_area_perimeter(shape(one["geometry"]))[0]
        )
        for one in json.loads(LONDON.read_text(encoding="utf-8"))["features"]
    }

    share = {o.code: shape_of(o).area / source[o.code] for o in found.outlines}
    assert len(share) == 24
    assert {code: value for code, value in share.items() if abs(value - 1) > 0.005} == {}


@pytest.mark.parametrize("area", ["Camden", "camden", "E09000007", "London Borough of Camden"])
def test_an_area_is_found_by_name_or_code(area: str) -> None:
    assert len(names(LONDON, area)) == 20


def test_an_area_outside_the_file_has_no_outlines() -> None:
    assert names(LONDON, "Leeds") == []


def test_a_known_lsoa_lies_where_the_look_ups_have_it(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "lsoas.geojson",
        {"LSOA21CD": "E01000842", "LSOA21NM": "Camden 014A"},
        {"LSOA21CD": "E01000115", "LSOA21NM": "Barnet 009A"},
    )

    assert names(path, "Camden") == ["Camden 014A"]


def test_a_ward_of_another_year_lies_in_its_authority(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "wards.geojson",
        {"WD30CD": "E05099001", "WD30NM": "New Ward", "LAD30CD": "E08000019"},
        {"WD30CD": "E05099002", "WD30NM": "Other Ward", "LAD30CD": "E08000018"},
    )

    assert names(path, "Sheffield") == ["New Ward"]


def test_a_partnership_has_the_wards_of_all_its_authorities(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "wards.geojson",
        {"WD30CD": "W05099001", "WD30NM": "Town", "LAD30NM": "Rhondda Cynon Taf"},
        {"WD30CD": "W05099002", "WD30NM": "Town", "LAD30NM": "Merthyr Tydfil"},
        {"WD30CD": "W05099003", "WD30NM": "Town", "LAD30NM": "Cardiff"},
    )

    assert names(path, "Cwm Taf") == ["Town (Rhondda Cynon Taf)", "Town (Merthyr Tydfil)"]


def test_a_file_that_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text("WD24CD,WD24NM\n", encoding="utf-8")

    with pytest.raises(ExtractError, match=r"wards\.geojson: GeoJSON .* was wanted"):
        BoundaryFile.read(path)


def test_boundaries_without_codes_are_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "wards.geojson", {"name": "Abbey"})

    with pytest.raises(ExtractError, match="a column of ONS codes such as WD24CD was wanted"):
        BoundaryFile.read(path)


@pytest.mark.parametrize(
    ("coordinates", "found"),
    [
        ([[[0, 51], [float("nan"), 52], [1, 51], [0, 51]]], "nan"),
        ([[[0, 51], [float("inf"), 52], [1, 51], [0, 51]]], "to inf, 52"),
        ([[["east", 51], [0, 52], [0, 51], [0, 51]]], ""),
        ([[[0, 51], [0, 52]]], ""),
        ([], ""),
        (5, ""),
        ([[[530_000, 180_000], [530_001, 180_000], [530_000, 180_001], [530_000, 180_000]]], "530"),
    ],
)
def test_an_outline_that_is_not_on_the_earth_is_refused(
    tmp_path: Path, coordinates: object, found: str
) -> None:
    path = geojson(tmp_path / "wards.geojson", {"WD24CD": "E05013628", "LAD24NM": "Barnet"})
    whole = json.loads(path.read_text())
    whole["features"][0]["geometry"]["coordinates"] = coordinates
    path.write_text(json.dumps(whole))

    wanted = f"an outline in longitude and latitude was wanted; found none of E05013628 .*{found}"
    with pytest.raises(ExtractError, match=wanted):
        BoundaryFile.read(path).geography("Barnet")


def test_an_outline_without_coordinates_is_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "wards.geojson", {"WD24CD": "E05013628", "LAD24NM": "Barnet"})
    whole = json.loads(path.read_text())
    del whole["features"][0]["geometry"]["coordinates"]
    path.write_text(json.dumps(whole))

    with pytest.raises(ExtractError, match="found none of E05013628"):
        BoundaryFile.read(path).geography("Barnet")


@pytest.mark.parametrize("code", [None, 5, {"a": 1}, "", "x" * 40])
def test_an_area_without_a_code_is_refused(tmp_path: Path, code: str) -> None:
    path = geojson(tmp_path / "wards.geojson", {"WD24CD": code})

    with pytest.raises(ExtractError, match="an ONS code of its own for each area was wanted"):
        BoundaryFile.read(path)


def test_two_areas_of_one_code_are_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "wards.geojson", {"WD24CD": "E05013628"}, {"WD24CD": "E05013628"})

    with pytest.raises(ExtractError, match="found 'E05013628' twice"):
        BoundaryFile.read(path)


@pytest.mark.parametrize(
    "text",
    [
        '{"features": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"features": [{"geometry": {"type": "Polygon"}, "properties": null}]}',
        '{"features": [{"geometry": {"type": "Polygon"}, "properties": [1]}]}',
        '{"features": [{"geometry": {"type": "Polygon"}, "properties": {"WD24CD": "\\ud800"}}]}',
    ],
    ids=["deep", "no properties", "a list of properties", "half a letter"],
)
def test_json_that_is_no_geojson_of_areas_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text(text)

    with pytest.raises(ExtractError, match="GeoJSON with a feature for each area was wanted"):
        BoundaryFile.read(path)
