"""What lies outside its usual range, in words."""

from __future__ import annotations

import pytest

from tests.support.made_up import made_up_outside
from xlsrc.domain.month import Month
from xlsrc.series.outside import Standing
from xlsrc.words.outside import outside_words, rarity_words, when

DECEMBER = Month.of(2025, 12)


@pytest.mark.parametrize(
    ("z", "months", "said"),
    [
        # One in 1 / t₄₈(−z): 1/673, 1/1,094, 1/3,191.
        (3.13, 1, "About 1 month in 670 would be this high if nothing had changed"),
        (-3.3, 1, "About 1 month in 1,100 would be this low if nothing had changed"),
        (6.0, 1, "Fewer than 1 month in 20,000 would be this high if nothing had changed"),
        (
            -6.0,
            6,
            "Fewer than 1 in 20,000 six-month spells would be this low if nothing had changed",
        ),
        (3.66, 6, "About 1 in 3,200 six-month spells would be this high if nothing had changed"),
        (3.66, 3, "About 1 in 3,200 three-month spells would be this high if nothing had changed"),
        (float("nan"), 1, ""),
    ],
)
def test_rarity_is_put_in_words(z: float, months: int, said: str) -> None:
    assert rarity_words(z, months=months) == said


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
    one = made_up_outside(first=DECEMBER, last=DECEMBER, z=-3.3, standing=Standing.ENDED)

    assert outside_words(one) == "Below its usual range in December 2025; back inside it since"
