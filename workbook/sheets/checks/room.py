"""The sheet Checks."""

from typing import Final

from workbook.sheets.checks import values
from workbook.sheets.checks.layout import CHECKS, CHECKS_TABLE
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(CHECKS),
    tables=(CHECKS_TABLE,),
    blocks=of_figures(values.blocks),
)
