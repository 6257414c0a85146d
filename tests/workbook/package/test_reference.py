from __future__ import annotations

import pytest

from workbook.package.reference import (
    Rectangle,
    column_letters,
    column_number,
    sheet_range,
)


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert (column_letters(number), column_number(letters)) == (letters, number)


def test_a_range_is_parsed_with_and_without_dollars() -> None:
    assert Rectangle.parse("$B$2:D9") == Rectangle(2, 2, 9, 4)


@pytest.mark.parametrize("text", ["", "B", "B2:", "D9:B2", "A0", "A1048577", "#REF!", "A:A"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a range"):
        Rectangle.parse(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Data!$A$1", ("Data", Rectangle(1, 1, 1, 1))),
        ("='It''s 5'!$A$1:$B$2", ("It's 5", Rectangle(1, 1, 2, 2))),
        ("[1]Data!$A$1", None),
        ("Data!#REF!", None),
        ("Data!$A:$A", None),
        ("OFFSET(Data!$A$1,1,1)", None),
        ("", None),
    ],
)
def test_a_reference_to_a_sheets_cells_is_understood(
    text: str, place: tuple[str, Rectangle] | None
) -> None:
    assert sheet_range(text) == place


def test_ranges_that_share_a_cell_meet() -> None:
    assert Rectangle.parse("A1:C3").meets(Rectangle.parse("C3:D9"))


def test_ranges_side_by_side_do_not_meet() -> None:
    assert not Rectangle.parse("A1:C3").meets(Rectangle.parse("D1:D9"))
