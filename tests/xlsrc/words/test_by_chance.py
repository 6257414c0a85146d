"""How much of a page chance alone would give: rates as measured, times what is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard, made_up_outside, with_parts
from xlsrc.assessment import ExceptionRow
from xlsrc.words.by_chance import (
    LookedAt,
    looked_at,
    marks_by_chance,
    nothing_found,
    rows_by_chance,
    wards_by_chance,
)

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings

MADE_UP = made_up_dashboard()
SETTINGS = MADE_UP.settings


def assessed(*ends: Month, history: int = 84) -> tuple[Assessment, ...]:
    return tuple(
        replace(with_parts(MADE_UP.assessments[0], usual={"history": history}), as_at=end)
        for end in ends
    )


def published(month: Month | None) -> Settings:
    return replace(SETTINGS, last_published=month)


@pytest.mark.parametrize(
    ("month", "months"),
    [
        # 3 months of one indicator and 1 of another; what is late is judged again by its last.
        (AS_AT - 3, 3 + 1 + 1),
        (AS_AT, 1 + 1 + 1),
        (None, 3 + 3 + 3),
    ],
)
def test_the_months_since_the_last_publication_are_looked_at(
    month: Month | None, months: int
) -> None:
    found = looked_at(assessed(AS_AT, AS_AT - 2, AS_AT - 5), published(month))

    assert found == LookedAt(indicators=3, months=months)


def test_what_has_too_short_a_past_is_not_looked_at() -> None:
    assert looked_at(assessed(AS_AT, history=23), SETTINGS).indicators == 0


def test_the_rows_that_chance_gives_follow_from_what_was_measured() -> None:
    # 540 / 180 = 3 and 540 / 65 = 8.3.
    assert rows_by_chance(LookedAt(indicators=60, months=540)) == (
        "By chance: a series is newly flagged in about 1 month in 180, nearly as often where "
        "levels only drift; worth watching in about 1 in 65. Here, in 540 months of 60 series: "
        "about 3 in the first list, 8 in both."
    )


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (0.4, "Chance and drift alone give fewer than 1, so none is an ordinary result."),
        (1.2, "Chance and drift alone give about 1, so none is an ordinary result."),
        (4.6, "Chance and drift alone give about 5."),
    ],
)
def test_an_empty_list_is_only_called_ordinary_where_chance_gives_few(
    expected: float, said: str
) -> None:
    assert nothing_found(expected) == f"{said} It was looked for, not left out."


@pytest.mark.parametrize(
    ("tested", "words"), [(4, "fewer than 1"), (16, "about 1"), (39, "about 2")]
)
def test_words_that_chance_gives_are_six_in_a_hundred_of_the_tests(tested: int, words: str) -> None:
    said = marks_by_chance(assessed(*[AS_AT] * tested), published(AS_AT - 3))

    assert said.startswith(
        f"Chance alone would call {words} of the {tested} changes tested here real or probably "
        "real; chance and drift newly mark "
    )


def test_a_change_that_nobody_could_test_is_not_counted() -> None:
    untested = with_parts(MADE_UP.assessments[0], change={"certainty": None})

    assert marks_by_chance((untested,), SETTINGS).startswith("No change could be tested here; ")


@pytest.mark.parametrize(
    ("rows", "words"),
    [(0, "none is listed."), (5, "5 rows listed, of which about 1 in 10 may be false.")],
)
def test_of_the_rows_for_wards_one_in_ten_may_be_false(rows: int, words: str) -> None:
    row = ExceptionRow(indicator=SETTINGS.indicators[0], area=WARDS[0], outside=made_up_outside())
    said = wards_by_chance(replace(MADE_UP, exceptions=(row,) * rows))

    assert said.endswith(f" pairs of ward and offence looked at; {words}")


def test_without_ward_figures_nothing_is_said_of_wards() -> None:
    assert wards_by_chance(replace(MADE_UP, wards=())) == ""
