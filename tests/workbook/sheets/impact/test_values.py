from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.impact import layout as impact_layout
from workbook.sheets.impact import values as impact
from workbook.sheets.impact.chain_rows import box_room
from workbook.sheets.impact.layout import BURN_UP_MONTHS, CHAIN_GROUP
from workbook.sheets.impact.pages import FEWEST_ESTIMATES, rows_of
from xlsrc.domain.action import ImpactQuestion, Plan
from xlsrc.domain.month import Month
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate

if TYPE_CHECKING:
    from workbook.block import Row
    from xlsrc.assessment import Dashboard

DASHBOARD = made_up_dashboard()


def values(name: str, dashboard: Dashboard = DASHBOARD) -> tuple[Row, ...]:
    return next(b.values for b in impact.blocks(dashboard) if b.name == f"impact.{name}")


def without_plan() -> Dashboard:
    return replace(DASHBOARD, settings=replace(DASHBOARD.settings, plan=Plan()))


def estimates(number: int) -> tuple[ImpactEstimate, ...]:
    indicator = next(i for i in DASHBOARD.settings.indicators if i.id == "residential_burglary")
    question = ImpactQuestion(
        ref="I1", priority="5", actions=("5.1",), indicator=indicator.id, start=Month.of(2025, 4)
    )
    found = ImpactEstimate(
        question=question, indicator=indicator, answer=Fewer(fewer=190.0, low=60.0, high=310.0)
    )
    return (found,) * number


def test_each_priority_has_a_line_of_its_actions_outputs_and_impact() -> None:
    assert [
        (row[0], row[2], row[4], row[7])
        for row in values("priorities")
        if str(row[0]).startswith("5")
    ] == [
        (
            "5  High-volume crime ‡",
            "4: all on track",
            "1 behind, 1 met",
            "No estimate: none is asked for on Outcomes",
        )
    ]


def test_where_there_is_no_estimate_the_line_says_why() -> None:
    reason = "the years cannot be compared"
    bare = replace(estimates(1)[0], answer=None, reason=reason)
    shown = replace(DASHBOARD, impacts=(bare,))
    found = next(row for row in values("priorities", shown) if str(row[0]).startswith("5"))

    assert found[7] == f"No estimate, since {reason}"
    assert f"no estimate, since {reason}" in str(values("estimates", shown)[0][2])


@pytest.mark.parametrize(("low", "high"), [(-10.0, 310.0), (0.0, 310.0), (-310.0, 0.0)])
def test_nothing_is_said_to_have_worked_while_the_interval_leaves_room_for_no_difference(
    low: float, high: float
) -> None:
    unclear = replace(estimates(1)[0], answer=Fewer(fewer=150.0, low=low, high=high))
    shown = replace(DASHBOARD, impacts=(unclear,))
    said = [str(values("estimates", shown)[0][2]), str(values("priorities", shown)[4][7])]

    assert all("o clear difference" in one for one in said)
    assert not any("150" in one or "worked" in one for one in said)


def test_outputs_that_are_behind_come_first() -> None:
    words = [str(row[4])[:1] for row in values("outputs") if row[4]]

    assert words == sorted(words, key=["▲", "●", "✓"].index)


def test_an_output_is_set_against_its_target_in_its_unit() -> None:
    assert (
        "O12  Shops in partnership ‡",
        None,
        "18 of 40 shops (45 %)",
        None,
        "▲ Behind, due Mar 26",
        "no: 23 at this pace",
    ) in values("outputs")


def test_the_chain_leads_from_action_to_priority() -> None:
    assert values("chain")[0] == (
        "1.1  ASB case reviews every month ‡",
        "→",
        "O1  Cases reviewed in 10 days ‡",
        "→",
        "Callers are answered, and call less often ‡",
        None,
        "→",
        f"{CHAIN_GROUP} 1  Anti-social behaviour",
    )


def test_a_broken_chain_has_no_arrow() -> None:
    broken = next(row for row in values("chain") if str(row[0]).startswith("2.4"))

    assert broken[1:7] == (None, "no output", None, "no outcome", None, None)


def test_no_text_of_the_chain_is_longer_than_its_box() -> None:
    for row in values("chain"):
        for key in ("action", "output", "outcome", "priority"):
            text = row[impact_layout.CHAIN.column(key)]
            assert fits(str(text or ""), box_room(key), BODY_SIZE)


