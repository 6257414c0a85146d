"""The words of Home Office tables, in every spelling that is known or likely."""

from __future__ import annotations

import math

import pytest

from xlsrc.extracts.home_office_words import (
    financial_year,
    is_total,
    kind_of,
    published,
    quarter_number,
    whole_count,
    years_of_sheet,
)
from xlsrc.extracts.quarterly import Kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019/20", 2019), ("2019-20", 2019), ("2019–20", 2019), ("2019/2020", 2019),
        ("FY 2019/20", 2019), ("1999/00", 1999), ("2024/25 [p]", 2024), ("2019 to 2020", 2019),
        ("2019/21", None), ("2019", None), ("", None), ("Total", None),
    ],
)  # fmt: skip
def test_a_financial_year_is_two_years_that_follow(text: str, year: int | None) -> None:
    assert financial_year(text) == year


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("2019-20", [2019]), ("CSP 2019_20", [2019]), ("2002-03 to 2004-05", [2002, 2003, 2004]),
        ("2002-2005", [2002, 2003, 2004, 2005]), ("Table 1", None), ("2019", None),
    ],
)  # fmt: skip
def test_a_sheets_name_may_tell_its_years(name: str, years: list[int] | None) -> None:
    found = years_of_sheet(name)

    assert (found if found is None else list(found)) == years


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1), ("Q2", 2), ("Quarter 3", 3), ("Q1 2019/20", 1), ("4 (Jan-Mar)", 4),
        ("Apr-Jun", 1), ("July to September", 2), ("Oct 2019 to Dec 2019", 3),
        ("Jan-20 - Mar-20", 4),
        ("5", None), ("12", None), ("Apr-Sep", None), ("", None), ("1-4", None),
    ],
)  # fmt: skip
def test_a_quarter_is_a_number_or_its_months(text: str, number: int | None) -> None:
    assert quarter_number(text) == number


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), ("12.0", 12), ("1,234", 1234), ("1 234", 1234), ("1\u00a0234", 1234)],
)
def test_a_count_is_whole(text: str, count: float) -> None:
    assert whole_count(text) == count


@pytest.mark.parametrize("text", ["-1", "1.5", "1,23", "many", "inf", "1e3"])
def test_what_is_no_count_is_none(text: str) -> None:
    assert whole_count(text) is None


@pytest.mark.parametrize("text", ["", "*", "..", "[x]", "[c]", "n/a"])
def test_a_count_may_be_withheld(text: str) -> None:
    assert math.isnan(whole_count(text) or 0.0)


def test_totals_are_told_from_offences_that_sound_alike() -> None:
    assert all(
        map(is_total, ["Total", "Grand Total", "Sub-total", "TOTAL FRAUD", "England and Wales"])
    )
    assert not any(
        map(is_total, ["All other theft offences", "Wales Gate", "Totalitarian", "Sheffield"])
    )


@pytest.mark.parametrize(
    ("force", "partnership", "kind"),
    [
        ("Wiltshire", "Wiltshire", Kind.PARTNERSHIP),
        ("London, City of", "City of London", Kind.PARTNERSHIP),
        ("Kent", "Unassigned Kent", Kind.UNASSIGNED),
        ("Kent", "Kent unassigned", Kind.UNASSIGNED),
        ("Kent", "", Kind.FORCE),
        ("British Transport Police", "Unassigned", Kind.FORCE),
        ("Action Fraud", "Action Fraud", Kind.FORCE),
        ("UK Finance", "-", Kind.FORCE),
    ],
)
def test_whose_counts_a_row_holds(force: str, partnership: str, kind: Kind) -> None:
    assert kind_of(force, partnership) is kind


@pytest.mark.parametrize(
    ("cells", "vintage"),
    [
        (["Publication date:", "24 July 2025"], "2025-07"),
        (["Date of publication: 24 July 2025; next: 22 January 2026"], "2025-07"),
        (["Released", "", "2025-07-24"], "2025-07"),
        (["Published on 24/07/2025"], "2025-07"),
        (["Publication date", "45862"], "2025-07"),
        (["Next release: 22 January 2026"], ""),
        (["Figures to March 2025"], ""),
        (["Published figures are revised"], ""),
    ],
)
def test_the_day_of_publication_is_told_by_the_cover(cells: list[str], vintage: str) -> None:
    assert published(cells) == vintage
