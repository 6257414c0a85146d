"""Hands on the tables: columns put in, rows sorted, filtered and hidden, as Excel leaves them."""

from __future__ import annotations

import copy
import dataclasses
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.support.analyst import Analyst, tag
from workbook.package.reference import (
    Rectangle,
    cell_address,
    column_letters,
    column_number,
    sheet_range,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workbook.package.structure import TablePart

CHART_FORMULA: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"


class TableHands(Analyst):
    """An analyst who works on whole tables; the rows of a sheet are found at once."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._rows: dict[str, dict[int, etree._Element]] = {}
        # Reading the structure again after each column would write the whole file each time.
        self._tables = {part.name: part for part in self.structure.tables}

    def table(self, name: str) -> TablePart:
        """A table as it is by now."""
        return self._tables[name]

    def insert_column(
        self, table: str, header: str, at: int, values: Sequence[str | float | None]
    ) -> None:
        """A column before the table's column ``at`` (from 0); the table's cells make room."""
        part = self.table(table)
        column = part.area.first_column + at
        last = part.area.last_column
        rows = range(part.area.first_row, part.area.last_row + 1)
        if any(len(row := self._row(part.sheet, n)) and _column(row[-1]) > last for n in rows):
            self._insert_sheet_column(part.sheet, last + 1)
        for row in range(part.area.first_row, part.area.last_row + 1):
            self._make_room(part.sheet, row, column, last)
        self._put(part.sheet, part.area.first_row, column, header)
        for row, value in enumerate(values, part.data.first_row):
            if isinstance(value, str):
                self._put(part.sheet, row, column, value)
            elif value is not None:
                etree.SubElement(self._cell(part.sheet, row, column), tag("v")).text = str(value)
        tree, area = self._tree(part.part), part.area
        reference = Rectangle(area.first_row, area.first_column, area.last_row, last + 1).address
        tree.set("ref", reference)
        tree.find(tag("autoFilter")).set("ref", reference)
        columns = tree.find(tag("tableColumns"))
        ids = [int(one.get("id")) for one in columns]
        new = etree.Element(tag("tableColumn"), id=str(max(ids) + 1), name=header)
        columns.insert(at, new)
        columns.set("count", str(len(columns)))
        self._tables[table] = dataclasses.replace(
            part,
            area=Rectangle(area.first_row, area.first_column, area.last_row, last + 1),
            columns=(*part.columns[:at], header, *part.columns[at:]),
        )

    def sort_by(self, table: str, key: Callable[[int], int]) -> None:
        """Order the rows by ``key`` of their position; the table's cells alone move."""
        part = self.table(table)
        data = part.data
        rows = [self._row(part.sheet, n) for n in range(data.first_row, data.last_row + 1)]
        order = sorted(range(len(rows)), key=key)
        inside = range(data.first_column, data.last_column + 1)
        taken = [
            {number: cell for cell in row if (number := _column(cell)) in inside} for row in rows
        ]
        copies = [{n: copy.deepcopy(cell) for n, cell in cells.items()} for cells in taken]
        for row, cells, at in zip(rows, taken, order, strict=True):
            for cell in cells.values():
                row.remove(cell)
            for number, cell in copies[at].items():
                cell.set("r", cell_address(int(row.get("r")), number))
                row.append(cell)
            if [*map(_column, row)] != sorted(map(_column, row)):
                row[:] = sorted(row, key=_column)
        tree = self._tree(part.part)
        state = etree.Element(tag("sortState"), ref=data.address)
        etree.SubElement(state, tag("sortCondition"), ref=data.address)
        tree.find(tag("autoFilter")).addnext(state)

    def filter_rows(self, table: str, header: str, hidden: Sequence[int]) -> None:
        """A filter on a column that hides these data rows (from 0)."""
        part = self.table(table)
        self.hide(table, hidden)
        column = part.columns.index(header)
        holder = etree.SubElement(
            self._tree(part.part).find(tag("autoFilter")), tag("filterColumn"), colId=str(column)
        )
        etree.SubElement(
            etree.SubElement(holder, tag("filters")), tag("filter"), val="what I am looking at"
        )

    def hide(self, table: str, rows: Sequence[int]) -> None:
        """Hide data rows (from 0) by hand."""
        part = self.table(table)
        for row in rows:
            self._row(part.sheet, part.data.first_row + row).set("hidden", "1")

    def _insert_sheet_column(self, sheet: str, first: int) -> None:
        """Move everything from a column of a sheet on by one, and what refers to it.

        These are cells, tables and merges, and the ranges of names and of charts.
        """
        tree = self._sheet(sheet)
        for row in tree.find(tag("sheetData")):
            for cell in row:
                if _column(cell) >= first:
                    cell.set("r", cell_address(int(row.get("r")), _column(cell) + 1))
        for merge in tree.iter(tag("mergeCell")):
            merge.set("ref", _shifted(Rectangle.parse(merge.get("ref")), first).address)
        for name, part in self._tables.items():
            if part.sheet == sheet and part.area.first_column >= first:
                area = _shifted(part.area, first)
                self._tables[name] = dataclasses.replace(part, area=area)
                table = self._tree(part.part)
                table.set("ref", area.address)
                for own in (*table.iter(tag("autoFilter")), *table.iter(tag("sortState"))):
                    own.set("ref", area.address if "auto" in own.tag else own.get("ref"))
        self._shift_ranges(sheet, first)

    def _shift_ranges(self, sheet: str, first: int) -> None:
        ranges = [*self._tree("xl/workbook.xml").iter(tag("definedName"))]
        for chart in self.structure.charts:
            ranges += self._tree(chart).iter(CHART_FORMULA)
        for one in ranges:
            place = sheet_range(one.text or "")
            if place is not None and place[0] == sheet:
                area = _shifted(place[1], first)
                quoted = sheet.replace("'", "''")
                one.text = f"'{quoted}'!{_fixed(area)}"

    def _make_room(self, sheet: str, row: int, first: int, last: int) -> None:
        moved = [c for c in self._row(sheet, row) if first <= _column(c) <= last]
        for cell in moved:
            cell.set("r", cell_address(row, _column(cell) + 1))

    def _row(self, sheet: str, number: int) -> etree._Element:
        rows = self._rows.get(sheet)
        if rows is None:
            data = self._sheet(sheet).find(tag("sheetData"))
            rows = self._rows[sheet] = {int(row.get("r")): row for row in data}
        if number not in rows:
            rows[number] = super()._row(sheet, number)
        return rows[number]


def _column(cell: etree._Element) -> int:
    return column_number(re.sub(r"\d", "", cell.get("r")))


def _shifted(area: Rectangle, first: int) -> Rectangle:
    by = int(area.first_column >= first), int(area.last_column >= first)
    return Rectangle(
        area.first_row, area.first_column + by[0], area.last_row, area.last_column + by[1]
    )


def _fixed(area: Rectangle) -> str:
    return ":".join(
        f"${column_letters(column)}${row}"
        for row, column in (
            (area.first_row, area.first_column),
            (area.last_row, area.last_column),
        )
    )
