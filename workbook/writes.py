"""Everything a refresh writes, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.all_indicators import values as all_indicators
from workbook.sheets.checks import values as checks
from workbook.sheets.commentary import values as commentary
from workbook.sheets.cover import values as cover
from workbook.sheets.data import values as data
from workbook.sheets.exceptions import values as exceptions
from workbook.sheets.heat_tables import values as heat_tables
from workbook.sheets.impact import values as impact
from workbook.sheets.indicator import values as indicator
from workbook.sheets.map import values as ward_map
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.parts import DRAWN, LSOA_DRAWN, drawn_lsoas, drawn_wards
from workbook.sheets.peers import values as peers
from workbook.sheets.plan import values as plan
from workbook.sheets.section import values as section
from workbook.sheets.small_areas import values as small_areas
from workbook.sheets.sources import supply_values as supply
from workbook.sheets.sources import values as sources
from workbook.sheets.summary import values as summary
from workbook.sheets.ward_data import values as ward_data

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.surfaces.surface import Surface
    from xlsrc.assessment import Dashboard


def all_writes(dashboard: Dashboard, workbook: Surface) -> tuple[Write, ...]:
    """Everything a refresh writes, sheet by sheet."""
    chosen = workbook.block_values(indicator.CHOICE_NAME)[0][0]
    drawn = drawn_wards(workbook.block_values(DRAWN))
    lsoas = drawn_lsoas(workbook.block_values(LSOA_DRAWN))
    around = ward_surroundings(dashboard, drawn)
    return (
        *cover.blocks(dashboard),
        *summary.blocks(dashboard),
        *exceptions.blocks(dashboard),
        *section.blocks(dashboard),
        *impact.blocks(dashboard),
        *plan.blocks(dashboard),
        *ward_map.blocks(dashboard, drawn, around),
        *all_indicators.blocks(dashboard),
        *peers.blocks(dashboard),
        *indicator.blocks(dashboard, str(chosen or "")),
        *heat_tables.blocks(dashboard, drawn),
        *small_areas.blocks(dashboard, around, lsoas),
        *commentary.blocks(dashboard),
        *sources.blocks(dashboard),
        *supply.blocks(dashboard),
        *data.blocks(dashboard),
        *ward_data.blocks(dashboard),
        *checks.blocks(dashboard),
    )
