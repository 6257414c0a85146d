"""Indicator: the values beside its formulas, and which indicator is chosen."""

import dataclasses
import re
from typing import Any

import pytest

from tests.support.made_up import (
    ABSENT,
    AS_AT,
    WARDS,
    made_up_dashboard,
    made_up_outside,
    with_parts,
)
from workbook.block import Block, Formula
from workbook.house.fitting import cell_room, pixels
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.layout.named_block import NamedBlock
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.layout import CHOICE, LIST, PEER_NAMES, WARD_CAPACITY, WARD_NAMES
from workbook.sheets.indicator.template import MIDDLE, RIGHT, WIDTHS
from workbook.sheets.indicator.values import CELLS, blocks
from xlsrc.assessment import Dashboard
from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import TemplateError
from xlsrc.series.level import Trend


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


def cells(dashboard: Dashboard, chosen: str, block: NamedBlock) -> list[object]:
    found = next(
        w for w in blocks(dashboard, chosen) if isinstance(w, Block) and w.name == block.name
    )
    return [
        cell.value if isinstance(cell, Formula) else cell for row in found.values for cell in row
    ]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("Burglary", "Burglary"),
        ("", "Total notifiable offences"),
        ("Nothing of the kind", "Total notifiable offences"),
        ("Deliberate fires", "Deliberate fires ‡"),
        ("Burglary ‡", "Burglary"),
    ],
)
def test_a_choice_is_kept_while_there_is_such_an_indicator(
    dashboard: Dashboard, chosen: str, shown: str
) -> None:
    assert cells(dashboard, chosen, CHOICE) == [shown]


def test_the_last_point_of_the_year_is_the_latest_count(dashboard: Dashboard) -> None:
    burglary = next(a for a in dashboard.assessments if a.indicator.id == "burglary")

    assert (
        cells(dashboard, "Burglary", layout.YEAR_SERIES["now"])[-1]
        == burglary.monthly.numerators[-1]
    )


def test_a_year_that_ends_in_july_is_named_by_its_end(dashboard: Dashboard) -> None:
    assert cells(dashboard, "Hate crime", layout.YEAR_NAMES)[:2] == ["to Jul 25", "to Jul 24"]


def test_a_chart_without_data_holds_gaps_only(dashboard: Dashboard) -> None:
    absent = next(a.label for a in dashboard.assessments if a.indicator.id == ABSENT)

    assert set(cells(dashboard, absent, layout.TREND_SERIES["recorded"])) == {"#N/A"}


def changed(dashboard: Dashboard, indicator: str, **parts: Any) -> Dashboard:
    """The same with parts of one indicator replaced."""
    return dataclasses.replace(
        dashboard,
        wards=(),
        assessments=tuple(
            with_parts(a, **parts) if a.indicator.id == indicator else a
            for a in dashboard.assessments
        ),
    )


@pytest.mark.parametrize(
    ("level", "title"),
    [
        (
            {"trend": Trend.NO_CLEAR_CHANGE, "low": -33.2, "high": 2.9},
            "Level: no clear change (−33 to +3 % on a year ago)",
        ),
        (
            {"trend": Trend.NO_CLEAR_CHANGE, "low": -100.0, "high": 123.0},
            "Level: no clear change (−100 to +123 %)",
        ),
        (
            {"trend": Trend.FALLING, "low": -33.0, "high": 2.0},
            "Level: still falling, less clearly (−33 to +2 %)",
        ),
        (
            {"trend": None, "change": None, "low": None, "high": None},
            "Recorded, level and usual range",
        ),
    ],
    ids=["a trend", "a long one", "a kept one", "none"],
)
def test_the_long_term_chart_is_titled_with_where_its_level_goes(
    dashboard: Dashboard, level: dict[str, Any], title: str
) -> None:
    burglary = changed(dashboard, "burglary", level=level)

    assert cells(burglary, "Burglary", layout.TREND_TITLE) == [title]


@pytest.mark.parametrize("trend", Trend)
@pytest.mark.parametrize("high", [-3.0, 3.0, 13.0, 88.8, 113.0, 1_113.0])
@pytest.mark.parametrize("chosen", [("burglary", "Burglary"), ("reoffending", "Reoffending, % ‡")])
def test_a_title_ends_before_the_ward_table(
    dashboard: Dashboard, trend: Trend, high: float, chosen: tuple[str, str]
) -> None:
    level = {"trend": trend, "low": -88.8, "high": high}
    (title,) = cells(changed(dashboard, chosen[0], level=level), chosen[1], layout.TREND_TITLE)
    wide = sum(map(pixels, WIDTHS[MIDDLE:RIGHT]))

    assert fits(str(title), cell_room(wide), BODY_SIZE, bold=True)


