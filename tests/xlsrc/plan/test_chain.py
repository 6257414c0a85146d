from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_settings
from xlsrc.domain.action import Action, Decision, MeasuredAs, Outcome, Output, Plan
from xlsrc.plan.chain import links, orphans

if TYPE_CHECKING:
    from xlsrc.domain.settings import Settings

DAY = datetime.date(2025, 4, 1)


def action(ref: str, priority: str) -> Action:
    return Action(
        ref=ref, priority=priority, text=f"do {ref}", lead="", start=DAY, due=DAY, progress=0.0
    )


def output(ref: str, *actions: str) -> Output:
    return Output(
        ref=ref,
        actions=actions,
        text=f"make {ref}",
        unit="",
        measured_as=MeasuredAs.TOTAL,
        target=None,
        start=DAY,
        due=DAY,
    )


def outcome(ref: str, priority: str, *outputs: str) -> Outcome:
    return Outcome(ref=ref, priority=priority, text=f"reach {ref}", outputs=outputs)


def settings(plan: Plan, *priorities: str) -> Settings:
    made_up = made_up_settings()
    kept = tuple(section for section in made_up.sections if section.id in priorities)
    return dataclasses.replace(made_up, plan=plan, sections=kept)


def refs(found: Settings) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (
            link.action.ref if link.action else None,
            link.output.ref if link.output else None,
            link.outcome.ref if link.outcome else None,
        )
        for link in links(found)
    ]


WHOLE = Plan(
    actions=(action("5.1", "5"), action("5.2", "5")),
    outputs=(output("O1", "5.1", "5.2"),),
    outcomes=(outcome("C1", "5", "O1"),),
)


def test_an_output_of_two_actions_stands_with_both() -> None:
    assert refs(settings(WHOLE, "5")) == [("5.1", "O1", "C1"), ("5.2", "O1", "C1")]


def test_a_whole_chain_has_no_orphan() -> None:
    assert orphans(settings(WHOLE, "5")) == ()


def test_a_broken_chain_shows_where_it_breaks() -> None:
    plan = Plan(
        actions=(action("5.1", "5"), action("5.2", "5")),
        outputs=(output("O1", "5.1"),),
        outcomes=(outcome("C1", "5"),),
    )

    assert refs(settings(plan, "5")) == [
        ("5.1", "O1", None),
        ("5.2", None, None),
        (None, None, "C1"),
    ]


def test_every_orphan_of_a_broken_chain_is_listed() -> None:
    plan = Plan(
        actions=(action("5.1", "5"), action("5.2", "5")),
        outputs=(output("O1", "5.1"),),
        outcomes=(outcome("C1", "5"),),
        decisions=(Decision(ref="D1", date=DAY, text="Decide", action=""),),
    )

    assert [(one.what, one.lacks) for one in orphans(settings(plan, "5"))] == [
        ("Action 5.2  do 5.2", "no output measures it"),
        ("Outcome C1  reach C1", "no output leads to it"),
        ("Output O1  make O1", "it leads to no outcome"),
        ("Decision D1  Decide", "no action carries it out"),
    ]


def test_a_priority_without_anything_is_an_orphan_and_a_line() -> None:
    bare = settings(Plan(), "5")

    assert (refs(bare), [one.lacks for one in orphans(bare)]) == (
        [(None, None, None)],
        ["no action", "no intermediate outcome"],
    )


def test_a_priority_without_a_headline_indicator_is_an_orphan() -> None:
    found = settings(WHOLE, "5")
    plain = tuple(dataclasses.replace(i, headline=False) for i in found.indicators)

    lacks = [one.lacks for one in orphans(dataclasses.replace(found, indicators=plain))]

    assert lacks == ["no headline indicator"]


def test_overviews_have_no_chain() -> None:
    assert links(settings(WHOLE, "overall", "mopac7")) == ()
