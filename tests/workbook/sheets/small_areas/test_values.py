from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard
from workbook.block import Block, ShapeStyle, TableBlock
from workbook.sheets.map.clusters import Cluster, Surroundings
from workbook.sheets.map.parts import CLASS_FILLS, DrawnLsoa, drawn_lsoas
from workbook.sheets.small_areas import values as small_areas
from workbook.sheets.small_areas.layout import HIGHEST_TITLE, NOTE
from xlsrc.domain.area import Area, Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.area_map import AreaFigure, AreaMap, WhyAbsent

DASHBOARD = made_up_dashboard()
BURGLARY = next(i for i in DASHBOARD.settings.indicators if i.id == "residential_burglary")
COUNT = 60
LSOAS = tuple(
    Area(code=f"E010001{at:02d}", name=f"Barnet 0{at:02d}A", level=Level.LSOA, borough="Barnet")
    for at in range(COUNT)
)
DRAWN = tuple(
    DrawnLsoa(
        code=lsoa.code,
        name=lsoa.name,
        ward="Hendon",
        neighbours=tuple(
            LSOAS[other].code
            for other in range(at - 3, at + 4)
            if other != at and 0 <= other < COUNT
        ),
    )
    for at, lsoa in enumerate(LSOAS)
)
WARD = Surroundings(z=3.1, p=0.0001, cluster=Cluster.HIGH)


def figure(area: Area, volume: float | None, rate: float | None) -> AreaFigure:
    return AreaFigure(
        area=area,
        volume=volume,
        before=3.0,
        change=None if volume is None else volume - 3.0,
        change_pct=None,
        why_absent=WhyAbsent.TOO_FEW,
        rate=rate,
    )


def figures() -> tuple[AreaFigure, ...]:
    """A tenth more in each LSOA than in the one before; the last has no data."""
    return tuple(
        figure(lsoa, None, None) if at == COUNT - 1 else figure(lsoa, float(at), 2 + at / 10)
        for at, lsoa in enumerate(LSOAS)
    )


def shown(**fields: Any) -> AreaMap:
    found = AreaMap(
        indicator=BURGLARY,
        measure=MapMeasure.RATE,
        as_at=AS_AT + 2,
        level=Level.LSOA,
        figures=figures(),
        limits=(3.0, 4.0, 5.0, 6.0),
    )
    return replace(found, **fields)


def writes(
    drawn: tuple[DrawnLsoa, ...] = DRAWN, *, ward: bool = True, **fields: Any
) -> tuple[object, ...]:
    whole = figure(WARDS[0], 40.0, 4.0)
    dashboard = replace(
        DASHBOARD,
        lsoa_map=shown(**fields),
        ward_map=AreaMap(
            indicator=BURGLARY, measure=MapMeasure.RATE, as_at=AS_AT, figures=(whole,)
        ),
    )
    return small_areas.blocks(dashboard, {WARDS[0].code: WARD} if ward else {}, drawn)


def rows_of(name: str, **fields: Any) -> tuple[tuple[object, ...], ...]:
    found = next(w for w in writes(**fields) if isinstance(w, Block) and w.name == f"small.{name}")
    return found.values


def shape(at: int) -> ShapeStyle:
    code = LSOAS[at].code
    return next(w for w in writes() if isinstance(w, ShapeStyle) and w.name == code)


def table() -> TableBlock:
    return next(w for w in writes() if isinstance(w, TableBlock))


def test_the_highest_are_numbered_alike_on_the_map_and_beside_it() -> None:
    first = rows_of("highest")[0]

    assert (first[:3], shape(COUNT - 2).label) == ((1, "Barnet 058A", "Hendon"), "1")


def test_an_area_that_is_not_among_the_highest_loses_its_number() -> None:
    assert shape(0).label == " "


@pytest.mark.parametrize(("at", "fill"), [(0, 0), (15, 1), (58, 4)])
def test_the_fill_is_the_class_of_the_rate(at: int, fill: int) -> None:
    assert shape(at).fill == CLASS_FILLS[fill]


def test_no_data_is_hatched() -> None:
    assert shape(COUNT - 1).hatched


def numbered(*places: tuple[float, float] | None) -> tuple[DrawnLsoa, ...]:
    """The LSOAs, those with the highest rates at these places on the map."""
    highest = list(reversed(DRAWN[: COUNT - 1]))
    moved = [replace(one, number_at=at) for one, at in zip(highest, places, strict=False)]
    return (*reversed(highest[len(moved) :]), *reversed(moved), DRAWN[-1])


@pytest.mark.parametrize(
    ("places", "labels", "words"),
    [
        ([(9.0, 9.0), (99.0, 9.0)], ["1", "2"], "by their number on the map"),
        ([(9.0, 9.0), (12.0, 9.0)], ["1", " "], "by number on the map (no room for 2)"),
        (
            [(9.0, 9.0), (12.0, 9.0), (40.0, 9.0), (44.0, 12.0)],
            ["1", " ", "3", " "],
            "by number on the map (no room for 2 and 4)",
        ),
        (
            [(9.0, 9.0)] * 7,
            ["1", *" " * 6],
            "by number on the map (no room for 6 of them)",
        ),
        ([None, None], ["1", "2"], "by their number on the map"),
    ],
)
def test_a_number_that_would_lie_upon_a_higher_one_is_left_out_and_said(
    places: list[tuple[float, float] | None], labels: list[str], words: str
) -> None:
    found = writes(numbered(*places))
    label_of = {w.name: w.label for w in found if isinstance(w, ShapeStyle)}
    title = next(w for w in found if isinstance(w, Block) and w.name == HIGHEST_TITLE.name)

    highest = [LSOAS[COUNT - 2 - at].code for at in range(len(places))]
    assert [label_of[code] for code in highest] == labels
    assert title.values == ((f"The 15 with the highest rates of 60, {words}",),)


