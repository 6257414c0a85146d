"""Actions: the tracker of what is done by whom and when, and the log of the board's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import Entry
from workbook.house.marks import mark_where
from workbook.sheets.plan.layout import ACTIONS
from workbook.sheets.plan.plan_template import PlanTable, plan_sheet, priorities
from workbook.tables.plan_layout import ACTIONS_TABLE, DECISIONS_TABLE
from xlsrc.domain.action import SET_BY_HAND

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

NOTE: Final = (
    "Yours to edit: type below the last row to add one. Refresh works out Status and Stale; white "
    "columns are its own. ‡ ILLUSTRATIVE: invented, replace with your own."
)
DECISION_ENTRIES: Final = {
    "Ref": Entry(note="Different in every row, such as D6: refresh finds the row by it."),
    "Action": Entry(note="The ref of the action that carries the decision out, once there is one."),
}


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    entries = {
        "Ref": Entry(note="Different in every row, such as 5.5: refresh finds the row by it."),
        "Priority": Entry(note="The Id of the priority on Settings.", choices=priorities(canvas)),
        "Lead agency": Entry(note="An agency or a role, never a person's name."),
        "Progress": Entry(note="From 0 % to 100 %. Empty: nobody has reported any."),
        "Completed on": Entry(note="The day on which it was done, for the chart on Impact."),
        "Status set by you": Entry(
            note="Only where you know better than dates and progress: it goes before them.",
            choices=SET_BY_HAND,
        ),
        "Last update": Entry(note="When you last heard: after a quarter the action is stale."),
    }
    worksheet, upper, lower = plan_sheet(
        canvas,
        ACTIONS,
        NOTE,
        PlanTable(table=ACTIONS_TABLE, title="Actions", note="", entries=entries, marked="Action"),
        PlanTable(
            table=DECISIONS_TABLE,
            title="Decisions",
            note="The board's decisions, each of which becomes an action above.",
            entries=DECISION_ENTRIES,
            marked="Decision",
        ),
    )
    for (first, last), heading, table in (
        (upper, "Status", ACTIONS_TABLE),
        (upper, "Stale", ACTIONS_TABLE),
        (lower, "Status", DECISIONS_TABLE),
    ):
        column = table.headers.index(heading)
        letter = chr(ord("A") + column)
        formula = f'=OR(LEFT(${letter}{first + 1},1)="▲",${letter}{first + 1}="yes")'
        mark_where(canvas, worksheet, (first, column, last, column), formula, {"bold": True})
