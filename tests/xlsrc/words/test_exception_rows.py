"""What an exception's row says: where it is, and the question that it raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.made_up import AREA, AS_AT, WARDS, made_up_dashboard, made_up_outside
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.indicator import Disclosure, Polarity
from xlsrc.series.outside import Standing
from xlsrc.words.exception_rows import exception_rows, when_words, where_words

BURGLARY = next(i for i in made_up_dashboard().settings.indicators if i.id == "burglary")
WARDS_BEHIND = ("Childs Hill", "Burnt Oak", "Cricklewood")


def row(
    polarity: Polarity = Polarity.LOWER,
    standing: Standing = Standing.NEW,
    wards: tuple[str, ...] = (),
    *,
    is_high: bool = True,
    is_over: bool = False,
    **fields: Any,
) -> ExceptionRow:
    over = {"until": AS_AT - 2, "back": AS_AT - 1} if is_over else {}
    return ExceptionRow(
        indicator=replace(BURGLARY, polarity=polarity, **fields),
        area=AREA,
        outside=made_up_outside(standing=standing, z=3.3 if is_high else -3.3, **over),
        wards_behind=wards,
    )


def test_the_whole_area_is_told_from_a_ward_of_its_name() -> None:
    assert (where_words(row()), where_words(replace(row(), area=WARDS[3]))) == (
        "Barnet",
        "Childs Hill ward",
    )


def test_what_later_months_are_missing_of_is_late() -> None:
    assert (when_words(row()), when_words(replace(row(), late=True))) == (
        "Jul–Dec 25",
        "Jul–Dec 25, late",
    )


@pytest.mark.parametrize(
    ("sensitive", "seen", "shown"),
    [(True, 4, 0), (True, 5, 1), (False, 1, 1), (True, 0, 0)],
)
def test_a_wards_small_count_of_a_sensitive_offence_is_no_row(
    sensitive: bool,  # noqa: FBT001 - a column of the table above
    seen: float,
    shown: int,
) -> None:
    known = replace(BURGLARY, declared=Disclosure.SMALL_NUMBERS if sensitive else None)
    of_wards = [(known, WARDS[0], made_up_outside(seen=seen, low=0, high=3))]

    assert len(exception_rows(AREA, (), (), of_wards)) == shown


def test_the_whole_areas_small_count_of_a_sensitive_offence_is_a_row() -> None:
    one = made_up_dashboard().assessments[0]
    assessed = replace(one, indicator=replace(one.indicator, declared=Disclosure.SMALL_NUMBERS))

    assert len(exception_rows(AREA, (assessed,), (made_up_outside(seen=3),))) == 1


def test_what_could_name_a_victim_is_shipped_as_sensitive() -> None:
    sensitive = {i.id for i in made_up_dashboard().settings.indicators if i.sensitive}

    assert sensitive >= {"rape", "other_sexual", "domestic_abuse", "hate_crime"}
    assert not sensitive & {"burglary", "shoplifting", "total_notifiable"}