def test_fewer_areas_than_rows_are_counted_as_they_are() -> None:
    (title,) = rows_of("highest.title", drawn=DRAWN[:6], figures=figures()[:6])[0]

    assert title == "6 LSOAs, highest rates first, by their number on the map"


def test_too_few_areas_for_clusters_are_said() -> None:
    (title,) = rows_of("clusters.title", drawn=DRAWN[:6], figures=figures()[:6], ward=False)[0]

    assert str(title).endswith("(Gi*): under 10 to judge")


def test_the_alternative_text_names_the_ward_and_the_year_before() -> None:
    assert shape(30).alt_text == (
        "Barnet 030A, Hendon: 30 offences in 12 months, 5.0 per 1,000, 3 the year before"
    )


def test_clusters_of_wards_come_before_those_of_small_areas() -> None:
    first, second = rows_of("clusters")[:2]

    assert (first[1:3], second[1]) == (("Whole ward", WARDS[0].name), "Barnet 055A")


def test_clusters_have_their_z_and_p() -> None:
    assert rows_of("clusters")[0][8:] == ("■ high", 3.1, 0.0001)


def test_outlined_areas_are_those_that_the_table_calls_clusters() -> None:
    outlined = {w.name for w in writes() if isinstance(w, ShapeStyle) and w.edge}
    named = {row[1] for row in table().rows if row[8] and row[1] != "Whole ward"}

    assert {lsoa.name for lsoa in LSOAS if lsoa.code in outlined} == named != set()


def test_the_table_holds_every_small_area_and_every_ward() -> None:
    assert len(table().rows) == COUNT + 1


def test_what_the_map_shows_instead_is_said() -> None:
    settings = replace(DASHBOARD.settings, map_measure=MapMeasure.CHANGE)
    changed = replace(DASHBOARD, settings=settings, lsoa_map=shown(measure=MapMeasure.DIFFERENCE))
    note = next(
        w.values[0][0]
        for w in small_areas.blocks(changed, {}, DRAWN)
        if isinstance(w, Block) and w.name == NOTE.name
    )

    assert note == (
        "Offences more or fewer than in the 12 months before (counts are too few for percentages)"
    )


def test_another_month_than_the_other_sheets_is_said() -> None:
    assert rows_of("period") == (("12 months to February 2026 (other sheets: December 2025)",),)


def test_years_compared_by_fewer_months_are_said() -> None:
    (title,) = rows_of("highest.title", like_months=11)[0]

    assert str(title).endswith(" · Before, Change: Apr–Feb of both years")
    text = next(w.alt_text for w in writes(like_months=11) if isinstance(w, ShapeStyle) and w.fill)
    assert "−3 in 11 months on the same months of the year before" in text


def test_an_area_stands_beside_the_ward_that_most_of_its_neighbours_lie_in() -> None:
    wards = ["Hendon", "Mill Hill", "Mill Hill", "Edgware", "Hendon", "Hendon"]
    drawn = tuple(replace(one, ward=ward) for one, ward in zip(DRAWN, wards, strict=False))
    rows = next(w for w in writes(drawn) if isinstance(w, TableBlock)).rows
    beside = {row[1]: row[3] for row in rows}

    assert beside[LSOAS[0].name] == "Mill Hill"
    assert beside[LSOAS[3].name] == "Hendon"
    assert shape_named("Whole ward", rows)[3] == "–"


def shape_named(area: str, rows: tuple[tuple[object, ...], ...]) -> tuple[object, ...]:
    return next(row for row in rows if row[1] == area)


def test_a_name_under_a_shown_number_gives_way_and_comes_back() -> None:
    highest, lowest = DRAWN[COUNT - 2], DRAWN[0]
    drawn = tuple(
        replace(one, covers=(("E05000001", "West\nHendon"),))
        if one is highest
        else replace(one, covers=(("E05000002", "Mill Hill"),))
        if one is lowest
        else one
        for one in DRAWN
    )
    labels = {w.name: w.label for w in writes(drawn) if isinstance(w, ShapeStyle) and not w.fill}

    assert labels == {"E05000001 name": " ", "E05000002 name": "Mill Hill"}


def test_missing_boundaries_are_said_and_the_figures_still_listed() -> None:
    foot = rows_of("foot", drawn=())[0][0]

    assert foot == (
        "No LSOA boundaries of Barnet were at hand: give their GeoJSON with safer build "
        "--lsoa-boundaries."
    )


def test_an_area_without_figures_says_why() -> None:
    reason = "No extract has figures by LSOA for Camden: add the one that the police publish."

    assert rows_of("note", figures=(), reason=reason) == ((reason,),)


def test_what_a_template_draws_is_read_back() -> None:
    rows = (("E1", "One", "Hendon", "E2 E3"), (None, None, None, None))

    assert drawn_lsoas(rows) == (
        DrawnLsoa(code="E1", name="One", ward="Hendon", neighbours=("E2", "E3")),
    )


@pytest.mark.parametrize(
    ("text", "place"), [("12.5 300.0", (12.5, 300.0)), ("", None), ("x y", None), ("1", None)]
)
def test_the_place_of_a_number_is_read_back(text: str, place: tuple[float, float] | None) -> None:
    (lsoa,) = drawn_lsoas((("E1", "One", "Hendon", "E2 E3", text, "W1=A\nB;W2=C"),))

    assert lsoa.number_at == place
    assert lsoa.covers == (("W1", "A\nB"), ("W2", "C"))
