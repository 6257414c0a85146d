"""The statutory duties in the analysts' tables, and the shipped ones without anybody's dates."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.tables.duties_layout import CASE_REVIEWS_TABLE, DUTIES_TABLE
from workbook.tables.plan_tables import NO_DAY, day_of, keyed
from xlsrc.domain.duty import AppliesIn, CaseReviews, Duty, HowOften

if TYPE_CHECKING:
    from workbook.block import TableData
    from workbook.tables.table_reader import Reader, Record

_COUNTS: Final = (
    "Applications received",
    "Threshold not met",
    "Reviews carried out",
    "With recommendations",
)
_OWN: Final = ("Lead", "Last done", "Due", "Status", "Notes")
"""The columns of Duties that say what a partnership itself has done."""


def duties(reader: Reader) -> tuple[Duty, ...]:
    """The rows of Duties, with a fault noted for every cell that does not fit."""
    return tuple(_duty(record) for record in keyed(reader, DUTIES_TABLE.name))


def case_reviews(reader: Reader) -> tuple[CaseReviews, ...]:
    """The rows of CaseReviews, with a fault noted for every cell that does not fit."""
    return tuple(_case_reviews(record) for record in keyed(reader, CASE_REVIEWS_TABLE.name, "Year"))


def undated(table: TableData) -> TableData:
    """The duties without the lead, dates and notes of the example: those of a new workbook."""
    own = {table.columns.index(column) for column in _OWN}
    rows = tuple(
        tuple(None if at in own else cell for at, cell in enumerate(row)) for row in table.rows
    )
    return dataclasses.replace(table, rows=rows)


def _duty(record: Record) -> Duty:
    return Duty(
        ref=record.text("Ref"),
        text=record.text("Duty", required=True),
        law=record.text("Law"),
        reported=record.text("What is reported"),
        applies_in=record.choice("Applies in", AppliesIn) or AppliesIn.BOTH,
        lead=record.text("Lead"),
        how_often=record.choice("How often", HowOften) or HowOften.AS_NEEDED,
        last_done=day_of(record, "Last done"),
        due=day_of(record, "Due"),
        notes=record.text("Notes"),
    )


def _case_reviews(record: Record) -> CaseReviews:
    applications, not_met, reviews, recommendations = (_count(record, name) for name in _COUNTS)
    if applications is not None and not_met is not None and not_met > applications:
        record.fault(
            "Threshold not met",
            f"threshold not met must be at most the applications received, {applications}",
        )
    # A review may be of an application of the year before, so reviews are not bound by those.
    if reviews is not None and recommendations is not None and recommendations > reviews:
        record.fault(
            "With recommendations",
            f"with recommendations must be at most the reviews carried out, {reviews}",
        )
    ends_on = day_of(record, "Ends on", required=True) or NO_DAY
    published_on = day_of(record, "Published on")
    if published_on is not None and published_on <= ends_on != NO_DAY:
        record.fault("Published on", "published on must be after the year's end")
    return CaseReviews(
        year=record.text("Year"),
        ends_on=ends_on,
        applications=applications,
        not_met=not_met,
        reviews=reviews,
        recommendations=recommendations,
        published_on=published_on,
        notes=record.text("Notes"),
    )


def _count(record: Record, column: str) -> int | None:
    """A whole number of at least 0; None for an empty cell, which is not known, or a fault."""
    count = record.whole(column, default=-1)
    return None if count < 0 else count
