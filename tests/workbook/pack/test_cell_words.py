from __future__ import annotations

import datetime

import pytest

from workbook.pack.said.cell import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        ("  A line\nand another\x0b ", "A line and another"),
        (12.0, "12"),
        (0.5, "0.5"),
        (datetime.datetime(2026, 1, 31), "31 Jan 26"),  # noqa: DTZ001 - as a cell is read
    ],
)
def test_a_cell_says_what_a_reader_sees_in_it(value: object, said: str) -> None:
    assert words(value) == said
