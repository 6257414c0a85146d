"""The sheet Checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.checks import values
from workbook.sheets.checks.layout import CHECKS, CHECKS_TABLE
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def checked(refreshing: Refreshing) -> tuple[Write, ...]:
    """What the sheet shows; Cover counts in it."""
    return values.blocks(refreshing.dashboard)


ROOM: Final = Room(
    package=__package__,
    sheets=always(CHECKS),
    tables=(CHECKS_TABLE,),
    blocks=lambda refreshing: refreshing.once(checked),
)
