from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard
from workbook.block import Block, ShapeStyle, TableBlock
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map import values as ward_map
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.parts import AROUND, CLASS_FILLS, ROW_NUMBER, DrawnWard, drawn_wards
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.area_map import AreaFigure, AreaMap, WhyAbsent
from xlsrc.series.outside import Kind, Outside, Standing

DASHBOARD = made_up_dashboard()
BURGLARY = next(i for i in DASHBOARD.settings.indicators if i.id == "residential_burglary")
FALL = Outside(
    kind=Kind.SUSTAINED,
    standing=Standing.NEW,
    since=AS_AT - 5,
    until=AS_AT,
    back=None,
    first=AS_AT - 5,
    last=AS_AT,
    seen=20.0,
    low=30.0,
    high=60.0,
    z=-4.0,
)
DRAWN = tuple(
    DrawnWard(
        code=ward.code,
        name=ward.name,
        label=ward.name.replace(" ", "\n", 1),
        neighbours=tuple(other.code for other in WARDS[at + 1 : at + 3]),
    )
    for at, ward in enumerate(WARDS)
)

BORDERED = tuple(
    replace(
        ward,
        borders=(AROUND,) if one is None else (AROUND, one.code),
    )
    for ward, one in zip(DRAWN, (*DRAWN[1:], None), strict=True)
)
"""Each ward borders on the next, in a row."""


def figures() -> tuple[AreaFigure, ...]:
    """Rates 2.0, 2.1 … in the wards' order; the third ward has an exception, the last no data."""
    return tuple(
        AreaFigure(
            area=ward,
            volume=None if at == len(WARDS) - 1 else 20.0 + at,
            before=30.0,
            change=-10.0,
            change_pct=None if at % 2 else -10.0,
            why_absent=WhyAbsent.TOO_FEW if at % 2 else None,
            rate=None if at == len(WARDS) - 1 else 2.0 + at / 10,
            outside=FALL if at == 2 else None,
        )
        for at, ward in enumerate(WARDS)
    )


def writes(
    measure: MapMeasure = MapMeasure.RATE,
    *,
    drawn: tuple[DrawnWard, ...] = DRAWN,
    **fields: Any,
) -> tuple[object, ...]:
    limits = {MapMeasure.CHANGE: (-20.0, -5.0, 5.0, 20.0), MapMeasure.EXCEPTION: ()}
    shown = AreaMap(
        indicator=BURGLARY,
        measure=measure,
        as_at=AS_AT,
        figures=figures(),
        limits=limits.get(measure, (2.5, 3.0, 3.5, 4.0)),
        judged=True,
    )
    shown = replace(shown, **fields)
    return written(shown, drawn)


def written(shown: AreaMap, drawn: tuple[DrawnWard, ...]) -> tuple[object, ...]:
    dashboard = replace(DASHBOARD, ward_map=shown)
    return ward_map.blocks(dashboard, drawn, ward_surroundings(dashboard, drawn))


def shape(code: str, **fields: Any) -> ShapeStyle:
    return next(w for w in writes(**fields) if isinstance(w, ShapeStyle) and w.name == code)


def block(name: str, **fields: Any) -> tuple[object, ...]:
    found = next(w for w in writes(**fields) if isinstance(w, Block) and w.name == name)
    return found.values[0]


def table() -> TableBlock:
    return next(w for w in writes() if isinstance(w, TableBlock))


def test_every_drawn_ward_has_a_look() -> None:
    styled = [w.name for w in writes() if isinstance(w, ShapeStyle)]

    assert styled == [ward.code for ward in WARDS]


@pytest.mark.parametrize(("at", "fill"), [(0, 0), (5, 1), (10, 2), (15, 3), (22, 4)])
def test_the_fill_is_the_class_of_the_rate(at: int, fill: int) -> None:
    assert shape(WARDS[at].code).fill == CLASS_FILLS[fill]


def test_no_data_is_hatched_and_said() -> None:
    woodhouse = shape(WARDS[-1].code)

    assert (woodhouse.hatched, woodhouse.label.split("\n")[-1]) == (True, "no data")


def test_a_ward_with_a_figure_is_not_hatched() -> None:
    assert not shape(WARDS[0].code).hatched


def test_a_map_of_exceptions_says_on_which_side_they_are() -> None:
    assert shape(WARDS[2].code, measure=MapMeasure.EXCEPTION).label == "Burnt\nOak\n◆↓ 22"


def test_a_map_of_exceptions_lists_them_first() -> None:
    rows = next(w for w in writes(MapMeasure.EXCEPTION) if isinstance(w, TableBlock)).rows

    assert rows[0][:2] == (1, "Burnt Oak")


def test_an_exception_is_marked_before_its_value() -> None:
    assert shape(WARDS[2].code).label == "Burnt\nOak\n◆ 2.2"


def test_the_alternative_text_holds_the_figures_in_words() -> None:
    assert shape(WARDS[2].code).alt_text == (
        "Burnt Oak: 22 offences in 12 months, 2.2 per 1,000, −10 % on the year before, an "
        "exception now, below its usual range in Jul–Dec 25"
    )


def test_too_few_for_a_percentage_is_said_on_a_map_of_change() -> None:
    label = shape(WARDS[1].code, measure=MapMeasure.CHANGE).label

    assert label.split("\n")[-1] == "too few"


