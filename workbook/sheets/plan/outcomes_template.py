"""Outcomes: what the outputs lead to, and the questions of impact to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import Entry
from workbook.house.fitting import LINE_HEIGHT
from workbook.sheets.plan.layout import OUTCOMES
from workbook.sheets.plan.plan_template import PlanTable, plan_sheet, priorities
from workbook.tables.plan_layout import IMPACT_QUESTIONS_TABLE, OUTCOMES_TABLE

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

NOTE: Final = (
    "Yours to edit: output → intermediate outcome → the priority's objective, as the Impact sheet "
    "draws it. ‡ ILLUSTRATIVE: invented, replace with your own."
)
ROOM_FOR_QUESTIONS: Final = 20
THREE_LINES: Final = 3 * LINE_HEIGHT + 4


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    priority = Entry(note="The Id of the priority on Settings.", choices=priorities(canvas))
    outcome_entries = {
        "Ref": Entry(note="Different in every row, such as C13."),
        "Priority": priority,
        "Outputs": Entry(note="Refs of the outputs that lead to it, separated by semicolons."),
    }
    question_entries = {
        "Ref": Entry(note="Different in every row, such as I7: refresh finds the row by it."),
        "Priority": priority,
        "Indicator": Entry(note="The Id of a row of Definitions: what was to fall."),
        "First month": Entry(note="The first whole month of the work."),
        "Actions": Entry(note="Refs of the actions meant, if any, separated by semicolons."),
        "Wards": Entry(note="Where the work is. Empty: the whole area, against its peers."),
        "Control wards": Entry(
            note="Empty: all other wards. Named ones, chosen before looking at the figures, stand "
            "for them."
        ),
        "Nearby wards": Entry(
            note="Where offenders may have gone, or stayed away as well: none of the others."
        ),
    }
    worksheet, _, (first, _) = plan_sheet(
        canvas,
        OUTCOMES,
        NOTE,
        PlanTable(
            table=OUTCOMES_TABLE,
            title="Outcomes",
            note="",
            entries=outcome_entries,
            marked="Intermediate outcome",
        ),
        PlanTable(
            table=IMPACT_QUESTIONS_TABLE,
            title="Impact",
            note="Which indicator the work was to move, since when and where; refresh answers "
            "in What it shows.",
            entries=question_entries,
            marked="",
        ),
    )
    # Refresh puts two or three lines there, and only Excel would fit the rows to them.
    for row in range(first, first + ROOM_FOR_QUESTIONS):
        worksheet.set_row(row, THREE_LINES)
