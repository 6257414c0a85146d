"""What the law asks a partnership to report on: its duties, and the counts of ASB case reviews."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    import datetime


class AppliesIn(StrEnum):
    """Where a law has the duty."""

    BOTH = "England and Wales"
    ENGLAND = "England"
    WALES = "Wales"


class HowOften(StrEnum):
    """How often a duty falls due."""

    QUARTER = "every quarter"
    HALF_YEAR = "every 6 months"
    YEAR = "every year"
    TWO_YEARS = "every 2 years"
    THREE_YEARS = "every 3 years"
    AS_NEEDED = "as needed"


MONTHS_BETWEEN: Final = {
    HowOften.QUARTER: 3,
    HowOften.HALF_YEAR: 6,
    HowOften.YEAR: 12,
    HowOften.TWO_YEARS: 24,
    HowOften.THREE_YEARS: 36,
    HowOften.AS_NEEDED: 0,
}
"""Months from one due date to the next; 0 where there is no next one."""


class DutyState(StrEnum):
    """How a duty stands, in one word."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    NOT_RECORDED = "not recorded"
    NOT_HERE = "not here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of the Duties table; ``None`` is a date that nobody has recorded.

    The law stands whatever is invented: the mark ‡ at the end of the notes is of the dates and
    of the lead.
    """

    ref: str
    text: str
    law: str
    reported: str
    applies_in: AppliesIn
    lead: str
    how_often: HowOften
    last_done: datetime.date | None
    due: datetime.date | None
    notes: str = ""

    @property
    def illustrative(self) -> bool:
        """Whether the dates and the lead are invented for the sample."""
        return self.notes.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReviews:
    """The four counts of ASB case reviews that are published for a year; ``None`` is not known."""

    year: str
    ends_on: datetime.date
    applications: int | None
    not_met: int | None
    reviews: int | None
    recommendations: int | None
    published_on: datetime.date | None
    notes: str = ""

    @property
    def illustrative(self) -> bool:
        """Whether the counts are invented for the sample."""
        return self.notes.endswith(ILLUSTRATIVE_MARK)

    @property
    def is_whole(self) -> bool:
        """Whether all four counts are there."""
        counts = (self.applications, self.not_met, self.reviews, self.recommendations)
        return None not in counts
