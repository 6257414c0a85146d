"""The sheet Exceptions."""

from typing import Final

from workbook.sheets.exceptions import values
from workbook.sheets.exceptions.layout import EXCEPTIONS, EXCEPTIONS_TABLE
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(EXCEPTIONS),
    tables=(EXCEPTIONS_TABLE,),
    blocks=of_figures(values.blocks),
)
