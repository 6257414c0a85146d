"""The whole template, sheet by sheet in tab order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from workbook.house.canvas import Canvas
from workbook.sheets.all_indicators import template as all_indicators
from workbook.sheets.checks import template as checks
from workbook.sheets.commentary import template as commentary
from workbook.sheets.cover import template as cover
from workbook.sheets.data import template as data
from workbook.sheets.definitions import template as definitions
from workbook.sheets.exceptions import template as exceptions
from workbook.sheets.heat_tables import template as heat_tables
from workbook.sheets.impact import template as impact
from workbook.sheets.indicator import template as indicator
from workbook.sheets.map import template as ward_map
from workbook.sheets.peers import template as peers
from workbook.sheets.plan import actions_template as actions
from workbook.sheets.plan import outcomes_template as outcomes
from workbook.sheets.plan import outputs_template as outputs
from workbook.sheets.section import template as section
from workbook.sheets.settings import template as settings_sheet
from workbook.sheets.small_areas import template as small_areas
from workbook.sheets.sources import template as sources
from workbook.sheets.summary import template as summary
from workbook.sheets.ward_data import template as ward_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Cell
    from workbook.layout.carried import TableExtras
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
