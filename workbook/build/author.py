"""The whole template, sheet by sheet in tab order."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbook.house.canvas import Canvas
from workbook.sheets.registry import ROOMS, edition_rooms, sheets
from xlsrc.domain import wording
from xlsrc.domain.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Cell
    from workbook.layout.carried import TableExtras
    from workbook.layout.edition import Edition
    from workbook.sheets.room import Room
    from xlsrc.disclosure.ward_years import WardYears
    from xlsrc.domain.settings import Settings


def author(
    path: Path,
    settings: Settings,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    extras: Mapping[str, TableExtras] = MappingProxyType({}),
    boundaries: Path | None = None,
    lsoa_boundaries: Path | None = None,
    boundaries_beside: Path | None = None,
    rooms: Sequence[Room] = ROOMS,
) -> None:
    """Write a template for these settings; ``rows`` seed the analysts' tables by name, ``extras``
    are what these hold beyond the layout's columns and plain values.

    ``boundaries`` is the GeoJSON of the map's wards, ``lsoa_boundaries`` that of its LSOAs,
    ``boundaries_beside`` a folder of extracts that may have a folder of them; see
    `xlsrc.maps.outlines`.

    The same settings and rows give the same bytes.
    """
    canvas = Canvas(path, settings, rows, extras, boundaries, lsoa_boundaries, boundaries_beside)
    _author(canvas, rooms)


def author_edition(
    path: Path,
    edition: Edition,
    settings: Settings,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    boundaries: tuple[Path | None, Path | None, Path | None],
    ward_years: Sequence[WardYears] = (),
) -> None:
    """As `author`, of an edition: only the rooms that are for its readers.

    ``boundaries`` are the three of `author`; ``ward_years`` the wards of sensitive offences by
    whole years, which a public edition shows.
    """
    canvas = Canvas(path, settings, rows, {}, *boundaries)
    canvas.edition, canvas.ward_years = edition, ward_years
    _author(canvas, edition_rooms(settings, edition.audience))


def _author(canvas: Canvas, rooms: Sequence[Room]) -> None:
    canvas.contents = sheets(canvas.settings, rooms)
    _refuse_same_names([sheet.name for sheet in canvas.contents])
    for room in rooms:
        room.author(canvas)
    canvas.close()


def _refuse_same_names(names: Sequence[str]) -> None:
    """`TableError` where a section's sheet is called as another sheet is."""
    times = Counter(name.casefold() for name in names)
    twice = [name for name in names if times[name.casefold()] > 1]
    if twice:
        message = (
            f"Settings, table Sections: sheets of different names were wanted; found "
            f"{wording.listed([repr(name) for name in twice])}: give the section's sheet another"
        )
        raise TableError((message,))
