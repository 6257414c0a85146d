"""The plan at the end of an earlier month: what its table can tell of it, and no more."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.action import Action, ActionStatus, Decision, Plan
from xlsrc.domain.commentary import Evidence
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.plan.actions import tracked_actions
from xlsrc.plan.back_dated import as_it_stood
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.words.action_sentences import tracked_on

SEPTEMBER = Month.of(2025, 9)


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def action(
    *,
    due: str = "2026-03-31",
    progress: float | None = 0.8,
    completed: str | None = None,
    override: ActionStatus | None = None,
    updated: str | None = "2025-12-15",
    start: str = "2025-04-01",
) -> Action:
    return Action(
        ref="1.1",
        priority="1",
        text="Joint patrols",
        lead="Police",
        start=datetime.date.fromisoformat(start),
        due=datetime.date.fromisoformat(due),
        progress=progress,
        completed_on=day(completed),
        override=override,
        last_update=day(updated),
    )


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        # Entered by then: as it is entered.
        (action(updated="2025-09-30"), ActionStatus.ON_TRACK),
        (action(updated=None), ActionStatus.ON_TRACK),
        (action(updated="2025-09-01", override=ActionStatus.AT_RISK), ActionStatus.AT_RISK),
        # Complete later, and by a date that is known.
        (action(progress=1.0, completed="2025-11-14"), ActionStatus.NOT_KNOWN),
        (action(progress=1.0, completed="2025-11-14", due="2025-08-31"), ActionStatus.OVERDUE),
        (action(progress=1.0, completed="2025-11-14", updated=None), ActionStatus.NOT_KNOWN),
        (action(progress=1.0, completed="2025-09-30"), ActionStatus.COMPLETE),
        (action(progress=1.0, completed="2025-09-12", due="2025-08-31"), ActionStatus.COMPLETE),
        # Not complete to this day.
        (action(due="2025-08-31"), ActionStatus.OVERDUE),
        (action(override=ActionStatus.ON_TRACK, due="2025-08-31"), ActionStatus.OVERDUE),
        (action(override=ActionStatus.AT_RISK), ActionStatus.NOT_KNOWN),
        # Complete today, since nobody knows when.
        (action(progress=1.0, due="2025-08-31"), ActionStatus.NOT_KNOWN),
        (action(override=ActionStatus.COMPLETE, due="2025-08-31"), ActionStatus.NOT_KNOWN),
        (action(start="2025-10-01"), ActionStatus.NOT_STARTED),
    ],
)
def test_an_action_is_said_to_stand_as_it_must_have_stood(
    entry: Action, status: ActionStatus
) -> None:
    (one,) = tracked_actions(as_it_stood(Plan(actions=(entry,)), SEPTEMBER), SEPTEMBER, None)

    assert one.status is status


def test_what_was_only_written_later_is_no_neglect() -> None:
    (one,) = tracked_actions(as_it_stood(Plan(actions=(action(),)), SEPTEMBER), SEPTEMBER, None)

    assert (one.stale, one.action.progress, one.action.last_update) == (False, None, None)


def test_decisions_are_those_taken_by_then() -> None:
    taken, later = (
        Decision(ref=ref, date=datetime.date(2025, month, 30), text="Fund it", action="")
        for ref, month in (("D1", 9), ("D2", 10))
    )

    stood = as_it_stood(Plan(decisions=(taken, later)), SEPTEMBER)

    assert (stood.decisions, stood.later_decisions) == ((taken,), (later,))


def test_what_was_heard_is_what_was_heard_by_then() -> None:
    store = Store.open(data_folder())
    dates = (day("2025-09-30"), day("2025-10-01"), None)
    evidence = tuple(
        Evidence(
            linked_to=("1",), date=one, source="", words=str(one), is_quote=True, illustrative=False
        )
        for one in dates
    )
    settings = replace(default_settings(), evidence=evidence)

    now, then = (
        dashboard(Scope.of(store, replace(settings, as_at=month))).settings.evidence
        for month in (None, SEPTEMBER)
    )

    assert now == evidence
    assert then == (evidence[0], evidence[2])


def test_a_dashboard_of_an_earlier_month_has_the_plan_of_then() -> None:
    store = Store.open(data_folder())
    settings = replace(default_settings(), plan=Plan(actions=(action(progress=0.9),)))

    now, then = (
        dashboard(Scope.of(store, replace(settings, as_at=month)))
        for month in (None, Month.of(2025, 9))
    )

    status = [tracked_on(one)[0].status for one in (now, then)]
    assert status == [ActionStatus.ON_TRACK, ActionStatus.NOT_KNOWN]
