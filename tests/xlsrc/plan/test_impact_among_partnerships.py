"""Impact estimates of a partnership beside the others of its police force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import AS_AT, made_up_settings
from tests.support.peer_stores import BURGLARY, everybody, group, known, store, street
from xlsrc.domain.action import ImpactQuestion, Plan
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.plan.impact_estimates import impact_estimates
from xlsrc.scope import Scope
from xlsrc.series.ward_panel import ward_panel

START = Month.of(2025, 4)


@pytest.mark.parametrize("words", ["all of South Yorkshire", "all that have data"])
def test_a_partnership_is_set_against_the_others_of_its_force(words: str) -> None:
    steady = street({"Sheffield": 100.0, "Barnsley": 40.0, "Doncaster": 60.0, "Rotherham": 50.0})
    after = (steady.month >= START.ordinal) & (steady.area == 0)
    held = store(replace(steady, count=steady.count - 20 * after))
    asked = ImpactQuestion(ref="I1", priority="1", actions=(), indicator=BURGLARY.id, start=START)
    settings = replace(
        made_up_settings(),
        indicators=(BURGLARY,),
        known_changes=(),
        peer_group=group(words),
        plan=Plan(impact_questions=(asked,)),
    )
    here = Scope(
        store=held,
        settings=settings,
        area=known("Sheffield"),
        leading=Source.POLICE_UK,
        as_at=AS_AT,
        people=everybody(),
    )
    answer = impact_estimates(here, ward_panel(here))[0].answer

    # April to December: nine months of 80 where the others' steady counts say 100.
    assert answer is not None
    assert answer.fewer == pytest.approx(180)