def test_a_band_without_a_range_narrows_to_the_level(dashboard: Dashboard) -> None:
    burglary = next(a for a in dashboard.assessments if a.indicator.id == "burglary")
    ends = {"lower": [*burglary.monthly.lower], "upper": [*burglary.monthly.upper]}
    for values in ends.values():
        values[-10] = None
    level = tuple(100.0 + at for at in range(len(burglary.monthly.months)))
    gapped = changed(
        dashboard,
        "burglary",
        monthly={"level": level, **{key: tuple(values) for key, values in ends.items()}},
    )
    low, width, drawn = (
        cells(gapped, "Burglary", layout.TREND_SERIES[key])[-10]
        for key in ("low", "width", "level")
    )

    assert (low, width, drawn) == (level[-10], 0, level[-10])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, ["None", "Watch: none"]),
        ({"watched": made_up_outside()}, ["None", "Watch: above its usual range, Jul–Dec 25"]),
        (
            {"exception": made_up_outside()},
            ["New since Apr 25", "Above its usual range, Jul–Dec 25"],
        ),
        (
            {"exception": made_up_outside(back=AS_AT - 1)},
            ["Back inside since Nov 25", "Was above its usual range, Jul–Dec 25"],
        ),
        ({"usual": {"z1": None}}, ["–", ""]),
    ],
    ids=["none", "watched", "in force", "over", "not judged"],
)
def test_an_exception_is_said_with_what_is_worth_watching(
    dashboard: Dashboard, parts: dict[str, Any], said: list[str]
) -> None:
    burglary = changed(dashboard, "burglary", **parts)

    found = [
        cells(burglary, "Burglary", block)[-1] for block in (layout.KEY_VALUES, layout.KEY_WORDS)
    ]

    assert found == said


def test_wards_stand_by_their_total_over_the_year(dashboard: Dashboard) -> None:
    series = next(w for w in dashboard.wards if w.indicator.id == "burglary")
    totals = {
        ward.name: sum(count or 0 for count in counts[-12:])
        for ward, counts in zip(series.wards, series.counts, strict=True)
    }
    ranked = [name for name in cells(dashboard, "Burglary", layout.WARD_RANK) if name]

    assert [totals[str(name)] for name in ranked] == sorted(totals.values(), reverse=True)


def test_a_ward_gap_is_a_dash_and_no_nought(dashboard: Dashboard) -> None:
    gapped = cells(dashboard, "Burglary", layout.WARD_RANK).index(WARDS[0].name)

    assert cells(dashboard, "Burglary", layout.WARD_COUNTS)[12 * gapped + 11] == "–"


def test_an_indicator_of_the_borough_only_says_so(dashboard: Dashboard) -> None:
    assert cells(dashboard, "Reoffending, %", layout.WARD_NOTE) == [
        "No ward figures of this indicator"
    ]


def test_every_indicator_shows_its_own_definition_marked_or_not(dashboard: Dashboard) -> None:
    alone = dataclasses.replace(dashboard, wards=(), peers=())
    wanted = {a.label: a.indicator.definition for a in alone.assessments}

    assert {label: cells(alone, label, layout.DEFINITION)[0] for label in wanted} == wanted
    assert {label.endswith("‡") for label in wanted} == {True, False}


def test_notes_follow_the_caveats(dashboard: Dashboard) -> None:
    absent = next(a for a in dashboard.assessments if a.indicator.id == ABSENT)

    assert cells(dashboard, absent.label, layout.CAVEATS) == [
        f"{absent.indicator.caveats} no data: no extract holds Homicide. Per 1,000: no data"
    ]


def test_more_wards_than_there_is_room_for_are_refused(dashboard: Dashboard) -> None:
    many = tuple(
        Area(code=f"E{at}", name=f"Ward {at}", level=Level.WARD, borough="Barnet")
        for at in range(WARD_CAPACITY + 1)
    )
    series = dataclasses.replace(
        dashboard.wards[0], wards=many, counts=(dashboard.wards[0].counts[0],) * len(many)
    )

    with pytest.raises(TemplateError, match="room for 100 wards"):
        blocks(dataclasses.replace(dashboard, wards=(series,)), "")


def texts(block: NamedBlock) -> list[str]:
    return [formula.text for formula in CELLS[block]]


@pytest.mark.parametrize("block", CELLS, ids=lambda block: block.name)
def test_a_block_has_a_formula_for_each_cell_that_has_a_key(block: NamedBlock) -> None:
    keys = sum(bool(key) for line in block.lines for key in line)

    assert len(CELLS[block]) == (keys if len(block.lines) > 1 else keys * (block.rows or 0))


def test_no_formula_asks_whether_a_label_ends_in_a_mark() -> None:
    found = [
        text for block in CELLS for text in texts(block) if re.search(r"RIGHT\([^)]*\)=", text)
    ]

    assert found == []


@pytest.mark.parametrize("block", CELLS, ids=lambda block: block.name)
def test_a_formula_never_refers_to_the_name_it_stands_in(block: NamedBlock) -> None:
    itself = re.compile(re.escape(block.name) + r"(?![a-z_])")

    assert [text for text in texts(block) if itself.search(text)] == []


def test_every_name_that_a_formula_uses_is_one_of_the_sheet() -> None:
    used = {
        found
        for block in CELLS
        for text in texts(block)
        for found in re.findall(r"indicator\.[a-z_0-9]+", text)
    }

    assert used <= {LIST, *(block.name for block in (*CELLS, CHOICE, PEER_NAMES, WARD_NAMES))}


def test_the_line_below_the_choice_has_the_level_of_the_sources_files(dashboard: Dashboard) -> None:
    label = dashboard.assessments[0].label

    assert " · borough level · " in str(cells(dashboard, label, layout.ORIGIN)[0])
    nothing = dataclasses.replace(dashboard, sources=())
    assert " level · " not in str(cells(nothing, label, layout.ORIGIN)[0])
