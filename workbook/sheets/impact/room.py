"""The sheet Impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.impact import values
from workbook.sheets.impact.layout import BURN_UP_TEXT, IMPACT
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    return (*values.blocks(refreshing.dashboard), BURN_UP_TEXT)


ROOM: Final = Room(
    package=__package__,
    sheets=always(IMPACT),
    blocks=_blocks,
)
