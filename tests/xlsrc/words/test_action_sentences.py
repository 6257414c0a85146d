from __future__ import annotations

import dataclasses
import datetime
import re

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard, made_up_outside, with_parts
from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
from xlsrc.domain.action import Action, ImpactQuestion, Plan
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Indicator, Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.status import Status
from xlsrc.drivers.drivers import Breakdown, Part
from xlsrc.measures.change import Certainty
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate
from xlsrc.series.outside import Kind, Standing
from xlsrc.words.action_sentences import (
    actions_sentence,
    estimate_words,
    impact_state,
    states,
    tracked_of,
)
from xlsrc.words.board import board_sentences
from xlsrc.words.decision import decision_sentence

MADE_UP = made_up_dashboard()
NO_CLEAR_CHANGE = Certainty.NO_CLEAR_CHANGE
BURGLARY = next(i for i in MADE_UP.settings.indicators if i.id == "residential_burglary")
PRIORITY = next(s for s in MADE_UP.settings.sections if s.id == "5")


def steady(one: Assessment) -> Assessment:
    """The indicator without anything that moved."""
    bare = dataclasses.replace(one, exception=None, status=Status.STEADY)
    return with_parts(bare, change={"certainty": one.change.certainty and NO_CLEAR_CHANGE})


STEADY = dataclasses.replace(MADE_UP, assessments=tuple(map(steady, MADE_UP.assessments)))


def planned(*actions: Action) -> Dashboard:
    settings = dataclasses.replace(MADE_UP.settings, plan=Plan(actions=actions))
    return dataclasses.replace(STEADY, settings=settings)


def with_indicator(dashboard: Dashboard, ident: str, **parts: object) -> Dashboard:
    changed = tuple(
        with_parts(one, **parts) if one.indicator.id == ident else one
        for one in dashboard.assessments
    )
    return dataclasses.replace(dashboard, assessments=changed)


def ward_parts(**rises: tuple[float, float, float]) -> tuple[Breakdown, ...]:
    """A breakdown by ward: now, the difference and the adjusted p of each."""
    parts = tuple(
        Part(
            name=name.replace("_", " "),
            now=now,
            before=now - more,
            difference=more,
            p=p,
            more_than_noise=p <= 0.05,
        )
        for name, (now, more, p) in rises.items()
    )
    total = sum(part.now for part in parts)
    return (
        Breakdown(
            by="ward",
            level=Level.WARD,
            vintage="2026-01",
            months=12,
            last=AS_AT,
            total_now=total,
            total_before=sum(part.before for part in parts),
            difference=sum(part.difference or 0 for part in parts),
            borough_now=total,
            borough_before=None,
            parts=parts,
        ),
    )


def action(ref: str, due: str, progress: float | None = 0.9) -> Action:
    return Action(
        ref=ref,
        priority="5",
        text=f"Do {ref}",
        lead="Council",
        start=datetime.date(2025, 1, 1),
        due=datetime.date.fromisoformat(due),
        progress=progress,
        last_update=datetime.date(2025, 12, 1),
    )


def estimate(
    figures: tuple[float, float, float] | None = None,
    *,
    wards: tuple[str, ...] = (),
    controls: tuple[str, ...] = (),
    nearby: Fewer | None = None,
    too_early: bool = False,
    reason: str = "",
) -> ImpactEstimate:
    question = ImpactQuestion(
        ref="I1",
        priority="5",
        actions=(),
        indicator=BURGLARY.id,
        start=Month.of(2025, 4),
        wards=wards,
        controls=controls,
        nearby=("Hendon",) if nearby else (),
    )
    return ImpactEstimate(
        question=question,
        indicator=BURGLARY,
        answer=figures and Fewer(fewer=figures[0], low=figures[1], high=figures[2]),
        nearby=nearby,
        reason=reason,
        too_early=too_early,
    )


