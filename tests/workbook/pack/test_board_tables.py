"""Cells of the ten slides' tables: counts, shares, words that analysts typed, and none at all."""

from __future__ import annotations

import pytest

from workbook.pack.said.board_tables import change, coming, evidence, moved, volume

MINUS, DASH = "\u2212", "\u2013"

ROW: dict[str, object] = {
    "indicator": "Burglary",
    "last_12": 1782.0,
    "year_before": 2074.0,
    "difference": -292.0,
    "change": -0.141,
    "is_it_real": "yes",
    "is_share": 0,
    "invented": 0,
}


def cells(row: dict[str, object]) -> list[str]:
    (found,) = moved([ROW | row]).rows
    return [cell.text for cell in found.cells]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, ["1,782", "2,074", f"{MINUS}292", f"{MINUS}14 %"]),
        (
            {"last_12": 14.2, "year_before": 13.6, "difference": 0.6, "change": 0.6, "is_share": 1},
            ["14.2 %", "13.6 %", "+0.6 pt", "+0.6 pt"],
        ),
        (
            {"last_12": "not yet", "year_before": None, "difference": None, "change": "new"},
            ["not yet", DASH, DASH, "new"],
        ),
        ({"difference": "many", "change": None}, ["1,782", "2,074", DASH, ""]),
    ],
    ids=["a count", "a share", "words and none", "a word for a difference"],
)
def test_figures_are_said_in_their_unit_and_words_as_they_were_typed(
    row: dict[str, object], said: list[str]
) -> None:
    name, *figures, real = cells(row)

    assert (name, real) == ("Burglary", "yes")
    assert figures == said


@pytest.mark.parametrize(
    ("low", "high", "is_share", "said"),
    [
        (380.0, 520.4, 0, f"380{DASH}520"),
        (13.1, 15.0, 1, f"13.1{DASH}15.0 %"),
        (None, 520.0, 0, DASH),
        (380.0, "some", 0, DASH),
    ],
)
def test_a_range_has_both_its_ends_or_is_none(
    low: object, high: object, is_share: int, said: str
) -> None:
    row = ROW | {"months": "Jan to Mar 26", "last_3": 440.0, "low": low, "high": high}
    (found,) = coming([row | {"is_share": is_share}]).rows

    assert found.cells[-1].text == said


def test_without_rows_the_months_to_come_have_no_name() -> None:
    assert coming([]).columns[-1].heading == "Next 3 months"


def test_a_ward_without_figures_shows_none() -> None:
    row = {"place": "Mill Hill", "before": None, "now": "few", "difference": None, "is_whole": 0}
    (found,) = evidence([row]).rows

    assert [cell.text for cell in found.cells] == ["Mill Hill", DASH, "few", DASH]


def test_a_figure_that_is_none_is_a_dash_and_a_change_that_is_none_is_nothing() -> None:
    assert (volume({"x": None}, "x"), change({"change": None})) == (DASH, "")
