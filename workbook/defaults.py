"""The rows that a new workbook's tables are seeded with."""

from __future__ import annotations

import csv
import datetime
from typing import TYPE_CHECKING

from workbook.layout.tables import TABLES
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from workbook.block import Cell

_TABLES = {table.name: table for table in TABLES}


def default_rows(table_name: str) -> list[list[Cell]]:
    """The rows of ``data/defaults/<table>.csv`` in the order of the table's columns.

    Months and days become dates, figures numbers, and an empty field an empty cell. ``ValueError``
    when the file's heading differs from the layout's.
    """
    table = _TABLES[table_name]
    path = data_folder() / "defaults" / f"{table_name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        header, *records = csv.reader(lines)
    if tuple(header) != table.headers:
        message = f"{path.name} must have the columns {table.headers}; found {tuple(header)}"
        raise ValueError(message)
    return [
        [_cell(text, column.number) for text, column in zip(record, table.columns, strict=True)]
        for record in records
    ]


def _cell(text: str, number: str) -> Cell:
    if not text:
        return None
    if number == "month":
        return Month.parse(text).first_day
    if number == "day":
        return datetime.date.fromisoformat(text)
    if number in ("progress", "figure", "general"):
        return float(text)
    if number == "count":
        return int(text)
    return text
