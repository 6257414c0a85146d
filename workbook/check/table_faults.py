"""Faults of Excel tables: names, ids, columns, headings, overlaps."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

from workbook.check.sheet_faults import merged_ranges
from workbook.package.reference import Rectangle, cell_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.package.sheet import SheetXml
    from workbook.package.structure import Structure, TablePart

NAME_LIMIT: Final = 255  # characters of a table's name
_NAME: Final = re.compile(r"[^\W\d][\w.\\]*")
_LIKE_A_CELL: Final = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]")
_ID: Final = re.compile(r"<(?:\w+:)?table\b[^>]*?\sid=\"(\d+)\"")
_COLUMN_ID: Final = re.compile(r"<(?:\w+:)?tableColumn\b[^>]*?\sid=\"(\d+)\"")
_FILTER: Final = re.compile(r"<(?:\w+:)?autoFilter\b[^>]*?\sref=\"([^\"]+)\"")


def table_name_faults(structure: Structure, texts: Sequence[str]) -> Iterator[str]:
    """Names and ids that are invalid or not the only ones; ``texts`` are the tables' parts."""
    taken = Counter(table.name.casefold() for table in structure.tables)
    for table in structure.tables:
        name = table.name
        if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name) or len(name) > NAME_LIMIT:
            yield f"{name!r} on sheet {table.sheet} is no valid name for a table"
        if taken[name.casefold()] > 1 or name.casefold() in structure.names:
            yield f"the table name {name!r} on sheet {table.sheet} is taken twice"
    ids = Counter(match[1] for text in texts if (match := _ID.search(text)))
    yield from (f"{count} tables have the id {id_}" for id_, count in ids.items() if count > 1)
    for table, text in zip(structure.tables, texts, strict=True):
        yield from _column_faults(table, text)


def _column_faults(table: TablePart, text: str) -> Iterator[str]:
    if not table.is_whole:
        yield (
            f"table {table.name} has {len(table.columns)} columns, but its range "
            f"{table.area.address} has {table.area.shape[1]}"
        )
    names = Counter(column.casefold() for column in table.columns)
    yield from (
        f"table {table.name} has {count} columns {name!r}"
        for name, count in names.items()
        if count > 1
    )
    ids = Counter(_COLUMN_ID.findall(text))
    yield from (
        f"{count} columns of table {table.name} have the id {id_}"
        for id_, count in ids.items()
        if count > 1
    )
    if table.data.last_row < table.data.first_row:
        yield f"table {table.name} has no row below its heading"
    for ref in _FILTER.findall(text):
        filtered = Rectangle(
            table.area.first_row,
            table.area.first_column,
            table.data.last_row,
            table.area.last_column,
        )
        if ref.replace("$", "") != filtered.address:
            yield f"the filter of table {table.name} covers {ref} instead of {filtered.address}"


def sheet_table_faults(
    sheet: SheetXml, tables: Sequence[TablePart], texts: Sequence[str]
) -> Iterator[str]:
    """Tables of one sheet that overlap, hold merged cells, or whose headings differ."""
    for one, other in combinations(tables, 2):
        if one.area.meets(other.area):
            yield f"tables {one.name} and {other.name} overlap on sheet {sheet.where}"
    merged = merged_ranges(sheet)
    for table in tables:
        for area in merged:
            if area.meets(table.area):
                yield f"{sheet.where}!{area.address} is merged inside table {table.name}"
        if not table.header_rows:
            continue
        row = table.area.first_row
        heading = Rectangle(row, table.area.first_column, row, table.area.last_column)
        found = sheet.values(heading, texts)[0]
        for column, (name, value) in enumerate(
            zip(table.columns, found, strict=False), table.area.first_column
        ):
            if value != name:
                yield (
                    f"{sheet.where}!{cell_address(row, column)} heads a column of table "
                    f"{table.name} and must be the text {name!r}; found {value!r}"
                )
