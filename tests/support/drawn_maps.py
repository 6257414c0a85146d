"""Workbooks of any area, with made-up figures on their maps."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import AS_AT, made_up_dashboard
from workbook.build.build import build
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map import values as ward_map
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.parts import drawn_lsoas, drawn_wards
from workbook.sheets.small_areas import layout as small_layout
from workbook.sheets.small_areas import values as small_areas
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.area import Area, Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.area_map import AreaFigure, AreaMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.sheets.map.parts import DrawnLsoa, DrawnWard
    from xlsrc.domain.indicator import Indicator

LIMITS = (3.0, 4.0, 5.0, 6.0)


def built(area: str, folder: Path) -> Path:
    """The template of an area."""
    return build(None, area=area, out=folder / "Dashboard.xlsx", progress=lambda _: None).path


def filled(path: Path, area: str) -> Path:
    """A template whose maps show made-up figures."""
    opened = HeadlessWorkbook.open(path)
    wards = drawn_wards(opened.block_values(map_layout.DRAWN.name))
    lsoas = drawn_lsoas(opened.block_values(small_layout.DRAWN.name))
    here = Area(code="", name=area)
    made_up = made_up_dashboard()
    chosen = next(i for i in made_up.settings.indicators if i.id == "residential_burglary")
    dashboard = replace(
        made_up,
        area=here,
        assessments=tuple(replace(one, area=here) for one in made_up.assessments),
        ward_map=made_up_map(wards, area, chosen, Level.WARD),
        lsoa_map=made_up_map(lsoas, area, chosen, Level.LSOA),
    )
    around = ward_surroundings(dashboard, wards)
    writes = (
        *ward_map.blocks(dashboard, wards, around),
        *small_areas.blocks(dashboard, around, lsoas),
    )
    opened.write(writes, path.with_stem("Filled"), as_at=AS_AT.first_day)
    return path.with_stem("Filled")


def made_up_map(
    drawn: Sequence[DrawnWard | DrawnLsoa], area: str, indicator: Indicator, level: Level
) -> AreaMap:
    """A map of one indicator in the areas that a template draws."""
    rng = random.Random(f"map of {area}")  # noqa: S311 - made-up figures
    figures = []
    for one in drawn:
        rate = rng.gammavariate(4, 1.2)
        figures.append(
            AreaFigure(
                area=Area(code=one.code, name=one.name, level=level, borough=area),
                volume=round(20 * rate),
                before=round(21 * rate) + 2.0,
                change=round(20 * rate) - round(21 * rate) - 2.0,
                change_pct=-5.0,
                why_absent=None,
                rate=rate,
            )
        )
    return AreaMap(
        indicator=indicator,
        measure=MapMeasure.RATE,
        as_at=AS_AT,
        level=level,
        figures=tuple(figures),
        limits=LIMITS,
        population_year=2022,
    )
