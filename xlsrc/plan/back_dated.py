"""Plan and evidence as they stood at the end of an earlier month, as far as tables can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlsrc.domain.action import ActionStatus
from xlsrc.plan.actions import last_day

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from xlsrc.domain.action import Action, Plan
    from xlsrc.domain.commentary import Evidence
    from xlsrc.domain.month import Month


def as_it_stood(plan: Plan, as_at: Month) -> Plan:
    """The plan at the end of ``as_at``: its actions as they stood, its decisions so far.

    A table keeps the last entry of an action alone. Where that was made later, it tells of the
    month what cannot have been otherwise: complete by then if its date of completion says so;
    not complete if that date is later, or if it is not complete to this day. All else of it,
    progress and the word that an analyst set, is not known.
    """
    at = last_day(as_at)
    return replace(
        plan,
        actions=tuple(_stood(action, at) for action in plan.actions),
        decisions=tuple(one for one in plan.decisions if one.date <= at),
        later_decisions=tuple(one for one in plan.decisions if one.date > at),
    )


def heard_by(evidence: Sequence[Evidence], as_at: Month) -> tuple[Evidence, ...]:
    """What had been heard by the end of ``as_at``; what has no date may have been."""
    at = last_day(as_at)
    return tuple(one for one in evidence if not _is_after(one.date, at))


def _stood(action: Action, at: datetime.date) -> Action:
    finished = action.completed_on
    if finished is not None and finished <= at:
        written = finished if _is_after(action.last_update, at) else action.last_update
        return replace(action, progress=1.0, override=None, last_update=written)
    if finished is None and not _is_after(action.last_update, at):
        return action
    # Complete today, and nobody has said since when: overdue by then, or done.
    undated = finished is None and (
        action.override is ActionStatus.COMPLETE or (action.progress or 0) >= 1
    )
    return replace(
        action,
        progress=None,
        completed_on=None,
        override=ActionStatus.NOT_KNOWN if undated else None,
        last_update=None,
        written_later=True,
    )


def _is_after(day: datetime.date | None, at: datetime.date) -> bool:
    return day is not None and day > at
