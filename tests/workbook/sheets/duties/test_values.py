"""What refresh writes into the tables of the duties, and says of them on Cover."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.sheets.duties.values import blocks
from workbook.tables.duties_layout import CASE_REVIEWS_TABLE, DUTIES_TABLE
from xlsrc.domain.month import Month
from xlsrc.words.duties import late_duties

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

DASHBOARD = made_up_dashboard()
AT_SEPTEMBER = dataclasses.replace(DASHBOARD, as_at=Month.of(2025, 9))


def status(table: str, key: str, dashboard: Dashboard = DASHBOARD) -> str:
    block = next(one for one in blocks(dashboard) if one.table == table)
    words = next(str(row[1]) for row in block.rows if row[0] == key)
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("D1", "✓ Done; next 30 Jun 26"),
        ("D2", "● Due 28 Feb 26"),
        ("D7", "– Not in England"),
        ("D9", "? No date recorded"),
        ("D10", "▲ Late: due 30 Nov 25"),
    ],
)
def test_how_the_shipped_duties_stand(ref: str, words: str) -> None:
    assert status(DUTIES_TABLE.name, ref) == words


def test_by_an_earlier_month_it_was_not_late() -> None:
    assert status(DUTIES_TABLE.name, "D10", AT_SEPTEMBER) == "● Due 30 Nov 25"


@pytest.mark.parametrize(
    ("year", "words"),
    [("2023/24", "✓ Published"), ("2024/25", "✓ Published"), ("2025/26", "○ Year not over")],
)
def test_how_the_counts_of_case_reviews_stand(year: str, words: str) -> None:
    assert status(CASE_REVIEWS_TABLE.name, year) == words


def test_counts_were_not_published_before_they_were() -> None:
    at_may = dataclasses.replace(DASHBOARD, as_at=Month.of(2025, 5))

    assert status(CASE_REVIEWS_TABLE.name, "2024/25", at_may) == "● To publish"


def test_counts_of_a_year_that_is_over_may_be_missing() -> None:
    settings = DASHBOARD.settings
    reviews = tuple(dataclasses.replace(one, reviews=None) for one in settings.case_reviews)
    lacking = dataclasses.replace(
        DASHBOARD, settings=dataclasses.replace(settings, case_reviews=reviews)
    )

    assert status(CASE_REVIEWS_TABLE.name, "2024/25", lacking) == "? Counts missing"


def test_the_sentence_names_what_is_late_with_its_date_and_its_mark() -> None:
    assert late_duties(DASHBOARD) == (
        "Late: Information-sharing protocol (due 30 November 2025) ‡. See Duties."
    )


def test_there_is_no_sentence_where_nothing_is_late() -> None:
    assert late_duties(AT_SEPTEMBER) == ""


def test_of_many_the_sentence_names_three() -> None:
    settings = DASHBOARD.settings
    all_late = tuple(
        dataclasses.replace(one, last_done=None, due=DASHBOARD.as_at.first_day, notes="")
        for one in settings.duties
    )
    late = dataclasses.replace(DASHBOARD, settings=dataclasses.replace(settings, duties=all_late))

    # Nine of the ten are England's.
    assert late_duties(late) == (
        "Late: ASB case reviews: four counts (due 1 December 2025), Strategic assessment (due "
        "1 December 2025), Partnership plan (due 1 December 2025) and 6 more. See Duties."
    )
