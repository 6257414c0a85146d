"""How much stands on the printed page of the map: its table's rows, the drawing, its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import wrapped
from workbook.sheets.map.drawing import map_drawing
from workbook.sheets.map.map_template import MAP_POINTS
from workbook.sheets.map.shape_texts import map_text

if TYPE_CHECKING:
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.maps.geography import Geography

FEWEST_ROWS: Final = 22
"""Rows beside the map, however few wards there are: the map needs the height."""

ROWS_POINTS: Final = 415
TALLEST_ROW, LOWEST_ROW = 18.6, 12.0
MOST_POINTS: Final = 452
"""Of rows, with one line of the key below: with more, print would be too small on one page."""

LINE_POINTS: Final = 14
"""Of a line of the key."""

ROW_OF_SEVERAL: Final = 13.0
MAP_ROWS: Final = 32
"""Beside the map, where the table is longer than a page."""

NUMBERS: Final = "Numbers on the map"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map drawn for its page, ``None`` without outlines; the rows beside it and their height.

    ``key`` says in lines what the numbers on the map stand for. It stands below the notes, or,
    where the table of wards goes on over ``several`` pages, below the map.
    """

    drawn: MapDrawing | None
    rows: int
    row_points: float
    key: tuple[str, ...]
    several: bool


def map_page(found: Geography, area: str, width: float) -> MapPage:
    """The page of these wards; ``width`` is how many points its notes may be wide."""
    count = max(len(found.outlines), FEWEST_ROWS)
    points, lines = float(ROWS_POINTS), 1
    # A lower map may need another line of the key, so it is drawn again until both have room.
    while count * LOWEST_ROW <= points:
        height = min(TALLEST_ROW, max(LOWEST_ROW, points / count))
        drawn = _drawn(found, area, (count - 1) * height)
        key = _key(found, drawn, width)
        lines = max(lines, len(key))
        room = MOST_POINTS - LINE_POINTS * (lines - 1)
        if count * height <= room:
            return MapPage(drawn=drawn, rows=count, row_points=height, key=key, several=False)
        points = room
    drawn = _drawn(found, area, (MAP_ROWS - 1) * ROW_OF_SEVERAL)
    key = _key(found, drawn, MAP_POINTS)
    rows = max(count, MAP_ROWS + 2 + len(key))
    return MapPage(drawn=drawn, rows=rows, row_points=ROW_OF_SEVERAL, key=key, several=True)


def _drawn(found: Geography, area: str, height: float) -> MapDrawing | None:
    if not found.outlines:
        return None
    alt_text = map_text(len(found.outlines), area)
    return map_drawing(found.outlines, width=MAP_POINTS, height=height - 4, alt_text=alt_text)


def _key(found: Geography, drawn: MapDrawing | None, width: float) -> tuple[str, ...]:
    """What the numbers on the map stand for, where a ward is too small for its name."""
    if drawn is None:
        return ()
    # Its number stays with the first word of a name, and a dot with the name before it.
    numbered = [
        f"{label.lines[0]}\N{NO-BREAK SPACE}{outline.name}"
        for outline, label in zip(found.outlines, drawn.labels, strict=True)
        if label.is_number
    ]
    if not numbered:
        return ()
    listed = "\N{NO-BREAK SPACE}· ".join(numbered)
    return wrapped(f"{NUMBERS}: {listed}", width, BODY_SIZE)