@pytest.mark.parametrize(
    ("measure", "limits", "words"),
    [
        (
            MapMeasure.RATE,
            (3.0, 4.0, 5.0, 6.0),
            ("under 3.0", "3.0–3.9", "4.0–4.9", "5.0–5.9", "6.0 and over"),
        ),
        (
            MapMeasure.VOLUME,
            (50.0, 100.0, 150.0, 1200.0),
            ("under 50", "50–99", "100–149", "150–1,199", "1,200 and over"),
        ),
        (
            MapMeasure.CHANGE,
            (-20.0, -5.0, 5.0, 20.0),
            ("under −20 %", "−20 to −6 %", "−5 to +4 %", "+5 to +19 %", "+20 % and over"),
        ),
        (
            MapMeasure.DIFFERENCE,
            (-7.0, -3.0, 4.0, 8.0),
            ("down 8 or more", "down 4–7", "within 3", "up 4–7", "up 8 or more"),
        ),
        (
            MapMeasure.DIFFERENCE,
            (-1.0, 0.0, 1.0, 2.0),
            ("down 2 or more", "down 1", "no change", "up 1", "up 2 or more"),
        ),
        (MapMeasure.EXCEPTION, (), ("no exception", None, "◆↓ below", None, "◆↑ above")),
    ],
)
def test_the_legend_names_the_classes(
    measure: MapMeasure, limits: tuple[float, ...], words: tuple[str | None, ...]
) -> None:
    assert block(map_layout.LEGEND.name, measure=measure, limits=limits)[:5] == words


@pytest.mark.parametrize(
    ("measure", "words"), [(MapMeasure.RATE, "/// no data"), (MapMeasure.CHANGE, "/// too few")]
)
def test_the_legend_says_what_hatching_means(measure: MapMeasure, words: str) -> None:
    assert block(map_layout.LEGEND.name, measure=measure)[5] == words


def test_the_table_holds_the_highest_first_and_no_data_last() -> None:
    wards = [row[1] for row in table().rows]

    assert (wards[0], wards[-1]) == ("Whetstone", "Woodhouse")


def test_the_table_says_when_an_exception_was() -> None:
    row = next(row for row in table().rows if row[1] == "Burnt Oak")

    assert row[6] == "◆ below Jul–Dec 25"


def test_a_number_stands_for_the_wards_row_and_the_note_says_so() -> None:
    drawn = (replace(DRAWN[0], label=ROW_NUMBER), *DRAWN[1:])
    found = writes(drawn=drawn)
    rows = next(w for w in found if isinstance(w, TableBlock)).rows
    number = next(row[0] for row in rows if row[1] == DRAWN[0].name)
    label = next(w.label for w in found if isinstance(w, ShapeStyle) and w.name == DRAWN[0].code)
    marks = next(w for w in found if isinstance(w, Block) and w.name == map_layout.MARKS.name)

    assert label.split("\n")[0] == str(number)
    assert str(marks.values[0][0]).startswith("A number in a ward: its row in the table.")


def test_each_class_says_how_many_wards_it_has() -> None:
    assert block(map_layout.IN_CLASSES.name) == (
        "5 wards",
        "5 wards",
        "5 wards",
        "5 wards",
        "3 wards",
        "1 ward",
    )


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (
            DRAWN[2:],
            "2 wards of Barnet not on this map (Barnet Vale, Brunswick Park): run safer build.",
        ),
        (
            (),
            (
                "No ward boundaries of Barnet were at hand: give their GeoJSON with safer build "
                "--boundaries."
            ),
        ),
    ],
)
def test_wards_that_the_template_does_not_draw_are_named(
    drawn: tuple[DrawnWard, ...], words: str
) -> None:
    shown = AreaMap(indicator=BURGLARY, measure=MapMeasure.RATE, as_at=AS_AT, figures=figures())
    found = written(shown, drawn)
    foot = next(w for w in found if isinstance(w, Block) and w.name == map_layout.FOOT.name)

    assert foot.values[0] == (words,)


def test_an_indicator_without_wards_says_so_and_no_ward_has_a_colour() -> None:
    reason = "ASB incidents has no figures by ward: choose another on Settings."
    fills = {w.fill for w in writes(figures=(), reason=reason) if isinstance(w, ShapeStyle)}

    assert (block(map_layout.NOTE.name, figures=(), reason=reason), fills) == (
        (reason,),
        {"FFFFFF"},
    )


def test_what_a_template_draws_is_read_back() -> None:
    rows = (
        ("E1", "One", "One", "E2 E3", "rim E2"),
        ("E2", "Two", "#", None, None),
        (None, None, None, None, None),
    )

    assert drawn_wards(rows) == (
        DrawnWard(
            code="E1", name="One", label="One", neighbours=("E2", "E3"), borders=("rim", "E2")
        ),
        DrawnWard(code="E2", name="Two", label="#", neighbours=()),
    )


def test_a_number_alone_has_no_value_below_it() -> None:
    drawn = (replace(DRAWN[0], label=f"{ROW_NUMBER}\n"), *DRAWN[1:])
    found = writes(drawn=drawn)
    label = next(w.label for w in found if isinstance(w, ShapeStyle) and w.name == DRAWN[0].code)

    assert label.isdigit()


def test_a_map_without_any_percentage_says_what_to_choose() -> None:
    few = tuple(
        replace(figure, change_pct=None, why_absent=WhyAbsent.TOO_FEW) for figure in figures()
    )

    assert block(map_layout.FOOT.name, measure=MapMeasure.CHANGE, figures=few) == (
        "Too few for percentages: choose the measure difference on Settings.",
    )
