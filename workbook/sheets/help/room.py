"""The sheet Help."""

from typing import Final

from workbook.sheets.help.layout import HELP
from workbook.sheets.room import Room, always

ROOM: Final = Room(package=__package__, sheets=always(HELP))
