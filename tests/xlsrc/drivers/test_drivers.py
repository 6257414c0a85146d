"""What drives a change: the bundled sample against the release's rows added up by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import AS_AT
from tests.support.recorded_crime import MONTHS, broken_down, indicator, settings_with, store_of
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.assess import dashboard
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.drivers.drivers import FEWER_MONTHS, GAP, Breakdown, Part
from xlsrc.drivers.parts import COUNT_ONLY, NO_RELEASE, NO_WARDS, ONE_OFFENCE
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

SHIPPED = settings(default_tables(), shipped_offences().names)
PERSONAL = ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY")
BUSINESS = ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY")
NEW_LABEL = ("ROBBERY", "ROBBERY BY DRONE")
YEAR, YEAR_BEFORE = [9] * 12, [10] * 12
STEADY = YEAR_BEFORE + YEAR


@cache
def sample(as_at: str = "2025-12") -> Dashboard:
    return dashboard(
        Scope.of(Store.open(data_folder()), replace(SHIPPED, as_at=Month.parse(as_at)))
    )


def breakdown(indicator_id: str, by: str, *, months: int = 12, as_at: str = "2025-12") -> Breakdown:
    assessment = next(a for a in sample(as_at).assessments if a.indicator.id == indicator_id)
    found = assessment.drivers if months == 12 else assessment.drivers_3m
    return next(one for one in found if one.by == by)


def part(indicator_id: str, by: str, name: str, *, months: int = 12) -> Part:
    parts = breakdown(indicator_id, by, months=months).parts
    return next(one for one in parts if one.name == name)


def robbery(*, known_change: KnownChange | None = None) -> Breakdown:
    personal = indicator("Personal robbery", id="personal", caveats="Mostly police activity: no.")
    chosen = settings_with(indicator("Robbery"), personal)
    if known_change is not None:
        chosen = replace(chosen, known_changes=(known_change,))
    store = store_of({PERSONAL: STEADY, BUSINESS: STEADY})
    return broken_down(store, chosen)[0]


def step(first: Month, *applies_to: str) -> KnownChange:
    return KnownChange(
        id="step",
        label="New system",
        effect=Effect.STEP,
        first=first,
        last=None,
        applies_to=applies_to,
        approved_by="Board",
    )


@pytest.mark.parametrize(
    ("indicator_id", "by", "name", "months", "now", "before"),
    [  # Barnet's rows of the January 2026 release, added up by hand
        ("total_notifiable", "offence", "Drug trafficking", 12, 1_344, 736),
        ("total_notifiable", "offence", "Theft from a motor vehicle", 12, 1_763, 2_251),
        ("total_notifiable", "offence", "Residential burglary", 12, 1_636, 1_839),
        ("burglary", "offence", "Business and community burglary", 12, 453, 594),
        ("robbery", "offence", "Business robbery", 3, 64, 45),
        ("burglary", "ward", "Childs Hill", 12, 121, 211),
        ("burglary", "ward", "Childs Hill", 3, 29, 54),
        ("residential_burglary", "ward", "Childs Hill", 12, 84, 155),
        ("residential_burglary", "ward", "Cricklewood", 12, 37, 76),
        ("residential_burglary", "ward", "Friern Barnet", 12, 48, 99),
        ("residential_burglary", "ward", "Burnt Oak", 12, 69, 127),
    ],
)
def test_a_part_is_what_the_release_says(
    indicator_id: str, by: str, name: str, months: int, now: int, before: int
) -> None:
    found = part(indicator_id, by, name, months=months)

    assert (found.now, found.before, found.difference) == (now, before, now - before)


@pytest.mark.parametrize(
    ("indicator_id", "by", "now", "before"),
    [  # the same rows; 628 offences of the year have no ward
        ("total_notifiable", "offence", 28_538, 28_364),
        ("total_notifiable", "ward", 27_910, 27_594),
        ("mopac7_total", "offence", 11_058, 11_898),
        ("burglary", "ward", 2_065, 2_395),
    ],
)
def test_the_total_is_that_of_the_parts_own_level(
    indicator_id: str, by: str, now: int, before: int
) -> None:
    found = breakdown(indicator_id, by)

    assert (found.total_now, found.total_before) == (now, before)


@pytest.mark.parametrize("as_at", ["2025-12", "2025-11", "2015-03"])
def test_the_parts_of_every_breakdown_add_up(as_at: str) -> None:
    of_area = [b for a in sample(as_at).assessments for b in (*a.drivers, *a.drivers_3m) if b.parts]

    wrong = [
        one
        for one in of_area
        if (sum(p.now for p in one.parts), sum(p.before for p in one.parts))
        != (one.total_now, one.total_before)
    ]

    assert (len(of_area) > 20, wrong) == (True, [])


def test_offences_make_up_exactly_the_change_that_the_board_reads() -> None:
    wrong = [
        a.indicator.id
        for a in sample().assessments
        for one in a.drivers
        if one.by == "offence" and one.difference != a.change.difference
    ]

    assert wrong == []


def test_wards_that_fell_by_more_than_noise_are_told_from_the_rest() -> None:
    fell = [p.name for p in breakdown("residential_burglary", "ward").parts if p.more_than_noise]

    assert fell == ["Childs Hill", "Burnt Oak", "Friern Barnet", "Cricklewood"]


def test_the_larger_difference_stands_first() -> None:
    sizes = [abs(p.difference or 0) for p in breakdown("mopac7_total", "offence").parts]

    assert sizes == sorted(sizes, reverse=True)


def test_the_borough_stands_beside_the_wards_of_the_same_release() -> None:
    found = breakdown("total_notifiable", "ward")

    assert (found.borough_now, found.borough_before) == (28_538, 28_364)


def test_the_borough_of_another_release_does_not() -> None:
    store = store_of({PERSONAL: STEADY}, [STEADY], ward_vintage="2025-12")

    found = broken_down(store, settings_with(indicator("Robbery")))[1]

    assert (found.total_now, found.borough_now) == (108, None)


def test_one_offence_has_no_parts() -> None:
    found = breakdown("theft_from_vehicle", "offence")

    assert (found.parts, found.total_now, found.note) == ((), 1_763, ONE_OFFENCE)


def test_homicide_is_not_broken_down_by_ward() -> None:
    found = breakdown("homicide", "ward")

    assert (found.parts, found.note) == ((), COUNT_ONLY)


def test_without_ward_extracts_there_are_no_wards() -> None:
    found = broken_down(store_of({PERSONAL: STEADY}), settings_with(indicator("Robbery")))[1]

    assert (found.parts, found.total_now, found.note) == ((), None, NO_WARDS)


def test_years_from_two_releases_are_not_broken_down() -> None:
    """As at November 2025 the ward release begins two months too late for two years."""
    found = breakdown("burglary", "ward", as_at="2025-11")

    assert (found.parts, found.total_now, found.note) == ((), None, NO_RELEASE)


def test_a_quarter_that_one_release_has_is_broken_down_without_a_test() -> None:
    parts = breakdown("burglary", "ward", months=3, as_at="2025-11").parts

    assert {(p.more_than_noise, p.note) for p in parts} == {(None, FEWER_MONTHS)}


@pytest.mark.parametrize("indicator_id", ["domestic_abuse", "confidence"])
def test_other_sources_come_in_no_parts(indicator_id: str) -> None:
    assessment = next(a for a in sample().assessments if a.indicator.id == indicator_id)

    assert (assessment.drivers, assessment.drivers_3m) == ((), ())


def test_a_label_new_to_the_release_is_a_part_under_its_own_words() -> None:
    store = store_of({PERSONAL: STEADY, NEW_LABEL: [1] * 24})

    found = broken_down(store, settings_with(indicator("Robbery")))[0]

    assert [p.name for p in found.parts] == ["Personal robbery", "ROBBERY BY DRONE"]


def test_a_group_that_bears_an_offences_name_is_one_part() -> None:
    fraud = {("FRAUD AND FORGERY", "FRAUD AND FORGERY"): STEADY, ("NFIB FRAUD", "NFIB"): STEADY}
    store = store_of({**fraud, PERSONAL: STEADY})

    found = broken_down(store, settings_with(indicator("All notifiable offences")))[0]

    assert {p.name: p.now for p in found.parts} == {
        "Fraud and forgery": 216,
        "Personal robbery": 108,
    }


def test_an_offence_without_a_count_in_two_years_is_no_part() -> None:
    store = store_of({PERSONAL: STEADY, BUSINESS: [0] * 24})

    found = broken_down(store, settings_with(indicator("Robbery")))[0]

    assert (found.parts, found.note) == ((), ONE_OFFENCE)


def test_a_suppressed_month_leaves_no_breakdown() -> None:
    store = store_of({PERSONAL: [*STEADY[:-3], float("nan"), 9, 9], BUSINESS: STEADY})

    found = broken_down(store, settings_with(indicator("Robbery")))[0]

    assert (found.parts, found.total_now, found.note) == ((), None, GAP)


def test_a_recording_change_takes_the_difference_and_leaves_the_counts() -> None:
    first = robbery(known_change=step(AS_AT - 5, "made_up")).parts[0]

    assert (first.now, first.before, first.difference, first.more_than_noise) == (
        108, 120, None, None,
    )  # fmt: skip
    assert first.broken_by == step(AS_AT - 5, "made_up")


def test_a_recording_change_of_one_part_leaves_the_others_theirs() -> None:
    found = robbery(known_change=step(AS_AT - 5, "personal"))

    assert {p.name: p.difference for p in found.parts} == {
        "Personal robbery": None,
        "Business robbery": -12,
    }


def test_a_part_says_that_it_is_mostly_police_activity() -> None:
    assert {p.name: p.aside for p in robbery().parts} == {
        "Personal robbery": "mostly police activity",
        "Business robbery": "",
    }


def test_a_series_that_ends_early_is_broken_down_to_its_own_month() -> None:
    earlier = [month - 2 for month in MONTHS]
    store = store_of({PERSONAL: STEADY, BUSINESS: STEADY}, months=earlier)

    found = broken_down(store, settings_with(indicator("Robbery")))[0]

    assert (found.last, found.total_now) == (AS_AT - 2, 216)
