"""The indicators in the order that a workbook draws them, however people sorted Definitions."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbook.sheets.heat_tables.layout import TABLE
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from workbook.surfaces.surface import Surface
    from xlsrc.domain.settings import Settings


def in_drawn_order(workbook: Surface, settings: Settings) -> Settings:
    """The settings with the indicators in the order of their heat tables, which is the template's.

    Panels, rows and their number formats are made for that order. Where an indicator has no heat
    table the workbook was not made for these settings, and they stay as they are.
    """
    try:
        rows = {
            one.id: workbook.block_place(TABLE.of(table=one.id).name)[1]
            for one in settings.indicators
        }
    except TemplateError:
        return settings
    drawn = tuple(sorted(settings.indicators, key=lambda one: rows[one.id]))
    return dataclasses.replace(settings, indicators=drawn)
