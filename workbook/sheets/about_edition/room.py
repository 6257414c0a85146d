"""The sheet About this edition, which is authored whole: it follows from no refresh."""

from typing import Final

from workbook.sheets.about_edition.layout import ABOUT_EDITION
from workbook.sheets.room import Room, always

ROOM: Final = Room(package=__package__, sheets=always(ABOUT_EDITION))
