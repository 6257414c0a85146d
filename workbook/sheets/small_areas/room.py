"""The sheet Small areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.map.parts import drawn_lsoas
from workbook.sheets.map.room import surroundings
from workbook.sheets.room import Room, always
from workbook.sheets.small_areas import values
from workbook.sheets.small_areas.layout import DRAWN, SMALL_AREAS, SMALL_AREAS_TABLE

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    drawn = drawn_lsoas(refreshing.cells(DRAWN))
    return values.blocks(refreshing.dashboard, refreshing.once(surroundings), drawn)


ROOM: Final = Room(
    package=__package__,
    sheets=always(SMALL_AREAS),
    tables=(SMALL_AREAS_TABLE,),
    blocks=_blocks,
)
