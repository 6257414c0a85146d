"""`safer new`: a partnership's own workbook, of what its extracts feed and with an empty plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.build.area_tables import known_area, tables_of_area, tables_without_extracts
from workbook.build.build import authored
from workbook.build.lost_entries import replaceable_state
from workbook.package.kind import PLAIN
from workbook.package.replace_file import replace_file
from workbook.package.scratch import scratch
from workbook.package.target import chosen_target, refuse_template
from workbook.refresh import refresh
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.settings import settings as table_settings
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.refresh import Refreshed
    from xlsrc.domain.settings import Settings

OTHER_NAME: Final = (
    "Refresh that file instead (safer refresh), or give another file with --out: safer new begins "
    "with an empty plan."
)


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
    else:
        progress("Reading the extracts")
        store = Store.open(extracts, progress=progress)
        tables = tables_of_area(store.area(name), store)
        settings = table_settings(tables, store.offences.names, store.places)
    target = chosen_target(out, f"Dashboard {settings.area}", PLAIN)
    refuse_template(target)
    progress("Making the workbook")
    made = authored(target, settings, tables, boundaries=(None, None, extracts))
    known = shipped_areas().find(settings.area)
    note = "" if known is None else known.note
    if extracts is None:
        state = replaceable_state(target, HeadlessWorkbook.of(made, target.name), OTHER_NAME)
        replace_file(target, made, read=state)
        return New(path=target, settings=settings, note=note, refreshed=None)
    with scratch() as folder:
        unfilled = folder / "Dashboard.xlsx"
        unfilled.write_bytes(made)
        filled = refresh(unfilled, extracts, out=target, progress=progress)
    return New(path=filled.path, settings=settings, note=note, refreshed=filled)
