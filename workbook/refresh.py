"""The one flow: tables → extracts → assessments → blocks → surface."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.package.synced import free_name, is_synced
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES, READ_TABLES
from workbook.tables.settings import settings as table_settings
from workbook.writes import all_writes
from xlsrc.assess import dashboard as assessed_dashboard
from xlsrc.domain.errors import WorkbookError
from xlsrc.extracts.offences import offences_for, shipped_offences
from xlsrc.extracts.places import places_for, shipped_places
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.block import TableData
    from workbook.layout.table import Table
    from workbook.surfaces.surface import Surface
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings

    Progress = Callable[[str], None]

ANALYST_TABLE_NAMES: Final = tuple(table.name for table in READ_TABLES)
NAMED_ENTRIES: Final = 5
"""How many cells an error names before it says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """A workbook written, and what it shows."""

    path: Path
    dashboard: Dashboard
    notes: tuple[str, ...] = ()
    """A sentence for each thing done to the workbook that its people should hear of."""


def silent(_step: str) -> None:
    """Report no progress."""


def settings_of(workbook: Surface, extracts: Path | None = None) -> Settings:
    """The configuration in a workbook's tables; ``TableError`` with every fault and its cell.

    Offences and areas may be those of the bundled lists, and those that the extracts bring.
    """
    offences = shipped_offences() if extracts is None else offences_for(extracts)
    places = shipped_places() if extracts is None else places_for(extracts)
    return table_settings(workbook.tables(ANALYST_TABLE_NAMES), offences.names, places)


def dashboard_of(
    workbook: Path,
    extracts: Path,
    *,
    area: str | None = None,
    as_at: Month | None = None,
    progress: Progress = silent,
) -> Dashboard:
    """Every figure by the tables of ``workbook`` and the files under ``extracts``.

    ``area`` and ``as_at`` override the Settings table. Nothing is written.
    """
    progress("Reading the tables")
    return _assess(HeadlessWorkbook.open(workbook), extracts, area, as_at, progress)


def dashboard_on(
    workbook: Surface, extracts: Path, *, as_at: Month | None = None, progress: Progress = silent
) -> Dashboard:
    """As :func:`dashboard_of`, of a workbook that is open already, on disk or in Excel."""
    progress("Reading the tables")
    return _assess(workbook, extracts, None, as_at, progress)


def refresh(
    workbook: Path,
    extracts: Path,
    *,
    as_at: Month | None = None,
    out: Path | None = None,
    progress: Progress = silent,
) -> Refreshed:
    """The workbook with new figures, at ``out`` (default ``out/Dashboard AREA MONTH.xlsx``).

    The given workbook stays as it is unless ``out`` names it; in a synced folder a file that is
    there is never replaced, a new one is written beside it. Analysts' cells, formats, charts
    and sheets are carried over byte for byte. Nothing is written when a table is at fault, when
    the target is open in Excel, or when the target holds entries that ``workbook`` lacks.
    """
    progress("Reading the tables")
    opened = HeadlessWorkbook.open(workbook)
    shown = _assess(opened, extracts, None, as_at, progress)
    target = out or Path("out") / f"Dashboard {shown.area.name} {shown.as_at}.xlsx"
    target = free_name(target) if target.exists() and is_synced(target) else target
    progress("Writing the workbook")
    target.parent.mkdir(parents=True, exist_ok=True)
    is_other = target.exists() and target.resolve() != workbook.resolve()
    notes = opened.write(
        all_writes(shown, opened),
        target,
        as_at=shown.as_at.first_day,
        checked=(lambda new: _refuse_lost_entries(new, target)) if is_other else None,
    )
    return Refreshed(path=target, dashboard=shown, notes=notes)


def _assess(
    opened: Surface,
    extracts: Path,
    area: str | None,
    as_at: Month | None,
    progress: Progress,
) -> Dashboard:
    settings = settings_of(opened, extracts)
    settings = dataclasses.replace(
        settings, area=area or settings.area, as_at=as_at or settings.as_at
    )
    progress("Reading the extracts")
    store = Store.open(extracts, progress=progress)
    progress("Working out the figures")
    return assessed_dashboard(Scope.of(store, settings))


def _refuse_lost_entries(source: HeadlessWorkbook, target: Path) -> None:
    """Stop when the file to be replaced holds an analyst's entry that the new one lacks."""
    replaced = HeadlessWorkbook.open(target)
    there = {name.casefold() for name in replaced.table_names}
    # The analysts' sheets of a workbook made by an earlier run are mostly as they were.
    differing = [
        table
        for table in ANALYST_TABLES
        if table.name.casefold() in there and not replaced.holds_as(source, table.name)
    ]
    known = {name.casefold() for name in source.table_names}
    ours = source.tables([table.name for table in differing if table.name.casefold() in known])
    theirs = replaced.tables([table.name for table in differing])
    lost = [
        entry
        for table in differing
        for entry in _entries_missing_from(ours.get(table.name), theirs[table.name], table)
    ]
    if lost:
        more = f" and {len(lost) - NAMED_ENTRIES} more" if len(lost) > NAMED_ENTRIES else ""
        message = (
            f"'{target}' would be replaced, but it holds entries that the workbook being refreshed "
            f"lacks: {', '.join(lost[:NAMED_ENTRIES])}{more}. Refresh that file instead "
            f"(safer refresh '{target}'), or give another file with --out."
        )
        raise WorkbookError(message)


def _entries_missing_from(ours: TableData | None, theirs: TableData, layout: Table) -> list[str]:
    """The cells of ``theirs`` whose entry no row of ``ours`` with the same first cell has.

    A table that declares an identity is compared by that instead of the first cell. What refresh
    writes itself is no entry: it would be written again.
    """
    known = set()
    if ours is not None:
        for row in ours.rows:
            key = _key(ours, row, layout)
            known |= {(key, *cell) for cell in zip(ours.columns, row, strict=True)}
    own = [column for column in theirs.columns if column not in layout.refresh_headers]
    return [
        theirs.address(index, column)
        for index, row in enumerate(theirs.rows)
        for column in own
        if (value := row[theirs.columns.index(column)]) not in (None, "")
        and (_key(theirs, row, layout), column, value) not in known
    ]


def _key(table: TableData, row: Sequence[object], layout: Table) -> tuple[object, ...]:
    at = [table.columns.index(name) for name in layout.identity if name in table.columns]
    return tuple(row[position] for position in at or [0])
