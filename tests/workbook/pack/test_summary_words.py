from __future__ import annotations

import pytest

from workbook.pack.said.content import Grid, GridCell, GridRow
from workbook.pack.said.summary_reading import SENTENCE_COLUMNS, asked, beside


def brief(*rows: tuple[str, str]) -> Grid:
    return Grid(
        title="In brief",
        columns=SENTENCE_COLUMNS,
        rows=tuple(GridRow(cells=tuple(GridCell(text=text) for text in row)) for row in rows),
    )


def test_the_last_sentence_is_asked_of_the_board_where_its_topic_says_so() -> None:
    assert asked(brief(("Rape", "It rose."), ("For decision", "Extend it?"))) == "Extend it?"


@pytest.mark.parametrize(
    "rows",
    [(), (("Rape", "For decision"),), (("For decision", "Extend it?"), ("Rape", "It rose."))],
)
def test_nothing_is_asked_of_the_board_otherwise(rows: tuple[tuple[str, str], ...]) -> None:
    assert asked(brief(*rows)) == ""


def test_a_word_for_no_figure_stands_once() -> None:
    assert beside("no data", "no data", "no data") == "no data"


def test_two_years_of_the_same_figure_are_both_shown() -> None:
    assert beside("120", "120", 120.0) == "120 (120)"
