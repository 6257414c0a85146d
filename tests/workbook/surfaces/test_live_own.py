"""Analysts' own columns of a table that refresh owns whole, in an open workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from tests.support.parity.board import a_book, rows_of, write
from workbook.block import TableBlock
from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    import xlwings as xw
    from openpyxl.worksheet.worksheet import Worksheet


def block(*rows: tuple[str, float]) -> TableBlock:
    return TableBlock("Figures", ("Key", "Figure"), rows, identity=("Key",))


def with_kept_answers(book: xw.Book) -> Worksheet:
    sheet: Worksheet = book.impl.workbook.create_sheet("Kept answers")
    sheet.append(list(KEPT_ANSWERS_TABLE.headers))
    sheet.append([None] * len(KEPT_ANSWERS_TABLE.headers))
    sheet.add_table(Table(displayName=KEPT_ANSWERS_TABLE.name, ref="A1:E2"))
    return sheet


def test_an_answer_moves_with_its_row_and_the_calculated_column_stays_filled() -> None:
    book, sheet = a_book()
    sheet["D7"] = "=B7+1"

    write(book, block(("b", 2.0), ("new", 3.0), ("a", 1.0)))

    assert rows_of(sheet, "A6:D8") == [
        ["b", 2.0, "=B6*2", "=B6+1"],
        ["new", 3.0, "=B7*2", None],
        ["a", 1.0, "=B8*2", "mine"],
    ]


def test_a_text_that_looks_like_a_number_moves_as_a_text() -> None:
    book, sheet = a_book()
    sheet["D6"].value = "2025"
    sheet["D6"].data_type = "s"

    write(book, block(("b", 2.0), ("a", 1.0)))

    assert rows_of(sheet, "D6:D7") == [[None], ["2025"]]


def test_rows_that_stay_are_not_written_beside() -> None:
    book, sheet = a_book()
    sheet["D6"] = "=1/3"

    write(book, block(("a", 5.0), ("b", 6.0)))

    assert rows_of(sheet, "A6:D7") == [["a", 5.0, "=B6*2", "=1/3"], ["b", 6.0, "=B7*2", None]]


def test_the_answer_of_a_row_that_is_gone_is_kept_and_said() -> None:
    book, sheet = a_book()
    kept = with_kept_answers(book)

    said = write(book, block(("b", 2.0)))

    assert said == (
        "1 answer stands on the sheet Kept answers now, since the rows beside them are gone.",
    )
    assert rows_of(kept, "A2:D2") == [["Figures", "a", "Note", "mine"]]
    assert rows_of(sheet, "A6:D7") == [["b", 2.0, "=B6*2", None], [None] * 4]


def test_nothing_is_written_without_a_table_for_what_is_gone() -> None:
    book, sheet = a_book()

    with pytest.raises(TemplateError, match="has no table KeptAnswers to keep the answer in"):
        write(book, block(("b", 2.0)))

    assert rows_of(sheet, "A6:B7") == [["a", 1], ["b", 2]]


@pytest.mark.parametrize("kind", ["note", "comment"])
def test_a_note_on_a_row_that_moves_is_named_and_nothing_is_written(kind: str) -> None:
    book, sheet = a_book()
    if kind == "note":
        sheet["D6"].comment = Comment("look", "ann")
    else:
        sheet.__dict__["test_comments"] = ["D6"]

    with pytest.raises(TemplateError, match=r"Board!D6: a note or comment hangs on a row of the"):
        write(book, block(("b", 2.0), ("a", 1.0)))

    assert rows_of(sheet, "A6:B7") == [["a", 1], ["b", 2]]


def test_a_note_on_a_row_that_stays_is_no_obstacle() -> None:
    book, sheet = a_book()
    sheet["D6"].comment = Comment("look", "ann")

    write(book, block(("a", 5.0), ("b", 6.0)))

    assert rows_of(sheet, "A6:B7") == [["a", 5.0], ["b", 6.0]]
