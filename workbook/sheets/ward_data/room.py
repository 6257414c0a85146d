"""The sheet Ward data."""

from typing import Final

from workbook.sheets.room import Room, always, of_figures
from workbook.sheets.ward_data import values
from workbook.sheets.ward_data.layout import WARD_DATA, WARD_DATA_TABLE

ROOM: Final = Room(
    package=__package__,
    sheets=always(WARD_DATA),
    tables=(WARD_DATA_TABLE,),
    blocks=of_figures(values.blocks),
)
