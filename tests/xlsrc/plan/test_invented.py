"""The example's plan counts in the example's own area alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.build.build import shipped_settings
from xlsrc.domain.action import Plan
from xlsrc.plan.invented import invented_note, without_invented

EXAMPLE = shipped_settings()
CAMDEN = replace(EXAMPLE, area="Camden")


@pytest.mark.parametrize("area", ["Barnet", "E09000003", "London Borough of Barnet"])
def test_the_examples_own_area_keeps_it(area: str) -> None:
    own = replace(EXAMPLE, area=area)

    assert without_invented(own) is own
    assert invented_note(own) == ""


@pytest.mark.parametrize("area", ["Camden", "Sheffield", "A group of our own"])
def test_elsewhere_nothing_of_it_is_left(area: str) -> None:
    real = without_invented(replace(EXAMPLE, area=area))

    assert real.plan == Plan()
    assert real.evidence == ()
    assert not any(view.text for view in real.views)
    assert not any(section.action_plan for section in real.sections)


def test_what_people_wrote_in_its_place_stays() -> None:
    first, second, *_ = EXAMPLE.plan.actions
    own = replace(second, text="Lights in the underpass")
    plan = replace(EXAMPLE.plan, actions=(first, own))

    real = without_invented(replace(CAMDEN, plan=plan)).plan

    assert real.actions == (own,)


def test_a_question_about_an_invented_action_goes_with_it() -> None:
    questions = EXAMPLE.plan.impact_questions
    own = replace(questions[0], ref="Q1", actions=())
    plan = replace(EXAMPLE.plan, impact_questions=(*questions, own))

    assert without_invented(replace(CAMDEN, plan=plan)).plan.impact_questions == (own,)


def test_it_is_said_once_with_what_to_do() -> None:
    assert invented_note(CAMDEN) == (
        "Rows that are invented (marked ‡) are the example's, not Camden's: they are in no figure "
        "and on no page of the board's (Actions 24; Decisions 5; Outputs 16; Outcomes 12; "
        "Duties 12; Commentary 3; What we heard 7). Delete or replace them, or begin with safer "
        "new --area 'Camden'."
    )
    assert invented_note(without_invented(CAMDEN)) == ""
