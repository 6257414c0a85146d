from __future__ import annotations

import datetime

import pytest

from xlsrc.domain.action import Action, ActionStatus, Decision, Plan
from xlsrc.domain.month import Month
from xlsrc.plan.actions import burn_up, counts, overdue_first, tracked, tracked_actions, unactioned

AS_AT = Month.of(2025, 12)
AT = datetime.date(2025, 12, 31)
PUBLISHED = datetime.date(2025, 9, 30)


def action(
    *,
    start: str = "2025-01-01",
    due: str = "2026-12-31",
    progress: float | None = 0.5,
    override: ActionStatus | None = None,
    update: str | None = "2025-12-01",
    ref: str = "1.1",
) -> Action:
    return Action(
        ref=ref,
        priority="1",
        text="Patrols",
        lead="Police",
        start=datetime.date.fromisoformat(start),
        due=datetime.date.fromisoformat(due),
        progress=progress,
        override=override,
        last_update=None if update is None else datetime.date.fromisoformat(update),
    )


@pytest.mark.parametrize(
    ("start", "due", "progress", "status"),
    [
        ("2025-01-01", "2025-06-30", 1.0, ActionStatus.COMPLETE),
        ("2026-03-01", "2026-06-30", 1.0, ActionStatus.COMPLETE),
        ("2025-01-01", "2025-12-30", 0.99, ActionStatus.OVERDUE),
        ("2025-01-01", "2025-12-30", None, ActionStatus.OVERDUE),
        ("2025-01-01", "2025-12-31", 0.8, ActionStatus.ON_TRACK),
        ("2025-01-01", "2025-12-31", 0.7, ActionStatus.AT_RISK),
        ("2026-01-01", "2026-06-30", 0.0, ActionStatus.NOT_STARTED),
        ("2026-01-01", "2026-06-30", None, ActionStatus.NOT_STARTED),
        ("2026-01-01", "2026-06-30", 0.1, ActionStatus.ON_TRACK),
        ("2025-12-01", "2026-06-30", 0.0, ActionStatus.NOT_STARTED),
        ("2025-01-01", "2026-06-30", 0.0, ActionStatus.AT_RISK),
        ("2025-01-01", "2026-06-30", None, ActionStatus.NOT_REPORTED),
        ("2025-01-01", "2026-12-31", 0.3, ActionStatus.ON_TRACK),
    ],
)
def test_the_status_follows_from_dates_and_progress(
    start: str, due: str, progress: float | None, status: ActionStatus
) -> None:
    assert tracked(action(start=start, due=due, progress=progress), AT, None).status is status


def test_the_analysts_word_goes_before_what_is_worked_out() -> None:
    one = tracked(action(due="2025-06-30", override=ActionStatus.ON_TRACK), AT, PUBLISHED)

    assert (one.status, one.worked_out, one.newly_overdue) == (
        ActionStatus.ON_TRACK,
        ActionStatus.OVERDUE,
        False,
    )


@pytest.mark.parametrize(
    ("due", "newly"), [("2025-09-29", False), ("2025-09-30", True), ("2025-12-30", True)]
)
def test_what_fell_due_since_the_last_publication_is_newly_overdue(due: str, newly: bool) -> None:  # noqa: FBT001 - a case
    assert tracked(action(due=due), AT, PUBLISHED).newly_overdue is newly


def test_without_a_publication_nothing_is_newly_overdue() -> None:
    assert not tracked(action(due="2025-11-30"), AT, None).newly_overdue


@pytest.mark.parametrize(
    ("changes", "stale"),
    [
        ({"update": "2025-09-30"}, False),
        ({"update": "2025-09-29"}, True),
        ({"update": None}, True),
        ({"update": None, "start": "2026-01-01"}, False),
        ({"update": "2025-01-01", "progress": 1.0}, False),
        ({"update": "2026-02-01"}, False),
    ],
)
def test_work_under_way_is_stale_after_a_quarter_without_news(
    changes: dict[str, object],
    stale: bool,  # noqa: FBT001 - a case
) -> None:
    assert tracked(action(**changes), AT, None).stale is stale  # type: ignore[arg-type]  # cases


def test_counts_add_up_to_the_actions() -> None:
    plan = Plan(actions=(action(), action(ref="1.2", progress=1.0), action(ref="1.3")))

    assert counts(tracked_actions(plan, AS_AT, None)).total() == 3  # type: ignore[attr-defined]  # a Counter


def test_overdue_actions_come_before_those_due_next() -> None:
    plan = Plan(
        actions=(
            action(ref="a", due="2026-06-30"),
            action(ref="b", due="2026-02-28", progress=0.9),
            action(ref="c", due="2025-11-30"),
            action(ref="d", due="2025-10-31"),
            action(ref="e", progress=1.0),
        )
    )

    found = overdue_first(tracked_actions(plan, AS_AT, None))

    assert [one.action.ref for one in found] == ["d", "c", "b", "a"]


def test_a_decision_without_a_tracked_action_is_found() -> None:
    decided = datetime.date(2025, 12, 10)
    taken = Decision(ref="D1", date=decided, text="Patrol more", action="1.1")
    loose = Decision(ref="D2", date=decided, text="Light the park", action="")

    assert unactioned(Plan(actions=(action(),), decisions=(taken, loose))) == (loose,)


def test_the_burn_up_ends_where_the_counts_of_today_stand() -> None:
    plan = Plan(
        actions=(
            action(ref="a", due="2025-06-30", progress=1.0, update="2025-06-15"),
            action(ref="b", due="2025-11-30", progress=1.0, update=None),
            action(ref="c", due="2026-05-31"),
        )
    )

    months = burn_up(tracked_actions(plan, AS_AT, None), AS_AT)

    assert {str(m.month): (m.due, m.complete) for m in months if m.month.number in (5, 6, 12)} == {
        "2024-12": (0, 0),
        "2025-05": (0, 0),
        "2025-06": (1, 1),
        "2025-12": (2, 2),
        "2026-05": (3, None),
        "2026-06": (3, None),
    }
