"""Rows that a filter hides take what a refresh of the open workbook writes."""

from __future__ import annotations

from tests.support.parity.board import a_book, rows_of, write
from tests.support.parity.engine_filters import filtered_rows, hidden_rows, set_filter
from workbook.block import Block, TableBlock

ROWS = (("w", 5.0), ("x", 6.0), ("y", 7.0))
WHOLE = TableBlock("Figures", ("Key", "Figure"), ROWS)


def test_excel_writes_only_the_rows_that_a_filter_shows() -> None:
    book, sheet = a_book()
    set_filter(sheet, sheet.tables["Figures"].autoFilter, [6])

    book.sheets["Board"]["A6:B7"].value = [["w", 5.0], ["x", 6.0]]

    assert rows_of(sheet, "A6:B7") == [["a", 1], ["x", 6.0]]


def test_the_filter_of_a_table_is_cleared_before_it_is_written_and_said() -> None:
    book, sheet = a_book()
    set_filter(sheet, sheet.tables["Figures"].autoFilter, [6])

    said = write(book, WHOLE)

    assert said == ("The filter of Figures was cleared, so that no new row is hidden.",)
    assert rows_of(sheet, "A6:B8") == [list(row) for row in ROWS]
    assert hidden_rows(sheet, range(6, 9)) == set()


def test_the_filter_of_a_table_that_is_merged_into_is_cleared() -> None:
    book, sheet = a_book()
    set_filter(sheet, sheet.tables["Figures"].autoFilter, [6, 7])

    write(book, TableBlock("Figures", ("Key", "Figure"), (("a", 8.0), ("b", 9.0)), ("Key",)))

    assert rows_of(sheet, "A6:B7") == [["a", 8.0], ["b", 9.0]]


def test_the_filter_of_a_plain_range_is_cleared_and_said_by_its_sheet() -> None:
    book, sheet = a_book()
    sheet.auto_filter.ref = "F1:G3"
    set_filter(sheet, sheet.auto_filter, [2])

    said = write(book, Block("head", ((1.0,) * 3,) * 2))

    assert said == ("The filter of the sheet Board was cleared, so that no new row is hidden.",)
    assert rows_of(sheet, "A1:C2") == [[1.0] * 3] * 2


def test_a_filter_beside_rows_that_are_not_written_stays() -> None:
    book, sheet = a_book()
    set_filter(sheet, sheet.tables["Figures"].autoFilter, [6])

    said = write(book, Block("head", ((1.0,) * 3,) * 2))

    assert (said, filtered_rows(sheet)) == ((), {6})


def test_rows_hidden_by_hand_are_shown_where_the_whole_table_is_written() -> None:
    book, sheet = a_book()
    sheet.row_dimensions[7].hidden = True

    said = write(book, WHOLE)

    assert said == ("Hidden rows of Figures are shown again, since they hold other figures now.",)
    assert hidden_rows(sheet, range(6, 9)) == set()


def test_rows_hidden_by_hand_stay_hidden_in_a_table_of_the_analysts() -> None:
    book, sheet = a_book()
    sheet.row_dimensions[7].hidden = True

    said = write(book, TableBlock("Figures", ("Key", "Figure"), (("b", 9.0),), ("Key",)))

    assert (said, hidden_rows(sheet, range(6, 9)), sheet["B7"].value) == ((), {7}, 9.0)
