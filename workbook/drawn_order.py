"""Sections and indicators in the order that a workbook draws them, however people sorted tables."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbook.house.wording import section_title
from workbook.sheets.heat_tables.layout import TABLE as HEAT_TABLE
from workbook.sheets.summary.layout import TABLE as SUMMARY_TABLE
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from workbook.surfaces.surface import Surface
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.settings import Settings


def in_drawn_order(workbook: Surface, settings: Settings) -> Settings:
    """The settings with sections and indicators in the order that the workbook was made for.

    Panels, rows and their number formats are made for that order; the tables Sections and
    Definitions may be sorted otherwise. What the workbook was not made for stays as it is.
    """
    return dataclasses.replace(
        settings,
        indicators=_indicators(workbook, settings.indicators),
        sections=_sections(workbook, settings.sections),
    )


def _indicators(workbook: Surface, given: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """By their heat tables, which stand below one another."""
    try:
        rows = {one.id: workbook.block_place(HEAT_TABLE.of(table=one.id).name)[1] for one in given}
    except TemplateError:
        return given
    return tuple(sorted(given, key=lambda one: rows[one.id]))


def _sections(workbook: Surface, given: tuple[Section, ...]) -> tuple[Section, ...]:
    """By their headings in the Summary's table, as the last refresh wrote them."""
    try:
        said = [row[0] for row in workbook.block_values(SUMMARY_TABLE.name)]
        rows = {one.id: said.index(section_title(one)) for one in given}
    except (TemplateError, ValueError):  # lost, not refreshed yet, or named anew
        return given
    return tuple(sorted(given, key=lambda one: rows[one.id]))
