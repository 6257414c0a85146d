"""Duties: what the law asks the partnership to report on, and the counts of ASB case reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import Entry
from workbook.house.marks import mark_where
from workbook.sheets.duties.layout import DUTIES
from workbook.sheets.plan.plan_template import PlanTable, plan_sheet
from workbook.tables.duties_layout import CASE_REVIEWS_TABLE, DUTIES_TABLE
from xlsrc.domain.duty import AppliesIn, HowOften

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

NOTE: Final = (
    "Yours to edit; refresh works out Status at month end. A reminder, not advice: check each "
    "duty and date with your legal adviser. ‡ ILLUSTRATIVE: invented, replace with your own."
)
_COUNT: Final = "A whole number of at least 0. Empty: not known, which is not 0."
DUTY_ENTRIES: Final = {
    "Ref": Entry(note="Different in every row, such as D11: refresh finds the row by it."),
    "Applies in": Entry(
        note="A duty of the other country is not asked for.", choices=tuple(AppliesIn)
    ),
    "Lead": Entry(note="A role, never a person's name."),
    "How often": Entry(
        note="From one due date to the next. as needed: there is no next one.",
        choices=tuple(HowOften),
    ),
    "Last done": Entry(note="The day on which it was last done. Empty: nobody has recorded it."),
    "Due": Entry(
        note="The day by which it is due. Empty: no date recorded, and never late. It may stay: "
        "refresh moves on from what was done."
    ),
    "Notes": Entry(note="A note that ends in ‡ marks the lead and the dates as invented."),
}
REVIEW_ENTRIES: Final = {
    "Year": Entry(note="Different in every row, such as 2024/25: refresh finds the row by it."),
    "Notes": Entry(note="A note that ends in ‡ marks the counts as invented."),
    "Applications received": Entry(note=_COUNT, is_count=True),
    "Threshold not met": Entry(note=f"{_COUNT} At most the applications.", is_count=True),
    "Reviews carried out": Entry(note=_COUNT, is_count=True),
    "With recommendations": Entry(note=f"{_COUNT} At most the reviews.", is_count=True),
    "Ends on": Entry(note="The last day of the year that is reported on."),
    "Published on": Entry(note="Empty: not published yet."),
}


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    worksheet, (first, last), _ = plan_sheet(
        canvas,
        DUTIES,
        NOTE,
        PlanTable(
            table=DUTIES_TABLE, title="Duties", note="", entries=DUTY_ENTRIES, marked="Notes"
        ),
        PlanTable(
            table=CASE_REVIEWS_TABLE,
            title="ASB case reviews",
            note="The four counts that are published for each year.",
            entries=REVIEW_ENTRIES,
            marked="Notes",
        ),
    )
    column = DUTIES_TABLE.headers.index("Status")
    formula = f'=LEFT(${chr(ord("A") + column)}{first + 1},1)="▲"'
    mark_where(canvas, worksheet, (first, column, last, column), formula, {"bold": True})
