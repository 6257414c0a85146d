"""What an exception's row says: where it is, and the question that it raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.made_up import AREA, AS_AT, WARDS, made_up_dashboard, made_up_outside
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.indicator import Polarity
from xlsrc.series.outside import Standing
from xlsrc.words.exception_rows import when_words, where_words

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
