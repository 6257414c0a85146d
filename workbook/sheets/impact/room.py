"""The sheet Impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.impact import layout, values
from workbook.sheets.impact.pages import impact_sheet
from workbook.sheets.room import Room

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    shown = (layout.ESTIMATES, layout.OUTPUTS, layout.ORPHANS, layout.CHAIN)
    rows = {block.name: len(refreshing.cells(block)) for block in shown}
    is_edition = refreshing.edition is not None
    written = values.blocks(refreshing.dashboard, rows, is_edition=is_edition)
    return (*written, layout.BURN_UP_TEXT)


ROOM: Final = Room(
    package=__package__,
    sheets=lambda settings: (impact_sheet(settings),),
    blocks=_blocks,
)
