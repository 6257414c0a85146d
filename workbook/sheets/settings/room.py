"""The sheet Settings."""

from typing import Final

from workbook.sheets.room import Room, always
from workbook.sheets.settings.layout import SETTINGS
from workbook.tables.settings_layout import (
    ACCEPTED_DIFFERENCES_TABLE,
    ACKNOWLEDGED_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)

ROOM: Final = Room(
    package=__package__,
    sheets=always(SETTINGS),
    tables=(
        SETTINGS_TABLE,
        SECTIONS_TABLE,
        PEER_GROUPS_TABLE,
        TARGETS_TABLE,
        ACKNOWLEDGED_TABLE,
        ACCEPTED_DIFFERENCES_TABLE,
        HARM_WEIGHTS_TABLE,
        KNOWN_CHANGES_TABLE,
    ),
)
