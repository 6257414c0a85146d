"""Where the references of a formula lie in the workbook: names, tables and ranges of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.package.formula_references import Columns, Name, References, references
from workbook.package.reference import Rectangle
from workbook.package.structure import children, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbook.package.archive import Archive
    from workbook.package.formula_references import Cells
    from workbook.package.structure import Structure, TablePart

Place = tuple[str, Rectangle]
"""A sheet (its name in lower case) and a range on it."""

_UNMOVED: Final = {"#headers", "#this row"}
"""Items of a table that stay what they are when it is resized."""


class Standing(NamedTuple):
    """The cell that a formula stands in, and how far that is from where its text was written."""

    sheet: str
    row: int
    column: int
    rows_on: int = 0
    columns_on: int = 0


class UnknownPlaceError(Exception):
    """A reference that cannot be followed, so that its value may be any."""


class Words:
    """What the words of formulas mean in one workbook.

    ``resized`` holds the new ranges of tables whose size changes in the save.
    """

    def __init__(
        self, archive: Archive, structure: Structure, resized: Mapping[str, Rectangle]
    ) -> None:
        self._sheets = [s.name.casefold() for s in structure.sheets]
        self._names = dict(_names(archive, structure))
        self._tables = {table.name.casefold(): table for table in structure.tables}
        self._resized = {name.casefold(): area for name, area in resized.items()}

    def places(self, found: References, at: Standing) -> tuple[Place, ...] | None:
        """Every range that a formula at a place depends on; None where that is not known."""
        if found.unknown:
            return None
        try:
            return tuple(self._places(found, at, frozenset()))
        except UnknownPlaceError:
            return None

    def calls_own_function(self, found: References, at: Standing) -> bool:
        """Whether a formula calls one of the ``SC_`` functions, also through a name."""
        if found.own_function:
            return True
        texts = [self._names.get(key) for name in found.names for key in _keys(name, at)]
        return any(references(text).own_function for text in texts if text)

    def source(self, name: str, sheet: str) -> tuple[Place, ...] | None:
        """The ranges of a table or a name, perhaps of a sheet; None where they are not known."""
        return self.places(References(names=[Name(sheet, name)]), Standing("", 1, 1))

    def _places(
        self, found: References, at: Standing, within: frozenset[tuple[str, str]]
    ) -> Iterator[Place]:
        if found.unknown:
            raise UnknownPlaceError
        for cells in found.cells:
            area = cells.seen_from(at.rows_on, at.columns_on)
            yield from ((sheet, area) for sheet in self._of(cells, at))
        for columns in found.columns:
            yield self._columns(columns, at)
        for name in found.names:
            yield from self._named(name, at, within)

    def _of(self, cells: Cells, at: Standing) -> Sequence[str]:
        """The sheets of a reference: its own, the named one, or all from one to another."""
        if not cells.sheets:
            return (at.sheet,)
        try:
            ends = [self._sheets.index(name.casefold()) for name in cells.sheets]
        except ValueError as error:
            raise UnknownPlaceError from error
        return self._sheets[min(ends) : max(ends) + 1]

    def _named(
        self, name: Name, at: Standing, within: frozenset[tuple[str, str]]
    ) -> Iterator[Place]:
        key = next((key for key in _keys(name, at) if key in self._names), None)
        if key is None:
            if name.name.endswith("("):
                return  # a function
            yield self._columns(Columns(name.name, (), ()), at)
        elif key not in within:
            # What a name says is written as if it stood in the first cell of the sheet.
            there = at._replace(rows_on=at.row - 1, columns_on=at.column - 1)
            yield from self._places(references(self._names[key]), there, within | {key})

    def _columns(self, columns: Columns, at: Standing) -> Place:
        table = self._tables.get(columns.table.casefold())
        if not columns.table:
            table = next((t for t in self._tables.values() if _is_in(at, t)), None)
        if table is None:
            raise UnknownPlaceError
        items = {item.casefold() for item in columns.items}
        if table.name.casefold() in self._resized and not (items and items <= _UNMOVED):
            raise UnknownPlaceError
        first, last = _ends(table, columns.columns)
        rows = list(_rows(table, items, at))
        if not rows:
            raise UnknownPlaceError
        area = Rectangle(min(a for a, _ in rows), first, max(b for _, b in rows), last)
        return (table.sheet.casefold(), area)


def _keys(name: Name, at: Standing) -> Iterable[tuple[str, str]]:
    """Under what a name may be found: on its sheet first, then in the workbook."""
    word = name.name.removesuffix("(").casefold()
    return (((name.sheet or at.sheet).casefold(), word), ("", word))


def _names(archive: Archive, structure: Structure) -> Iterator[tuple[tuple[str, str], str]]:
    for holder in children(parsed(archive, structure.workbook_part), "definedNames"):
        for element in holder:
            own = element.get("localSheetId")
            try:
                sheet = "" if own is None else structure.sheets[int(own)].name.casefold()
            except (ValueError, IndexError):
                continue
            yield ((sheet, element.get("name", "").casefold()), (element.text or "").strip())


def _is_in(at: Standing, table: TablePart) -> bool:
    return table.sheet.casefold() == at.sheet and table.area.contains(at.row, at.column)


def _ends(table: TablePart, columns: Sequence[str]) -> tuple[int, int]:
    """The first and last sheet column of a reference; of the table where one is not found."""
    folded = [column.casefold() for column in table.columns]
    at = [folded.index(c.casefold()) for c in columns if c.casefold() in folded]
    if not at or len(at) < len([column for column in columns if column != ":"]):
        return (table.area.first_column, table.area.last_column)
    return (table.area.first_column + min(at), table.area.first_column + max(at))


def _rows(table: TablePart, items: set[str], at: Standing) -> Iterator[tuple[int, int]]:
    area, data = table.area, table.data
    if items & {"#this row"}:
        yield (at.row, at.row)
    if items & {"#headers"} and data.first_row > area.first_row:
        yield (area.first_row, data.first_row - 1)
    if items & {"#totals"} and area.last_row > data.last_row:
        yield (data.last_row + 1, area.last_row)
    if items & {"#all"}:
        yield (area.first_row, area.last_row)
    if not items or items & {"#data"}:
        yield (data.first_row, data.last_row)
