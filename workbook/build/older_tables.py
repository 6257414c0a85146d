"""What a new template has of an older workbook's tables, columns it is too old for among them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.duties_layout import CASE_REVIEWS_TABLE, DUTIES_TABLE
from workbook.tables.duties_tables import undated
from workbook.tables.plan_layout import COMMENTARY_TABLE, EVIDENCE_TABLE, PLAN_TABLES
from workbook.tables.settings_layout import DEFINITIONS_TABLE, DISCLOSURE, SENSITIVE
from xlsrc.domain.indicator import Disclosure

if TYPE_CHECKING:
    from workbook.block import TableData
    from workbook.layout.carried import TableExtras
    from workbook.layout.table import Table
    from workbook.surfaces.headless import HeadlessWorkbook

ID: Final = "Id"
"""The first column of tables whose rows are told by it."""


def tables_of(opened: HeadlessWorkbook) -> dict[str, TableData]:
    """The analysts' tables of a workbook; what it is too old for comes from the shipped ones.

    Of shipped tables whose rows are invented examples only the headings come.
    """
    known = _known_tables(opened)
    found = opened.tables([table.name for table in known])
    shipped = default_tables()
    for table in (*PLAN_TABLES, CASE_REVIEWS_TABLE, COMMENTARY_TABLE, EVIDENCE_TABLE):
        shipped[table.name] = dataclasses.replace(shipped[table.name], rows=())
    shipped[DUTIES_TABLE.name] = undated(shipped[DUTIES_TABLE.name])
    return shipped | {
        table.name: completed(table, found[table.name], shipped[table.name]) for table in known
    }


def extras_of(opened: HeadlessWorkbook) -> dict[str, TableExtras]:
    """What the tables hold beyond plain values; an older heading is no column that was added."""
    found = opened.table_extras(_known_tables(opened))
    own = found.get(DEFINITIONS_TABLE.name)
    if own is None or SENSITIVE not in {one.header for one in own.extra_columns}:
        return found
    named = dataclasses.replace(
        own,
        extra_columns=tuple(one for one in own.extra_columns if one.header != SENSITIVE),
        cells={at: cell for at, cell in own.cells.items() if at[1] != SENSITIVE},
        widths={name: width for name, width in own.widths.items() if name != SENSITIVE},
    )
    return found | {DEFINITIONS_TABLE.name: named}


def completed(wanted: Table, table: TableData, shipped: TableData) -> TableData:
    """The table with all the columns that are wanted.

    In one that it is too old for a row has what the shipped row of its Id says, else nothing.
    """
    table = _renamed(table)
    new = tuple(header for header in wanted.headers if header not in table.columns)
    places = [shipped.columns.index(header) for header in new]
    known: dict[object, list[object]] = {}
    key = wanted.headers[0]
    if key == ID and key in table.columns:
        known = {row[0]: [row[place] for place in places] for row in shipped.rows}
    at = table.columns.index(key) if known else 0
    nothing: list[object] = [None] * len(new)
    return dataclasses.replace(
        table,
        columns=(*table.columns, *new),
        rows=tuple((*row, *known.get(row[at], nothing)) for row in table.rows),
    )


def _renamed(table: TableData) -> TableData:
    """The table, an older Definitions with its yes and no under Sensitive as Disclosure says it."""
    if table.name != DEFINITIONS_TABLE.name or SENSITIVE not in table.columns:
        return table
    at = table.columns.index(SENSITIVE)
    if DISCLOSURE in table.columns:
        return table
    said = {"yes": Disclosure.SMALL_NUMBERS.value}
    return dataclasses.replace(
        table,
        columns=(*table.columns[:at], DISCLOSURE, *table.columns[at + 1 :]),
        rows=tuple(
            (*row[:at], said.get(str(row[at] or "").strip().casefold()), *row[at + 1 :])
            for row in table.rows
        ),
    )


def _known_tables(opened: HeadlessWorkbook) -> tuple[Table, ...]:
    there = {name.casefold() for name in opened.table_names}
    return tuple(table for table in ANALYST_TABLES if table.name.casefold() in there)
