"""Whatever the counts: breakdowns add up exactly, and no sentence contradicts them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import WARDS, made_up_assessment, made_up_settings
from tests.support.recorded_crime import broken_down, indicator, settings_with, store_of
from xlsrc.domain.indicator import Polarity
from xlsrc.measures.change import Certainty
from xlsrc.series.year_on_year import Change
from xlsrc.words.driver_sentences import driver_sentence, leading_wards, with_driver

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.drivers.drivers import Breakdown

pytestmark = pytest.mark.slow

LABELS = (
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
    ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY"),
    ("ROBBERY", "ROBBERY BY DRONE"),
)
ROBBERY = settings_with(indicator("Robbery"))
MADE_UP = made_up_assessment(made_up_settings().indicators[0], made_up_settings())
NUMBERS = {"Two": 2, "Three": 3, "Four": 4}

# From quiet months to loud ones, so that some parts are more than noise.
rates = st.sampled_from((0, 2, 12, 40, 160))
years = st.builds(
    lambda before, now, wobble: [
        max(0, mean + step) for mean, step in zip([before] * 12 + [now] * 12, wobble, strict=True)
    ],
    rates,
    rates,
    st.lists(st.integers(-2, 2), min_size=24, max_size=24),
)
offences = st.lists(years, min_size=1, max_size=3)
wards = st.lists(years, min_size=1, max_size=6)


def both(
    by_offence: list[list[int]], by_ward: list[list[int]], months: int = 12
) -> tuple[Breakdown, ...]:
    labelled = dict(zip(LABELS, by_offence, strict=False))
    return broken_down(store_of(labelled, by_ward), ROBBERY, months=months)


def assessment_of(drivers: tuple[Breakdown, ...], *, real: bool) -> Assessment:
    certainty = Certainty.REAL if real else Certainty.NO_CLEAR_CHANGE
    change = Change(difference=drivers[0].difference, certainty=certainty)
    return replace(MADE_UP, drivers=drivers, change=change)


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards, months=st.sampled_from((3, 12)))
def test_the_parts_add_up_to_the_total(
    by_offence: list[list[int]], by_ward: list[list[int]], months: int
) -> None:
    found = [one for one in both(by_offence, by_ward, months) if one.parts]

    assert [(sum(p.now for p in b.parts), sum(p.before for p in b.parts)) for b in found] == [
        (b.total_now, b.total_before) for b in found
    ]


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards)
def test_the_totals_are_those_of_the_counts(
    by_offence: list[list[int]], by_ward: list[list[int]]
) -> None:
    totals = [(one.total_now, one.total_before) for one in both(by_offence, by_ward)]

    assert totals == [
        tuple(sum(sum(counts[year]) for counts in of_level) for year in (slice(12, 24), slice(12)))
        for of_level in (by_offence, by_ward)
    ]


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards)
def test_differences_change_sign_when_the_years_are_swapped(
    by_offence: list[list[int]], by_ward: list[list[int]]
) -> None:
    def swapped(rows: list[list[int]]) -> list[list[int]]:
        return [[*row[12:], *row[:12]] for row in rows]

    there = {p.name: p.difference for b in both(by_offence, by_ward) for p in b.parts}
    back = both(swapped(by_offence), swapped(by_ward))

    assert {p.name: -(p.difference or 0) for b in back for p in b.parts} == there


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards)
def test_parts_stand_in_the_order_of_their_differences(
    by_offence: list[list[int]], by_ward: list[list[int]]
) -> None:
    sizes = [[abs(p.difference or 0) for p in b.parts] for b in both(by_offence, by_ward)]

    assert sizes == [sorted(of_level, reverse=True) for of_level in sizes]


@settings(max_examples=150, deadline=None)
@given(by_offence=offences, by_ward=wards, real=st.booleans())
def test_a_sentence_never_contradicts_its_breakdown(
    by_offence: list[list[int]], by_ward: list[list[int]], *, real: bool
) -> None:
    drivers = both(by_offence, by_ward)

    sentence = driver_sentence(assessment_of(drivers, real=real))

    assert sentence == "" or _is_true(sentence, drivers, real=real)


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards, polarity=st.sampled_from(Polarity))
def test_polarity_changes_no_word(
    by_offence: list[list[int]], by_ward: list[list[int]], polarity: Polarity
) -> None:
    plain = assessment_of(both(by_offence, by_ward), real=True)
    turned = replace(plain, indicator=replace(plain.indicator, polarity=polarity))

    assert driver_sentence(turned) == driver_sentence(plain)


@settings(max_examples=60, deadline=None)
@given(by_offence=offences, by_ward=wards)
def test_the_board_is_told_what_the_paragraph_says(
    by_offence: list[list[int]], by_ward: list[list[int]]
) -> None:
    assessment = assessment_of(both(by_offence, by_ward), real=True)

    plain = re.sub(r"[();:.]", "", driver_sentence(assessment)).split()

    assert [word.lower() for word in plain] == [
        word.lower() for word in re.sub(r"[();:.]", "", with_driver("", assessment)).split()
    ]


@settings(max_examples=60, deadline=None)
@given(by_ward=wards)
def test_no_ward_left_out_moved_as_far_as_one_named(by_ward: list[list[int]]) -> None:
    assessment = assessment_of(both([by_ward[0]], by_ward), real=True)
    named = leading_wards(assessment)
    change = assessment.change.difference or 0
    left = [
        abs(p.difference or 0)
        for p in assessment.drivers[1].parts
        if p not in named and (p.difference or 0) * change > 0
    ]

    assert all(abs(p.difference or 0) > max(left, default=0) for p in named)


def _is_true(sentence: str, drivers: tuple[Breakdown, ...], *, real: bool) -> bool:
    offence = re.fullmatch(r"(.+) (added|fell) ([\d,]+); the rest (fell|rose) ([\d,]+)\.", sentence)
    if offence is not None:
        name, way, moved, rest_way, rest = offence.groups()
        part = next(p for p in drivers[0].parts if p.name == name)
        signed = int(moved.replace(",", "")) * (1 if way == "added" else -1)
        others = int(rest.replace(",", "")) * (1 if rest_way == "rose" else -1)
        rising = sum(p.difference or 0 for p in drivers[0].parts if p.name != name)
        return bool(part.more_than_noise) and (part.difference, rising) == (signed, others)
    several = re.fullmatch(r"(\w+) wards had the largest (fall|rise)s: (.+)\.", sentence)
    alone = re.fullmatch(r"(.+) had the largest (fall|rise)\.", sentence)
    if several is not None:
        count, way, names = several.groups()
        listed = names.split(", ")
        counted = NUMBERS[count] == len(listed)
    elif alone is not None:
        listed, way, counted = [alone[1]], alone[2], True
    else:
        return False
    sign = 1 if way == "rise" else -1
    moved_that_way = sorted(drivers[1].parts, key=lambda p: -sign * (p.difference or 0))
    furthest = moved_that_way[: len(listed)]
    known = {ward.name for ward in WARDS}
    return (
        real
        and counted
        and set(listed) <= known
        and [p.name for p in furthest] == listed
        and all(p.more_than_noise and sign * (p.difference or 0) > 0 for p in furthest)
        and sign * (drivers[0].difference or 0) > 0
    )
