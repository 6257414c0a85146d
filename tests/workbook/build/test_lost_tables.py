"""A table or column of entries that was lost stops a build; one that never was does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.made_by_analysts import table_part
from tests.support.package_edits import Package
from workbook.build.build import build
from workbook.build.lost_tables import refuse_lost_tables
from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES, relationships_part, structure
from workbook.refresh import silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from xlsrc.domain.errors import TableError
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def book() -> Package:
    return Package.of(Archive.read(templates_folder() / "Dashboard.xlsx"))


def to_range(book: Package, table: str) -> None:
    """As Table Design, Convert to Range leaves it: the cells are there, the table is not."""
    part = structure(book.archive).table(table)
    book.changed[part.part] = None
    sheet = book.part(part.sheet)
    name = part.part.rpartition("/")[2]
    links = book.text(relationships_part(sheet))
    id_ = re.search(rf'<Relationship Id="(\w+)"[^>]*/{name}"/>', links)
    assert id_ is not None
    book.put(relationships_part(sheet), re.escape(id_[0]), "")
    book.put(sheet, rf'<tablePart r:id="{id_[1]}"/>', "")
    book.put(CONTENT_TYPES, f'<Override PartName="/{part.part}"[^>]*/>', "")


def emptied(book: Package, table: str) -> None:
    """The table's rows cleared as well, and its range with them."""
    to_range(book, table)
    area = structure(book.archive).table(table).area
    sheet = book.part(structure(book.archive).table(table).sheet)
    for row in range(area.first_row, area.last_row + 1):
        book.put(sheet, rf'<row r="{row}"[^>]*?(?:/>|>.*?</row>)', "")


def without_trace(book: Package, table: str) -> None:
    """A workbook that never had the table: no note at its cells, no line above it."""
    emptied(book, table)
    area = structure(book.archive).table(table).area
    sheet = book.part(structure(book.archive).table(table).sheet)
    for row in range(area.first_row - 3, area.first_row):
        text = book.text(sheet)
        book.changed[sheet] = re.sub(rf'<row r="{row}"[^>]*?(?:/>|>.*?</row>)', "", text)
    rows = "|".join(map(str, range(area.first_row, area.last_row + 1)))
    book.changed[sheet] = re.sub(
        rf'<dataValidation\b[^>]*sqref="[A-Z]+(?:{rows})(?::[^"]*)?"[^>]*?(?:/>|>.*?</dataValidation>)',
        "",
        book.text(sheet),
    )


def saved(book: Package, folder: Path) -> Path:
    path = folder / "theirs.xlsx"
    path.write_bytes(book.archive.replaced(book.changed))
    return path


@pytest.mark.parametrize("table", [table.name for table in ANALYST_TABLES])
def test_a_table_turned_into_a_range_is_named(book: Package, table: str, tmp_path: Path) -> None:
    part = structure(book.archive).table(table)
    to_range(book, table)

    with pytest.raises(TableError) as refused:
        refuse_lost_tables(saved(book, tmp_path))

    assert len(refused.value.faults) == 1
    assert f"headings of the table {table}" in refused.value.faults[0]
    assert refused.value.faults[0].startswith(f"{part.sheet}!")
    assert "Insert, Table" in refused.value.faults[0]


def test_nothing_is_written(book: Package, tmp_path: Path) -> None:
    to_range(book, "Commentary")
    path = saved(book, tmp_path)

    with pytest.raises(TableError):
        build(path, area=None, out=tmp_path / "new.xlsx", progress=silent)

    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_renamed_table_is_named_with_both_names(book: Package, tmp_path: Path) -> None:
    part = table_part(book, "Actions")
    book.put(part, 'name="Actions" displayName="Actions"', 'name="Table3" displayName="Table3"')

    with pytest.raises(TableError, match=r"^Actions!.*table Actions is now called Table3; call it"):
        refuse_lost_tables(saved(book, tmp_path))


@pytest.mark.parametrize("table", ["Commentary", "Acknowledged", "Evidence", "Returns"])
def test_a_deleted_table_is_known_by_what_is_left_around_it(
    book: Package, table: str, tmp_path: Path
) -> None:
    emptied(book, table)

    with pytest.raises(TableError, match=f"the table {table} is gone"):
        refuse_lost_tables(saved(book, tmp_path))


@pytest.mark.parametrize("table", ["Acknowledged", "KnownChanges"])
def test_a_workbook_that_never_had_a_table_is_built(
    book: Package, table: str, tmp_path: Path
) -> None:
    without_trace(book, table)
    path = saved(book, tmp_path)

    refuse_lost_tables(path)

    built = build(path, area=None, out=tmp_path / "new.xlsx", progress=silent)
    assert table in HeadlessWorkbook.open(built.path).table_names


def test_a_deleted_sheet_is_known_by_the_link_to_it(book: Package, tmp_path: Path) -> None:
    to_range(book, "Evidence")
    book.put("xl/workbook.xml", '<sheet name="What we heard"[^>]*/>', "")

    with pytest.raises(TableError, match=r"sheet 'What we heard' with the table Evidence is gone"):
        refuse_lost_tables(saved(book, tmp_path))


def renamed(table: str, old: str, new: str) -> Callable[[Package], None]:
    return lambda book: book.put(table_part(book, table), f'name="{old}"', f'name="{new}"')


@pytest.mark.parametrize(
    ("table", "old", "new", "cell"),
    [
        ("Commentary", "Analyst's view", "Our view", "Commentary!F4"),
        ("Settings", "Value", "Worth", "Settings!B4"),
        ("Outputs", "Target", "Aim", "Outputs!F4"),
        # Below the tables of Settings, which grow.
        ("Acknowledged", "Until", "To", r"Settings!D\d+"),
    ],
)
def test_a_renamed_column_is_named_with_both_names(
    book: Package, table: str, old: str, new: str, cell: str, tmp_path: Path
) -> None:
    renamed(table, old, new)(book)

    with pytest.raises(TableError) as refused:
        refuse_lost_tables(saved(book, tmp_path))

    (fault,) = refused.value.faults
    assert re.match(f"{cell}: ", fault)
    assert f"must be called '{old}'; found '{new}'" in fault


def test_a_column_of_ones_own_is_no_renamed_one(book: Package, tmp_path: Path) -> None:
    part = structure(book.archive).table("Acknowledged")
    book.put(part.part, "</tableColumns>", '<tableColumn id="90" name="Seen"/></tableColumns>')
    path = saved(book, tmp_path)

    refuse_lost_tables(path)

    assert HeadlessWorkbook.open(path).columns_of("Acknowledged")[-1] == "Seen"
