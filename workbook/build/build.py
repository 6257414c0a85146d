"""`safer build`: the template made from the tables, with what it could not carry over by name."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from workbook.build.area_tables import known_area, tables_without_extracts
from workbook.build.author import author
from workbook.build.left_behind import left_behind
from workbook.build.lost_entries import replaceable_state
from workbook.build.lost_tables import refuse_lost_tables
from workbook.build.older_tables import extras_of, tables_of
from workbook.build.tables_before import tables_before
from workbook.package.archive import Archive
from workbook.package.kind import PLAIN
from workbook.package.replace_file import replace_file, target_state, writing
from workbook.package.scratch import scratch
from workbook.package.structure import structure
from workbook.package.target import chosen_target, is_same_file, refuse_template
from workbook.sheets.cover.edition_of import refuse_edition
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.plan_layout import COMMENTARY_TABLE
from workbook.tables.setting_rows import with_value
from workbook.tables.settings import settings as table_settings
from workbook.tables.settings_layout import DEFINITIONS_TABLE
from xlsrc.domain.errors import AreaError, TableError, UnknownAreaError
from xlsrc.domain.workbook_errors import OutputNameError
from xlsrc.extracts.offences import offences_for, shipped_offences
from xlsrc.extracts.places import places_beside
from xlsrc.resources import is_checkout, shipped_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from workbook.block import Cell, TableData
    from workbook.layout.carried import TableExtras
    from xlsrc.domain.settings import Paper, Settings
    from xlsrc.extracts.places import Places


OTHER_NAME: Final = "Give another file with --out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A template written, and the names of what the given workbook had beyond it."""

    path: Path
    not_carried: tuple[str, ...]


def build(
    workbook: Path | None,
    *,
    area: str | None,
    out: Path | None,
    boundaries: Path | None = None,
    lsoa_boundaries: Path | None = None,
    extracts: Path | None = None,
    paper: Paper | None = None,
    progress: Callable[[str], None],
) -> Built:
    """A new template for the tables of ``workbook`` (default: the shipped ones).

    ``area`` and ``paper`` go before the Settings table, which keeps them. The maps are drawn from
    ``boundaries`` and ``lsoa_boundaries``, else from a folder ``boundaries`` among the
    ``extracts``, else from the outlines that are bundled.

    The given workbook is never replaced, and the shipped template only by its like, in the
    project's own folder. Another file is when it is a dashboard whose entries the new one has
    (see `workbook.build.lost_entries`); it stays beside it as ``.bak``. The analysts' tables are
    carried over with the formatted runs of their texts, notes, links, added columns and column
    widths; what the new template lacks is listed by name (see `workbook.build.left_behind`).
    `TableError`, and nothing is written, when one of these tables was lost (see
    `workbook.build.lost_tables`); `AreaError`, when there is no area of that name.
    """
    progress("Reading the tables")
    carried = None if workbook is None else _carried(workbook)
    places = places_beside(extracts)
    offences = shipped_offences() if extracts is None else offences_for(extracts)
    tables, extras = carried or (_shipped_tables(area, places), {})
    tables = _with_settings(tables, area=area, paper=None if paper is None else paper.value)
    settings_of = functools.partial(
        table_settings, offence_names=offences.names, places=places if extracts else None
    )
    settings = settings_of(tables)
    _refuse_unknown(settings.area, places, extracts)
    target = chosen_target(out, f"Dashboard {settings.area}", PLAIN)
    _refuse_given(workbook, target)
    as_shipped = (workbook, area, paper, boundaries, lsoa_boundaries, extracts) == (None,) * 6
    is_template = as_shipped and is_checkout() and is_same_file(target, shipped_template())
    if not is_template:
        refuse_template(target)
    progress("Making the template")
    sources = (boundaries, lsoa_boundaries, extracts)
    made = authored(target, settings, tables, extras, sources)

    def template_of(others: dict[str, TableData]) -> bytes:
        return authored(target, settings_of(others), others, extras, sources)

    shown = {one.id for one in settings.sections}
    not_carried = (
        () if workbook is None else _not_carried(workbook, made, tables, shown, template_of)
    )
    replacing = (
        target_state(target)
        if is_template
        else replaceable_state(target, HeadlessWorkbook.of(made, target.name), OTHER_NAME)
    )
    replace_file(target, made, read=replacing)
    return Built(path=target, not_carried=not_carried)


