"""What an exception's row says: where it is, and the question that it raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.made_up import AREA, AS_AT, WARDS, made_up_dashboard, made_up_outside
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.indicator import Polarity
from xlsrc.series.outside import Standing
from xlsrc.words.exception_rows import ask_words, when_words, where_words

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


@pytest.mark.parametrize(
    ("one", "question"),
    [
        (row(), "Where and when, and who is acting on it?"),
        (row(standing=Standing.CONTINUING), "What has been done, and what comes next?"),
        (row(wards=WARDS_BEHIND), "What is being done in Childs Hill and Burnt Oak?"),
        (
            row(wards=("Totteridge & Woodside", "Finchley Church End")),
            "What is being done in Totteridge & Woodside?",
        ),
        (row(is_high=False), "What is different, and will it last?"),
        (
            row(is_high=False, wards=WARDS_BEHIND),
            "What is different in Childs Hill and Burnt Oak, and will it last?",
        ),
        (row(Polarity.HIGHER, is_high=False), "Where and when, and who is acting on it?"),
        (row(Polarity.NEUTRAL), "More crime, or more reports?"),
        (row(Polarity.NEUTRAL, is_high=False), "Less crime, or fewer reports?"),
        (row(Polarity.NEUTRAL, is_share=True), "What lies behind it?"),
        (
            row(Polarity.NEUTRAL, caveats="Mostly police activity: searches find drugs."),
            "More crime, or more policing?",
        ),
        (row(standing=Standing.ENDED, is_over=True), "Back inside since November"),
        (row(is_over=True), "Back inside since November. What happened?"),
        (row(Polarity.NEUTRAL, is_over=True), "Back inside since November. What happened?"),
    ],
)
def test_an_exception_raises_a_question(one: ExceptionRow, question: str) -> None:
    assert ask_words(one) == question


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
