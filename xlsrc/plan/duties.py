"""How the statutory duties stand at a date: done, due, late, or with no date recorded."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.duty import MONTHS_BETWEEN, AppliesIn, DutyState
from xlsrc.domain.month import Month
from xlsrc.national.area_word import country
from xlsrc.plan.actions import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.duty import Duty

SOON: Final = datetime.timedelta(days=92)
"""A board meets every quarter: what falls due before the next meeting is said to be due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedDuty:
    """A duty and how it stands: ``due`` is what is outstanding, ``None`` where nothing is.

    ``done_since``: it was done after the date that it is judged by.
    """

    duty: Duty
    state: DutyState
    due: datetime.date | None
    done_since: bool = False


def tracked_duties(duties: Sequence[Duty], as_at: Month, area: Area) -> tuple[TrackedDuty, ...]:
    """All duties as they stood at the end of the as-at month, in the order of the table."""
    at, where = last_day(as_at), country(area)
    return tuple(tracked_duty(duty, at, where) for duty in duties)


def tracked_duty(duty: Duty, at: datetime.date, where: str) -> TrackedDuty:
    """A duty as it stood at ``at`` in a country; '' for one that is not known, where all apply.

    Late once the outstanding date has passed; due where it falls before the next board, or where
    nothing was ever recorded as done; done otherwise. What was done after ``at`` was not done
    yet.
    """
    if where and duty.applies_in is not AppliesIn.BOTH and duty.applies_in != where:
        return TrackedDuty(duty=duty, state=DutyState.NOT_HERE, due=None)
    if duty.due is None:
        return TrackedDuty(duty=duty, state=DutyState.NOT_RECORDED, due=None)
    done = duty.last_done if duty.last_done is not None and duty.last_done <= at else None
    due = _outstanding(duty, duty.due, at)
    if due is None:
        state = DutyState.DONE
    elif due < at:
        state = DutyState.LATE
    else:
        state = DutyState.DONE if done is not None and due - at > SOON else DutyState.DUE
    since = duty.last_done is not None and duty.last_done > at
    return TrackedDuty(duty=duty, state=state, due=due, done_since=since)


def _outstanding(duty: Duty, due: datetime.date, at: datetime.date) -> datetime.date | None:
    """The date that is to be met next; ``None`` for a duty that is done and does not come back.

    What was done counts for the due date that it is nearest to, so that a report a week early and
    one a week late are both that year's. The date entered may be the one that was met or, once
    somebody has moved it on, the next.
    """
    every = MONTHS_BETWEEN[duty.how_often]
    done = duty.last_done
    if done is None:
        return due
    if not every:
        return None if due <= done <= at else due
    met = _nearest(due, done, every)
    if done > at:
        return min(due, met)
    return max(due, months_later(met, every))


def _nearest(due: datetime.date, done: datetime.date, every: int) -> datetime.date:
    months = (done.year - due.year) * 12 + done.month - due.month
    about = months // every
    dates = [months_later(due, every * step) for step in range(about - 1, about + 3)]
    return min(dates, key=lambda one: (abs(one - done), done - one))


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or of an earlier one; its last day where it has no such.

    The last day of a month stays the last.
    """
    month = Month.of(day.year, day.month)
    there = month + months
    last = last_day(there)
    return last if day == last_day(month) else there.first_day.replace(day=min(day.day, last.day))
