from __future__ import annotations

import datetime

from workbook.layout.kept_answers import (
    NOTE,
    Answer,
    answers_kept,
    filters_cleared,
    kept_answers,
    no_table_to_keep,
    row_in_words,
)
from workbook.layout.own_columns import moved_rows

DECEMBER = datetime.date(2025, 12, 1)
BURGLARY = Answer(
    table="Exceptions", key=("Burglary", "Barnet"), column="Our answer", value="asked the BCU"
)


def test_a_row_is_known_by_its_key_wherever_it_goes() -> None:
    assert moved_rows([("a",), ("b",), ("c",)], [("c",), ("a",), ("b",)]) == (1, 2, 0)


def test_a_row_that_is_gone_has_no_place() -> None:
    assert moved_rows([("a",), ("b",)], [("b",), ("new",)]) == (None, 0)


def test_rows_of_one_key_are_matched_in_their_order() -> None:
    assert moved_rows([("a",), ("b",), ("a",), ("a",)], [("a",), ("a",), ("b",)]) == (0, 2, 1, None)


def test_rows_without_identity_keep_their_place() -> None:
    assert moved_rows([(), (), ()], [(), ()]) == (0, 1, None)


def test_a_finding_is_the_same_when_its_size_has_moved() -> None:
    old = [("Places missing", "67c5079106-1.19"), ("Places missing", "a07fbe6281")]

    assert moved_rows(old, [("Places missing", "67c5079106-2360")]) == (0, None)


def test_a_key_is_said_in_words() -> None:
    key = ("Burglary", " Barnet ", datetime.datetime(2025, 12, 1), None, 7.0)  # noqa: DTZ001

    assert row_in_words(key) == "Burglary · Barnet · December 2025 · 7"


def test_a_kept_answer_says_of_which_row_and_column_it_was() -> None:
    block = kept_answers([BURGLARY], datetime.date(2025, 12, 31))

    assert block.rows == (
        ("Exceptions", "Burglary · Barnet", "Our answer", "asked the BCU", DECEMBER),
    )


def test_a_kept_note_is_said_to_be_one() -> None:
    note = Answer(table="Data", key=("x",), column="Count", value="typed twice", kind=NOTE)

    assert kept_answers([note], DECEMBER).rows[0][2] == "Count (note)"


def test_a_kept_date_is_in_words() -> None:
    due = Answer(table="Exceptions", key=("x",), column="Due", value=datetime.date(2026, 3, 1))

    assert kept_answers([due], DECEMBER).rows[0][3] == "1 March 2026"


def test_a_workbook_without_the_table_is_named_with_what_would_be_lost() -> None:
    error = no_table_to_keep("Board.xlsx", [BURGLARY, BURGLARY])

    assert str(error) == (
        "Board.xlsx has no table KeptAnswers to keep the answer in that stands beside "
        "'Burglary · Barnet' of Exceptions under Our answer and 1 more, whose row is gone: run "
        "`safer build` on it, then refresh what that makes. Nothing was written."
    )


def test_what_was_done_is_one_line() -> None:
    assert (filters_cleared({"Exceptions", "Data"}), answers_kept(2)) == (
        "The filters of Data and Exceptions were cleared, so that no new row is hidden.",
        "2 answers stand on the sheet Kept answers now, since the rows beside them are gone.",
    )


def test_nothing_done_is_no_line() -> None:
    assert (filters_cleared(()), answers_kept(0)) == ("", "")
