"""What `safer check` finds wrong with a workbook: its package, its structure, its own checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.check import lint
from workbook.check.promises import promise_faults
from workbook.refresh import settings_of
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.data_quality.layout import FINDINGS_TABLE
from workbook.sheets.registry import TABLES, sheets
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError, TableError
from xlsrc.extracts.gate.acknowledged import entries_at_fault

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
    return (*lint.faults(path), *surface_faults(workbook), *promise_faults(path))


def surface_faults(workbook: Surface) -> tuple[str, ...]:
    """As :func:`faults`, of a workbook on disk or open in Excel; nothing of its package."""
    try:
        settings = settings_of(workbook)
    except TableError as error:
        return error.faults
    except DashboardError as error:
        return (str(error),)
    return (
        *_missing(workbook, settings),
        *_acknowledgements(workbook, settings),
        *_disagreements(workbook),
    )


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


def _acknowledgements(workbook: Surface, settings: Settings) -> tuple[str, ...]:
    """Rows of Acknowledged that are wrong, or name no finding that the last refresh wrote."""
    if FINDINGS_TABLE.name not in workbook.table_names:
        return ()
    table = workbook.tables([FINDINGS_TABLE.name])[FINDINGS_TABLE.name]
    at = table.columns.index("Reference")
    written = [str(row[at]) for row in table.rows if row[at] is not None]
    if not written:  # no refresh has written any: nothing is known of references
        return tuple(one.fault for one in settings.acknowledged if one.fault)
    return entries_at_fault(settings.acknowledged, written)


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
