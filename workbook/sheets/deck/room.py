"""The sheet Deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.deck import values
from workbook.sheets.deck.layout import DECK
from workbook.sheets.map.room import wards
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    return values.blocks(refreshing.dashboard, refreshing.once(wards))


ROOM: Final = Room(package=__package__, sheets=always(DECK), blocks=_blocks)
