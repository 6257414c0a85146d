"""How much room texts need in cells."""

from __future__ import annotations

import pytest

from workbook.house.fitting import LINE_HEIGHT, heading_height, lines, pixels, row_height
from workbook.layout.table import analyst, refresh


def test_a_column_of_ten_digits_is_75_pixels_wide() -> None:
    assert pixels(10) == 75  # Excel's own note at the column's edge, for Calibri 11


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("Robbery", 1),
        ("Domestic abuse and violence against women and girls", 3),
        ("one\ntwo", 2),
        ("M1045_MonthlyCrimeDashboard_OtherCrimeData.csv", 3),
    ],
)
def test_a_text_breaks_between_words_and_within_those_too_wide(text: str, expected: int) -> None:
    assert lines(text, analyst("Offences", 20)) == expected


def test_a_row_is_as_high_as_the_longest_of_its_wrapping_texts() -> None:
    columns = (analyst("Id", 10), analyst("Definition", 12, wraps=True))
    one, two = (row_height(columns, ("x" * 90, text)) for text in ("short", "quite some words"))

    assert two - one == LINE_HEIGHT


def test_a_heading_leaves_room_for_the_filters_button_below_its_label() -> None:
    button = 12.75  # points: the 17 pixels of Excel's button at 100 %

    assert heading_height((refresh("Rank", 10, "rank"),)) - LINE_HEIGHT >= button
