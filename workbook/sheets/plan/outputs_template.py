"""Outputs: what the actions produce, against targets, and what partners returned of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import Entry
from workbook.house.marks import mark_where
from workbook.sheets.plan.layout import OUTPUTS
from workbook.sheets.plan.plan_template import PlanTable, plan_sheet
from workbook.tables.plan_layout import OUTPUT_RETURNS_TABLE, OUTPUTS_TABLE
from xlsrc.domain.action import MeasuredAs

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

NOTE: Final = (
    "Yours to edit: measures above, what partners returned below. Refresh works out the white "
    "columns. ‡ ILLUSTRATIVE: invented, replace with your own."
)
OUTPUT_ENTRIES: Final = {
    "Ref": Entry(note="Different in every row, such as O17: refresh finds the row by it."),
    "Actions": Entry(note="Refs of the actions that produce it, separated by semicolons."),
    "Measured as": Entry(
        note="total to date: the returns are added up. latest value: the last one counts.",
        choices=tuple(MeasuredAs),
    ),
    "Target": Entry(note="For the whole time from Start to Due; empty: no target."),
}
RETURN_ENTRIES: Final = {
    "Output": Entry(note="The Ref of the output above."),
    "Period to": Entry(note="The last month of the period, as a date or YYYY-MM."),
    "Value": Entry(note="Of this period alone. Empty: not returned yet, which is not 0."),
}


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    worksheet, (first, last), _ = plan_sheet(
        canvas,
        OUTPUTS,
        NOTE,
        PlanTable(
            table=OUTPUTS_TABLE, title="Outputs", note="", entries=OUTPUT_ENTRIES, marked="Output"
        ),
        PlanTable(
            table=OUTPUT_RETURNS_TABLE,
            title="Returns",
            note="What partners returned of the outputs, period by period.",
            entries=RETURN_ENTRIES,
            marked="",
        ),
    )
    column = OUTPUTS_TABLE.headers.index("Status")
    formula = f'=LEFT(${chr(ord("A") + column)}{first + 1},1)="▲"'
    mark_where(canvas, worksheet, (first, column, last, column), formula, {"bold": True})
