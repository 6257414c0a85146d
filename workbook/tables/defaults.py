"""The rows that a new workbook's tables are seeded with."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from workbook.block import TableData
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.setting_rows import shipped_rows
from workbook.tables.settings_layout import SETTINGS_TABLE
from xlsrc.defaults import default_records
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell

_FIRST_ROW: Final = 6
"""Where most of these tables begin in the template; a fault in a row then names a likely cell."""

_TABLES: Final = {table.name: table for table in ANALYST_TABLES}


def default_rows(table_name: str, folder: str = "") -> list[list[Cell]]:
    """The rows of ``data/defaults[/<folder>]/<table>.csv`` in the order of the table's columns.

    Those of Settings are declared with the settings themselves. Months and days become dates,
    figures numbers, and an empty field an empty cell. ``ValueError`` when the file's heading
    differs from the layout's.
    """
    if table_name == SETTINGS_TABLE.name:
        return shipped_rows()
    table = _TABLES[table_name]
    header, records = default_records(table_name, folder)
    if header != table.headers:
        message = f"{table_name}.csv must have the columns {table.headers}; found {header}"
        raise ValueError(message)
    return [
        [_cell(text, column.number) for text, column in zip(record, table.columns, strict=True)]
        for record in records
    ]


def default_tables() -> dict[str, TableData]:
    """The analysts' tables with the shipped rows, in the shape in which a workbook's are read."""
    return tables_of_rows({table.name: default_rows(table.name) for table in ANALYST_TABLES})


def tables_of_rows(rows: Mapping[str, Sequence[Sequence[Cell]]]) -> dict[str, TableData]:
    """The analysts' tables with ``rows`` by table name, as if read from a workbook."""
    return {
        table.name: TableData(
            name=table.name,
            sheet=table.sheet,
            columns=table.headers,
            first_row=_FIRST_ROW,
            first_column=1,
            rows=tuple(tuple(row) for row in rows[table.name]),
        )
        for table in ANALYST_TABLES
    }


def _cell(text: str, number: str) -> Cell:
    if not text:
        return None
    if number == "month":
        return Month.parse(text).first_day
    if number == "day":
        return datetime.date.fromisoformat(text)
    if number in ("progress", "figure", "general"):
        return float(text)
    if number == "count" and text.isdecimal():  # else a list of them: "2; 1"
        return int(text)
    return text
