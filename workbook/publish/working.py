"""The workbook that is published from: as it was read, and what its tables and extracts give."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from workbook.drawn_order import in_drawn_order
from workbook.lost_sheets import naming_lost_sheets
from workbook.package.archive import Archive
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import target_state
from workbook.package.save import saved
from workbook.package.structure import structure
from workbook.package.synced import free_name, is_synced
from workbook.package.target import is_same_file
from workbook.refresh import scope_of
from workbook.sheets.cover.edition_of import refuse_edition
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import read_tables
from workbook.tables.settings import settings as table_settings
from xlsrc.assess import dashboard as assessed_dashboard
from xlsrc.domain.workbook_errors import NotRefreshedError, NoWorkbookError
from xlsrc.extracts.offences import offences_for
from xlsrc.extracts.places import places_for
from xlsrc.resources import data_folder, shipped_template

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from workbook.block import TableData, Write
    from workbook.package.file_state import FileState
    from workbook.package.structure import Structure
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.scope import Scope

NOTHING: Final = "Nothing was published."


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A workbook on disk, its analysts' tables, and what a refresh of it shows on ``today``."""

    path: Path
    extracts: Path
    archive: Archive
    structure: Structure
    tables: Mapping[str, TableData]
    scope: Scope
    shown: Dashboard
    today: datetime.date
    as_at: Month | None

    @classmethod
    def open(
        cls,
        path: Path,
        extracts: Path,
        *,
        today: datetime.date,
        as_at: Month | None,
        progress: Callable[[str], None],
    ) -> Self:
        """The workbook of a file; ``as_at`` overrides the Settings' month.

        `WorkbookError` when it cannot be read, is an edition or is the shipped template,
        `WorkbookLockedError` when Excel has it open, `TableError` with every fault of its tables.
        """
        progress("Reading the tables")
        archive, found = read_workbook(path)
        opened = HeadlessWorkbook(archive, found)
        refuse_edition(opened)
        with naming_lost_sheets(opened):
            tables = opened.tables(read_tables(opened.table_names))
        settings = in_drawn_order(opened, settings_by(tables, extracts, as_at))
        scope = scope_of(settings, extracts, today=today, progress=progress)
        return cls(
            path=path,
            extracts=extracts,
            archive=archive,
            structure=found,
            tables=tables,
            scope=scope,
            shown=assessed_dashboard(scope),
            today=today,
            as_at=as_at,
        )

    @property
    def workbook(self) -> HeadlessWorkbook:
        """It as a surface."""
        return HeadlessWorkbook(self.archive, self.structure)

    def with_writes(self, writes: Sequence[Write]) -> bytes:
        """The bytes of it with what a refresh writes, and more; nothing is written.

        Written without what a refresh writes, formulas that nobody can follow lost their values.
        """
        return saved(self.archive, self.structure, writes, as_at=self.shown.as_at.first_day).content

    @property
    def refresh(self) -> str:
        """The command that refreshes it with the same extracts to the same month."""
        is_own = not is_same_file(self.extracts, data_folder())
        extracts = f" --extracts '{self.extracts}'" if is_own else ""
        as_at = f" --as-at {self.as_at}" if self.as_at else ""
        return f"safer refresh '{self.path}'{extracts}{as_at}"

    def settings_by(self, tables: Mapping[str, TableData]) -> Settings:
        """The settings in other tables, with this one's as-at month."""
        own = settings_by(tables, self.extracts, self.shown.as_at)
        return in_drawn_order(self.workbook, own)


def settings_by(
    tables: Mapping[str, TableData], extracts: Path, as_at: Month | None = None
) -> Settings:
    """The settings that tables hold, with the offences and areas that the extracts bring."""
    settings = table_settings(tables, offences_for(extracts).names, places_for(extracts))
    return dataclasses.replace(settings, as_at=as_at or settings.as_at)


def read_workbook(path: Path) -> tuple[Archive, Structure]:
    """A workbook's file, and what it is made of.

    `WorkbookError` where it is not there, cannot be read, or is the shipped template;
    `WorkbookLockedError` where Excel has it open.
    """
    if not path.is_file():
        message = (
            f"A refreshed workbook to publish was wanted; found no file '{path}'. Name the one "
            f"that safer refresh wrote. {NOTHING}"
        )
        raise NoWorkbookError(message)
    if is_same_file(path, shipped_template()):
        message = (
            f"A refreshed workbook to publish was wanted; '{path}' is the template that every new "
            f"workbook is made from. Name the one that safer refresh wrote. {NOTHING}"
        )
        raise NotRefreshedError(message)
    target_state(path)
    archive = Archive.read(path)
    return archive, structure(archive)


def rows_target(workbook: Path, read: FileState) -> tuple[Path, FileState]:
    """The file that takes an edition's rows, and the state that it must be in then.

    It is the workbook, as it was ``read``; in a synced folder a new file beside it.
    """
    return (free_name(workbook), NO_FILE) if is_synced(workbook) else (workbook, read)
