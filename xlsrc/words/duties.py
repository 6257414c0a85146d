"""Sentences about the statutory duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.duty import DutyState
from xlsrc.domain.wording import some
from xlsrc.extracts.gate.acknowledged import day_words
from xlsrc.plan.duties import tracked_duties

if TYPE_CHECKING:
    import datetime

    from xlsrc.assessment import Dashboard
    from xlsrc.plan.duties import TrackedDuty

MOST_NAMED: Final = 3
"""Duties that a sentence names before it says how many more there are."""


def duties_on(dashboard: Dashboard) -> tuple[TrackedDuty, ...]:
    """All duties as they stood at the end of the dashboard's month."""
    return tracked_duties(dashboard.settings.duties, dashboard.as_at, dashboard.area)


def late_duties(dashboard: Dashboard, named: int = MOST_NAMED) -> str:
    """The sentence on duties that were late at the end of the month; '' where none was.

    It names ``named`` of them before it says how many more there are. A duty with no
    due date is not late: nobody knows.
    """
    late = [
        _named(one, one.due)
        for one in duties_on(dashboard)
        if one.state is DutyState.LATE and one.due is not None
    ]
    return f"Late: {some(late, named)}. See Duties." if late else ""


def _named(one: TrackedDuty, due: datetime.date) -> str:
    mark = f" {ILLUSTRATIVE_MARK}" if one.duty.illustrative else ""
    since = "; done since" if one.done_since else ""
    return f"{one.duty.text} (due {day_words(due)}{since}){mark}"
