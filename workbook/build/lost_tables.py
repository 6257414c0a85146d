"""Analysts' tables and columns that a workbook had and has lost: a build must not go on without.

A workbook of an earlier version never had some of them. What is left of one on the sheets tells
the two apart: its headings, the notes at its cells, the lines above it, the Cover's link to its
sheet.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from workbook.package.archive import Archive
from workbook.package.extras import sheet_links
from workbook.package.reference import Rectangle, cell_address
from workbook.package.sheet import SheetXml
from workbook.package.sheet_rules import prompts
from workbook.package.strings import shared_texts
from workbook.package.structure import structure
from workbook.sheets.registry import TABLES
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.settings_layout import OLDER_NAMES
from xlsrc.domain.errors import LostEntriesError
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbook.layout.table import Table
    from workbook.package.structure import SheetPart, Structure, TablePart

OURS: Final = "sc_refresh"
"""The defined name by which a workbook is one of ours."""

LEAST_SHARE: Final = 0.6
"""Of a table's headings in one row: fewer may be those of another table."""

LINES_ABOVE: Final = 3
"""Rows above a table's headings in which the template says what the table is."""

Texts = dict[tuple[int, int], str]


def refuse_lost_tables(workbook: Path) -> None:
    """`TableError` with a sentence for each table or column of entries that was lost.

    It names the table, its sheet and what to do. A workbook that never had the table passes.
    """
    archive = Archive.read(workbook)
    book = _Book(archive, structure(archive))
    there = {table.name.casefold(): table for table in book.found.tables}
    faults: list[str] = []
    for table in ANALYST_TABLES:
        part = there.get(table.name.casefold())
        if part is not None:
            faults += book.renamed_columns(table, part)
        elif fault := book.lost(table):
            faults.append(fault)
    if faults:
        raise LostEntriesError(tuple(faults))


class _Book:
    """A workbook in which traces of lost tables are looked for."""

    def __init__(self, archive: Archive, found: Structure) -> None:
        self.archive, self.found = archive, found
        self._strings = shared_texts(archive, found.shared_strings)
        self._texts: dict[str, Texts] = {}
        self._xml: dict[str, SheetXml] = {}

    def lost(self, table: Table) -> str:
        """The sentence on a table that was there, or ``""`` where there is no trace of one."""
        for sheet in self.found.sheets:
            if sheet.is_worksheet:
                at = self._heading(table, sheet)
                if at is not None:
                    return self._still_there(table, sheet, at)
        sheet_now = self.found.sheet(table.sheet)
        if sheet_now is None:
            return self._sheet_gone(table)
        if OURS not in self.found.names:
            return ""
        if self._has_prompts(table, sheet_now) or self._has_lines_above(table, sheet_now):
            return (
                f"{table.sheet}: the table {table.name} is gone, though its place is still there; "
                f"undo that, or put it back from an earlier copy of the workbook (its cells, "
                f"Insert, Table, Table Name {table.name}), and build again."
            )
        return ""

    def _still_there(self, table: Table, sheet: SheetPart, at: Rectangle) -> str:
        name = next(
            (t.name for t in self.found.tables if t.sheet == sheet.name and t.area.meets(at)), None
        )
        if name is not None:
            return (
                f"{sheet.name}!{at.address}: the table {table.name} is now called {name}; call it "
                f"{table.name} again (Table Design, Table Name), and build again."
            )
        return (
            f"{sheet.name}!{at.address}: these are the headings of the table {table.name}, but no "
            f"table is here, so its entries would be lost; select its cells, Insert, Table, call "
            f"it {table.name} (Table Design, Table Name), and build again."
        )

    def _sheet_gone(self, table: Table) -> str:
        wanted = table.sheet.casefold()
        for sheet in self.found.sheets:
            if not sheet.is_worksheet:
                continue
            for at, link in sheet_links(self.archive, sheet.part, self._sheet(sheet)):
                place = link.place.rpartition("!")[0].strip("#'").replace("''", "'")
                if place.casefold() == wanted:
                    return (
                        f"The sheet '{table.sheet}' with the table {table.name} is gone, though "
                        f"{sheet.name}!{cell_address(*at)} leads there; put it back from an "
                        "earlier copy of the workbook, or, to begin it anew, clear that cell and "
                        "its link."
                    )
        return ""

    def _heading(self, table: Table, sheet: SheetPart) -> Rectangle | None:
        """The cells of a row that hold most of a table's headings, side by side and in order."""
        known = {t.name.casefold() for t in TABLES}
        taken = [
            t.area
            for t in self.found.tables
            if t.sheet == sheet.name and t.name.casefold() in known
        ]
        rows: dict[int, dict[int, str]] = {}
        for (row, column), text in self._of(sheet).items():
            if not any(area.contains(row, column) for area in taken):
                rows.setdefault(row, {})[column] = text.strip().casefold()
        wanted = [header.casefold() for header in table.headers]
        for row, cells in rows.items():
            found = [column for column, text in cells.items() if text in wanted]
            order = [wanted.index(cells[column]) for column in found]
            in_order = order == sorted(set(order))
            if in_order and len(found) >= LEAST_SHARE * len(wanted):
                return Rectangle(row, found[0], row, found[-1])
        return None

    def _has_prompts(self, table: Table, sheet: SheetPart) -> bool:
        """Whether the notes at the table's cells are there, and no table of theirs."""
        areas = [t.area for t in self.found.tables if t.sheet == sheet.name]
        others = {
            header
            for other in ANALYST_TABLES
            if other.sheet == table.sheet and other is not table
            for header in other.headers
        }
        own = set(table.headers) - others
        return any(
            title in own and not any(area.meets(cells) for area in areas)
            for title, cells in prompts(self._sheet(sheet).text)
        )

    def _has_lines_above(self, table: Table, sheet: SheetPart) -> bool:
        """Whether the lines that the template has above the table still stand on the sheet."""
        lines = _lines_above(table)
        return bool(lines) and lines <= set(self._of(sheet).values())

    def renamed_columns(self, table: Table, part: TablePart) -> Iterator[str]:
        """A sentence for each column whose heading was changed, so that entries would be lost."""
        # A heading of an older workbook is none that an analyst changed.
        older = {OLDER_NAMES[name]: name for name in table.headers if name in OLDER_NAMES}
        there = {older.get(name, name) for name in part.columns}
        added = [name for name in part.columns if name not in {*table.headers, *older}]
        sheet = self.found.sheet(part.sheet)
        if not added or sheet is None:
            return
        titles = [(t, a) for t, a in prompts(self._sheet(sheet).text) if a.meets(part.data)]
        for at, header in enumerate(table.headers):
            if header in there:
                continue
            now = _between(table.headers, at, part.columns, added) or _noted(
                header, titles, part, added
            )
            if now:
                cell = cell_address(part.area.first_row, part.column(now))
                yield (
                    f"{part.sheet}!{cell}: this column of the table {table.name} must be called "
                    f"'{header}'; found '{now}'. Give it its name back, and build again."
                )

    def _sheet(self, sheet: SheetPart) -> SheetXml:
        if sheet.part not in self._xml:
            text = self.archive.text(sheet.part)
            self._xml[sheet.part] = SheetXml(text, where=sheet.name)
        return self._xml[sheet.part]

    def _of(self, sheet: SheetPart) -> Texts:
        """The texts of a sheet by row and column."""
        if sheet.part not in self._texts:
            self._texts[sheet.part] = sheet_texts(self._sheet(sheet), self._strings)
        return self._texts[sheet.part]


