"""What an older Definitions holds beyond its values goes over without the heading that it had."""

from __future__ import annotations

import dataclasses

import pytest

from tests.support.little_book import Leaf, little_book, row, table
from workbook.build.older_tables import completed, extras_of, tables_of
from workbook.layout.carried import Link
from workbook.package.sheet import SheetXml
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.settings_layout import DEFINITIONS_TABLE, DISCLOSURE, SENSITIVE
from xlsrc.resources import shipped_template

LINKS = (
    '<hyperlinks><hyperlink ref="B5" location="Data!A1"/><hyperlink ref="C5" location="Data!B1"/>'
    "</hyperlinks>"
)
WIDE = '<cols><col min="2" max="4" width="99.7109375" customWidth="1"/></cols>'


def opened(*columns: str, name: str = "Definitions") -> HeadlessWorkbook:
    ref = f"A4:{chr(ord('A') + len(columns) - 1)}5"
    rows = row(4, *columns) + row(5, "robbery", "Robbery", "yes", "PC Khan")
    leaf = Leaf(rows, WIDE, LINKS, (table(name, ref, *columns),))
    return HeadlessWorkbook.of(little_book({"Definitions": leaf}).replaced({}), "theirs.xlsx")


def test_an_older_heading_is_no_column_that_was_added() -> None:
    found = extras_of(opened("Id", "Indicator", SENSITIVE, "Owner"))["Definitions"]

    assert [(one.header, one.width) for one in found.extra_columns] == [("Owner", 99)]
    assert dict(found.cells).keys() == {(0, "Indicator")}
    assert found.cells[0, "Indicator"].link == Link(address="", place="Data!A1", tip="")
    assert found.widths == {"Indicator": 99}


def test_columns_of_todays_names_keep_all_they_hold() -> None:
    found = extras_of(opened("Id", "Indicator", "Mine", "Owner"))["Definitions"]

    assert [one.header for one in found.extra_columns] == ["Mine", "Owner"]
    assert dict(found.cells).keys() == {(0, "Indicator"), (0, "Mine")}


def test_a_sheet_is_read_once_for_all_of_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, *, where: str, date_1904: bool) -> SheetXml:
        read.append(where)
        return SheetXml(text, where=where, date_1904=date_1904)

    monkeypatch.setattr("workbook.surfaces.headless.SheetXml", counted)
    shipped = HeadlessWorkbook.open(shipped_template())
    assert len(tables_of(shipped)) > 20
    assert len(extras_of(shipped)) > 20
    assert sorted(read) == sorted({table.sheet for table in ANALYST_TABLES})


def test_a_workbook_without_definitions_has_nothing_to_leave_out() -> None:
    assert extras_of(opened("Id", "Indicator", SENSITIVE, "Owner", name="Mine")) == {}


def test_what_the_workbook_lacks_is_shipped_and_of_examples_only_the_headings() -> None:
    found = tables_of(opened("Id", "Indicator", SENSITIVE, "Owner"))
    shipped = default_tables()

    assert found["Definitions"].rows[0][:2] == ("robbery", "Robbery")
    assert found["Settings"] == shipped["Settings"]
    assert (found["Actions"].rows, found["Actions"].columns) == ((), shipped["Actions"].columns)


def test_a_table_that_has_both_headings_keeps_both() -> None:
    shipped = default_tables()[DEFINITIONS_TABLE.name]
    both = dataclasses.replace(
        shipped,
        columns=(*shipped.columns, SENSITIVE),
        rows=tuple((*row, "yes") for row in shipped.rows),
    )

    assert completed(DEFINITIONS_TABLE, both, shipped) == both


@pytest.mark.parametrize("column", ["Id", DISCLOSURE])
def test_a_table_without_its_ids_has_nothing_in_what_it_lacks(column: str) -> None:
    shipped = default_tables()[DEFINITIONS_TABLE.name]
    kept = [at for at, name in enumerate(shipped.columns) if name not in {"Id", column}]
    older = dataclasses.replace(
        shipped,
        columns=tuple(shipped.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in shipped.rows),
    )
    lacked = ("Id",) if column == "Id" else ("Id", DISCLOSURE)

    found = completed(DEFINITIONS_TABLE, older, shipped)

    assert found.columns == (*older.columns, *lacked)
    assert {row[len(kept) :] for row in found.rows} == {(None,) * len(lacked)}
