from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from shapely import Point, box
from shapely.geometry import MultiPolygon

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.package.archive import Archive
from workbook.package.shape import EDGE_SUFFIX
from workbook.sheets.heat_tables import template as heat_tables
from workbook.sheets.map import template as ward_map
from workbook.sheets.map.drawing import map_drawing
from workbook.sheets.map.layout import DRAWN
from workbook.sheets.map.map_page import map_page
from workbook.sheets.map.parts import AROUND, ROW_NUMBER, border_name, drawn_wards
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.maps.outlines import ward_outlines

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.sheets.map.labels import Label

NAMESPACES = 'xmlns:xdr="x" xmlns:a="a" xmlns:r="r"'
SIZE: dict[str, Any] = {"width": 370.0, "height": 390.0, "alt_text": "Map"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "Map.xlsx"
    canvas = Canvas(path, made_up_settings())
    ward_map.author(canvas)
    heat_tables.author(canvas)
    canvas.close()
    return path


@pytest.fixture(scope="module")
def drawing(file: Path) -> str:
    return Archive.read(file).text("xl/drawings/drawing1.xml")


CROWDED = ["Barnet", "Camden", "Croydon", "Westminster", "Sheffield", "Cornwall", "Gwynedd"]


def rectangle(label: Label) -> Any:  # noqa: ANN401 - a polygon of shapely, which has no types
    width, height = label.size
    return box(label.x - width / 2, label.y - height / 2, label.x + width / 2, label.y + height / 2)


def test_every_ward_has_a_shape_an_edge_and_a_label(drawing: str) -> None:
    names = re.findall(r'name="(E\d{8}(?: \w+)?)"', drawing)

    assert sum(name.endswith(" label") for name in names) == 24
    assert sum(" " not in name for name in names) == 24


def test_every_border_has_a_shape_and_its_ward_knows_it(file: Path, drawing: str) -> None:
    wards = drawn_wards(HeadlessWorkbook.open(file).block_values(DRAWN.name))
    known = {
        border_name([ward.code] if other == AROUND else [ward.code, other]) + EDGE_SUFFIX
        for ward in wards
        for other in ward.borders
    }

    assert known == set(re.findall(r'name="(E\d{8}(?: E\d{8})? edge)"', drawing))
    assert {other for ward in wards for other in ward.borders} > {AROUND}


def test_labels_lie_above_edges_and_these_above_the_wards(drawing: str) -> None:
    kinds = [
        name.rpartition(" ")[2] if " " in name else "ward"
        for name in re.findall(r'name="(E\d{8}[^"]*)"', drawing)
    ]
    edges = kinds.count("edge")

    assert kinds == ["ward"] * 24 + ["edge"] * edges + ["label"] * 24


def test_no_two_shapes_have_one_number(drawing: str) -> None:
    numbers = re.findall(r'<xdr:cNvPr id="(\d+)"', drawing)

    assert len(numbers) == len(set(numbers))


def test_the_text_box_is_gone(drawing: str) -> None:
    assert "TextBox" not in drawing


def test_what_is_drawn_is_written_for_the_next_refresh(file: Path) -> None:
    wards = drawn_wards(HeadlessWorkbook.open(file).block_values(DRAWN.name))

    assert [ward.name for ward in wards][:3] == ["Barnet Vale", "Brunswick Park", "Burnt Oak"]


def test_no_label_is_smaller_than_print_allows(drawing: str) -> None:
    assert min(map(int, re.findall(r'sz="(\d+)"', drawing))) >= 850


@pytest.mark.parametrize("area", CROWDED)
def test_labels_do_not_collide(area: str) -> None:
    drawn = map_drawing(ward_outlines(area).found.outlines, **SIZE)

    pairs = combinations(map(rectangle, drawn.labels), 2)
    assert [1 for one, other in pairs if one.intersection(other).area > 0.01] == []


@pytest.mark.parametrize("area", CROWDED[:4])
def test_a_label_stands_in_its_ward(area: str) -> None:
    outlines = ward_outlines(area).found.outlines
    drawn = map_drawing(outlines, **SIZE)
    wests, _, easts, norths = zip(*(outline.bounds for outline in outlines), strict=True)
    west, north = min(wests), max(norths)
    metres = (max(easts) - west) / drawn.width

    outside = [
        outline.name
        for outline, label in zip(outlines, drawn.labels, strict=True)
        if not MultiPolygon([(rings[0], rings[1:]) for rings in outline.parts]).contains(
            Point(west + metres * label.x, north - metres * label.y)
        )
    ]
    assert outside == []


def test_no_label_stands_beyond_the_map() -> None:
    drawn = map_drawing(ward_outlines("Northumberland").found.outlines, **SIZE)
    frame = box(0, 0, drawn.width, drawn.height).buffer(0.01)

    assert all(frame.contains(rectangle(label)) for label in drawn.labels)
    assert (drawn.width, drawn.height) <= (SIZE["width"] + 0.01, SIZE["height"] + 0.01)


def test_a_line_leads_from_a_number_beside_its_ward() -> None:
    drawn = map_drawing(ward_outlines("Cornwall").found.outlines, **SIZE)

    beside = [label for label in drawn.labels if label.points_at is not None]
    assert len(re.findall(r'name="E\d{8} pointer"', drawn.xml)) == len(beside) > 0
    assert all(label.words == f"{ROW_NUMBER}\n" for label in beside)


def test_three_quarters_of_barnets_wards_carry_their_names_and_all_their_values() -> None:
    page = map_page(ward_outlines("Barnet").found, "Barnet")
    assert page.drawn is not None

    assert sum(label.is_number for label in page.drawn.labels) <= 6
    assert all(label.value_width for label in page.drawn.labels)


@pytest.mark.parametrize("area", ["Barnet", "Cornwall"])  # words on the map; numbers beside it
def test_signs_that_no_xml_can_hold_are_left_out_of_wards_names(area: str) -> None:
    outlines = ward_outlines(area).found.outlines
    odd = [replace(one, name=f"\x00\x1b[31m{one.name}\ufffe\x07") for one in outlines]
    drawn = map_drawing(odd, width=370, height=390, alt_text="Map of \x00wards")

    said = ElementTree.fromstring(f"<x {NAMESPACES}>{drawn.xml}</x>").iter()  # noqa: S314 - ours
    described = {one.get("descr") for one in said}
    assert described >= {f"[31m{one.name}" for one in outlines} | {"Map of wards"}


def test_the_map_keeps_its_proportions() -> None:
    outlines = ward_outlines("Barnet").found.outlines
    west, south, east, north = MultiPolygon(
        [(part[0], part[1:]) for outline in outlines for part in outline.parts]
    ).bounds

    drawn = map_drawing(outlines, **SIZE)
    assert drawn.width / drawn.height == pytest.approx((east - west) / (north - south))


@pytest.mark.parametrize(
    ("area", "several"), [("Barnet", False), ("Sheffield", False), ("Wiltshire", True)]
)
def test_a_table_longer_than_a_page_goes_on_over_several(area: str, several: bool) -> None:  # noqa: FBT001 - one of two cases
    page = map_page(ward_outlines(area).found, area)

    assert page.several is several
    assert page.row_points >= 12


def test_an_unknown_area_has_a_sheet_without_a_map(tmp_path: Path) -> None:
    canvas = Canvas(tmp_path / "none.xlsx", replace(made_up_settings(), area="Atlantis"))
    ward_map.author(canvas)
    canvas.close()

    opened = HeadlessWorkbook.open(tmp_path / "none.xlsx")
    assert drawn_wards(opened.block_values(DRAWN.name)) == ()
