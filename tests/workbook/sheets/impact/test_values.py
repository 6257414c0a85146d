from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.sheets.impact import layout as impact_layout
from workbook.sheets.impact import values as impact
from workbook.sheets.impact.layout import (
    BURN_UP_MONTHS,
    CHAIN_GROUP,
    MOST_ESTIMATES,
    MOST_LINKS,
    MOST_ORPHANS,
    MOST_OUTPUTS,
)
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
    assert [row[::2] for row in values("priorities") if str(row[0]).startswith("5")] == [
        ("5  High-volume crime ‡", "4: all on track", "1 behind, 1 met", "No estimate")
    ]


def test_outputs_that_are_behind_come_first() -> None:
    words = [str(row[4])[:1] for row in values("outputs")[:MOST_OUTPUTS]]

    assert words == sorted(words, key=["▲", "●", "✓"].index)


def test_an_output_is_set_against_its_target_in_its_unit() -> None:
    assert ("O12  Shops in partnership ‡", "18 of 40 shops (45 %)", "▲ Behind, due Mar 26") in [
        row[::2] for row in values("outputs")
    ]


def test_the_chain_leads_from_action_to_priority() -> None:
    assert values("chain")[0] == (
        "1.1  ASB case reviews every month ‡",
        "→",
        "O1  Cases reviewed in 10 days ‡",
        "→",
        "Callers are answered, and call less often ‡",
        "→",
        f"{CHAIN_GROUP} 1  Anti-social behaviour",
    )


def test_a_broken_chain_has_no_arrow() -> None:
    broken = next(row for row in values("chain") if str(row[0]).startswith("2.4"))

    assert broken[1:6] == (None, "no output", None, "no outcome", None)


def test_no_text_of_the_chain_is_longer_than_its_cell() -> None:
    cells = [cell for row in values("chain") for cell in row if isinstance(cell, str)]

    assert max(map(len, cells)) <= 48


def test_orphans_are_listed_with_what_they_lack() -> None:
    assert (
        "Decision D5  Invite the youth council to the next meeting ‡",
        "no action carries it out",
    ) in [(row[0], row[4]) for row in values("orphans")]


def test_an_estimate_stands_with_the_work_that_it_is_of() -> None:
    dashboard = replace(DASHBOARD, impacts=estimates(1))

    assert values("estimates", dashboard)[0][::2][:2] == (
        "Priority 5, action 5.1: Barnet, from Apr 25 ‡",
        (
            "Residential burglary: 190 fewer than if Barnet had moved as its peers did (95 %: "
            "60 to 310). An association, not proof."
        ),
    )


def test_what_does_not_fit_is_counted() -> None:
    dashboard = replace(DASHBOARD, impacts=estimates(MOST_ESTIMATES + 3))

    assert values("estimates", dashboard)[-1][0] == "and 3 more"


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

    assert sizes == {
        impact_layout.HEAD.name: 2,
        impact_layout.PRIORITIES.name: 7,
        impact_layout.BURN_UP_TITLE.name: 1,
        impact_layout.OUTPUTS.name: MOST_OUTPUTS + 1,
        impact_layout.BURN_UP.name: BURN_UP_MONTHS + 1,
        impact_layout.CHAIN.name: MOST_LINKS + 1,
        impact_layout.ESTIMATES.name: MOST_ESTIMATES + 1,
        impact_layout.ORPHANS.name: MOST_ORPHANS + 1,
    }


def test_an_empty_plan_is_one_sentence_and_draws_no_line() -> None:
    (first, *others) = values("orphans", without_plan())[: MOST_ORPHANS - 1]

    assert first[0] == "The plan: nothing is recorded on Actions, Outputs and Outcomes yet."
    assert not any(any(row) for row in others)
    first_point, *points = values("burn_up", without_plan())[1:]
    assert first_point == ("", 0, None, None, None)
    assert set(points) == {("", None, None, None, None)}
