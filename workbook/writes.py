"""Everything a refresh writes: what each room of the registry shows, in tab order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import FooterWords
from workbook.layout.edition_writes import edition_writes
from workbook.layout.footer import words
from workbook.sheets.registry import ROOMS
from workbook.sheets.room import Refreshing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.block import Write
    from workbook.layout.edition import Edition
    from workbook.sheets.room import Room
    from workbook.surfaces.surface import Surface
    from xlsrc.assessment import Dashboard


def all_writes(
    dashboard: Dashboard,
    workbook: Surface,
    rooms: Sequence[Room] = ROOMS,
    edition: Edition | None = None,
) -> tuple[Write, ...]:
    """Everything a refresh writes, sheet by sheet; or what an edition of these rooms shows."""
    refreshing = Refreshing(dashboard=dashboard, workbook=workbook, edition=edition)
    shown: Iterable[Write] = (write for room in rooms for write in room.blocks(refreshing))
    whose = dashboard.settings.board
    if edition is not None:
        tables = [table for room in rooms for table in room.tables]
        shown = edition_writes(shown, tables, edition.audience)
        whose = edition.marking
    until = f"data to {dashboard.as_at.abbreviation} {dashboard.as_at.year}"
    return (*shown, FooterWords(words=words(whose, dashboard.area.name, until)))
