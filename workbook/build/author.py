"""The whole template, sheet by sheet in tab order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbook.house.canvas import Canvas
from workbook.sheets.registry import ROOMS, sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Cell
    from workbook.layout.carried import TableExtras
    from workbook.layout.edition import Edition
    from workbook.sheets.room import Room
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
    edition: Edition | None = None,
    ward_years: Sequence[Any] = (),
) -> None:
    """Write a template for these settings; ``rows`` seed the analysts' tables by name, ``extras``
    are what these hold beyond the layout's columns and plain values.

    ``boundaries`` is the GeoJSON of the map's wards, ``lsoa_boundaries`` that of its LSOAs,
    ``boundaries_beside`` a folder of extracts that may have a folder of them; see
    `xlsrc.maps.outlines`.

    ``edition`` is the one that is authored, None for the working workbook; ``ward_years`` are
    the wards of sensitive offences by whole years that a public one shows.

    The same settings and rows give the same bytes.
    """
    outlines = (boundaries, lsoa_boundaries, boundaries_beside)
    canvas = Canvas(path, settings, rows, extras, *outlines, edition=edition, ward_years=ward_years)
    canvas.contents = sheets(settings, rooms)
    for room in rooms:
        room.author(canvas)
    canvas.close()
