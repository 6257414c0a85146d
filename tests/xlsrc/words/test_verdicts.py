"""Verdicts in words: changes, peers and targets, each as the sheets say it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.measures.benchmark import Verdict
from xlsrc.measures.change import Certainty
from xlsrc.measures.targets import Grey, progress, without_colour
from xlsrc.series.year_on_year import Change
from xlsrc.words.verdicts import (
    change_words,
    known_change_words,
    peer_sentence,
    peer_verdict,
    progress_words,
)

RECORDING = KnownChange(
    id="recording",
    label="New recording system",
    effect=Effect.STEP,
    first=Month.of(2024, 3),
    last=None,
    applies_to=("burglary",),
    approved_by="Board, 1 April 2024",
)


@pytest.mark.parametrize(
    ("certainty", "difference", "shown"),
    [
        (Certainty.REAL, -3.0, "A real fall"),
        (Certainty.REAL, 3.0, "A real rise"),
        (Certainty.PROBABLY_REAL, 3.0, "Probably a real rise"),
        (Certainty.NO_CLEAR_CHANGE, 3.0, "No clear change"),
        (None, 3.0, "No two years to compare"),
        (None, None, "No two years to compare"),
    ],
)
def test_the_change_is_put_in_words(
    certainty: Certainty | None, difference: float | None, shown: str
) -> None:
    assert change_words(Change(difference=difference, certainty=certainty)) == shown


def test_a_known_change_is_the_reason_why_there_is_no_comparison() -> None:
    assert change_words(Change(broken_by=RECORDING)) == "Recording changed Mar 24"


def test_months_left_out_are_named_by_their_label() -> None:
    lockdown = replace(RECORDING, label="Lockdown", effect=Effect.MASK, last=Month.of(2024, 6))

    assert known_change_words(lockdown) == "Lockdown Mar 24"


@pytest.mark.parametrize(
    ("verdict", "word", "sentence"),
    [
        (Verdict.SIMILAR, "Similar", "similar to peers"),
        (Verdict.LOWER, "Lower", "lower than peers"),
        (Verdict.HIGHER, "Higher", "higher than peers"),
        (Verdict.MUCH_LOWER, "Much lower", "much lower than peers"),
        (Verdict.MUCH_HIGHER, "Much higher", "much higher than peers"),
        (None, None, ""),
    ],
)
def test_a_rate_is_said_against_its_peers(
    verdict: Verdict | None, word: str | None, sentence: str
) -> None:
    assert (peer_verdict(verdict), peer_sentence(verdict)) == (word, sentence)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Grey.NO_TARGET, "No target"),
        (Grey.NO_FIGURE, "No figure"),
        (Grey.NOT_COMPARABLE, "Not comparable"),
        (Grey.NEUTRAL, "Neither good nor bad"),
    ],
)
def test_what_has_no_colour_says_why(why: Grey, words: str) -> None:
    assert progress_words(without_colour(why)) == words


def test_a_neutral_indicator_is_called_neither_good_nor_bad() -> None:
    assert progress_words(progress(150, 100, Polarity.NEUTRAL)) == "Neither good nor bad"


@pytest.mark.parametrize(
    ("value", "polarity", "words"),
    [
        (100, Polarity.LOWER, "Green: meets"),
        (80, Polarity.LOWER, "Green: meets"),
        (104, Polarity.LOWER, "Amber: misses by 4 %"),
        (108, Polarity.LOWER, "Red: misses by 8 %"),
        (120, Polarity.HIGHER, "Green: meets"),
        (96, Polarity.HIGHER, "Amber: misses by 4 %"),
        (92, Polarity.HIGHER, "Red: misses by 8 %"),
    ],
)
def test_a_target_is_met_or_missed_by_a_share_of_it(
    value: float, polarity: Polarity, words: str
) -> None:
    assert progress_words(progress(value, 100, polarity)) == words


def test_a_miss_just_over_five_per_cent_is_not_worded_as_five() -> None:
    assert progress_words(progress(1_050.2, 1_000, Polarity.LOWER)) == "Red: misses by 5.1 %"


@pytest.mark.parametrize(
    ("figure", "words"),
    [(4.0, "4"), (1 / 3, "0.333333"), (999_999.7, "1000000"), (1_724_649.0, "1724649")],
)
def test_a_large_miss_of_nothing_is_a_plain_number(figure: float, words: str) -> None:
    assert progress_words(progress(figure, 0, Polarity.LOWER)) == f"Red: misses by {words}"


def test_a_slight_miss_is_not_worded_as_none() -> None:
    assert progress_words(progress(1_002, 1_000, Polarity.LOWER)) == "Amber: misses by 0.2 %"


def test_a_miss_inside_the_interval_could_be_chance() -> None:
    judged = progress(108, 100, Polarity.LOWER, interval=(95, 122))

    assert progress_words(judged) == "Red: misses by 8 %, could be chance"


def test_a_miss_outside_the_interval_is_no_chance() -> None:
    judged = progress(108, 100, Polarity.LOWER, interval=(103, 113))

    assert progress_words(judged) == "Red: misses by 8 %"


def test_a_met_target_is_not_called_chance() -> None:
    assert progress_words(progress(98, 100, Polarity.LOWER, interval=(90, 106))) == "Green: meets"


def test_no_target_is_grey() -> None:
    assert progress_words(progress(98, math.nan, Polarity.LOWER)) == "No target"


def test_no_figure_is_grey() -> None:
    assert progress_words(progress(math.nan, 100, Polarity.LOWER)) == "No figure"


def test_a_target_of_none_at_all_is_missed_by_the_events() -> None:
    assert progress_words(progress(3, 0, Polarity.LOWER)) == "Red: misses by 3"


def test_few_events_miss_by_a_number() -> None:
    assert progress_words(progress(6, 4, Polarity.LOWER), count_only=True) == "Red: misses by 2"
