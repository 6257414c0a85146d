"""The whole template, sheet by sheet in tab order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.template import (
    all_indicators,
    checks,
    cover,
    data,
    definitions,
    exceptions,
    heat_tables,
    indicator,
    peers,
    section,
    settings_sheet,
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
    from xlsrc.domain.settings import Settings


def author(
    path: Path,
    settings: Settings,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    boundaries: Path | None = None,
) -> None:
    """Write a template for these settings; ``rows`` seed the analysts' tables by name.

    ``boundaries`` is the GeoJSON of the map's wards, by default London's.

    The same settings and rows give the same bytes.
    """
    canvas = Canvas(path, settings, rows, boundaries)
    for module in (cover, summary, exceptions, section, ward_map):
        module.author(canvas)
    for module in (all_indicators, peers, indicator, heat_tables, definitions, settings_sheet):
        module.author(canvas)
    for module in (sources, data, ward_data, checks):
        module.author(canvas)
    canvas.close()
