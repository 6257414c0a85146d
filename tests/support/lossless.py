"""What a save may change in a workbook, and every place in which one changed more than that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tests.support.own_columns import differing_own_columns, moved_rows
from workbook.block import Block, ShapeStyle, TableBlock
from workbook.package.structure import structure
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.block import Write
    from workbook.package.archive import Archive

LISTED: Final = frozenset({
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "docProps/core.xml",
    "xl/calcChain.xml",
})  # fmt: skip
SHEET: Final = re.compile(r"xl/worksheets/\w+\.xml")
CHART: Final = re.compile(r"xl/charts/\w+\.xml")
TABLE: Final = re.compile(r"xl/tables/\w+\.xml")
DRAWING: Final = re.compile(r"xl/drawings/\w+\.xml")
SHAPE: Final = re.compile(r"<xdr:sp\b.*?</xdr:sp>", re.DOTALL)
SHAPE_NAME: Final = re.compile(r'<xdr:cNvPr id="\d+" name="([^"]*)"')
SHAPE_LOOK: Final = re.compile(
    r'<a:(solidFill|pattFill)\b[^>]*>.*?</a:\1>|<a:noFill/>|<a:prstDash [^>]*/>| descr="[^"]*"'
    r"|<a:t>[^<]*</a:t>",
    re.DOTALL,
)
CELL: Final = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
ROW: Final = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
CACHE: Final = re.compile(r"<c:(numCache|strCache|multiLvlStrCache)>.*?</c:\1>", re.DOTALL)
STEPS: Final = re.compile(
    r'(<c:valAx>(?:(?!</c:valAx>).)*formatCode="\[&lt;10\]General;#,##0"'
    r"(?:(?!</c:valAx>).)*)<c:majorUnit [^>]*/>",
    re.DOTALL,
)
"""The steps of the house's own axes, which follow from what is drawn."""
FORMULA: Final = re.compile(r"<f\b[^>]*?(?:/>|>[^<]*</f>)")
STYLE: Final = re.compile(r' s="\d+"')
TABLE_RANGE: Final = re.compile(r'(<(?:table|autoFilter)\b[^>]*? ref=)"[^"]*"')
CELLS: Final = re.compile(r'<sheetData>.*</sheetData>|(?<=<dimension ref=)"[^"]*"', re.DOTALL)
FOOTER_MONTH: Final = re.compile(r"data to [A-Z][a-z]{2} \d{4}|no data yet")
PIVOT_CACHE: Final = re.compile(r"xl/pivotCache/pivotCacheDefinition\d+\.xml")
KIND_OF_CACHE: Final = re.compile(r"</?c:(?:num|str)Ref>")


