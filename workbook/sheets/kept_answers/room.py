"""The sheet Kept answers."""

from typing import Final

from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from workbook.sheets.kept_answers.layout import KEPT
from workbook.sheets.room import Room, always

ROOM: Final = Room(package=__package__, sheets=always(KEPT), tables=(KEPT_ANSWERS_TABLE,))
