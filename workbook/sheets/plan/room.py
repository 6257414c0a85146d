"""The sheets of the plan."""

from typing import Final

from workbook.sheets.plan import values
from workbook.sheets.plan.layout import ACTIONS, OUTCOMES, OUTPUTS
from workbook.sheets.room import Room, always, of_figures
from workbook.tables.plan_layout import PLAN_TABLES

ROOM: Final = Room(
    package=__package__,
    sheets=always(ACTIONS, OUTPUTS, OUTCOMES),
    tables=PLAN_TABLES,
    blocks=of_figures(values.blocks),
)
