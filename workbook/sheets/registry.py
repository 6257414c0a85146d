"""Every sheet of the workbook in tab order: a line a room.

A room is a folder of `workbook.sheets` with a module ``room`` that declares it (`Room`). A new
sheet is its folder and its line here: the template, a refresh, Cover's contents and the checks
all ask this list.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from workbook.sheets.room import Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.layout.sheet import Sheet
    from workbook.layout.table import Table
    from xlsrc.domain.settings import Settings

FOLDERS: Final = (
    "cover",
    "summary",
    "exceptions",
    "section",
    "impact",
    "map",
    "all_indicators",
    "peers",
    "indicator",
    "heat_tables",
    "small_areas",
    "commentary",
    "plan",
    "duties",
    "definitions",
    "settings",
    "kept_answers",
    "sources",
    "data_quality",
    "data",
    "ward_data",
    "checks",
    "deck",
    "help",
)


def _room(folder: str) -> Room:
    found = import_module(f"workbook.sheets.{folder}.room").ROOM
    if not isinstance(found, Room):
        message = f"workbook.sheets.{folder}.room must declare ROOM as a Room; found {found!r}"
        raise TypeError(message)
    return found


ROOMS: Final = tuple(map(_room, FOLDERS))
TABLES: Final[tuple[Table, ...]] = tuple(table for room in ROOMS for table in room.tables)
"""Every table of the workbook, sheet by sheet."""


def sheets(settings: Settings, rooms: Sequence[Room] = ROOMS) -> tuple[Sheet, ...]:
    """All sheets of a workbook in tab order."""
    return tuple(sheet for room in rooms for sheet in room.sheets(settings))
