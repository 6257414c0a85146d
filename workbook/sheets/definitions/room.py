"""The sheet Definitions."""

from typing import Final

from workbook.sheets.definitions.layout import DEFINITIONS
from workbook.sheets.room import Room, always
from workbook.tables.settings_layout import DEFINITIONS_TABLE

ROOM: Final = Room(
    package=__package__,
    sheets=always(DEFINITIONS),
    tables=(DEFINITIONS_TABLE,),
)
