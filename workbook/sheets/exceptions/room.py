"""The sheet Exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.exceptions import values
from workbook.sheets.exceptions.layout import DOTS_TEXT, EXCEPTIONS, EXCEPTIONS_TABLE
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    return (*values.blocks(refreshing.dashboard), DOTS_TEXT)


ROOM: Final = Room(
    package=__package__,
    sheets=always(EXCEPTIONS),
    tables=(EXCEPTIONS_TABLE,),
    blocks=_blocks,
)
