"""What is said of a level, of the year to come and of a target never contradicts its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_up import AS_AT, made_up_assessment, made_up_settings
from tests.support.recorded_crime import indicator
from xlsrc.comparison.targets import TargetStanding
from xlsrc.domain.month import Month
from xlsrc.measures.change import Certainty
from xlsrc.series.level import LevelChange, Trend
from xlsrc.series.year_end import YearEnd
from xlsrc.series.year_on_year import Change
from xlsrc.words import commentary
from xlsrc.words.outlook import (
    chance_word,
    chance_words,
    interval_words,
    level_sentence,
    still_words,
    target_sentence,
    trend_words,
    year_end_words,
)

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment

COUNT = made_up_assessment(indicator("Arson"), made_up_settings())
SHARE = made_up_assessment(indicator("Arson", is_share=True), made_up_settings())
RISING = LevelChange(change=22.0, low=2.4, high=46.1, trend=Trend.RISING)
FALLING = LevelChange(change=-18.0, low=-30.6, high=-4.2, trend=Trend.FALLING)
UNCLEAR = LevelChange(change=-17.0, low=-33.2, high=2.9, trend=Trend.NO_CLEAR_CHANGE)


def fell(certainty: Certainty) -> Change:
    return Change(difference=-203.0, percent=-11.0, p=0.02, certainty=certainty)


def test_a_level_is_told_by_its_interval() -> None:
    assert trend_words(replace(COUNT, level=RISING)) == "rising (+2 to +46 %)"
    assert trend_words(replace(COUNT, level=UNCLEAR)) == "no clear change (−33 to +3 %)"
    assert trend_words(replace(COUNT, level=LevelChange())) == ""


def test_an_end_that_would_read_as_no_change_gets_another_digit() -> None:
    narrow = LevelChange(change=9.0, low=0.3, high=18.2, trend=Trend.RISING)

    assert trend_words(replace(COUNT, level=narrow)) == "rising (+0.3 to +18 %)"


def test_a_word_kept_from_the_quarter_before_says_that_it_is_less_clear() -> None:
    kept = replace(COUNT, level=LevelChange(change=9.0, low=-1.2, high=20.0, trend=Trend.RISING))

    assert trend_words(kept) == "still rising, less clearly (−1 to +20 %)"
    assert level_sentence(kept).startswith("The level is still rising, less clearly: −1 to +20 %")


def test_the_level_of_a_share_moves_in_points() -> None:
    points = LevelChange(change=9.5, low=5.71, high=13.24, trend=Trend.RISING)

    assert trend_words(replace(SHARE, level=points)) == "rising (+5.7 to +13.2 pt)"


def test_a_level_without_a_clear_change_is_told_only_after_a_real_change_of_the_year() -> None:
    real = replace(COUNT, level=UNCLEAR, change=fell(Certainty.REAL))
    unclear = replace(COUNT, level=UNCLEAR, change=fell(Certainty.NO_CLEAR_CHANGE))

    assert level_sentence(real) == (
        "The level shows no clear change by now: −33 to +3 % on a year ago."
    )
    assert level_sentence(unclear) == ""


def test_a_level_that_goes_on_moving_says_still_and_one_that_has_turned_says_now() -> None:
    change = fell(Certainty.REAL)

    assert still_words(replace(COUNT, level=FALLING, change=change)) == (
        "Its level is still falling."
    )
    assert still_words(replace(COUNT, level=RISING, change=change)) == "Its level is now rising."
    assert still_words(replace(COUNT, level=UNCLEAR, change=change)) == ""


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (1.0, "likely"),
        (0.85, "likely"),
        (0.84, "more likely than not"),
        (0.60, "more likely than not"),
        (0.50, "about even"),
        (0.40, "about even"),
        (0.39, "less likely than not"),
        (0.15, "less likely than not"),
        (0.14, "unlikely"),
        (0.0, "unlikely"),
    ],
)
def test_a_chance_is_said_in_the_words_that_the_design_gives_it(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_a_cell_has_the_word_alone_and_a_dash_where_nobody_can_say() -> None:
    standing = TargetStanding(by=Month.of(2026, 3), chance=0.86)

    assert chance_word(replace(COUNT, target=standing)) == "likely"
    assert chance_word(replace(COUNT, target=TargetStanding())) == "–"


def test_whether_a_target_will_be_met_is_said_with_its_condition() -> None:
    standing = TargetStanding(by=Month.of(2026, 3), chance=0.19)

    assert target_sentence(replace(COUNT, target=standing)) == (
        "Target: the year to March 2026 is less likely than not to meet it, "
        "if it goes on as it has."
    )
    assert target_sentence(replace(COUNT, target=TargetStanding())) == ""


def test_a_year_to_come_is_told_by_its_range() -> None:
    year = YearEnd(end=Month.of(2026, 3), expected=1612, low=1540, high=1690)

    assert year_end_words(replace(COUNT, year_end=year)) == "1,540–1,690 in the year to March 2026"
    assert year_end_words(replace(COUNT, year_end=None)) == ""


def numbers(text: str) -> list[float]:
    """The numbers of an interval in words, a true minus before those below 0."""
    found = re.findall(r"[+−]?\d[\d,]*(?:\.\d+)?", text)
    return [float(one.replace(",", "").replace("−", "-").lstrip("+")) for one in found]


@st.composite
def assessed(draw: st.DrawFn) -> Assessment:
    """An indicator whose level, change, ranges and chance are any that can be."""
    plain = draw(st.sampled_from((COUNT, SHARE)))
    trend = draw(st.sampled_from((None, *Trend)))
    near = draw(st.floats(0.01, 60))
    far = near + draw(st.floats(0.1, 60))
    kept = draw(st.booleans())
    ends = {
        Trend.RISING: (-near if kept else near, far),
        Trend.FALLING: (-far, near if kept else -near),
        Trend.NO_CLEAR_CHANGE: (-near, far),
    }
    level = LevelChange()
    if trend is not None:
        low, high = ends[trend]
        level = LevelChange(change=(low + high) / 2, low=low, high=high, trend=trend)
    difference = float(draw(st.integers(-500, 500)))
    low = draw(st.floats(0, 80))
    quarter = (low, low + draw(st.floats(0, 20)))
    if not plain.indicator.is_share:
        quarter = (float(round(quarter[0])), float(round(quarter[1])))
    chance = draw(st.none() | st.floats(0, 1))
    by = None if chance is None else Month.of(2026, 3)
    return replace(
        plain,
        change=Change(
            difference=difference,
            percent=None,
            p=0.5,
            certainty=draw(st.sampled_from(tuple(Certainty))),
        ),
        level=level,
        usual=replace(plain.usual, next_quarter=draw(st.none() | st.just(quarter))),
        target=TargetStanding(by=by, chance=chance),
    )


@pytest.mark.slow
@given(assessed())
def test_no_sentence_contradicts_its_figures(one: Assessment) -> None:
    text = commentary.what_it_shows(one)
    trend = one.level.trend

    for way in (Trend.RISING, Trend.FALLING):
        is_said = f"The level is {way}" in text or f"The level is still {way}" in text
        assert is_said == (trend is way)
        assert ("less clearly" in text) == (
            trend not in (None, Trend.NO_CLEAR_CHANGE) and not one.level.is_clear
        )
    assert ("The level shows no clear change" in text) == (
        trend is Trend.NO_CLEAR_CHANGE and bool(one.change.is_real)
    )
    said = level_sentence(one)
    if said:
        assert one.level.low is not None
        assert one.level.high is not None
        places = int(one.indicator.is_share)
        assert numbers(said) == [
            pytest.approx(end, abs=0.51 * 10**-places) for end in (one.level.low, one.level.high)
        ]
        if trend is not Trend.NO_CLEAR_CHANGE and one.level.is_clear:
            assert (numbers(said)[0] > 0) == (trend is Trend.RISING)
    assert ("Usual range for Jan–Mar 26" in text) == (one.usual.next_quarter is not None)
    if one.usual.next_quarter is not None:
        spell = text.split("Usual range for Jan–Mar 26: ")[1].split(". Target")[0].rstrip(".")
        assert numbers(spell.replace("–", " ")) == [
            pytest.approx(end, abs=0.051) for end in one.usual.next_quarter
        ]
    chance = one.target.chance
    assert ("if it goes on as it has" in text) == (chance is not None)
    if chance is not None:
        assert ("less likely" in text or "unlikely" in text) == (chance < 0.4)
        assert (" is likely to meet" in text) == (chance >= 0.85)
        assert "%" not in text.split("Target:")[1]


@pytest.mark.slow
@given(assessed())
def test_the_boards_sentence_says_of_the_level_only_what_it_does(one: Assessment) -> None:
    still = still_words(one)

    assert ("rising" in still) == (one.level.trend is Trend.RISING)
    assert ("falling" in still) == (one.level.trend is Trend.FALLING)
    if still:
        rose = (one.change.difference or 0) > 0
        assert ("still" in still) == (rose == (one.level.trend is Trend.RISING))


@pytest.mark.slow
@given(assessed())
def test_a_clear_trend_has_an_interval_on_one_side_of_no_change(one: Assessment) -> None:
    words = interval_words(one)
    if one.level.trend is Trend.RISING and one.level.is_clear:
        assert not words.startswith("−")
    if one.level.trend is Trend.FALLING and one.level.is_clear:
        assert "+" not in words
    assert one.as_at == AS_AT
