"""What other programs read in the blocks and tables of a workbook."""

from __future__ import annotations

import datetime
import warnings
from typing import TYPE_CHECKING

import openpyxl
from python_calamine import CalamineWorkbook

from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Grid = dict[str, "Callable[[int, int], object]"]


def differing_for_other_readers(path: Path) -> tuple[int, list[str]]:
    """How many values openpyxl and calamine were asked for, and those that they read otherwise."""
    number, differing = 0, []
    readers = {"calamine": _by_calamine(path)}
    archive = Archive.read(path)
    if "conformance=" not in archive.text("xl/workbook.xml"):  # openpyxl reads no Strict workbook
        readers["openpyxl"] = _by_openpyxl(path)
    for sheet, row, column, ours in _values(archive):
        for reader, grid in readers.items():
            number += 1
            theirs = grid[sheet](row, column)
            if _plain(theirs) != _plain(ours) and not _is_theirs(reader, theirs, ours):
                differing.append(f"{reader} reads {sheet} row {row} column {column}: {theirs!r}")
    return number, differing


def _values(archive: Archive) -> Iterator[tuple[str, int, int, object]]:
    """Each filled cell of the named blocks and of the layout's tables, with its place from 1."""
    found = structure(archive)
    book = HeadlessWorkbook(archive, found)
    for name, place in found.names.items():
        if "!" in place and "." in name and not name.startswith("_xlnm"):
            sheet, area = found.named_range(name)
            values = book.block_values(name)
            for row, line in enumerate(values, area.first_row):
                for column, value in enumerate(line, area.first_column):
                    yield sheet.name, row, column, value
    for name, table in book.tables([one.name for one in TABLES]).items():
        sheet_name = found.table(name).sheet
        for row, line in enumerate(table.rows, table.first_row):
            for column, value in enumerate(line, table.first_column):
                yield sheet_name, row, column, value


def _by_openpyxl(path: Path) -> Grid:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names what it would lose
        book = openpyxl.load_workbook(path, data_only=True)
    cells = {sheet.title: sheet._cells for sheet in book.worksheets}  # noqa: SLF001 - asking for a cell makes it

    def reading(title: str) -> Callable[[int, int], object]:
        return lambda row, column: getattr(cells[title].get((row, column)), "value", None)

    return {title: reading(title) for title in cells}


def _by_calamine(path: Path) -> Grid:
    book = CalamineWorkbook.from_path(str(path))
    rows = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }

    def reading(name: str) -> Callable[[int, int], object]:
        def value(row: int, column: int) -> object:
            lines = rows[name]
            line = lines[row - 1] if row <= len(lines) else []
            return line[column - 1] if column <= len(line) else None

        return value

    return {name: reading(name) for name in rows}


def _is_theirs(reader: str, theirs: object, ours: object) -> bool:
    """Whether a reader is known to read such a cell so: openpyxl takes an empty cell that is a
    link for the place it leads to, calamine an error value for an empty text.
    """
    if reader == "openpyxl":
        return ours is None and isinstance(theirs, str) and "!" in theirs
    return theirs == "" and isinstance(ours, str) and ours.startswith("#")


def _plain(value: object) -> object:
    """Values that mean the same: no text and none; whole numbers; days; line ends."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