def _between(
    wanted: Sequence[str], at: int, found: Sequence[str], added: Sequence[str]
) -> str | None:
    """The added column that stands where a wanted one should: between the same two columns."""
    for index, name in enumerate(found):
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        is_after = before == (wanted[at - 1] if at else None)
        # The last column may be one that a new version has, and the added one an analyst's own.
        is_before = at + 1 < len(wanted) and after == wanted[at + 1]
        if name in added and is_after and is_before:
            return name
    return None


def _noted(
    header: str,
    titles: Sequence[tuple[str, Rectangle]],
    part: TablePart,
    added: Sequence[str],
) -> str | None:
    """The added column at whose cells the note of a wanted one still stands."""
    for title, cells in titles:
        if title == header:
            for name in added:
                if cells.first_column <= part.column(name) <= cells.last_column:
                    return name
    return None


def sheet_texts(xml: SheetXml, strings: Sequence[str]) -> Texts:
    """The texts of a sheet by row and column, blanks around them taken off."""
    return {
        (row, column): value
        for row in xml.rows
        for column, value in xml.filled(row, strings)
        if isinstance(value, str)
    }


@functools.cache
def _lines_above(table: Table) -> frozenset[str]:
    """What the shipped template says in the rows above a table's headings."""
    archive = Archive.read(templates_folder() / "Dashboard.xlsx")
    found = structure(archive)
    part = found.table(table.name)
    sheet = next(sheet.part for sheet in found.sheets if sheet.name == part.sheet)
    top = part.area.first_row
    xml = SheetXml(archive.text(sheet), where=part.sheet)
    texts = sheet_texts(xml, shared_texts(archive, found.shared_strings))
    return frozenset(
        text
        for (row, column), text in texts.items()
        if row > 1
        and top - LINES_ABOVE <= row < top
        and part.area.first_column <= column <= part.area.last_column
        and not any(t.area.contains(row, column) for t in found.tables)
    )
