"""The sheet Published."""

from typing import Final

from workbook.sheets.published.layout import PUBLISHED_SHEET
from workbook.sheets.room import Room, always
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE

ROOM: Final = Room(
    package=__package__,
    sheets=always(PUBLISHED_SHEET),
    tables=(EDITIONS_TABLE, PUBLISHED_TABLE),
)
