"""The sheet Small areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.map.parts import drawn_lsoas
from workbook.sheets.map.room import surroundings, wards
from workbook.sheets.map.shape_texts import area_drawn, small_area_texts
from workbook.sheets.room import Room, always
from workbook.sheets.small_areas import values
from workbook.sheets.small_areas.layout import DRAWN, SMALL_AREAS, SMALL_AREAS_TABLE

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    drawn = drawn_lsoas(refreshing.cells(DRAWN))
    dashboard = refreshing.dashboard
    area = area_drawn(dashboard.area.name, dashboard.lsoa_map, drawn)
    texts = small_area_texts(DRAWN.name, drawn, refreshing.once(wards), area)
    return (*values.blocks(dashboard, refreshing.once(surroundings), drawn), *texts)


ROOM: Final = Room(
    package=__package__,
    sheets=always(SMALL_AREAS),
    tables=(SMALL_AREAS_TABLE,),
    blocks=_blocks,
)
