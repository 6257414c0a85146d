"""Each threshold of the rule for forces that stop, from both sides; each fact it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.made_up_force import (
    BURGLARY,
    COVENTRY,
    DRUGS,
    DUDLEY,
    FORCE,
    SLUG,
    TRAINS,
    WALSALL,
    YORK,
    force_of,
    months,
)
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.street_stops import force_stops

if TYPE_CHECKING:
    from xlsrc.domain.area import Area


def test_a_force_that_stops() -> None:
    gone = force_of([[[90] * 20], [[10] * 20]], areas=[COVENTRY, YORK])
    other = force_of([[50] * 24], areas=[WALSALL], name="North Police")

    assert force_stops([gone, other]) == [
        Finding(
            rule="force-stops",
            severity=Severity.WITHHOLDS,
            source=Source.POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            months=months(20, 23),
            wanted=f"Files of {FORCE} to December 2025 were wanted, as of the other forces",
            found="none from September 2025 on (100 rows a month before)",
            where="File all/2024-01/0.csv and 19 more",
            action=(
                "No 0: the areas have no figures for September 2025 to December 2025: fetch the "
                "files, or ask the force"
            ),
            size=100.0,
        )
    ]
    elsewhere = force_of([[50] * 24], areas=[WALSALL], name="North Police", download="later")
    assert not force_stops([gone, elsewhere])


@pytest.mark.parametrize(
    ("own", "words", "these"),
    [(8, "January 2024 to August 2024", "these"), (1, "January 2024", "that one")],
)
def test_a_force_of_few_months_is_noted(own: int, words: str, these: str) -> None:
    force = force_of([[5] * own], areas=[COVENTRY])
    other = force_of([[50] * 24], areas=[WALSALL], name="North Police")

    assert force_stops([force, other]) == [
        Finding(
            rule="force-stops",
            severity=Severity.NOTES,
            source=Source.POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            months=months(0, own - 1),
            wanted=f"Files of {FORCE} to December 2025 were wanted, as of the other forces",
            found=f"those of {words} alone (5 rows a month)",
            where=force.where,
            action=(
                f"Its rows count in {words} and in no other month: fetch its other files, or take "
                f"{these} out"
            ),
            size=5.0,
        )
    ]


# Of its last twelve months nine have at least five rows; of fewer rows none is missed.
@pytest.mark.parametrize(
    ("rows", "severity"),
    [
        ([5] * 9, Severity.WITHHOLDS),
        ([5] * 9 + [4] * 3, Severity.WITHHOLDS),
        ([5] * 9 + [4] * 4, Severity.NOTES),
        ([4] * 12, None),
    ],
)
def test_which_forces_are_missed(rows: list[int], severity: Severity | None) -> None:
    other = force_of([[50] * 24], areas=[WALSALL], name="North Police")

    found = force_stops([force_of([rows]), other])

    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("start", "is_renamed"), [(19, True), (20, True), (21, True), (22, False), (18, False)]
)
def test_a_force_under_a_new_name(start: int, *, is_renamed: bool) -> None:
    gone = force_of([[100] * 20])
    new = force_of([[100] * (24 - start)], name="Midlands Police", first=start)

    (found,) = force_stops([gone, new])

    assert found.found.endswith("; perhaps renamed: West Midlands Police → Midlands Police") == (
        is_renamed
    )
    assert found.files == ((SLUG, "midlands-police") if is_renamed else (SLUG,))


# Of two authorities the new one has at least one.
@pytest.mark.parametrize(
    ("areas", "is_renamed"),
    [([COVENTRY, WALSALL], True), ([COVENTRY, DUDLEY], True), ([DUDLEY], False)],
)
def test_a_new_name_has_the_old_one_s_authorities(areas: list[Area], *, is_renamed: bool) -> None:
    gone = force_of([[100] * 20], areas=[COVENTRY, WALSALL, YORK])
    new = force_of([[100] * 4], areas=[*areas, YORK], name="Midlands Police", first=20)
    new = replace(new, own=np.array([one != YORK for one in new.areas]))

    (found,) = force_stops([gone, new])

    assert ("perhaps renamed" in found.found) == is_renamed
    if is_renamed:
        assert found.areas == frozenset([COVENTRY, WALSALL, *areas])


@pytest.mark.parametrize(
    ("areas", "is_renamed"), [([COVENTRY], False), ([COVENTRY, WALSALL], True)]
)
def test_a_new_name_has_half_of_the_old_one_s_authorities(
    areas: list[Area], *, is_renamed: bool
) -> None:
    gone = force_of([[100] * 20], areas=[COVENTRY, WALSALL, DUDLEY, YORK])
    new = force_of([[100] * 4], areas=[*areas, YORK], name="Midlands Police", first=20)

    (found,) = force_stops([gone, new])

    assert ("perhaps renamed" in found.found) == is_renamed


def test_what_a_national_force_may_have_had_in_each_area() -> None:
    trains = force_of(
        [[[3] * 22, [0] * 22], [[0] * 10 + [7] * 12, [4] * 22]],
        [BURGLARY, DRUGS],
        [COVENTRY, YORK],
        name=TRAINS,
        own=False,
    )
    other = force_of([[50] * 24], areas=[WALSALL])

    (found,) = force_stops([trains, other])

    def missing(area: Area, offence: str, most: float) -> Missing:
        return Missing(area=area, offence=offence, months=months(22, 23), most=most)

    # Twice the last year's mean in each of two months.
    assert found.missing == (
        missing(COVENTRY, "Burglary", 12.0),
        missing(YORK, "Burglary", 28.0),
        missing(YORK, "Drugs", 16.0),
    )
    assert found.areas == frozenset([COVENTRY, YORK])
    assert found.size == 14.0
    assert found.action == (
        "No 0: areas lack its rows for November 2025 to December 2025: fetch the files, or ask "
        "the force"
    )
