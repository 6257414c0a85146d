"""What lies outside its usual range, in words."""

from __future__ import annotations

import pytest

from tests.support.made_up import made_up_outside
from xlsrc.domain.month import Month
from xlsrc.series.outside import Standing
from xlsrc.words.outside import outside_words, when

DECEMBER = Month.of(2025, 12)


@pytest.mark.parametrize(
    ("first", "shown", "sentence"),
    [
        (DECEMBER, "Dec 25", "Above its usual range in December 2025"),
        (Month.of(2025, 7), "Jul–Dec 25", "Above its usual range over July to December 2025"),
        (
            Month.of(2024, 12),
            "Dec 24–Dec 25",
            "Above its usual range over December 2024 to December 2025",
        ),
    ],
)
def test_the_months_are_named_as_shortly_as_their_years_allow(
    first: Month, shown: str, sentence: str
) -> None:
    one = made_up_outside(first=first, last=DECEMBER)

    assert (when(one), outside_words(one)) == (shown, sentence)


def test_what_has_ended_says_so() -> None:
    october = DECEMBER - 2
    one = made_up_outside(
        first=october, last=october, z=-3.3, standing=Standing.ENDED, back=DECEMBER - 1
    )

    assert outside_words(one) == (
        "Below its usual range in October 2025; back inside it since November 2025"
    )
