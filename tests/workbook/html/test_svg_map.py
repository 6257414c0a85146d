"""The map on the page: the workbook's own shapes, classes, labels and outlines."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.drawn_maps import made_up_map
from tests.support.drawn_svg import assert_safe, parsed
from tests.support.html_page import EDITION
from tests.support.made_up import made_up_dashboard
from workbook.html.svg.ward_map import map_figure
from workbook.publish.editions import OfAudience
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.drawing import map_drawing
from workbook.sheets.map.parts import CLASS_FILLS
from workbook.sheets.map.placed import placed_map, wards_of
from xlsrc.domain.area import Level
from xlsrc.maps.geography import Geography
from xlsrc.maps.outlines import ward_outlines
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.html.svg.figure import Figure
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaFigure, AreaMap

HALF_A_PIXEL = 0.5
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def found() -> Geography:
    return ward_outlines("Barnet").found


def mapped(
    found: Geography, change: Callable[[AreaMap], AreaMap] = lambda shown: shown
) -> Dashboard:
    dashboard = made_up_dashboard()
    chosen = next(i for i in dashboard.settings.indicators if i.id == "residential_burglary")
    wards = wards_of(found, placed_map(found.outlines, 394, 418).labels)
    shown = made_up_map(wards, "Barnet", chosen, Level.WARD)
    return replace(dashboard, ward_map=change(shown))


@pytest.fixture(scope="module")
def dashboard(found: Geography) -> Dashboard:
    return mapped(found)


@pytest.fixture(scope="module")
def figure(found: Geography, dashboard: Dashboard) -> Figure:
    return map_figure(dashboard, found, "map")


def shades(figure: Figure) -> list[str]:
    return [
        re.sub(r".*s-class-", "", one.get("class", ""))
        for one in parsed(figure.svg).iter("path")
        if "s-ward" in one.get("class", "")
    ]


def test_every_ward_is_drawn_in_its_class_and_said(
    figure: Figure, dashboard: Dashboard, found: Geography
) -> None:
    shown = dashboard.ward_map
    assert shown is not None
    assert_safe(figure.svg)
    assert len(figure.svg.encode()) < 80_000
    assert shades(figure) == [str(shown.class_of(one)) for one in shown.figures]
    for one in shown.figures:
        assert f"{one.area.name} {one.rate:.1f}" in figure.describes
    (*rows, whole) = figure.table[1]
    assert len(rows) == len(found.outlines) == len(figure.shades) - 1
    assert whole[figure.table[0].index("Ward")] == "Barnet (borough)"
    assert [name for name, _ in figure.legend] == [
        f"s-class-{at}" for at in range(len(CLASS_FILLS))
    ]


def test_the_tables_shades_are_the_maps(figure: Figure, dashboard: Dashboard) -> None:
    shown = dashboard.ward_map
    assert shown is not None
    of = {one.area.name: shown.class_of(one) for one in shown.figures}
    at = figure.table[0].index("Ward")
    assert figure.shades == (*(of[row[at]] for row in figure.table[1][:-1]), None)


def test_labels_and_outlines_are_where_the_workbooks_are(found: Geography) -> None:
    placed = placed_map(found.outlines, 394, 418)
    drawn = map_drawing(found.outlines, width=394, height=418, alt_text="")
    assert placed.labels == drawn.labels
    assert (placed.width, placed.height) == (drawn.width, drawn.height)


def test_shapes_read_back_are_the_outlines_within_half_a_pixel(
    figure: Figure, found: Geography
) -> None:
    placed = placed_map(found.outlines, 394, 418)
    drawn = [
        one.get("d", "")
        for one in parsed(figure.svg).iter("path")
        if "s-ward" in one.get("class", "")
    ]
    for data, parts in zip(drawn, placed.areas, strict=True):
        rings = [ring for part in parts for ring in part]
        for text, ring in zip(data.split("M")[1:], rings, strict=True):
            start, steps = text.removesuffix("z").split("l")
            x, y = map(float, start.split())
            numbers = list(map(float, re.findall(r"-?\d+(?:\.\d+)?", steps)))
            ends = [(x, y)]
            for right, down in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + right, y + down
                ends.append((x, y))
            for seen in ends:
                assert min(math.dist(seen, wanted) for wanted in ring) < HALF_A_PIXEL
            for wanted in ring:
                assert min(math.dist(seen, wanted) for seen in ends) < HALF_A_PIXEL
    assert "s-plate" not in figure.svg


def test_a_phone_shows_values_alone(figure: Figure) -> None:
    (phone,) = (one for one in parsed(figure.svg).iter("g") if one.get("class") == "s-phone")
    values = [one.text or "" for one in phone]
    assert len(values) > len(figure.table[1]) / 2
    assert all(re.fullmatch(r"(◆ )?\d+\.\d", value) for value in values)


def test_a_ward_without_a_figure_is_hatched_and_in_the_legend(found: Geography) -> None:
    def without_first(shown: AreaMap) -> AreaMap:
        first, *rest = shown.figures
        nothing: AreaFigure = replace(
            first, volume=None, before=None, change=None, change_pct=None, rate=None
        )
        return replace(shown, figures=(nothing, *rest))

    figure = map_figure(mapped(found, without_first), found, "map")

    assert_safe(figure.svg)
    assert shades(figure)[0] == "none"
    assert 'fill="url(#map-hatch)"' in figure.svg
    assert figure.legend[-1] == ("s-class-none", "no data")
    assert f"{found.outlines[0].name} no data" in figure.describes


def test_a_cluster_has_its_outline_as_on_the_sheet(found: Geography) -> None:
    def two_halves(shown: AreaMap) -> AreaMap:
        far = {found.outlines[0].code, *found.neighbours[found.outlines[0].code]}
        high = tuple(
            replace(one, rate=40.0 if one.area.code in far else 1.0 + at / 100)
            for at, one in enumerate(shown.figures)
        )
        return replace(shown, figures=high)

    dashboard = mapped(found, two_halves)
    wards = wards_of(found, placed_map(found.outlines, 394, 418).labels)
    around = ward_surroundings(dashboard, wards)
    assert any(one.cluster for one in around.values())

    figure = map_figure(dashboard, found, "map")

    assert "s-edge" in figure.svg
    assert figure.notes[0].startswith("Thick outline")


def test_names_of_any_letters_stay_words(found: Geography) -> None:
    first, *rest = found.outlines
    odd = replace(found, outlines=(replace(first, name=HOSTILE), *rest))

    figure = map_figure(mapped(odd), odd, "map")

    assert_safe(figure.svg)
    assert HOSTILE in figure.describes


def test_the_reason_stands_for_a_map_without_figures(found: Geography) -> None:
    why = "Rape: no figure of wards is published."
    figure = map_figure(mapped(found, lambda shown: replace(shown, reason=why)), found, "map")
    assert (figure.svg, figure.describes, figure.table) == ("", why, ((), ()))


def test_without_outlines_a_sentence_says_so(dashboard: Dashboard) -> None:
    figure = map_figure(dashboard, Geography(outlines=(), neighbours={}), "map")
    assert figure.describes == "No ward boundaries of Barnet were at hand."


def test_the_published_page_has_the_wards_of_a_partnerships_own_boundaries(
    found: Geography, dashboard: Dashboard, tmp_path: Path
) -> None:
    shipped = next((data_folder() / "boundaries").glob("*.geojson"))
    whole = json.loads(shipped.read_text(encoding="utf-8"))
    own = [one for one in whole["features"] if "Barnet" in one["properties"].values()]
    own[0]["properties"]["WD24NM"] = "Our Own Ward"
    (tmp_path / "boundaries").mkdir()
    path = tmp_path / "boundaries" / "own.geojson"
    path.write_text(json.dumps({**whole, "features": own}), encoding="utf-8")
    made = OfAudience(tables={}, shown=dashboard, ward_years=(), extracts=tmp_path)

    assert len(own) == len(found.outlines)
    assert "Our Own Ward" in made.html(EDITION).decode()
