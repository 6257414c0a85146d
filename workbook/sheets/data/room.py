"""The sheet Data."""

from typing import Final

from workbook.sheets.data import values
from workbook.sheets.data.layout import DATA, DATA_TABLE
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(DATA),
    tables=(DATA_TABLE,),
    blocks=of_figures(values.blocks),
)
