"""What refresh works out in the tables of the duties: how each stands at the month's end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import TableBlock
from workbook.sheets.plan.words import day as day_with_blanks
from workbook.tables.duties_layout import CASE_REVIEWS_TABLE, DUTIES_TABLE
from xlsrc.domain.duty import DutyState
from xlsrc.national.area_word import country
from xlsrc.plan.actions import last_day
from xlsrc.words.duties import duties_on

if TYPE_CHECKING:
    import datetime

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.duty import CaseReviews
    from xlsrc.plan.duties import TrackedDuty

NO_DATE: Final = "? No date recorded"
PUBLISHED: Final = "✓ Published"
TO_PUBLISH: Final = "● To publish"
INCOMPLETE: Final = "? Counts missing"
NOT_OVER: Final = "○ Year not over"


def blocks(dashboard: Dashboard) -> tuple[TableBlock, ...]:
    """The columns of refresh in Duties and CaseReviews."""
    where, at = country(dashboard.area), last_day(dashboard.as_at)
    return (
        TableBlock(
            DUTIES_TABLE.name,
            ("Ref", "Status"),
            tuple((one.duty.ref, duty_status(one, where)) for one in duties_on(dashboard)),
            keys=("Ref",),
        ),
        TableBlock(
            CASE_REVIEWS_TABLE.name,
            ("Year", "Status"),
            tuple((one.year, reviews_status(one, at)) for one in dashboard.settings.case_reviews),
            keys=("Year",),
        ),
    )


def duty_status(one: TrackedDuty, where: str) -> str:
    """``▲ Late: due 30 Nov 25``; ``where`` is the area's country."""
    if one.state is DutyState.NOT_HERE:
        return f"– Not in {where}"
    if one.state is DutyState.NOT_RECORDED:
        return NO_DATE
    if one.due is None:
        return "✓ Done"
    if one.state is DutyState.DONE:
        return f"✓ Done; next {day(one.due)}"
    if one.state is DutyState.DUE:
        return f"● Due {day(one.due)}"
    return f"▲ Late: due {day(one.due)}{', done since' if one.done_since else ''}"


def day(date: datetime.date) -> str:
    """``31 Jan 26`` on one line: the cell is narrow."""
    return day_with_blanks(date).replace(" ", "\N{NO-BREAK SPACE}")


def reviews_status(one: CaseReviews, at: datetime.date) -> str:
    """How the counts of a year stood at a date: they are published once the year is over."""
    if one.ends_on > at:
        return NOT_OVER
    if not one.is_whole:
        return INCOMPLETE
    is_out = one.published_on is not None and one.published_on <= at
    return PUBLISHED if is_out else TO_PUBLISH
