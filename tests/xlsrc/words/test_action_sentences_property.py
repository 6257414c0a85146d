"""Whatever the plan and the estimates: what is said never contradicts what was worked out."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_up import made_up_dashboard, made_up_outside
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.action import Action, ActionStatus, ImpactQuestion, Plan
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.plan.actions import last_day
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate
from xlsrc.series.outside import Kind, Standing
from xlsrc.words.action_sentences import (
    action_box,
    actions_sentence,
    estimate_words,
    states,
    tracked_of,
    tracked_on,
)
from xlsrc.words.board import board_sentences
from xlsrc.words.decision import decision_sentence
from xlsrc.words.letters import in_sentence
from xlsrc.words.movers import movers

pytestmark = pytest.mark.slow

MADE_UP = made_up_dashboard()
PRIORITIES = [section for section in MADE_UP.settings.sections if section.is_priority]
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    actions = []
    for at in range(draw(st.integers(0, 12))):
        start, due = sorted((draw(DAYS), draw(DAYS)))
        actions.append(
            Action(
                ref=f"A{at}",
                priority=draw(st.sampled_from(PRIORITIES)).id,
                text=f"Do {at}",
                lead="Council",
                start=start,
                due=due,
                progress=draw(st.none() | st.floats(0, 1)),
                override=draw(st.none() | st.sampled_from(ActionStatus)),
                last_update=draw(st.none() | DAYS),
            )
        )
    return Plan(actions=tuple(actions))


@st.composite
def exceptions(draw: st.DrawFn) -> ExceptionRow:
    assessment = draw(st.sampled_from(MADE_UP.assessments))
    polarity = draw(st.sampled_from(Polarity))
    name = draw(st.sampled_from(["Barnet", "Edgware", "Hendon", "Underhill"]))
    standing = draw(st.sampled_from(Standing))
    is_over = standing is Standing.ENDED or (standing is Standing.NEW and draw(st.booleans()))
    return ExceptionRow(
        indicator=dataclasses.replace(assessment.indicator, polarity=polarity),
        area=Area(code=name, name=name, level=Level.BOROUGH if name == "Barnet" else Level.WARD),
        outside=made_up_outside(
            z=draw(st.sampled_from([-3.3, 3.3])),
            standing=standing,
            back=MADE_UP.as_at if is_over else None,
        ),
        illustrative=assessment.illustrative,
    )


@given(plans())
def test_the_counts_of_a_sentence_are_those_of_the_actions(plan: Plan) -> None:
    dashboard = dataclasses.replace(
        MADE_UP, settings=dataclasses.replace(MADE_UP.settings, plan=plan)
    )
    tracked = tracked_on(dashboard)
    overdue = sum(one.status is ActionStatus.OVERDUE for one in tracked)

    said = actions_sentence(dashboard)

    expected = None if not tracked else (str(len(tracked)), str(overdue or "none"))
    assert expected == (said and re.match(r"(\d+); (\d+|none) overdue", said[1]).groups())  # type: ignore[union-attr]  # a failure says enough


@given(plans())
def test_the_states_of_a_priority_add_up_to_its_actions(plan: Plan) -> None:
    dashboard = dataclasses.replace(
        MADE_UP, settings=dataclasses.replace(MADE_UP.settings, plan=plan)
    )
    for section in PRIORITIES:
        tracked = tracked_of(dashboard, section)
        total, _, parts = states(tracked).partition(": ")
        numbers = [int(part.split()[0]) for part in parts.split(", ") if part[:1].isdigit()]
        assert (total == "none" and not tracked) or int(total) == len(tracked)
        assert not numbers or sum(numbers) == len(tracked)


@given(plans())
def test_a_box_calls_overdue_only_what_is(plan: Plan) -> None:
    dashboard = dataclasses.replace(
        MADE_UP, settings=dataclasses.replace(MADE_UP.settings, plan=plan)
    )
    for section in PRIORITIES:
        late = any(one.status is ActionStatus.OVERDUE for one in tracked_of(dashboard, section))
        assert ("Overdue since" in action_box(dashboard, section)) == late


@given(plans(), st.lists(exceptions(), max_size=8))
def test_the_board_is_only_asked_about_what_the_figures_and_the_tracker_show(
    plan: Plan, rows: list[ExceptionRow]
) -> None:
    settings = dataclasses.replace(MADE_UP.settings, plan=plan)
    dashboard = dataclasses.replace(MADE_UP, settings=settings, exceptions=tuple(rows))

    said = decision_sentence(dashboard)

    if said is None:
        return
    if not plan.actions and said[1].startswith("Ask the lead of each priority"):
        return
    if " is above its usual range in " in said[1]:
        what = said[1].partition(" is above")[0]
        assert any(
            row.indicator.name == what
            and row.area.name in said[1]
            and row.is_of_ward
            and not row.illustrative
            and row.outside.is_high
            and row.indicator.polarity is Polarity.LOWER
            and row.outside.in_force
            for row in rows
        )
    elif "overdue" in said[1]:
        refs = {o.action.ref for o in tracked_on(dashboard) if o.status is ActionStatus.OVERDUE}
        assert set(re.findall(r"A\d+", said[1])) <= refs
    elif re.match(r"Add action|Ask for", said[1]):
        (moved,) = (
            one
            for one in movers(dashboard)
            if f" on {in_sentence(one.assessment.indicator.name)}" in re.split(r"[?:]", said[1])[0]
        )
        change = moved.assessment.change
        outside = moved.assessment.exception
        lasts = outside is not None and outside.in_force and outside.kind is Kind.SUSTAINED
        assert moved.is_real or lasts
        assert change.difference is not None
        assert f"{abs(change.difference):,.0f} " in said[1]
    else:
        assert any(
            section.name in said[1] and not plan.actions_of(section.id) for section in PRIORITIES
        )


@given(
    st.floats(-5000, 5000),
    st.floats(0.5, 3000),
    st.floats(0.5, 3000),
)
def test_a_direction_is_only_claimed_when_the_interval_leaves_out_nought(
    fewer: float, below: float, above: float
) -> None:
    low, high = fewer - below, fewer + above
    question = ImpactQuestion(
        ref="I1", priority="5", actions=(), indicator="x", start=Month.of(2025, 1)
    )
    indicator = MADE_UP.settings.indicators[0]
    estimate = ImpactEstimate(
        question=question, indicator=indicator, answer=Fewer(fewer=fewer, low=low, high=high)
    )

    words = estimate_words(estimate, "Barnet")

    if low <= 0 <= high:
        assert "no clear difference" in words
    else:
        assert ("fewer than" in words) == (fewer > 0)
        assert "An association, not proof." in words


@given(st.integers(5, 9), plans(), st.lists(exceptions(), max_size=4))
def test_there_are_never_more_than_six_sentences(
    priorities: int, plan: Plan, rows: list[ExceptionRow]
) -> None:
    settings = MADE_UP.settings
    own = [
        dataclasses.replace(PRIORITIES[at % len(PRIORITIES)], id=str(at + 1), name=f"Ours {at + 1}")
        for at in range(priorities)
    ]
    kept = tuple(a for a in plan.actions if int(a.priority) <= priorities)
    sections = (*(s for s in settings.sections if not s.is_priority), *own)
    settings = dataclasses.replace(settings, sections=sections, plan=Plan(actions=kept))
    dashboard = dataclasses.replace(MADE_UP, settings=settings, exceptions=tuple(rows))

    sentences = board_sentences(dashboard)

    assert len(sentences) <= 6
    assert all(text.strip() for _, text in sentences)


@given(plans())
def test_what_is_newly_overdue_fell_due_since_the_last_publication(plan: Plan) -> None:
    settings = dataclasses.replace(MADE_UP.settings, plan=plan)
    dashboard = dataclasses.replace(MADE_UP, settings=settings)
    published = MADE_UP.settings.last_published
    assert published is not None

    newly = [one for one in tracked_on(dashboard) if one.newly_overdue]

    assert all(last_day(published) <= one.action.due <= last_day(MADE_UP.as_at) for one in newly)
