"""Every sheet of the workbook in tab order: a line a room.

A room is a folder of `workbook.sheets` with a module ``room`` that declares it (`Room`). A new
sheet is its folder and its line here: the template, a refresh, Cover's contents and the checks
all ask this list.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from workbook.layout.edition import Audience
from workbook.layout.sheet import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.layout.sheet import Sheet
    from workbook.layout.table import Table
    from workbook.sheets.room import Room
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
    "published",
    "sources",
    "data_quality",
    "data",
    "ward_data",
    "checks",
    "deck",
    "help",
)


def _room(folder: str) -> Room:
    found: Room = import_module(f"workbook.sheets.{folder}.room").ROOM
    return found


ROOMS: Final = tuple(map(_room, FOLDERS))
TABLES: Final[tuple[Table, ...]] = tuple(table for room in ROOMS for table in room.tables)
"""Every table of the workbook, sheet by sheet."""


NOT_IN_EDITIONS: Final = ("indicator", "checks", "deck", "help")
"""Rooms that work by formulas, that make other files, or that speak to who runs the dashboard."""

NOT_PUBLIC: Final = ("data_quality",)
PUBLIC_FOLDERS: Final = ("about_edition",)
"""The sheets that a public edition has beside those of the workbook, last."""

PUBLIC_ROOMS: Final = tuple(map(_room, PUBLIC_FOLDERS))


def edition_rooms(settings: Settings, audience: Audience) -> tuple[Room, ...]:
    """The rooms of an edition: none that is for analysts alone, or not for its readers."""
    left_out = NOT_IN_EDITIONS + (NOT_PUBLIC if audience is Audience.PUBLIC else ())
    found = tuple(
        room
        for folder, room in zip(FOLDERS, ROOMS, strict=True)
        if folder not in left_out
        and any(sheet.group is not Group.ANALYST for sheet in room.sheets(settings))
    )
    return (*found, *PUBLIC_ROOMS) if audience is Audience.PUBLIC else found


def sheets(settings: Settings, rooms: Sequence[Room] = ROOMS) -> tuple[Sheet, ...]:
    """All sheets of a workbook in tab order."""
    return tuple(sheet for room in rooms for sheet in room.sheets(settings))
