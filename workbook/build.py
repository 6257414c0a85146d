"""`safer build`: the template made from the tables, with what it could not carry over by name."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.block import TableData
from workbook.defaults import default_rows
from workbook.layout import ANALYST_TABLES, sheets
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables import settings as table_settings
from workbook.template.author import author
from xlsrc.extracts.offences import offence_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook.block import Cell
    from xlsrc.domain.settings import Settings


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
    progress: Callable[[str], None],
) -> Built:
    """A new template for the tables of ``workbook`` (default: the shipped ones).

    The given workbook is never replaced. Its analysts' rows are carried over; sheets, columns
    and tables that the template does not know are listed by name.
    """
    progress("Reading the tables")
    opened = None if workbook is None else HeadlessWorkbook.open(workbook)
    tables = _default_tables() if opened is None else opened.tables(_names())
    if area is not None:
        tables = tables | {"Settings": _with_area(tables["Settings"], area)}
    settings = table_settings(tables, offence_names)
    target = out or Path("out") / f"Dashboard {settings.area}.xlsx"
    progress("Making the template")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    author(partial, settings, {name: _rows(table) for name, table in tables.items()})
    partial.replace(target)
    return Built(path=target, not_carried=_not_carried(opened, settings, tables))


@functools.cache
def shipped_settings() -> Settings:
    """The configuration of the shipped tables."""
    return table_settings(_default_tables(), offence_names)


def _names() -> tuple[str, ...]:
    return tuple(table.name for table in ANALYST_TABLES)


def _default_tables() -> dict[str, TableData]:
    """The shipped rows, in the shape in which a workbook's tables are read."""
    return {
        table.name: TableData(
            name=table.name,
            sheet=table.sheet,
            columns=table.headers,
            first_row=1,
            first_column=1,
            rows=tuple(tuple(row) for row in default_rows(table.name)),
        )
        for table in ANALYST_TABLES
    }


def _with_area(table: TableData, area: str) -> TableData:
    setting, value = table.columns.index("Setting"), table.columns.index("Value")
    rows = tuple(
        (*row[:value], area, *row[value + 1 :]) if row[setting] == "Area" else row
        for row in table.rows
    )
    return dataclasses.replace(table, rows=rows)


def _rows(table: TableData) -> list[list[Cell]]:
    """The rows in the layout's column order."""
    wanted = next(spec for spec in ANALYST_TABLES if spec.name == table.name)
    positions = [table.columns.index(header) for header in wanted.headers]
    return [[row[position] for position in positions] for row in table.rows]  # type: ignore[misc]  # cells as read are cells to write


def _not_carried(
    opened: HeadlessWorkbook | None, settings: Settings, tables: Mapping[str, TableData]
) -> tuple[str, ...]:
    if opened is None:
        return ()
    made = {sheet.name for sheet in sheets(settings)}
    extra_sheets = [f"the sheet '{name}'" for name in opened.sheet_names if name not in made]
    extra_columns = [
        f"the column '{column}' of the table {spec.name}"
        for spec in ANALYST_TABLES
        for column in tables[spec.name].columns
        if column not in spec.headers
    ]
    return (*extra_sheets, *extra_columns)
