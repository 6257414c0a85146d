"""The whole template, sheet by sheet in tab order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from workbook.template import (
    actions,
    all_indicators,
    checks,
    commentary,
    cover,
    data,
    definitions,
    exceptions,
    heat_tables,
    impact,
    indicator,
    outcomes,
    outputs,
    peers,
    section,
    settings_sheet,
    small_areas,
    sources,
    summary,
    ward_data,
    ward_map,
)
from workbook.template.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Cell
    from workbook.carried import TableExtras
    from xlsrc.domain.settings import Settings


def author(
    path: Path,
    settings: Settings,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    extras: Mapping[str, TableExtras] = MappingProxyType({}),
    boundaries: Path | None = None,
    lsoa_boundaries: Path | None = None,
) -> None:
    """Write a template for these settings; ``rows`` seed the analysts' tables by name, ``extras``
    are what these hold beyond the layout's columns and plain values.

    ``boundaries`` is the GeoJSON of the map's wards, by default London's, ``lsoa_boundaries``
    that of its LSOAs, by default Barnet's.

    The same settings and rows give the same bytes.
    """
    canvas = Canvas(path, settings, rows, extras, boundaries, lsoa_boundaries)
    for module in (cover, summary, exceptions, section, impact, ward_map):
        module.author(canvas)
    for module in (all_indicators, peers, indicator, heat_tables, small_areas, commentary):
        module.author(canvas)
    for module in (actions, outputs, outcomes, definitions, settings_sheet):
        module.author(canvas)
    for module in (sources, data, ward_data, checks):
        module.author(canvas)
    canvas.close()
