"""Months: arithmetic, parsing and names."""

import datetime

import pytest

from xlsrc.domain.month import Month


def test_adding_months_crosses_the_year() -> None:
    month = Month.of(2025, 12)

    assert month + 1 == Month.of(2026, 1)


def test_months_are_ordered_in_time() -> None:
    assert Month.of(2024, 12) < Month.of(2025, 1)


@pytest.mark.parametrize("text", ["2025-12", "202512", " 2025-12 "])
def test_a_month_is_read_with_or_without_a_hyphen(text: str) -> None:
    assert Month.parse(text) == Month.of(2025, 12)


@pytest.mark.parametrize(
    "text", ["2025-13", "Dec 2025", "", "2025", "20251201", "0000-01", "9999-12"]
)
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_a_month_has_three_names() -> None:
    month = Month.of(2025, 3)

    assert (str(month), month.short, month.name) == ("2025-03", "Mar 25", "March 2025")


def test_a_date_cell_holds_the_first_day() -> None:
    assert Month.of(2025, 3).first_day == datetime.date(2025, 3, 1)
