"""The sheet Cover."""

from typing import Final

from workbook.sheets.checks.room import checked
from workbook.sheets.cover import values
from workbook.sheets.cover.layout import COVER
from workbook.sheets.room import Room, always

ROOM: Final = Room(
    package=__package__,
    sheets=always(COVER),
    blocks=lambda refreshing: values.blocks(
        refreshing.dashboard, refreshing.edition, refreshing.once(checked)
    ),
)