def exception(
    where: str = "Colindale South",
    level: Level = Level.WARD,
    *,
    indicator: Indicator = BURGLARY,
    illustrative: bool = False,
    **fields: object,
) -> ExceptionRow:
    return ExceptionRow(
        indicator=indicator,
        area=Area(code=where, name=where, level=level),
        outside=made_up_outside(**fields),
        illustrative=illustrative,
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            estimate((190.2, 60.4, 309.8)),
            (
                "Residential burglary: 190 fewer than if Barnet had moved as its peers did "
                "(95 %: 60 to 310). An association, not proof."
            ),
        ),
        (
            estimate((-1_200, -1_500, -900)),
            (
                "Residential burglary: 1,200 more than if Barnet had moved as its peers did "
                "(95 %: 900 to 1,500). An association, not proof."
            ),
        ),
        (
            estimate((36, -3, 81)),
            (
                "Residential burglary: no clear difference, between 3 more and 81 fewer than if "
                "Barnet had moved as its peers did (95 %)."
            ),
        ),
        (
            estimate(
                (63, 20, 106), wards=("Childs Hill", "Cricklewood"), controls=("Edgware", "Hendon")
            ),
            (
                "Residential burglary: 63 fewer than if Childs Hill and Cricklewood had moved as "
                "their control wards did (95 %: 20 to 106). An association, not proof."
            ),
        ),
        (
            estimate(
                (63, 20, 106), wards=("Childs Hill",), nearby=Fewer(fewer=-9, low=-20, high=4)
            ),
            (
                "Residential burglary: 63 fewer than if Childs Hill had moved as the other wards "
                "did (95 %: 20 to 106). Nearby, Hendon: no clear difference, between 20 more and "
                "4 fewer likewise (95 %). An association, not proof."
            ),
        ),
        (
            estimate(too_early=True),
            "Residential burglary: too early to say; work began in April 2025.",
        ),
        (
            estimate(reason="it is a share, not a count"),
            "Residential burglary: no estimate, since it is a share, not a count.",
        ),
    ],
)
def test_an_estimate_is_said_with_its_interval_and_its_caveat(
    one: ImpactEstimate, words: str
) -> None:
    assert estimate_words(one, "Barnet") == words


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ((), "no estimate"),
        ((estimate(too_early=True),), "too early to say"),
        ((estimate(reason="it is a share"),), "no estimate"),
        (
            (estimate((36, -3, 81)),),
            "no clear difference from peers in residential burglary",
        ),
        (
            (estimate(too_early=True), estimate((190, 60, 310))),
            "residential burglary moved more than its peers: 190 fewer than as they did",
        ),
    ],
)
def test_the_state_of_impact_is_a_few_words(found: tuple[ImpactEstimate, ...], state: str) -> None:
    fell = with_indicator(MADE_UP, BURGLARY.id, change={"difference": -203.0})

    assert impact_state(dataclasses.replace(fell, impacts=found), PRIORITY) == state


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        (("2026-12-31",), "1: on track"),
        (("2026-12-31", "2026-11-30"), "2: all on track"),
        (("2026-12-31", "2025-11-30"), "2: 1 on track, 1 overdue"),
        ((), "none"),
    ],
)
def test_the_state_of_actions_adds_up(dues: tuple[str, ...], words: str) -> None:
    plan = planned(*(action(f"5.{at}", due) for at, due in enumerate(dues)))

    assert states(tracked_of(plan, PRIORITY)) == words


def test_the_boards_sentence_counts_what_is_overdue_and_what_newly() -> None:
    plan = planned(
        action("5.1", "2025-06-30"), action("5.2", "2025-11-30"), action("5.3", "2026-12-31")
    )

    assert actions_sentence(plan) == ("Actions", "3; 2 overdue (1 newly).")


def test_without_actions_the_board_is_told_nothing_of_them() -> None:
    assert actions_sentence(planned()) is None


def test_the_board_is_asked_to_extend_a_plan_to_wards_above_their_range() -> None:
    where = ("Colindale South", "East Barnet")
    rows = tuple(exception(where=ward) for ward in where)
    dashboard = dataclasses.replace(planned(action("5.1", "2026-12-31")), exceptions=rows)

    assert decision_sentence(dashboard) == (
        "For decision",
        (
            "Residential burglary is above its usual range in Colindale South and East Barnet: "
            "extend the plan for “High-volume crime” there?"
        ),
    )


@pytest.mark.parametrize(
    "row",
    [
        exception(standing=Standing.ENDED, until=AS_AT - 1, back=AS_AT),
        exception(kind=Kind.ONE_MONTH, first=AS_AT),
        exception(z=-3.3),
        exception(indicator=dataclasses.replace(BURGLARY, polarity=Polarity.NEUTRAL)),
        exception("Barnet", Level.BOROUGH),
        exception(illustrative=True),
    ],
)
def test_nothing_is_to_be_extended_where_no_ward_is_worse(row: ExceptionRow) -> None:
    dashboard = dataclasses.replace(planned(action("5.1", "2025-11-30")), exceptions=(row,))

    assert decision_sentence(dashboard) == (
        "For decision",
        "What does the overdue action 5.1 need: help, a new date, or an end?",
    )


