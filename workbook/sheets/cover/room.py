"""The sheet Cover."""

from typing import Final

from workbook.sheets.cover import values
from workbook.sheets.cover.layout import COVER
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(COVER),
    blocks=of_figures(values.blocks),
)
