"""A refresh of a workbook that analysts restyled: new figures, and not a byte of theirs lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.restyle import OWN_SHEET, RENAMED, restyled
from workbook.block import Block, ShapeStyle, TableBlock
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.refresh import Refreshed, refresh
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.package.structure import Structure

SHEET: Final = re.compile(r"xl/worksheets/\w+\.xml")
CHART: Final = re.compile(r"xl/charts/\w+\.xml")
TABLE: Final = re.compile(r"xl/tables/\w+\.xml")
DRAWING: Final = re.compile(r"xl/drawings/\w+\.xml")
SHAPE: Final = re.compile(r"<xdr:sp\b.*?</xdr:sp>", re.DOTALL)
SHAPE_NAME: Final = re.compile(r'<xdr:cNvPr id="\d+" name="([^"]*)"')
SHAPE_LOOK: Final = re.compile(
    r'<a:(solidFill|pattFill)>.*?</a:\1>|<a:noFill/>| descr="[^"]*"|<a:t>[^<]*</a:t>', re.DOTALL
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
TABLE_RANGE: Final = re.compile(r'(<(?:table|autoFilter)\b[^>]*? ref=)"[^"]*"')


class Refreshing(NamedTuple):
    """A restyled workbook before and after its refresh, and the cells that were to be written."""

    source: Path
    target: Path
    before: Archive
    after: Archive
    written: dict[str, set[str]]
    coloured: set[str]


@pytest.fixture(scope="module")
def last_month(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("restyled") / "November.xlsx"
    return refresh(template, data_folder(), as_at=Month.of(2025, 11), out=target).path


@pytest.fixture(scope="module")
def refreshing(last_month: Path) -> Refreshing:
    source = restyled(last_month, last_month.with_name("November, restyled.xlsx"))
    target = source.with_name("December.xlsx")
    result = refresh(source, data_folder(), out=target)
    after = Archive.read(target)
    return Refreshing(
        source=source,
        target=target,
        before=Archive.read(source),
        after=after,
        written=written_cells(result, source, structure(after)),
        coloured=coloured_shapes(result, source),
    )


def written_cells(result: Refreshed, source: Path, found: Structure) -> dict[str, set[str]]:
    """The cells of a refresh's blocks and table columns, as ``column:row``, by sheet part."""
    written: dict[str, set[str]] = {}
    before = structure(Archive.read(source))
    for write in all_writes(result.dashboard, HeadlessWorkbook.open(source)):
        if isinstance(write, Block):
            sheet, area = found.named_range(write.name)
            areas = [area]
        elif isinstance(write, TableBlock):
            table = found.table(write.table)
            sheet = next(sheet for sheet in found.sheets if sheet.name == table.sheet)
            held = before.table(write.table).data
            rows = table.data.around(held)
            places = map(table.column, write.columns)
            areas = [replace(rows, first_column=at, last_column=at) for at in places]
            areas.append(replace(rows, first_row=held.last_row + 1))  # appended ones, whole
        else:
            continue  # a shape of the map has no cell
        written.setdefault(sheet.part, set()).update(
            f"{column}:{row}"
            for area in areas
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        )
    return written


def coloured_shapes(result: Refreshed, source: Path) -> set[str]:
    """The names of the map's shapes that a refresh may colour, name and outline."""
    writes = all_writes(result.dashboard, HeadlessWorkbook.open(source))
    names = {write.name for write in writes if isinstance(write, ShapeStyle)}
    return {f"{name}{part}" for name in names for part in ("", " label", " edge")}


def without_looks(drawing: str, coloured: set[str]) -> str:
    """A drawing without the fill, text and alternative text of the shapes of those names."""

    def plain(shape: re.Match[str]) -> str:
        name = SHAPE_NAME.search(shape[0])
        return SHAPE_LOOK.sub("", shape[0]) if name and name[1] in coloured else shape[0]

    return SHAPE.sub(plain, drawing)


def changed_parts(refreshing: Refreshing) -> set[str]:
    before, after = refreshing.before, refreshing.after
    return {
        name
        for name in {*before.names, *after.names}
        if name not in after.names
        or name not in before.names
        or before.content(name) != after.content(name)
    }


def outside_cells(sheet: str) -> str:
    """A worksheet without its cells and without the range that they take."""
    return re.sub(
        r'<sheetData>.*</sheetData>|(?<=<dimension ref=)"[^"]*"', "", sheet, flags=re.DOTALL
    )


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
        style = re.search(r' s="\d+"', match[0])
        text = f"{style and style[0]}{formula[0]}" if formula else match[0]
        found[match[1] + match[2]] = text
    return found


def row_tags(sheet: str) -> dict[str, str]:
    """The tags of the rows, without the hint of their first and last column."""
    return {
        match[1]: re.sub(r' spans="[^"]*"', "", match[0].split(">")[0].rstrip("/"))
        for match in ROW.finditer(sheet)
    }


def test_every_part_outside_the_list_is_byte_identical(refreshing: Refreshing) -> None:
    listed = {
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        "docProps/core.xml",
        "xl/calcChain.xml",
    }

    others = {
        name
        for name in changed_parts(refreshing) - listed
        if not any(kind.fullmatch(name) for kind in (SHEET, CHART, TABLE, DRAWING))
    }
    assert others == set()


def test_of_a_drawing_only_the_look_of_the_map_s_shapes_changes(refreshing: Refreshing) -> None:
    drawings = [name for name in changed_parts(refreshing) if DRAWING.fullmatch(name)]

    differing = [
        name
        for name in drawings
        if without_looks(refreshing.before.text(name), refreshing.coloured)
        != without_looks(refreshing.after.text(name), refreshing.coloured)
    ]
    assert drawings
    assert differing == []


