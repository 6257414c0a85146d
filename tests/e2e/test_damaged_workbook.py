"""A workbook that lost what a refresh needs: a sentence that says so, and nothing is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.excel_package import MAIN, ExcelPackage, element
from workbook.refresh import refresh
from workbook.sheets.summary import layout as summary_layout
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree


def lose_a_name(book: ExcelPackage) -> None:
    name = defined_name(book, summary_layout.TABLE.name)
    name.getparent().remove(name)


def delete_the_named_cells(book: ExcelPackage) -> None:
    defined_name(book, summary_layout.TABLE.name).text = "Summary!#REF!"


def delete_a_row_of_the_named_cells(book: ExcelPackage) -> None:
    name = defined_name(book, summary_layout.TABLE.name)
    start, _, last_row = name.text.rpartition("$")
    name.text = f"{start}${int(last_row) - 1}"


def rename_a_column_of_refresh(book: ExcelPackage) -> None:
    rename_column(book, "All indicators", "Change", "Difference")


def rename_a_column_of_the_analysts(book: ExcelPackage) -> None:
    rename_column(book, "Definitions", "Polarity", "Direction")


def fill_the_row_below_a_table(book: ExcelPackage) -> None:
    (table,) = book.related(book.sheet_part("Definitions"), "table")
    row = int(re.findall(r"\d+", book.root(table).get("ref"))[1]) + 1
    book.sheet("Definitions").find(f"{MAIN}sheetData").append(
        element(f'<row r="{row}"><c r="B{row}"><v>7</v></c></row>')
    )


def defined_name(book: ExcelPackage, name: str) -> etree._Element:
    return next(n for n in book.workbook.iter(f"{MAIN}definedName") if n.get("name") == name)


def rename_column(book: ExcelPackage, sheet: str, old: str, new: str) -> None:
    (table,) = book.related(book.sheet_part(sheet), "table")
    for column in book.root(table).iter(f"{MAIN}tableColumn"):
        if column.get("name") == old:
            column.set("name", new)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lose_a_name, r"no cells named 'summary.table'; run `safer build`"),
        (delete_the_named_cells, r"'summary.table' in .* must mean one range .*#REF!.*safer build"),
        (
            delete_a_row_of_the_named_cells,
            r"at 'summary.table'; found 27 × 13 \(Summary!A10:M36\).*safer build",
        ),
        (rename_a_column_of_refresh, r"AllIndicators .* needs the column 'Change'; found"),
        (rename_a_column_of_the_analysts, r"Definitions must have a column 'Polarity'"),
        (fill_the_row_below_a_table, r"Definitions!B\d+: stands just below the table"),
    ],
)
def test_a_damaged_workbook_is_a_sentence_and_nothing_is_written(
    damage: Callable[[ExcelPackage], None], sentence: str, template: Path, tmp_path: Path
) -> None:
    book = ExcelPackage(template)
    damage(book)
    damaged = book.save(tmp_path / "damaged.xlsx")

    with pytest.raises(DashboardError, match=sentence):
        refresh(damaged, data_folder(), out=tmp_path / "refreshed.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["damaged.xlsx"]
