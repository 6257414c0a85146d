"""The sheet Summary."""

from typing import Final

from workbook.sheets.room import Room, always, of_figures
from workbook.sheets.summary import values
from workbook.sheets.summary.layout import SUMMARY

ROOM: Final = Room(
    package=__package__,
    sheets=always(SUMMARY),
    blocks=of_figures(values.blocks),
)
