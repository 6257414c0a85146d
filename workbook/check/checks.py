"""What `safer check` finds wrong with a workbook: its package, its structure, its own checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.check import lint
from workbook.refresh import settings_of
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.registry import TABLES, sheets
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError, TableError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.surfaces.surface import Surface
    from xlsrc.domain.settings import Settings

AGREES: Final = "Agrees"


def faults(path: Path) -> tuple[str, ...]:
    """One sentence per fault; empty for a sound workbook.

    `WorkbookError` when the file cannot be opened at all.
    """
    workbook = HeadlessWorkbook.open(path)
    return (*lint.faults(path), *surface_faults(workbook))


def surface_faults(workbook: Surface) -> tuple[str, ...]:
    """As :func:`faults`, of a workbook on disk or open in Excel; nothing of its package."""
    try:
        settings = settings_of(workbook)
    except TableError as error:
        return error.faults
    except DashboardError as error:
        return (str(error),)
    return (*_missing(workbook, settings), *_disagreements(workbook))


def _missing(workbook: Surface, settings: Settings) -> list[str]:
    """Sheets and tables that refresh and readers need and that are not there."""
    there = set(workbook.sheet_names)
    missing_sheets = [
        f"The sheet '{sheet.name}' is missing: run `safer build`, or give the sheet its name back."
        for sheet in sheets(settings)
        if sheet.name not in there
    ]
    missing_tables = [
        f"The table '{table.name}' is missing: run `safer build`."
        for table in TABLES
        if table.name not in workbook.table_names
    ]
    return missing_sheets + missing_tables


def _disagreements(workbook: Surface) -> list[str]:
    """Rows of Checks whose formula, as last calculated, disagrees with what was written."""
    if CHECKS_TABLE.name not in workbook.table_names:
        return []
    table = workbook.tables([CHECKS_TABLE.name])[CHECKS_TABLE.name]
    agrees = table.columns.index(AGREES)
    return [
        f"{table.address(row, AGREES)}: {values[0]}, {str(values[1]).lower()}, does not agree "
        f"with the Data sheet: found {values[4]}, written {values[3]}; refresh the workbook."
        for row, values in enumerate(table.rows)
        if values[0] is not None and values[agrees] is not True
    ]
