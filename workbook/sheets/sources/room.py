"""The sheet Sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.room import Room, always
from workbook.sheets.sources import supply_values, values
from workbook.sheets.sources.layout import REVISIONS_TABLE, SOURCES, SOURCES_TABLE
from workbook.tables.plan_layout import RESILIENCE_TABLE, RETURNS_TABLE

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    figures = refreshing.dashboard
    return (*values.blocks(figures), *supply_values.blocks(figures))


ROOM: Final = Room(
    package=__package__,
    sheets=always(SOURCES),
    tables=(SOURCES_TABLE, REVISIONS_TABLE, RESILIENCE_TABLE, RETURNS_TABLE),
    blocks=_blocks,
)
