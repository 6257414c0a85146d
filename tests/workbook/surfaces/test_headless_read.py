from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table

from tests.support.rich_workbook import make_rich_workbook
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TableError, TemplateError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rich(tmp_path: Path) -> HeadlessWorkbook:
    return HeadlessWorkbook.open(make_rich_workbook(tmp_path / "rich.xlsx"))


def test_a_table_is_read_with_text_dates_numbers_and_blanks(rich: HeadlessWorkbook) -> None:
    actions = rich.tables(["Actions"])["Actions"]

    assert actions.rows[1] == (
        "A2",
        "Lighting",
        datetime.datetime(2025, 7, 1),  # noqa: DTZ001 - dates of cells have no zone
        None,
        0.25,
        0.75,
    )


def test_a_table_knows_the_cell_of_a_row_and_heading(rich: HeadlessWorkbook) -> None:
    actions = rich.tables(["Actions"])["Actions"]

    assert actions.address(1, "Progress") == "Actions!E5"


def test_a_missing_table_is_named(rich: HeadlessWorkbook) -> None:
    with pytest.raises(TemplateError, match=r"no table 'Outputs'.*safer build"):
        rich.tables(["Outputs"])


def test_a_named_cell_is_read(rich: HeadlessWorkbook) -> None:
    assert rich.block_values("Choice") == (("Burglary",),)


def test_a_name_that_lost_its_cells_is_a_fault(rich: HeadlessWorkbook) -> None:
    with pytest.raises(TemplateError, match=r"'broken'.*#REF!"):
        rich.block_values("broken")


def test_sheets_are_listed_in_tab_order(rich: HeadlessWorkbook) -> None:
    assert rich.sheet_names == ("Board's page", "Data", "Actions", "Map")


def test_a_filled_row_just_below_a_table_is_a_fault_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "below.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Settings")
    sheet.add_table("B2:C4", {"name": "Settings", "columns": [{"header": "a"}, {"header": "b"}]})
    sheet.write("C5", "typed below")
    book.close()

    with pytest.raises(TableError, match=r"Settings!C5.*'typed below'"):
        HeadlessWorkbook.open(path).tables(["Settings"])


def test_a_table_just_below_another_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "stacked.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.add_table("A1:A2", {"name": "One", "columns": [{"header": "a"}]})
    sheet.add_table("A3:A4", {"name": "Two", "columns": [{"header": "b"}]})
    sheet.write("A2", "text")
    book.close()

    assert HeadlessWorkbook.open(path).tables(["One"])["One"].rows == (("text",),)


def test_a_table_is_found_on_whatever_sheet_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Our actions").append(["Reference", "Action"])
    book["Our actions"].append(["A1", "Patrols"])
    book["Our actions"].add_table(Table(displayName="Actions", ref="A1:B2"))
    book.save(path)

    assert HeadlessWorkbook.open(path).tables(["Actions"])["Actions"].sheet == "Our actions"
