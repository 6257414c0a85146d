"""How much stands on the printed page of the map: its table's rows, and the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.sheets.map.drawing import map_drawing
from workbook.sheets.map.map_template import MAP_POINTS
from workbook.sheets.map.shape_texts import map_text

if TYPE_CHECKING:
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.maps.geography import Geography

FEWEST_ROWS: Final = 22
"""Rows beside the map, however few wards there are: the map needs the height."""

ROWS_POINTS: Final = 412.0
TALLEST_ROW, LOWEST_ROW = 18.6, 12.0

LINE_POINTS: Final = 14
"""Of a line below the map."""

ROW_OF_SEVERAL: Final = 13.0
MAP_ROWS: Final = 32
"""Beside the map, where the table is longer than a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map drawn for its page, ``None`` without outlines; the rows beside it and their height.

    A table of more wards goes on over ``several`` pages.
    """

    drawn: MapDrawing | None
    rows: int
    row_points: float
    several: bool


def map_page(found: Geography, area: str) -> MapPage:
    """The page of these wards."""
    count = max(len(found.outlines), FEWEST_ROWS)
    height = min(TALLEST_ROW, ROWS_POINTS / count)
    if height >= LOWEST_ROW:
        drawn = _drawn(found, area, (count - 1) * height)
        return MapPage(drawn=drawn, rows=count, row_points=height, several=False)
    drawn = _drawn(found, area, (MAP_ROWS - 1) * ROW_OF_SEVERAL)
    rows = max(count, MAP_ROWS + 2)
    return MapPage(drawn=drawn, rows=rows, row_points=ROW_OF_SEVERAL, several=True)


def _drawn(found: Geography, area: str, height: float) -> MapDrawing | None:
    if not found.outlines:
        return None
    alt_text = map_text(len(found.outlines), area)
    return map_drawing(found.outlines, width=MAP_POINTS, height=height - 4, alt_text=alt_text)
