"""The one flow: tables → extracts → assessments → blocks → surface."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbook.build.lost_entries import replaceable_state
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import target_state
from workbook.package.target import chosen_target, is_same_file, refuse_template
from workbook.sheets.cover.edition_of import refuse_edition
from workbook.sheets.registry import TABLES, sheets
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import READ_TABLES, read_tables
from workbook.tables.settings import settings as table_settings
from workbook.writes import all_writes
from xlsrc.assess import dashboard as assessed_dashboard
from xlsrc.domain.errors import LostPlaceError
from xlsrc.domain.workbook_errors import MissingSheetError
from xlsrc.extracts.offences import offences_for, shipped_offences
from xlsrc.extracts.places import places_for
from xlsrc.extracts.store import Store
from xlsrc.plan.invented import invented_note, without_invented
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from workbook.package.file_state import FileState
    from workbook.surfaces.surface import Surface
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.places import Places

    Progress = Callable[[str], None]


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
    """The configuration in a workbook's tables; ``TableError`` with every fault and its cell,
    ``WorkbookError`` for an edition, which has none.

    Offences and areas may be those of the bundled lists, and those that the extracts bring.
    """
    if extracts is None:
        return settings_by(workbook, shipped_offences(), None)
    return settings_by(workbook, offences_for(extracts), places_for(extracts))


def settings_by(workbook: Surface, offences: Offences, places: Places | None) -> Settings:
    """As :func:`settings_of`, by lists of offences and areas that are read already."""
    refuse_edition(workbook)
    with naming_lost_sheets(workbook, lambda: [table.sheet for table in READ_TABLES]):
        tables = workbook.tables(read_tables(workbook.table_names))
    return table_settings(tables, offences.names, places)


@contextmanager
def naming_lost_sheets(workbook: Surface, names: Callable[[], Iterable[str]]) -> Iterator[None]:
    """Where a table or block is lost, say also which of these sheets the workbook lacks.

    A sheet that was renamed is known by its tables.
    """
    try:
        yield
    except LostPlaceError as error:
        tables = {name.casefold() for name in workbook.table_names}
        there = {name.casefold() for name in workbook.sheet_names}
        there |= {table.sheet.casefold() for table in TABLES if table.name.casefold() in tables}
        lost = [name for name in dict.fromkeys(names()) if name.casefold() not in there]
        if not lost:
            raise
        message = (
            f"The workbook has no sheet {' or '.join(lost)}: where it was deleted, go back to a "
            f"copy that has it, or run `safer build`. {error}"
        )
        raise MissingSheetError(message) from error


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshedBytes:
    """A workbook with new figures, what it shows, and a sentence for each thing done to it that
    its people should hear of.
    """

    content: bytes
    dashboard: Dashboard
    notes: tuple[str, ...] = ()


def refreshed_bytes(
    workbook: HeadlessWorkbook,
    store: Store,
    *,
    today: datetime.date | None = None,
    as_at: Month | None = None,
) -> RefreshedBytes:
    """An open workbook with new figures of an open store, on a day (by default this one).

    The bytes that :func:`refresh` writes of the folder of that store. No file is written.
    """
    settings = settings_by(workbook, store.offences, store.places)
    shown = _assessed(settings, store, as_at=as_at, today=today)
    with _naming_lost(workbook):
        content, notes = workbook.written(all_writes(shown, workbook), as_at=shown.as_at.first_day)
    return RefreshedBytes(content=content, dashboard=shown, notes=_with_left_out(notes, settings))


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
    there is never replaced, a new one is written beside it. Analysts' cells, formats, charts,
    sheets and macros are carried over byte for byte. Nothing is written when a table is at
    fault, or when the target is open in Excel, is the shipped template or no dashboard, holds
    entries that ``workbook`` lacks, or changes meanwhile. A replaced file stays as ``.bak``.
    """
    progress("Reading the tables")
    opened = HeadlessWorkbook.open(workbook)
    settings = settings_of(opened, extracts)
    progress("Reading the extracts")
    store = Store.open(extracts, progress=progress)
    return _refreshed(
        opened, settings, store, given=workbook, out=out, as_at=as_at, report=progress
    )


def refresh_open(
    workbook: HeadlessWorkbook, store: Store, *, out: Path | None, progress: Progress = silent
) -> Refreshed:
    """As :func:`refresh`, of a workbook that lies nowhere yet and a store that is open already."""
    settings = settings_by(workbook, store.offences, store.places)
    return _refreshed(workbook, settings, store, given=None, out=out, as_at=None, report=progress)


def _refreshed(
    opened: HeadlessWorkbook,
    settings: Settings,
    store: Store,
    *,
    given: Path | None,
    out: Path | None,
    as_at: Month | None,
    report: Progress,
) -> Refreshed:
    report("Working out the figures")
    shown = _assessed(settings, store, as_at=as_at)
    target = chosen_target(out, f"Dashboard {shown.area.name} {shown.as_at}", opened.suffix)
    refuse_template(target)
    if given is not None and is_same_file(target, given):
        replacing: FileState | Callable[[HeadlessWorkbook], FileState] = opened.state
    elif target_state(target) == NO_FILE:
        replacing = NO_FILE
    else:
        replacing = partial(_replaceable_state, target)
    report("Writing the workbook")
    with _naming_lost(opened):
        notes = opened.write(
            all_writes(shown, opened),
            target,
            as_at=shown.as_at.first_day,
            replacing=replacing,
        )
    return Refreshed(path=target, dashboard=shown, notes=_with_left_out(notes, settings))


def _naming_lost(workbook: HeadlessWorkbook) -> AbstractContextManager[None]:
    return naming_lost_sheets(workbook, lambda: [s.name for s in sheets(settings_of(workbook))])


def _with_left_out(notes: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    left_out = invented_note(settings)
    return (*notes, left_out) if left_out else notes


def _replaceable_state(target: Path, new: HeadlessWorkbook) -> FileState:
    advice = (
        f"Refresh that file instead (safer refresh '{target}'), or give another file with --out."
    )
    return replaceable_state(target, new, advice)


def _assess(
    opened: Surface,
    extracts: Path,
    area: str | None,
    as_at: Month | None,
    progress: Progress,
) -> Dashboard:
    settings = settings_of(opened, extracts)
    progress("Reading the extracts")
    store = Store.open(extracts, progress=progress)
    progress("Working out the figures")
    return _assessed(settings, store, area=area, as_at=as_at)


def _assessed(
    settings: Settings,
    store: Store,
    *,
    area: str | None = None,
    as_at: Month | None = None,
    today: datetime.date | None = None,
) -> Dashboard:
    settings = dataclasses.replace(
        settings, area=area or settings.area, as_at=as_at or settings.as_at
    )
    return assessed_dashboard(Scope.of(store, without_invented(settings), today=today))


def scope_of(
    settings: Settings,
    extracts: Path,
    *,
    today: datetime.date | None = None,
    progress: Progress = silent,
) -> Scope:
    """What a refresh by these settings asks about, on a day (by default this one)."""
    progress("Reading the extracts")
    store = Store.open(extracts, progress=progress)
    progress("Working out the figures")
    return Scope.of(store, without_invented(settings), today=today)
