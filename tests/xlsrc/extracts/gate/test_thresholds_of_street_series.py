"""Each threshold of the rules for a force's crime types, from both sides; each fact they find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.support.made_up_force import (
    BREAKING,
    BURGLARY,
    COVENTRY,
    DRUGS,
    DUDLEY,
    FORCE,
    MOON,
    SLUG,
    WALSALL,
    YORK,
    force_of,
    months,
)
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.street_labels import street_labels


def stops(found: str, action: str, **facts: Any) -> Finding:
    finding = Finding(
        rule="label-stops",
        severity=Severity.WITHHOLDS,
        source=Source.POLICE_UK,
        files=(SLUG,),
        areas=frozenset([COVENTRY]),
        offences=frozenset(["Burglary"]),
        wanted=f"Every crime type in every month of {FORCE} was wanted",
        found=found,
        where="File all/2024-01/0.csv and 23 more",
        action=action,
    )
    return replace(finding, **facts)


def test_a_crime_type_that_goes_on_under_a_new_name() -> None:
    counts = [[40] * 18 + [0] * 6, [20] * 24, [0] * 18 + [50] * 6]

    assert street_labels(force_of(counts, [BURGLARY, DRUGS, BREAKING])) == [
        stops(
            "Burglary stops at July 2025 (40 a month before) and Breaking in starts (50 a month): "
            "perhaps renamed: Burglary → Breaking in",
            "Burglary is withheld from there: one line in the label table (offences.csv) mends it",
            offences=frozenset(["Burglary", "Breaking in"]),
            months=months(18, 23),
            size=40.0,
        )
    ]


def test_a_crime_type_that_stops_and_one_that_starts() -> None:
    last_year = [1000] * 6 + [100] * 12
    stopped = force_of([[*last_year, *[0] * 6], [5] * 24], [BURGLARY, DRUGS])
    begun = force_of([[0] * 6 + last_year[::-1], [5] * 24], [BURGLARY, DRUGS])

    assert street_labels(stopped) == [
        stops(
            "Burglary stops at July 2025 (100 a month before)",
            "Burglary is withheld from there: fetch the files again, or ask the force",
            months=months(18, 23),
            size=100.0,
        )
    ]
    assert street_labels(begun) == [
        stops(
            "Burglary starts at July 2024 (100 a month)",
            "Burglary is withheld before: nobody knows under which type it stood",
            months=months(0, 5),
            size=100.0,
        )
    ]
    assert not street_labels(replace(stopped, own=np.array([False])))


def test_crime_types_that_nobody_knows() -> None:
    one = force_of([[10] * 24, [5] * 24], [BURGLARY, MOON], unplaced=[[0] * 24, [1] * 24])
    two = force_of([[5] * 24, [3] * 24], [MOON, BREAKING])

    assert street_labels(one) == [
        Finding(
            rule="unknown-label",
            severity=Severity.NOTES,
            source=Source.POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            offences=frozenset(["Moon theft"]),
            wanted="Crime types of the label table were wanted",
            found="Moon theft (144 rows)",
            where="File all/2024-01/0.csv and 23 more",
            action="It counts in the total alone: add a line to the label table (offences.csv)",
            size=144.0,
        )
    ]
    (both,) = street_labels(two)
    assert both.found == "Breaking in, Moon theft (192 rows)"
    assert both.action == (
        "They count in the total alone: add a line to the label table (offences.csv)"
    )


# From ten a month and fifty in all; nearly nothing is a fiftieth, in the first month and in all.
@pytest.mark.parametrize(
    ("before", "after", "first_gone"),
    [
        ([10] * 12, [0] * 5, 12),
        ([10] * 12, [0] * 4, None),
        ([9] * 12, [0] * 6, None),
        ([100] * 12, [2] * 10, 12),
        ([100] * 12, [3] * 10, None),
        ([100] * 12, [3] + [0] * 9, 13),
        ([100] * 12, [0] * 9 + [21], None),
        ([60], [0], 1),
    ],
)
def test_when_a_crime_type_stops(
    before: list[int], after: list[int], first_gone: int | None
) -> None:
    found = street_labels(force_of([before + after]))

    last = len(before) + len(after) - 1
    gone = [] if first_gone is None else [months(first_gone, last)]
    assert [one.months for one in found if "stops" in one.found] == gone


# A new name's level is within a factor of two, and it starts within a month of the old one's end.
@pytest.mark.parametrize(
    ("level", "start", "is_renamed"),
    [
        (79, 18, True),
        (81, 18, False),
        (21, 18, True),
        (19, 18, False),
        (40, 17, True),
        (40, 19, True),
        (40, 20, False),
        (40, 16, False),
    ],
)
def test_what_may_be_a_new_name(level: int, start: int, *, is_renamed: bool) -> None:
    counts = [[40] * 18 + [0] * 6, [0] * start + [level] * (24 - start)]

    found = street_labels(force_of(counts, [BURGLARY, BREAKING]))

    assert [one.rule for one in found] == ["label-stops", *["unknown-label"] * (not is_renamed)]
    assert ("perhaps renamed" in found[0].found) == is_renamed


@pytest.mark.parametrize(("new", "is_renamed"), [((30, 20, 10), True), ((10, 20, 30), False)])
def test_of_three_areas_a_new_name_has_the_same_ones(
    new: tuple[int, ...], *, is_renamed: bool
) -> None:
    old = (30, 20, 10, 500)
    counts = [
        [[before] * 18 + [0] * 6, [0] * 18 + [after] * 6]
        for before, after in zip(old, (*new, 500), strict=True)
    ]
    force = force_of(counts, [BURGLARY, BREAKING], [COVENTRY, WALSALL, DUDLEY, YORK])

    assert ("perhaps renamed" in street_labels(force)[0].found) == is_renamed


def test_of_two_that_start_the_nearest_level_is_the_new_name() -> None:
    counts = [[40] * 18 + [0] * 6, [0] * 18 + [60] * 6, [0] * 18 + [44] * 6]

    found = street_labels(force_of(counts, [BURGLARY, MOON, BREAKING]))

    assert [one.offences for one in found] == [
        frozenset(["Burglary", "Breaking in"]),
        frozenset(["Moon theft"]),
    ]
