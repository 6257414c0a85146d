"""Cells beside what a refresh writes: which are compared, by which row, and which are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.block import KEEP, Block, TableBlock
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.reproduce.compared import Cells, Compared, shortened

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cells(tmp_path: Path) -> Cells:
    path = tmp_path / "Book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.write_row("A1", ["Robbery", 5, "own"])
    book.define_name("S.volumes", "=S!$A$1:$C$1")
    sheet.add_table(
        "A4:B6",
        {
            "name": "T",
            "columns": [{"header": "Key"}, {"header": "Fed"}],
            "data": [["a", 1], ["b", 2]],
        },
    )
    book.close()
    archive = Archive.read(path)
    return Cells(archive, structure(archive))


def test_a_cell_that_a_refresh_leaves_is_not_compared(cells: Cells) -> None:
    found = [*cells.compared([Block("S.volumes", (("Robbery", 6.0, KEEP),))])]

    assert found == [
        Compared("S!A1", "Robbery", "Robbery", "Robbery"),
        Compared("S!B1", "Robbery", 5.0, 6.0),
    ]
    assert [(one.is_figure, one.is_same) for one in found] == [(False, True), (True, False)]


def test_a_row_is_known_by_its_key_and_one_no_longer_fed_stays(
    cells: Cells,
) -> None:
    rows = (("b", 2.0), ("c", KEEP))

    found = [*cells.compared([TableBlock("T", ("Key", "Fed"), rows, keys=("Key",))])]

    assert found == [
        Compared("S!A6", "b", "b", "b"),
        Compared("S!B6", "b", 2.0, 2.0),
        Compared("S, table T, column Key", "c", None, "c"),
    ]


def test_of_a_table_that_is_a_refreshs_whole_what_is_left_over_is_another(cells: Cells) -> None:
    found = [*cells.compared([TableBlock("T", ("Key", "Fed"), (("a", 1.0),))])]

    assert found[2:] == [Compared("S!A6", "b", "b", None), Compared("S!B6", "b", 2.0, None)]
    assert [one.is_same for one in found] == [True, True, False, False]


def test_words_are_no_longer_than_a_line_takes() -> None:
    assert (shortened("a" * 90), shortened("a" * 91)) == ("a" * 90, "a" * 89 + "…")
