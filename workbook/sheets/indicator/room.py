"""The sheet Indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.indicator import values
from workbook.sheets.indicator.alt_texts import ALT_TEXTS
from workbook.sheets.indicator.layout import CHOICE, INDICATOR
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    chosen = refreshing.cells(CHOICE)[0][0]
    return (*values.blocks(refreshing.dashboard, str(chosen or "")), *ALT_TEXTS)


ROOM: Final = Room(package=__package__, sheets=always(INDICATOR), blocks=_blocks)
