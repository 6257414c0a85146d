"""The sheet Impact."""

from typing import Final

from workbook.sheets.impact import values
from workbook.sheets.impact.layout import IMPACT
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(IMPACT),
    blocks=of_figures(values.blocks),
)
