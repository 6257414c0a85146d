"""How the actions stand at a date: status words worked out, what is newly overdue, burn-up."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.domain.action import Action, Decision, Plan
    from xlsrc.domain.month import Month

BEHIND_BY: Final = 0.25
"""An action is at risk when its progress is further than this behind the time that has passed."""

STALE_AFTER: Final = datetime.timedelta(days=92)
"""A board meets every quarter: an entry older than that was not looked at for this meeting."""

BURN_UP_BEFORE: Final = 12
BURN_UP_AFTER: Final = 6
"""Months of the burn-up before and after the as-at month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedAction:
    """An action and how it stands; ``worked_out`` is what dates and progress alone say."""

    action: Action
    status: ActionStatus
    worked_out: ActionStatus
    newly_overdue: bool
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUpMonth:
    """Actions due and actions complete by the end of a month; no ``complete`` in the future."""

    month: Month
    due: int
    complete: int | None


def last_day(month: Month) -> datetime.date:
    """The date by which actions are judged: the last day of the as-at month."""
    return (month + 1).first_day - datetime.timedelta(days=1)


def worked_out(action: Action, at: datetime.date) -> ActionStatus:
    """The status by dates and progress alone.

    Complete at 100 %; overdue once the due date has passed; not started before the start date
    (unless there is progress already); not reported when work should be under way and no
    progress was entered, not known where that was only written later; at risk when progress is
    more than a quarter of the whole behind the share of the time that has passed; not started at
    0 % before that; else on track.
    """
    if action.progress is not None and action.progress >= 1:
        return ActionStatus.COMPLETE
    if action.due < at:
        return ActionStatus.OVERDUE
    if action.start > at and not action.progress:
        return ActionStatus.NOT_STARTED
    if action.progress is None:
        return ActionStatus.NOT_KNOWN if action.written_later else ActionStatus.NOT_REPORTED
    if time_passed(action, at) - action.progress > BEHIND_BY:
        return ActionStatus.AT_RISK
    return ActionStatus.ON_TRACK if action.progress else ActionStatus.NOT_STARTED


def time_passed(action: Action, at: datetime.date) -> float:
    """The share of an action's time that has passed, from 0 to 1."""
    whole = (action.due - action.start).days
    if whole <= 0:
        return float(at >= action.due)
    return min(1.0, max(0.0, (at - action.start).days / whole))


def tracked(action: Action, at: datetime.date, published: datetime.date | None) -> TrackedAction:
    """An action as it stands at ``at``; the analyst's own word goes before what is worked out.

    Newly overdue: overdue now, with a due date that had not passed at ``published`` (the end of
    the last published month; without one nothing is newly overdue). Stale: under way, and not
    updated for more than a quarter.
    """
    by_rule = worked_out(action, at)
    status = action.override or by_rule
    newly = (
        status is ActionStatus.OVERDUE and published is not None and published <= action.due <= at
    )
    under_way = status is not ActionStatus.COMPLETE and action.start <= at
    under_way = under_way and not action.written_later
    unseen = action.last_update is None or at - action.last_update > STALE_AFTER
    return TrackedAction(
        action=action,
        status=status,
        worked_out=by_rule,
        newly_overdue=newly,
        stale=under_way and unseen,
    )


def tracked_actions(
    plan: Plan, as_at: Month, last_published: Month | None
) -> tuple[TrackedAction, ...]:
    """All actions as they stand at the end of the as-at month, in the order of the table."""
    at = last_day(as_at)
    published = None if last_published is None else last_day(last_published)
    return tuple(tracked(action, at, published) for action in plan.actions)


def counts(actions: Sequence[TrackedAction]) -> Mapping[ActionStatus, int]:
    """How many actions have each status; 0 for a status that none has."""
    return Counter(one.status for one in actions)


def overdue_first(actions: Sequence[TrackedAction]) -> tuple[TrackedAction, ...]:
    """Actions that are not complete: overdue ones, then the others, each by their due date."""
    pending = (one for one in actions if one.status is not ActionStatus.COMPLETE)
    return tuple(
        sorted(pending, key=lambda one: (one.status is not ActionStatus.OVERDUE, one.action.due))
    )


def unactioned(plan: Plan) -> tuple[Decision, ...]:
    """The decisions that no tracked action carries out yet."""
    refs = {action.ref for action in plan.actions}
    return tuple(decision for decision in plan.decisions if decision.action not in refs)


def burn_up(actions: Sequence[TrackedAction], as_at: Month) -> tuple[BurnUpMonth, ...]:
    """Actions due, and actions complete, by the end of each month around ``as_at``.

    A complete action without a completion date counts from its last update, or else from the
    as-at month: nobody has said that it was earlier.
    """
    months = [as_at + step for step in range(-BURN_UP_BEFORE, BURN_UP_AFTER + 1)]
    at = last_day(as_at)
    finished = [
        one.action.completed_on or one.action.last_update or at
        for one in actions
        if one.status is ActionStatus.COMPLETE
    ]
    return tuple(
        BurnUpMonth(
            month=month,
            due=sum(one.action.due <= last_day(month) for one in actions),
            complete=sum(min(day, at) <= last_day(month) for day in finished)
            if month <= as_at
            else None,
        )
        for month in months
    )
