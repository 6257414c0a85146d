"""`safer new`: a partnership's own workbook, of what its extracts feed and with an empty plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.build.area_tables import known_area, tables_of_area, tables_without_extracts
from workbook.build.build import authored
from workbook.build.lost_entries import replaceable_state
from workbook.package.kind import PLAIN
from workbook.package.replace_file import replace_file
from workbook.package.target import chosen_target, refuse_template
from workbook.refresh import refresh_open, refreshed_bytes, settings_by
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.settings import settings as table_settings
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from workbook.block import TableData
    from workbook.refresh import Refreshed, RefreshedBytes
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings

OTHER_NAME: Final = (
    "Refresh that file instead (safer refresh), or give another file with --out: safer new begins "
    "with an empty plan."
)

NOWHERE: Final = "The new workbook"
"""What a workbook that lies nowhere is called in messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A partnership's new workbook: where it is, what it shows, and what came of its figures.

    ``note`` says of an area that is part of another one now which that is, '' for others.
    ``refreshed`` is ``None`` without extracts.
    """

    path: Path
    settings: Settings
    note: str
    refreshed: Refreshed | None

    @property
    def lines(self) -> tuple[str, ...]:
        """What its maker should hear, a sentence each."""
        asked = [one.name for one in self.settings.asked]
        returns = (
            f"Asked of partners, and on no sheet until it has a section: {'; '.join(asked)}. "
            "safer returns writes the forms."
        )
        return tuple(filter(None, (self.note, returns if asked else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBytes:
    """The bytes of a partnership's new workbook, its settings, and what it shows."""

    settings: Settings
    note: str
    refreshed: RefreshedBytes


def new_bytes(
    name: str,
    store: Store,
    boundaries: Path | None = None,
    *,
    today: datetime.date | None = None,
    as_at: Month | None = None,
) -> NewBytes:
    """The workbook that :func:`new` writes of the folder of an open store, on a day; with figures
    to the month ``as_at`` where one is given.

    ``boundaries`` is that folder, whose outlines go before the bundled ones. No file is written.
    """
    tables, settings = _of_area(name, store)
    made = authored(Path(NOWHERE), settings, tables, boundaries=(None, None, boundaries))
    unfilled = HeadlessWorkbook.of(made, NOWHERE)
    return NewBytes(
        settings=settings,
        note=_note(settings),
        refreshed=refreshed_bytes(unfilled, store, today=today, as_at=as_at),
    )


def new(
    name: str,
    *,
    extracts: Path | None,
    out: Path | None,
    progress: Callable[[str], None],
) -> New:
    """Write the workbook of an area, by its name or code, and refresh it from its extracts.

    It has the indicators that the extracts feed, each by the first of its sources that does,
    their sections and an empty plan. Without extracts it has all default ones and no figures.
    The file (default ``out/Dashboard AREA.xlsx``) is written once, whole.

    Raises
    ------
    AreaError
        No area goes by the name (the nearest are offered), or the extracts have no figures of it.
    WorkbookError
        The file is there and holds entries that the new one lacks, or is no dashboard.
    """
    if extracts is None:
        tables = tables_without_extracts(known_area(name))
        settings = table_settings(tables, shipped_offences().names)
        store = None
    else:
        progress("Reading the extracts")
        store = Store.open(extracts, progress=progress)
        tables, settings = _of_area(name, store)
    target = chosen_target(out, f"Dashboard {settings.area}", PLAIN)
    refuse_template(target)
    progress("Making the workbook")
    made = authored(target, settings, tables, boundaries=(None, None, extracts))
    unfilled, note = HeadlessWorkbook.of(made, target.name), _note(settings)
    if store is None:
        replace_file(target, made, read=replaceable_state(target, unfilled, OTHER_NAME))
        return New(path=target, settings=settings, note=note, refreshed=None)
    filled = refresh_open(unfilled, store, out=target, progress=progress)
    return New(path=filled.path, settings=settings, note=note, refreshed=filled)


def settings_of_area(name: str, content: bytes | None, store: Store) -> Settings:
    """The settings of an area's workbook by its bytes; without any those of its new one."""
    if content is None:
        return _of_area(name, store)[1]
    return settings_by(HeadlessWorkbook.of(content, NOWHERE), store.offences, store.places)


def _of_area(name: str, store: Store) -> tuple[dict[str, TableData], Settings]:
    tables = tables_of_area(store.area(name), store)
    return tables, table_settings(tables, store.offences.names, store.places)


def _note(settings: Settings) -> str:
    known = shipped_areas().find(settings.area)
    return "" if known is None else known.note