def test_a_priority_without_actions_is_put_before_the_board_when_nothing_is_late() -> None:
    sentence = decision_sentence(planned(action("5.1", "2026-12-31")))

    assert sentence == (
        "For decision",
        (
            "Who will propose actions for “Anti-social behaviour”, “Domestic abuse and violence "
            "against women and girls”, “Serious violence and exploitation” and 3 more?"
        ),
    )


def test_the_last_two_of_the_sentences_are_of_actions_and_decisions() -> None:
    assert [topic for topic, _ in board_sentences(STEADY)][-2:] == ["Actions ‡", "For decision ‡"]


def test_there_are_six_sentences_at_most() -> None:
    assert len(board_sentences(MADE_UP)) == 6


def test_the_board_is_asked_to_extend_a_plan_to_wards_outside_it_that_rose_over_a_year() -> None:
    plan = planned(dataclasses.replace(action("5.1", "2025-11-30"), text="Locks in Edgware ‡"))
    wards = ward_parts(
        Edgware=(90, 60, 0.01),
        Colindale_South=(124, 43, 0.07),
        East_Barnet=(80, 32, 0.12),
        Underhill=(37, 13, 0.28),
        Hendon=(19, 18, 0.01),
    )

    dashboard = with_indicator(plan, BURGLARY.id, drivers=wards, change={"difference": -203.0})

    assert decision_sentence(dashboard) == (
        "For decision ‡",
        (
            "Extend the residential burglary plan to Colindale South and East Barnet? "
            "(204 there, 75 more than a year ago; all of Barnet 203 fewer)"
        ),
    )


def test_a_plan_that_names_no_ward_is_asked_for_more_of_its_work() -> None:
    wards = ward_parts(Colindale_South=(124, 43, 0.07))
    plan = planned(action("5.1", "2025-11-30"))

    _, said = decision_sentence(with_indicator(plan, BURGLARY.id, drivers=wards)) or ("", "")

    assert said.startswith("Put more of the work on residential burglary into Colindale South? (")


def test_wards_whose_rise_may_be_chance_are_not_put_before_the_board() -> None:
    wards = ward_parts(Colindale_South=(124, 43, 0.11))
    plan = planned(action("5.1", "2025-11-30"))

    _, said = decision_sentence(with_indicator(plan, BURGLARY.id, drivers=wards)) or ("", "")

    assert said.startswith("What does the overdue action")


def test_what_got_worse_comes_before_wards_and_overdue_actions() -> None:
    plan = planned(dataclasses.replace(action("5.1", "2025-11-30"), text="Locks ‡"))
    wards = ward_parts(Colindale_South=(124, 43, 0.07))
    worse = {"difference": 121.0, "percent": 20.0, "p": 0.001, "certainty": Certainty.REAL}
    dashboard = with_indicator(
        plan,
        BURGLARY.id,
        drivers=wards,
        change=worse,
        status=Status.WORSE,
        volume={"last_12": 726.0},
    )

    assert decision_sentence(dashboard) == (
        "For decision ‡",
        (
            "Add action on residential burglary to the plan for “High-volume crime”? "
            "[726, 121 more (+20 %): a real rise]"
        ),
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-3, 81, "no clear difference from peers"),
        (-81, -3, "moved otherwise than its peers"),
        (3, 81, "moved more than its peers"),
    ],
)
def test_no_words_credit_work_without_an_interval_that_leaves_out_no_difference(
    low: float, high: float, said: str
) -> None:
    fell = with_indicator(STEADY, BURGLARY.id, change={"difference": -203.0})
    found = dataclasses.replace(fell, impacts=(estimate(((low + high) / 2, low, high)),))

    state = impact_state(found, PRIORITY)

    assert said in state
    assert not re.search(r"work(ed|s)\b|thanks|because|helped", state)


def test_what_rose_less_than_elsewhere_did_not_move_more() -> None:
    rose = with_indicator(STEADY, BURGLARY.id, change={"difference": 20.0})
    found = dataclasses.replace(rose, impacts=(estimate((42, 3, 81)),))

    assert "moved otherwise than its peers: 42 fewer" in impact_state(found, PRIORITY)