def authored(
    target: Path,
    settings: Settings,
    tables: Mapping[str, TableData],
    extras: Mapping[str, TableExtras] = MappingProxyType({}),
    boundaries: tuple[Path | None, Path | None, Path | None] = (None, None, None),
) -> bytes:
    """The bytes of a new template for these tables, which is to be put at ``target``.

    ``boundaries`` are files of wards and of LSOAs, and a folder of extracts.
    """
    rows = {name: _rows(table) for name, table in tables.items()}
    with writing(target), scratch() as folder:
        path = folder / "Dashboard.xlsx"
        author(path, settings, rows, extras, *boundaries)
        return path.read_bytes()


def _shipped_tables(area: str | None, places: Places) -> dict[str, TableData]:
    """The shipped tables: of the example's own area with its plan, of others without one."""
    example = default_tables()
    if area is None:
        return example
    wanted = known_area(area, places)
    is_example = wanted == known_area(table_settings(example, shipped_offences().names).area)
    return example if is_example else tables_without_extracts(wanted, places)


def _with_settings(tables: dict[str, TableData], **given: str | None) -> dict[str, TableData]:
    """The tables with what is ``given`` in the Settings table, and as they were without."""
    table = tables["Settings"]
    for name, value in given.items():
        table = table if value is None else with_value(table, name, value)
    return tables | {"Settings": table}


def _refuse_given(workbook: Path | None, target: Path) -> None:
    """Raise ``WorkbookError`` where the new template would stand in the given workbook's place."""
    if workbook is not None and is_same_file(target, workbook):
        message = (
            f"A new file was wanted for the new template; found that --out names the workbook it "
            f"is made from, {workbook}: give another name."
        )
        raise OutputNameError(message)


def _refuse_unknown(area: str, places: Places, extracts: Path | None) -> None:
    """Raise ``AreaError`` for an area that nobody knows: its sheets would hold no figure."""
    try:
        known_area(area, places)
    except AreaError as error:
        if extracts is not None:
            raise
        message = f"{error} One of a list of your own (areas.csv) needs its folder: --extracts DIR."
        raise UnknownAreaError(message) from error


@functools.cache
def shipped_settings() -> Settings:
    """The configuration of the shipped tables."""
    return table_settings(default_tables(), shipped_offences().names)


def _carried(workbook: Path) -> tuple[dict[str, TableData], dict[str, TableExtras]]:
    """The analysts' tables of a workbook and what they hold beyond values; it is not kept open:
    it may be large, and is read once more for what is left behind.
    """
    opened = HeadlessWorkbook.open(workbook)
    refuse_edition(opened)
    refuse_lost_tables(workbook)
    return tables_of(opened), extras_of(opened)


def _not_carried(
    workbook: Path,
    made: bytes,
    tables: dict[str, TableData],
    shown: set[str],
    template_of: Callable[[dict[str, TableData]], bytes],
) -> tuple[str, ...]:
    """What the workbook has that neither the new template has nor the one it was refreshed in.

    ``shown`` are the ids of the sections that have a sheet in the new one.
    """
    old = Archive.read(workbook)
    was, drawn = tables_before(tables, shown, structure(old)), b""
    if was != tables:
        # A question about what had no section then is at fault there, as is a tab called as
        # another sheet is: the new template is what there is to compare with.
        with contextlib.suppress(TableError):
            drawn = template_of(was)
    source = "The new template"
    before = Archive.of(drawn, source=source) if drawn else None
    return left_behind(old, Archive.of(made, source=source), _indicator_names(was), before)


def _indicator_names(tables: Mapping[str, TableData]) -> set[str]:
    """The names that panels have, or had when they were written."""
    return {
        str(row["Indicator"] or "").removesuffix(" ‡")
        for table in (tables[DEFINITIONS_TABLE.name], tables[COMMENTARY_TABLE.name])
        for row in table.records()
    } - {""}


def _rows(table: TableData) -> list[list[Cell]]:
    """The rows in the layout's column order, then the columns that analysts have added."""
    wanted = next(spec for spec in ANALYST_TABLES if spec.name == table.name).headers
    added = [column for column in table.columns if column not in wanted]
    positions = [table.columns.index(header) for header in (*wanted, *added)]
    return [[row[position] for position in positions] for row in table.rows]  # type: ignore[misc]  # cells as read are cells to write
