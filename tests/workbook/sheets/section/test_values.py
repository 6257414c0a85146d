from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.layout.parts import PANEL_MONTHS
from workbook.sheets.section import values as section
from xlsrc.domain.action import Plan

if TYPE_CHECKING:
    from workbook.block import Block

DASHBOARD = made_up_dashboard()
BLOCKS: dict[str, Block] = {block.name: block for block in section.blocks(DASHBOARD)}


def test_an_indicator_of_two_sections_has_a_panel_in_each() -> None:
    assert {"panel.mopac7.criminal_damage.keys", "panel.1.criminal_damage.keys"} <= BLOCKS.keys()


def without_plan() -> dict[str, Block]:
    """The blocks where no plan is kept."""
    settings = replace(DASHBOARD.settings, plan=Plan())
    return {block.name: block for block in section.blocks(replace(DASHBOARD, settings=settings))}


def test_a_priority_is_titled_with_its_number() -> None:
    assert BLOCKS["section.5.head"].values[0][0] == "5  High-volume crime"


def test_a_section_with_an_illustrative_figure_says_so() -> None:
    assert str(BLOCKS["section.7.head"].values[1][-1]).startswith("‡ ILLUSTRATIVE")


def test_a_section_of_real_figures_does_not_mention_illustrations() -> None:
    assert without_plan()["section.5.head"].values[1][-1] is None


def test_a_section_whose_plan_is_invented_says_so() -> None:
    assert BLOCKS["section.5.head"].values[1][-1] == (
        "‡ ILLUSTRATIVE: invented, replace with your own"
    )


def test_without_actions_the_boxes_say_so() -> None:
    boxes = without_plan()["section.5.boxes"].values[0]

    assert (boxes[3], boxes[8]) == (
        "No actions are recorded in this workbook.",
        "No impact estimate is asked for on the Outcomes sheet.",
    )


def test_the_action_box_says_how_the_actions_stand_and_which_is_next() -> None:
    assert BLOCKS["section.5.boxes"].values[0][3] == (
        "Actions ‡ 4: all on track. Next due 31 January 2026: Target hardening, Childs Hill (5.1)."
    )


def test_the_foot_lists_what_is_overdue_first() -> None:
    assert [row[0] for row in BLOCKS["section.7.foot"].values[2:4]] == ["7.2", "7.1"]


def test_the_foot_leaves_out_what_is_complete() -> None:
    assert "2.2" not in [row[0] for row in BLOCKS["section.2.foot"].values]


def test_the_foot_sets_outputs_against_their_targets() -> None:
    assert BLOCKS["section.5.foot"].values[3][7:] == (
        "Shops in partnership ‡",
        "18",
        "40",
        "▲ Behind, due Mar 26",
    )


def test_the_foot_ends_with_the_chain() -> None:
    assert BLOCKS["section.5.foot"].values[-1][0] == (
        "Chain ‡  Homes fitted with locks → Homes are harder to enter → High-volume crime"
    )


def test_the_foot_of_a_priority_without_actions_says_so() -> None:
    assert without_plan()["section.5.foot"].values[2][1] == "No action is recorded"


def test_an_overview_has_no_foot() -> None:
    assert "section.overall.foot" not in BLOCKS


def test_an_illustrative_indicator_is_marked() -> None:
    assert BLOCKS["panel.overall.asb_incidents.head"].values[0][0] == "ASB incidents ‡"


def test_an_absent_indicator_has_no_figures() -> None:
    assert [cell for cell in BLOCKS["panel.3.homicide.keys"].values[0] if cell] == [
        "no data", "–", "–", "no data", "–", "–",
    ]  # fmt: skip


def test_an_absent_indicator_gives_the_reason() -> None:
    assert BLOCKS["panel.3.homicide.text"].values == (("No data: no extract holds Homicide.",),)


def test_an_absent_indicator_promises_no_chart() -> None:
    assert BLOCKS["panel.3.homicide.titles"].values[0][0] == "No monthly figures to draw"


def test_a_series_that_ends_early_is_compared_over_its_own_year() -> None:
    assert BLOCKS["panel.6.hate_crime.titles"].values[0][0] == (
        "Month by month: year to Jul 25 against year to Jul 24"
    )


def test_a_series_without_a_range_is_not_titled_with_one() -> None:
    assert BLOCKS["panel.7.repeat_victims.titles"].values[0][3] == "Recorded, five years"


def test_a_trend_feeder_has_a_heading_and_five_years() -> None:
    assert len(BLOCKS["panel.5.shoplifting.trend"].values) == PANEL_MONTHS + 1
