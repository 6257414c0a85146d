"""The sheet Map, and what other sheets show of its wards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.map import values
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.layout import DRAWN, MAP, WARD_MAP_TABLE
from workbook.sheets.map.parts import drawn_wards
from workbook.sheets.map.shape_texts import area_drawn, map_texts
from workbook.sheets.room import Room, always

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnWard
    from workbook.sheets.room import Refreshing


def wards(refreshing: Refreshing) -> tuple[DrawnWard, ...]:
    """The wards that the workbook's map draws."""
    return drawn_wards(refreshing.cells(DRAWN))


def surroundings(refreshing: Refreshing) -> dict[str, Surroundings]:
    """The surroundings of each ward drawn, by code."""
    return ward_surroundings(refreshing.dashboard, refreshing.once(wards))


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    drawn, around = refreshing.once(wards), refreshing.once(surroundings)
    shown = refreshing.dashboard.ward_map
    area = area_drawn(refreshing.dashboard.area.name, shown, drawn)
    texts = map_texts(DRAWN.name, drawn, area)
    return (*values.blocks(refreshing.dashboard, drawn, around), *texts)


ROOM: Final = Room(
    package=__package__, sheets=always(MAP), tables=(WARD_MAP_TABLE,), blocks=_blocks
)
