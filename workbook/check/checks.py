"""What `safer check` finds wrong with a workbook: its package, its structure, its own checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.check import lint
from workbook.check.promises import promise_faults
from workbook.check.published_faults import published_faults
from workbook.lost_sheets import lost_sheets
from workbook.package.archive import Archive
from workbook.package.cell import is_true, number_text
from workbook.package.structure import structure
from workbook.refresh import settings_of
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.cover.edition_of import edition_of
from workbook.sheets.data_quality.layout import FINDINGS_TABLE
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError, TableError, Told
from xlsrc.extracts.gate.acknowledged import entries_at_fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.block import TableData
    from workbook.surfaces.surface import Surface
    from xlsrc.domain.settings import Settings

AGREES: Final = "Agrees"
READ: Final = ("Indicator", "Figure", "Written", "Recomputed", AGREES)
REFERENCE: Final = "Reference"
MEND: Final = "give it its name back, or run `safer build`"


def faults(path: Path) -> tuple[str, ...]:
    """One sentence per fault; empty for a sound workbook.

    `WorkbookError` when the file cannot be opened at all.
    """
    archive = Archive.read(path)
    found = structure(archive)
    workbook = HeadlessWorkbook(archive, found)
    return (
        *lint.package_faults(path, archive, found),
        *surface_faults(workbook),
        *promise_faults(workbook, archive, found),
    )


def surface_faults(workbook: Surface) -> tuple[str, ...]:
    """As :func:`faults`, of a workbook on disk or open in Excel; nothing of its package."""
    if edition_of(workbook):
        # It has no tables of analysts, and no formulas that could disagree.
        return ()
    try:
        settings = settings_of(workbook)
    except TableError as error:
        return tuple(Told(fault, error.code) for fault in error.faults)
    except DashboardError as error:
        return (Told.of(error),)
    return (
        *_missing(workbook, settings),
        *published_faults(workbook, settings),
        *_acknowledgements(workbook, settings),
        *(one.fault for one in settings.accepted if one.fault),
        *_disagreements(workbook),
    )


def _missing(workbook: Surface, settings: Settings) -> list[str]:
    """Sheets and tables that refresh and readers need and that are not there."""
    missing_sheets = [
        f"The sheet '{name}' is missing: go back to a copy that has it, or run `safer build`."
        for name in lost_sheets(workbook, settings)
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
    lost = _lost_column(table, (REFERENCE,))
    if lost:
        return lost
    at = table.columns.index(REFERENCE)
    written = [str(row[at]) for row in table.rows if row[at] is not None]
    if not written:  # no refresh has written any: nothing is known of references
        return tuple(one.fault for one in settings.acknowledged if one.fault)
    return entries_at_fault(settings.acknowledged, written)


def _disagreements(workbook: Surface) -> list[str]:
    """Rows of Checks whose formula, as last calculated, disagrees with what was written."""
    if CHECKS_TABLE.name not in workbook.table_names:
        return []
    table = workbook.tables([CHECKS_TABLE.name])[CHECKS_TABLE.name]
    lost = _lost_column(table, READ)
    if lost:
        return [*lost]
    figures = [(at, row) for at, row in enumerate(table.records()) if row["Indicator"] is not None]
    waiting = [at for at, row in figures if row[AGREES] is None]
    return [
        f"{table.address(at, AGREES)}: {row['Indicator']}, {str(row['Figure']).lower()}, does not "
        f"agree with the Data sheet: found {_shown(row['Recomputed'])}, written "
        f"{_shown(row['Written'])}; refresh the workbook."
        for at, row in figures
        if row[AGREES] is not None and not is_true(row[AGREES])
    ] + _not_calculated(table, waiting)


def _lost_column(table: TableData, wanted: Sequence[str]) -> tuple[str, ...]:
    """A sentence on the first column that a table lacks; none for a whole one."""
    lost = [name for name in wanted if name not in table.columns]
    if not lost:
        return ()
    return (f"{table.sheet}: the table {table.name} must have a column '{lost[0]}'; {MEND}.",)


def _shown(value: object) -> str:
    return number_text(value) if isinstance(value, float) else str(value)


def _not_calculated(table: TableData, rows: Sequence[int]) -> list[str]:
    """One sentence on the formulas that have no value yet, as some programs save them."""
    if not rows:
        return []
    more = f" and {len(rows) - 1} more rows" if len(rows) > 1 else ""
    cells = table.address(rows[0], AGREES) + more
    return [f"{cells}: not calculated yet; open and save the workbook in Excel, or refresh it."]