def test_the_workbook_part_only_gains_the_order_to_recalculate(refreshing: Refreshing) -> None:
    before, after = (archive.text("xl/workbook.xml") for archive in refreshing[2:4])

    assert after.replace(' fullCalcOnLoad="1"', "") == before


def test_only_the_calculation_chain_leaves_the_package(refreshing: Refreshing) -> None:
    before, after = (
        archive.text("[Content_Types].xml") + archive.text("xl/_rels/workbook.xml.rels")
        for archive in refreshing[2:4]
    )

    without = re.sub(r"<(?:Override|Relationship) [^>]*calcChain[^>]*/>", "", before)
    assert (after, set(refreshing.before.names) - set(refreshing.after.names)) == (
        without,
        {"xl/calcChain.xml"},
    )


def test_the_document_s_properties_change_in_their_date_only(refreshing: Refreshing) -> None:
    before, after = (archive.text("docProps/core.xml") for archive in refreshing[2:4])

    assert after == before.replace("2025-11-01T", "2025-12-01T")


def test_outside_its_cells_a_sheet_is_byte_identical(refreshing: Refreshing) -> None:
    sheets = [name for name in changed_parts(refreshing) if SHEET.fullmatch(name)]

    differing = [
        name
        for name in sheets
        if outside_cells(refreshing.before.text(name)).replace("to Nov 2025", "to Dec 2025")
        != outside_cells(refreshing.after.text(name))
    ]
    assert sheets
    assert differing == []


def test_cells_that_are_not_a_refresh_s_are_byte_identical(refreshing: Refreshing) -> None:
    differing = []
    for name in changed_parts(refreshing):
        if SHEET.fullmatch(name):
            written = refreshing.written.get(name, set())
            before, after = (
                others_cells(archive.text(name), written) for archive in refreshing[2:4]
            )
            differing += [
                f"{name} {cell}"
                for cell in before.keys() | after.keys()
                if before.get(cell) != after.get(cell)
            ]

    assert differing == []


def test_rows_keep_their_heights_and_formats(refreshing: Refreshing) -> None:
    differing = []
    for name in changed_parts(refreshing):
        if SHEET.fullmatch(name):
            before, after = (row_tags(archive.text(name)) for archive in refreshing[2:4])
            differing += [f"{name} {row}" for row in before if before[row] != after.get(row)]

    assert differing == []


def without_figures(chart: str) -> str:
    return STEPS.sub(r"\1", CACHE.sub("", chart))


def test_charts_change_in_their_cached_values_and_steps_only(refreshing: Refreshing) -> None:
    charts = [name for name in changed_parts(refreshing) if CHART.fullmatch(name)]

    differing = [
        name
        for name in charts
        if without_figures(refreshing.before.text(name))
        != without_figures(refreshing.after.text(name))
    ]
    assert charts
    assert differing == []


def test_tables_change_in_their_range_only(refreshing: Refreshing) -> None:
    tables = [name for name in changed_parts(refreshing) if TABLE.fullmatch(name)]

    differing = [
        name
        for name in tables
        if TABLE_RANGE.sub(r"\1", refreshing.before.text(name))
        != TABLE_RANGE.sub(r"\1", refreshing.after.text(name))
    ]
    assert tables
    assert differing == []


def test_an_analysts_formula_keeps_no_value_that_is_out_of_date(refreshing: Refreshing) -> None:
    (sheet,) = (s for s in structure(refreshing.after).sheets if s.name == OWN_SHEET)

    cells = CELL.finditer(refreshing.after.text(sheet.part))
    assert [match[0] for match in cells if "<f>" in match[0]] == [
        '<c r="A2"><f>SUM(AllIndicators[Last 12 months])</f></c>',
        # The title is the same in every month, so what is taken from it is kept.
        '<c r="A3"><f>\'5 High-volume\'!A1&amp;" again"</f><v>3</v></c>',
    ]


def test_the_figures_are_those_of_a_workbook_that_nobody_touched(
    refreshing: Refreshing, last_month: Path, tmp_path: Path
) -> None:
    untouched = refresh(last_month, data_folder(), out=tmp_path / "untouched.xlsx")

    assert figures(refreshing.target) == figures(untouched.path)


def figures(path: Path) -> dict[str, object]:
    """What stands in every named block and every table of the layout, by name."""
    book = HeadlessWorkbook.open(path)
    found: dict[str, object] = {}
    for name, place in structure(Archive.read(path)).names.items():
        if "!" in place and not name.startswith("_xlnm"):
            found[name] = book.block_values(name)
    tables = book.tables([table.name for table in TABLES])
    for table in TABLES:
        data = tables[table.name]
        columns = [data.columns.index(header) for header in table.headers]
        found[table.name] = [[row[column] for column in columns] for row in data.rows]
    return found


def test_a_renamed_sheet_keeps_its_name(refreshing: Refreshing) -> None:
    assert RENAMED[1] in HeadlessWorkbook.open(refreshing.target).sheet_names


def test_our_own_check_finds_no_fault(refreshing: Refreshing) -> None:
    assert faults(refreshing.target) == ()


@needs_validator
@pytest.mark.parametrize("office_version", OLDEST_AND_NEWEST)
def test_the_refreshed_workbook_is_valid(refreshing: Refreshing, office_version: str) -> None:
    assert schema_errors(refreshing.target, office_version) == []


def test_a_second_refresh_changes_nothing(refreshing: Refreshing, tmp_path: Path) -> None:
    again = refresh(refreshing.target, data_folder(), out=tmp_path / "again.xlsx")

    assert again.path.read_bytes() == refreshing.target.read_bytes()
