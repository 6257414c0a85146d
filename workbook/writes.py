"""Everything a refresh writes, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.blocks import (
    all_indicators,
    checks,
    commentary,
    cover,
    data,
    exceptions,
    heat_tables,
    impact,
    indicator,
    peers,
    plan,
    section,
    small_areas,
    sources,
    summary,
    supply,
    ward_data,
    ward_map,
)
from workbook.blocks.map_clusters import ward_surroundings
from workbook.blocks.map_parts import DRAWN, LSOA_DRAWN, drawn_lsoas, drawn_wards

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