@dataclass
class Save:
    """A workbook before and after its refresh, and what was to be written into it.

    ``written`` are the cells of a refresh's blocks and table columns, as ``column:row``, by sheet
    part; ``coloured`` the names of the map's shapes that it may colour, name and outline;
    ``known_again`` the tables whose own columns move with their rows.
    """

    before: Archive
    after: Archive
    written: dict[str, set[str]]
    coloured: set[str]
    known_again: Sequence[TableBlock] = ()
    changed: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.changed = sorted(
            name
            for name in {*self.before.names, *self.after.names}
            if name not in self.after.names
            or name not in self.before.names
            or self.before.content(name) != self.after.content(name)
        )

    @classmethod
    def of(cls, before: Archive, after: Archive, writes: Sequence[Write]) -> Save:
        names = {write.name for write in writes if isinstance(write, ShapeStyle)}
        coloured = {f"{name}{part}" for name in names for part in ("", " label", " edge")}
        known = [one for one in writes if isinstance(one, TableBlock) and one.identity]
        return cls(before, after, written_cells(writes, before, after), coloured, known)

    def both(self, kind: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
        """The parts of a kind that changed: their names, and their texts before and after."""
        for name in filter(kind.fullmatch, self.changed):
            if name in self.before.names and name in self.after.names:
                yield name, self.before.text(name), self.after.text(name)


def written_cells(writes: Sequence[Write], before: Archive, after: Archive) -> dict[str, set[str]]:
    """The cells of a refresh's blocks and table columns, as ``column:row``, by sheet part."""
    written: dict[str, set[str]] = {}
    held, found = structure(before), structure(after)
    for write in writes:
        if isinstance(write, Block):
            sheet, area = found.named_range(write.name)
            areas = [area]
        elif isinstance(write, TableBlock):
            table = found.table(write.table)
            sheet = next(sheet for sheet in found.sheets if sheet.name == table.sheet)
            old = held.table(write.table).data
            rows = table.data.around(old)
            places = map(table.column, write.columns)
            areas = [replace(rows, first_column=at, last_column=at) for at in places]
            areas.append(replace(rows, first_row=old.last_row + 1))  # appended ones, whole
            # What others have beside a row that is known again moves with it.
            moved = moved_rows(before, after, write) if write.identity else ()
            areas += [replace(rows, first_row=row, last_row=row) for row in moved]
        else:
            continue  # a shape of the map has no cell
        written.setdefault(sheet.part, set()).update(
            f"{column}:{row}"
            for area in areas
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        )
    return written


def losses(save: Save) -> list[str]:
    """Every place in which a save changed more than it may; empty for one that lost nothing."""
    return [
        *other_parts(save),
        *differing_drawings(save),
        *differing_outside_cells(save),
        *differing_cells(save),
        *differing_own_columns(save.before, save.after, save.known_again),
        *differing_rows(save),
        *differing_charts(save),
        *differing_tables(save),
        *differing_pivots(save),
    ]


def other_parts(save: Save) -> list[str]:
    """The parts that changed, came or went and stand on no list."""
    kinds = (SHEET, CHART, TABLE, DRAWING, PIVOT_CACHE)
    return [
        name
        for name in save.changed
        if name not in LISTED
        and not (name in save.before.names and any(kind.fullmatch(name) for kind in kinds))
    ]


def without_looks(drawing: str, coloured: set[str]) -> str:
    """A drawing without the fill, text and alternative text of the shapes of those names."""

    def plain(shape: re.Match[str]) -> str:
        name = SHAPE_NAME.search(shape[0])
        return SHAPE_LOOK.sub("", shape[0]) if name and name[1] in coloured else shape[0]

    return SHAPE.sub(plain, drawing)


def differing_drawings(save: Save) -> list[str]:
    """The drawings in which more changed than the look of the map's shapes."""
    return [
        name
        for name, before, after in save.both(DRAWING)
        if without_looks(before, save.coloured) != without_looks(after, save.coloured)
    ]


def outside_cells(sheet: str) -> str:
    """A worksheet without its cells, the range that they take, and the month of its footer."""
    return FOOTER_MONTH.sub("", CELLS.sub("", sheet))


def differing_outside_cells(save: Save) -> list[str]:
    """The sheets in which something changed outside their cells."""
    return [
        name
        for name, before, after in save.both(SHEET)
        if outside_cells(before) != outside_cells(after)
    ]


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def others_cells(sheet: str, written: set[str]) -> dict[str, str]:
    """The cells that no block or table of a refresh covers; of a formula, all but its value."""
    found = {}
    for match in CELL.finditer(sheet):
        if f"{column_number(match[1])}:{match[2]}" in written:
            continue
        formula = FORMULA.search(match[0])
        style = STYLE.search(match[0])
        text = f"{style and style[0]}{formula[0]}" if formula else match[0]
        found[match[1] + match[2]] = text
    return found


def differing_cells(save: Save) -> list[str]:
    """The cells that are no refresh's and changed all the same."""
    differing = []
    for name, *texts in save.both(SHEET):
        written = save.written.get(name, set())
        before, after = (others_cells(text, written) for text in texts)
        differing += [
            f"{name} {cell}"
            for cell in sorted(before.keys() | after.keys())
            if before.get(cell) != after.get(cell)
        ]
    return differing


def row_tags(sheet: str) -> dict[str, str]:
    """The tags of the rows, without the hint of their first and last column."""
    return {
        match[1]: re.sub(r' spans="[^"]*"', "", match[0].split(">")[0].rstrip("/"))
        for match in ROW.finditer(sheet)
    }


def differing_rows(save: Save) -> list[str]:
    """The rows that lost their height or format."""
    differing = []
    for name, *texts in save.both(SHEET):
        before, after = map(row_tags, texts)
        differing += [f"{name} row {row}" for row in before if before[row] != after.get(row)]
    return differing


def without_figures(chart: str) -> str:
    """A chart without cached values, their kinds, and the steps that follow from them."""
    return STEPS.sub(r"\1", KIND_OF_CACHE.sub("", CACHE.sub("", chart)))


def differing_charts(save: Save) -> list[str]:
    """The charts in which more changed than their cached values and steps."""
    return [
        name
        for name, before, after in save.both(CHART)
        if without_figures(before) != without_figures(after)
    ]


def differing_tables(save: Save) -> list[str]:
    """The tables in which more changed than their range."""
    return [
        name
        for name, before, after in save.both(TABLE)
        if TABLE_RANGE.sub(r"\1", before) != TABLE_RANGE.sub(r"\1", after)
    ]


def differing_pivots(save: Save) -> list[str]:
    """The pivot caches in which more changed than that Excel is told to renew them."""
    return [
        name
        for name, before, after in save.both(PIVOT_CACHE)
        if after.replace(' refreshOnLoad="1"', "") != before.replace(' refreshOnLoad="0"', "")
    ]


def figures(archive: Archive) -> dict[str, Sequence[Sequence[object]]]:
    """What stands in every named block and every table of the layout, by name."""
    found_names = structure(archive)
    book = HeadlessWorkbook(archive, found_names)
    found: dict[str, Sequence[Sequence[object]]] = {}
    for name, place in found_names.names.items():
        if "!" in place and not name.startswith("_xlnm"):
            found[name] = book.block_values(name)
    tables = book.tables([table.name for table in TABLES])
    for table in TABLES:
        data = tables[table.name]
        columns = [data.columns.index(header) for header in table.headers]
        found[table.name] = [[row[column] for column in columns] for row in data.rows]
    return found
