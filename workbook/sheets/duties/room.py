"""The sheet Duties."""

from typing import Final

from workbook.sheets.duties import values
from workbook.sheets.duties.layout import DUTIES
from workbook.sheets.room import Room, always, of_figures
from workbook.tables.duties_layout import DUTY_TABLES

ROOM: Final = Room(
    package=__package__,
    sheets=always(DUTIES),
    tables=DUTY_TABLES,
    blocks=of_figures(values.blocks),
)
