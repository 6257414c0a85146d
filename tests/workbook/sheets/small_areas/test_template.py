from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.package.archive import Archive
from workbook.package.structure import relationships, structure
from workbook.sheets.map.parts import drawn_lsoas
from workbook.sheets.small_areas import template as small_areas
from workbook.sheets.small_areas.layout import DRAWN, SMALL_AREAS
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 100_000
"""What the map may add to the file."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "Small.xlsx"
    canvas = Canvas(path, made_up_settings())
    small_areas.author(canvas)
    canvas.close()
    return path


@pytest.fixture(scope="module")
def drawing(file: Path) -> str:
    return Archive.read(file).text("xl/drawings/drawing1.xml")


def kinds(drawing: str, code: str) -> dict[str, int]:
    names = re.findall(rf'name="({code}\d{{6}}(?: \w+)*)"', drawing)
    found: dict[str, int] = {}
    for name in names:
        kind = name.partition(" ")[2]
        found[kind] = found.get(kind, 0) + 1
    return found


def test_each_lsoa_has_a_shape_an_outline_and_room_for_a_number(drawing: str) -> None:
    assert kinds(drawing, "E01") == {"": 220, "edge": 220, "label": 220}


def test_each_ward_has_a_border_and_its_name(drawing: str) -> None:
    assert kinds(drawing, "E05") == {"line": 24, "name label": 24}


def test_no_two_shapes_have_one_number(drawing: str) -> None:
    numbers = re.findall(r'<xdr:cNvPr id="(\d+)"', drawing)

    assert len(numbers) == len(set(numbers))


def test_all_wards_carry_their_names(drawing: str) -> None:
    lines = re.findall(r"<a:t>([^<]*)</a:t>", drawing)

    assert {"Burnt", "Hendon", "Cricklewood"} <= {word for line in lines for word in line.split()}


def test_no_text_is_smaller_than_print_allows(drawing: str) -> None:
    assert min(map(int, re.findall(r'sz="(\d+)"', drawing))) >= 850


def test_the_sheet_adds_less_than_100_kilobytes(file: Path) -> None:
    archive = Archive.read(file)
    sheet = structure(archive).sheet(SMALL_AREAS.name)
    assert sheet is not None
    drawn = [link.target for link in relationships(archive, sheet.part) if link.kind == "drawing"]
    with zipfile.ZipFile(file) as package:
        packed = [package.getinfo(part).compress_size for part in (sheet.part, *drawn)]

    assert len(packed) == 2
    assert sum(packed) < MOST_BYTES


def test_what_is_drawn_is_written_for_the_next_refresh(file: Path) -> None:
    lsoas = drawn_lsoas(HeadlessWorkbook.open(file).block_values(DRAWN.name))

    assert (len(lsoas), lsoas[0].name, lsoas[0].ward) == (220, "Barnet 009A", "Brunswick Park")
    assert all(lsoa.number_at is not None for lsoa in lsoas)


def test_another_boroughs_lsoas_come_from_its_own_boundaries(tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"LSOA21CD": code, "LSOA21NM": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [west, 51.5],
                        [west + 0.01, 51.5],
                        [west + 0.01, 51.51],
                        [west, 51.51],
                        [west, 51.5],
                    ]
                ],
            },
        }
        for code, name, west in (
            ("E01000842", "Camden 014A", -0.15),
            ("E01000843", "Camden 014B", -0.14),
            ("E01000115", "Barnet 009A", -0.13),
        )
    ]
    boundaries = tmp_path / "lsoas.geojson"
    boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    path = tmp_path / "camden.xlsx"
    camden = replace(made_up_settings(), area="Camden")
    canvas = Canvas(path, camden, lsoa_boundaries=boundaries)
    small_areas.author(canvas)
    canvas.close()

    lsoas = drawn_lsoas(HeadlessWorkbook.open(path).block_values(DRAWN.name))
    assert [lsoa.name for lsoa in lsoas] == ["Camden 014A", "Camden 014B"]


def test_an_unknown_area_has_a_sheet_without_a_map(tmp_path: Path) -> None:
    canvas = Canvas(tmp_path / "none.xlsx", replace(made_up_settings(), area="Atlantis"))
    small_areas.author(canvas)
    canvas.close()

    opened = HeadlessWorkbook.open(tmp_path / "none.xlsx")
    assert drawn_lsoas(opened.block_values(DRAWN.name)) == ()
