from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import MONTHS, made_up_dashboard, with_parts
from workbook.house.charts import PANEL_MONTHS
from workbook.house.long_chart import FAN_MONTHS
from workbook.house.style import BODY_SIZE, BOX_SIZE, LABEL_SIZE
from workbook.house.text_width import fits, text_width, wrapped
from workbook.sheets.section import layout
from workbook.sheets.section import values as section
from workbook.sheets.section.columns import WIDER, room
from workbook.sheets.section.pages import BOX_LINES
from workbook.sheets.section.values import TITLE_ROOM
from xlsrc.domain.action import Plan
from xlsrc.series.level import Trend

if TYPE_CHECKING:
    from workbook.block import Block, Cell, Row
    from workbook.layout.named_block import NamedBlock

DASHBOARD = made_up_dashboard()
BLOCKS: dict[str, Block] = {block.name: block for block in section.blocks(DASHBOARD)}
WITHOUT_PLAN: dict[str, Block] = {
    block.name: block
    for block in section.blocks(
        replace(DASHBOARD, settings=replace(DASHBOARD.settings, plan=Plan()))
    )
}


def rows(declared: NamedBlock, **parts: str) -> tuple[Row, ...]:
    return BLOCKS[declared.of(**parts).name].values


def cell(declared: NamedBlock, key: str, *, row: int = 0, **parts: str) -> Cell:
    return declared.cell(rows(declared, **parts), key, row)


def without_plan(declared: NamedBlock, key: str, *, row: int = 0) -> Cell:
    """A cell of section 5 where no plan is kept."""
    return declared.cell(WITHOUT_PLAN[declared.of(section="5").name].values, key, row)


def test_an_indicator_of_two_sections_has_a_panel_in_each() -> None:
    assert {
        layout.PANEL_KEYS.of(section=section_id, indicator="criminal_damage").name
        for section_id in ("mopac7", "1")
    } <= BLOCKS.keys()


def test_a_priority_is_titled_with_its_number() -> None:
    assert cell(layout.HEAD, "title", section="5") == "5  High-volume crime"


def test_a_section_with_an_illustrative_figure_says_so() -> None:
    assert str(cell(layout.HEAD, "illustrative", section="7")).startswith("‡ ILLUSTRATIVE")


def test_a_section_of_real_figures_does_not_mention_illustrations() -> None:
    assert without_plan(layout.HEAD, "illustrative") is None


def test_a_section_whose_plan_is_invented_says_so() -> None:
    assert cell(layout.HEAD, "illustrative", section="5") == (
        "‡ ILLUSTRATIVE: invented, replace with your own"
    )


def test_without_actions_the_boxes_say_so() -> None:
    boxes = [without_plan(layout.BOXES, key) for key in ("action", "impact")]

    assert boxes == [
        "No actions are recorded in this workbook.",
        "No impact estimate is asked for on the Outcomes sheet.",
    ]


def test_the_action_box_says_how_the_actions_stand_and_which_is_next() -> None:
    assert cell(layout.BOXES, "action", section="5") == (
        "Actions\N{NO-BREAK SPACE}‡ 4: all on track. "
        "Next due 31 January 2026: Target hardening, Childs Hill (5.1)."
    )


def test_the_foot_lists_what_is_overdue_first() -> None:
    assert [row[0] for row in rows(layout.FOOT, section="7")[2:4]] == ["7.2", "7.1"]


def test_the_foot_leaves_out_what_is_complete() -> None:
    assert "2.2" not in [row[0] for row in rows(layout.FOOT, section="2")]


def test_the_foot_sets_outputs_against_their_targets() -> None:
    row = layout.FOOT.record(rows(layout.FOOT, section="5")[3])

    assert [row[key] for key in ("output", "to_date", "target", "output_status")] == [
        "Shops in partnership ‡",
        "18",
        "40",
        "▲ Behind, due Mar 26",
    ]


def test_the_foot_ends_with_the_chain() -> None:
    assert cell(layout.FOOT, "ref", row=layout.FOOT_CHAIN, section="5") == (
        "Chain ‡  Homes fitted with locks → Homes are harder to enter → High-volume crime"
    )


def test_the_foot_of_a_priority_without_actions_says_so() -> None:
    said = without_plan(layout.FOOT, "action", row=layout.FOOT_TABLE)

    assert said == "No action is recorded"


def test_an_overview_has_no_foot() -> None:
    assert layout.FOOT.of(section="overall").name not in BLOCKS


def test_an_illustrative_indicator_is_marked() -> None:
    label = cell(layout.PANEL_HEAD, "indicator", section="overall", indicator="asb_incidents")

    assert label == "ASB incidents ‡"


def test_an_absent_indicator_has_no_figures() -> None:
    (keys,) = rows(layout.PANEL_KEYS, section="3", indicator="homicide")

    assert [cell for cell in keys if cell] == [
        "no data", "–", "–", "–", "no data", "–", "–",
    ]  # fmt: skip


def test_an_absent_indicator_gives_the_reason() -> None:
    assert rows(layout.PANEL_TEXT, section="3", indicator="homicide") == (
        ("No data: no extract holds Homicide.",),
    )


