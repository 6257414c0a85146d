from __future__ import annotations

import pytest

from xlsrc.extracts.dates import month_of


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2025-04", "2025-04"),
        ("202504", "2025-04"),
        ("2025-04-30", "2025-04"),
        ("2025-04-01 00:00:00", "2025-04"),
        ("01.06.21", "2021-06"),
        ("01/04/2025", "2025-04"),
        ("Apr-25", "2025-04"),
        ("April 2025", "2025-04"),
        ("Sept 2025", "2025-09"),
        ("45748", "2025-04"),  # Excel's number of 1 April 2025
    ],
)
def test_a_month_is_read_as_it_is_written(text: str, month: str) -> None:
    assert str(month_of(text)) == month


@pytest.mark.parametrize("text", ["", "2025", "2025-13", "Q1 2025", "Avril 25", "01/13/2025", "x"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_of(text) is None
