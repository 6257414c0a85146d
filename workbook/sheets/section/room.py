"""A sheet for each section."""

from typing import Final

from workbook.sheets.room import Room, of_figures
from workbook.sheets.section import values
from workbook.sheets.section.layout import section_sheets

ROOM: Final = Room(
    package=__package__,
    sheets=section_sheets,
    blocks=of_figures(values.blocks),
)
