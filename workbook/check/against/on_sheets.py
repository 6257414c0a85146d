"""Sheets, tables and their columns as things to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.check.against.compared import Compared, compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing
from workbook.package.formats import cell_formats, format_code
from workbook.package.structure import parsed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from workbook.build.sheet_pair import OneSide
    from workbook.check.against.book import Book

SHEETS: Final = Asked(kind=Kind.SHEET, noun="sheet", ordered=True)
TABLES: Final = Asked(kind=Kind.TABLE, noun="table")
COLUMNS: Final = Asked(kind=Kind.COLUMN, noun="column", of="table", ordered=True)

_YEAR: Final = re.compile(r"\d{4}")
"""A column that a year heads: it comes and goes with time."""


def sheets(old: Book, new: Book) -> Compared:
    """The sheets: one is the same under another name when a table or block is on both."""
    return compared(SHEETS, list(_sheets(old)), list(_sheets(new)))


def tables(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The tables of sheets that both have; ``now`` is what the old one's sheets are called."""
    kept = set(now.values())
    return compared(
        TABLES,
        [thing for thing in _tables(old, now) if thing.says["sheet"]],
        [thing for thing in _tables(new, {}) if thing.says["sheet"] in kept],
    )


def columns(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The columns of tables that both have; ``now`` is what the old one's tables are called."""
    return compared(
        COLUMNS, list(_columns(old, now.keys())), list(_columns(new, now.values())), now
    )


def _sheets(book: Book) -> Iterator[Thing]:
    hidden = {
        element.get("name", "")
        for holder in parsed(book.archive, book.found.workbook_part)
        if holder.tag.endswith("}sheets")
        for element in holder
        if element.get("state", "visible") != "visible"
    }
    for sheet in book.found.sheets:
        side = book.sides.get(sheet.name)
        marks = [] if side is None else [*side.names, *(table.name for table in side.tables)]
        shown = "hidden" if sheet.name in hidden else "shown"
        yield Thing(name=sheet.name, says={"state": shown}, marks=frozenset(marks))


def _tables(book: Book, now: Mapping[str, str]) -> Iterator[Thing]:
    for table in book.found.tables:
        sheet = now.get(table.sheet, "") if now else table.sheet
        yield Thing(
            name=table.name,
            says={"sheet": sheet},
            marks=frozenset({table.columns}),
        )


def _columns(book: Book, names: Collection[str]) -> Iterator[Thing]:
    for side in book.sides.values():
        if any(table.name in names for table in side.tables):
            yield from _of_sheet(book, side)


def _of_sheet(book: Book, side: OneSide) -> Iterator[Thing]:
    looks = cell_formats(book.archive, book.found.styles, side.xml)
    for table in side.tables:
        rows = range(table.data.first_row, table.data.last_row + 1)
        for column, header in enumerate(table.columns, table.area.first_column):
            if _YEAR.fullmatch(header):
                continue
            numbers = {str(looks[row, column][3]) for row in rows if (row, column) in looks}
            # A column of several formats follows what stands in it.
            says = {"number format": format_code(numbers.pop())} if len(numbers) == 1 else {}
            yield Thing(name=header, place=table.name, says=says)