def test_orphans_are_listed_with_what_they_lack() -> None:
    lines = [row[0] for row in values("orphans")]
    at = lines.index("Decision D5  Invite the youth council to the next meeting ‡")

    assert (at % 2, lines[at + 1]) == (0, "no action carries it out")


def test_orphans_beyond_the_room_are_counted() -> None:
    found = len([row for row in values("orphans") if row[0]]) // 2
    few = next(
        block.values
        for block in impact.blocks(DASHBOARD, {impact_layout.ORPHANS.name: 4})
        if block.name == impact_layout.ORPHANS.name
    )

    assert [row[0] for row in few][2:] == [f"and {found - 1} more", None]


def test_an_estimate_stands_with_the_work_that_it_is_of() -> None:
    dashboard = replace(DASHBOARD, impacts=estimates(1))

    assert values("estimates", dashboard)[0][::2][:2] == (
        "Priority 5, action 5.1: Barnet, from Apr 25\N{NO-BREAK SPACE}‡",
        (
            "Residential burglary: 190 fewer than if Barnet had moved as its peers did (95 %: "
            "60 to 310). An association, not proof."
        ),
    )


def test_what_does_not_fit_is_counted() -> None:
    """The last row says how many, and no row beyond the room that there is."""
    dashboard = replace(DASHBOARD, impacts=estimates(FEWEST_ESTIMATES + 3))
    found = values("estimates", dashboard)

    assert (len(found), found[-1][0]) == (FEWEST_ESTIMATES, "and 4 more")
    assert all(row[2] for row in found[:-1])


def test_as_many_as_there_is_room_for_are_all_shown() -> None:
    dashboard = replace(DASHBOARD, impacts=estimates(FEWEST_ESTIMATES))

    assert all(row[2] for row in values("estimates", dashboard))


def test_the_rows_are_those_of_the_workbook_that_is_refreshed() -> None:
    """A plan that has grown since the template was made does not burst it."""
    small = {impact_layout.OUTPUTS.name: 3, impact_layout.CHAIN.name: 2}
    found = {block.name: block.values for block in impact.blocks(DASHBOARD, small)}
    outputs = len(DASHBOARD.settings.plan.outputs)

    assert [len(found[name]) for name in small] == [3, 2]
    assert found[impact_layout.OUTPUTS.name][-1][0] == f"and {outputs - 2} more"


def test_without_a_plan_every_part_says_so() -> None:
    parts = ("outputs", "estimates")

    assert [values(name, without_plan())[0][0] for name in parts] == [
        "No outputs are recorded on the Outputs sheet.",
        "No impact is asked about on the Outcomes sheet.",
    ]


def test_the_chart_of_actions_says_when_there_are_none() -> None:
    assert values("burn_up_title", DASHBOARD)[0][0] == "Actions complete and due"
    assert values("burn_up_title", without_plan())[0][0] == "No action is recorded"


def test_blocks_always_fill_their_room() -> None:
    sizes = {b.name: len(b.values) for d in (DASHBOARD, without_plan()) for b in impact.blocks(d)}
    rows = rows_of(DASHBOARD.settings)

    assert sizes == {
        impact_layout.HEAD.name: 2,
        impact_layout.PRIORITIES.name: rows.priorities,
        impact_layout.BURN_UP_TITLE.name: 1,
        impact_layout.OUTPUTS.name: rows.outputs,
        impact_layout.BURN_UP.name: BURN_UP_MONTHS + 1,
        impact_layout.CHAIN.name: rows.links,
        impact_layout.ESTIMATES.name: rows.estimates,
        impact_layout.ORPHANS.name: rows.outputs,
    }


def test_an_empty_plan_is_one_sentence_and_draws_no_line() -> None:
    (first, second, *others) = values("orphans", without_plan())

    assert (first[0], second[0]) == (
        "The plan",
        "nothing is recorded on Actions, Outputs and Outcomes yet",
    )
    assert not any(any(row) for row in others)
    first_point, *points = values("burn_up", without_plan())[1:]
    assert first_point == ("", 0, None, None, None)
    assert set(points) == {("", None, None, None, None)}


def test_an_edition_without_a_plan_tells_nobody_what_to_enter() -> None:
    bare = replace(
        made_up_dashboard(), settings=replace(made_up_dashboard().settings, plan=Plan()), impacts=()
    )

    texts = [
        str(cell)
        for block in impact.blocks(bare, is_edition=True)
        for row in block.values
        for cell in row
    ]
    steps = [text for step in impact.FIRST_STEPS[1:] for text in step]

    assert [text for text in texts if text in steps] == []
