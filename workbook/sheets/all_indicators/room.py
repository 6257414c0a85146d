"""The sheet All indicators."""

from typing import Final

from workbook.sheets.all_indicators import values
from workbook.sheets.all_indicators.layout import ALL_INDICATORS, ALL_INDICATORS_TABLE
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(ALL_INDICATORS),
    tables=(ALL_INDICATORS_TABLE,),
    blocks=of_figures(values.blocks),
)