def test_an_absent_indicator_promises_no_chart() -> None:
    title = cell(layout.PANEL_TITLES, "year", section="3", indicator="homicide")

    assert title == "No monthly figures to draw"


def test_a_series_that_ends_early_is_compared_over_its_own_year() -> None:
    assert cell(layout.PANEL_TITLES, "year", section="6", indicator="hate_crime") == (
        "By month: year to Jul 25 against year to Jul 24"
    )


def title(indicator: str, section_id: str, **parts: Any) -> str:
    """The title over the long-term chart of a changed indicator."""
    changed = [with_parts(a, **parts) for a in DASHBOARD.assessments if a.indicator.id == indicator]
    written = section.blocks(replace(DASHBOARD, assessments=tuple(changed)))
    declared = layout.PANEL_TITLES.of(section=section_id, indicator=indicator)
    found = next(block for block in written if block.name == declared.name)
    return str(declared.cell(found.values, "trend"))


NO_TREND: Final = {"change": None, "low": None, "high": None, "trend": None}
NO_RANGE: Final = {"lower": (None,) * MONTHS, "upper": (None,) * MONTHS}
NO_LEVEL: Final = {"level": (None,) * MONTHS}


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (
            {"trend": Trend.NO_CLEAR_CHANGE, "low": -33.2, "high": 2.9},
            "Level: no clear change (−33 to +3 % on a year ago)",
        ),
        (
            {"trend": Trend.RISING, "low": 2.1, "high": 46.4},
            "Level: rising (+2 to +46 % on a year ago); grey: usual range",
        ),
        (
            {"trend": Trend.NO_CLEAR_CHANGE, "low": -100.0, "high": 123_456_789.0},
            "Level: no clear change (−100 to +123,456,789 %)",
        ),
    ],
    ids=["no clear change", "rising", "cut short where it would not fit"],
)
def test_the_long_term_chart_is_titled_with_where_its_level_goes(
    level: dict[str, Any], said: str
) -> None:
    assert title("shoplifting", "5", level=level) == said


def test_the_level_of_a_share_moves_in_points() -> None:
    level = {"trend": Trend.FALLING, "low": -4.25, "high": -0.34}

    assert title("repeat_victims", "7", level=level) == (
        "Level: falling (−4.2 to −0.3 pt on a year ago)"
    )


@pytest.mark.parametrize(
    ("monthly", "said"),
    [
        ({}, "Recorded, level and usual range, five years"),
        (NO_LEVEL, "Recorded and usual range, five years"),
        (NO_LEVEL | NO_RANGE, "Recorded, five years"),
    ],
    ids=["recording changed", "a year of figures", "fewer"],
)
def test_without_a_trend_the_title_says_what_is_drawn(monthly: dict[str, Any], said: str) -> None:
    assert title("shoplifting", "5", level=NO_TREND, monthly=monthly) == said


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(
    trend=st.sampled_from(Trend),
    low=st.floats(-100, 100_000),
    wide=st.floats(0, 100_000),
    indicator=st.sampled_from((("shoplifting", "5"), ("repeat_victims", "7"))),
)
def test_a_title_has_room_and_says_the_trend(
    trend: Trend, low: float, wide: float, indicator: tuple[str, str]
) -> None:
    said = title(*indicator, level={"trend": trend, "low": low, "high": low + wide})

    assert said.startswith("Level: ")
    assert trend in said
    assert fits(said, TITLE_ROOM, BODY_SIZE, bold=True)


def test_a_trend_feeder_has_a_heading_five_years_and_three_months() -> None:
    feeder = rows(layout.PANEL_TREND, section="5", indicator="shoplifting")

    assert len(feeder) == PANEL_MONTHS + FAN_MONTHS + 1


def cells_of(key: str) -> tuple[int, int]:
    """The first and last column of a key figure's cells."""
    keys = layout.PANEL_KEYS.lines[0]
    first = keys.index(key)
    return first, next((at for at in range(first + 1, len(keys)) if keys[at]), len(keys)) - 1


@pytest.mark.parametrize("key", layout.KEY_LABELS)
def test_every_key_figure_and_its_label_have_room(key: str) -> None:
    across = room(*cells_of(key))
    found = {
        str(layout.PANEL_KEYS.cell(block.values, key))
        for name, block in BLOCKS.items()
        if name.startswith("panel.") and name.endswith(".keys")
    }

    assert [text for text in found if text_width(text, BOX_SIZE, bold=True) > across] == []
    assert text_width(layout.KEY_LABELS[key], LABEL_SIZE) * WIDER <= across


@pytest.mark.parametrize("key", layout.BOX_HEADINGS)
def test_the_text_of_every_box_fits_also_where_it_is_drawn_wider(key: str) -> None:
    keys = layout.BOXES.lines[0]
    first = keys.index(key)
    last = next((at for at in range(first + 1, len(keys)) if keys[at]), len(keys)) - 1
    across = room(first, last, wraps=True) / WIDER
    texts = [
        str(layout.BOXES.cell(block.values, key))
        for name, block in BLOCKS.items()
        if name.endswith(".boxes")
    ]

    assert [text for text in texts if len(wrapped(text, across, BODY_SIZE)) > BOX_LINES] == []
