"""Each threshold of the rules for rows without a place, from both sides; each fact they find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_force import COVENTRY, FORCE, SLUG, YORK, force_of, months
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.street_places import street_pointed, street_unplaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.gate.street import ForceMonths


def lost_of(lost: Sequence[int], rows: int = 100) -> ForceMonths:
    """So many of a month's rows have no place; the others lie in Coventry and in York."""
    placed = [[[rows - one - 1 for one in lost]], [[1] * len(lost)]]
    return force_of(placed, areas=[COVENTRY, YORK], unplaced=[lost])


def unplaced(found: str, severity: Severity, **facts: Any) -> Finding:
    finding = Finding(
        rule="unknown-share",
        severity=severity,
        source=Source.POLICE_UK,
        files=(SLUG,),
        areas=frozenset([COVENTRY]),
        wanted=f"A steady share of {FORCE}'s rows without an LSOA was wanted",
        found=found,
        where="File all/2024-01/0.csv and 23 more",
        action=(
            "Rows without one lie in no area, which alone could make a change: compare the whole "
            "force"
        ),
    )
    return replace(finding, **facts)


def judged(force: ForceMonths) -> tuple[Finding, list[tuple[frozenset[int], float]]]:
    """The finding without what may be missing; and that, all of burglaries in Coventry."""
    (found,) = street_unplaced(force)
    assert {(one.area, one.offence) for one in found.missing} == {(COVENTRY, "Burglary")}
    most = [(one.months, one.most) for one in found.missing]
    return replace(found, missing=()), most


# What may be missing is, of a year's own, twice the ratio of lost to placed and that of it and the
# years beside it.
def test_a_year_of_which_many_places_are_lost() -> None:
    found, most = judged(lost_of([0] * 12 + [10] * 12))

    assert found == unplaced(
        "0.0 % in January 2024 to December 2024, 10.0 % in January 2025 to December 2025",
        Severity.WITHHOLDS,
        months=months(12, 23),
        size=0.1,
    )
    ((held, more),) = most
    assert held == months(12, 23)
    assert more == pytest.approx(12 * 89 * (2 * 120 / 1080 + 120 / 2280))


def test_a_year_of_which_a_few_more_places_are_lost() -> None:
    found, most = judged(lost_of([0] * 12 + [3] * 12))

    assert found == unplaced(
        "0.0 % in January 2024 to December 2024, 3.0 % in January 2025 to December 2025",
        Severity.NOTES,
        months=months(0, 23),
        size=0.03,
    )
    (now, more), (before, less) = most
    assert (now, before) == (months(12, 23), months(0, 11))
    assert more == pytest.approx(12 * 96 * (2 * 36 / 1164 + 36 / 2364))
    assert less == pytest.approx(12 * 99 * (36 / 2364))


def test_a_month_of_which_many_places_are_lost() -> None:
    found, most = judged(lost_of([0] * 15 + [40] + [0] * 8))

    assert found == unplaced(
        "40.0 % in April 2025, where 0.0 % is usual",
        Severity.WITHHOLDS,
        months=months(15, 15),
        size=0.4,
    )
    ((held, more),) = most
    assert held == months(12, 23)
    assert more == pytest.approx((1200 - 40 - 12) * (2 * 40 / 1160 + 40 / 2360))


def test_a_month_of_which_a_few_places_are_lost_is_not_said_with_one_of_many() -> None:
    found, _ = judged(lost_of([0] * 15 + [40] + [0] * 3 + [2] + [0] * 4))

    # Two of the other 23 months' 2,300 rows.
    assert found.found == "40.0 % in April 2025, where 0.1 % is usual"
    assert found.months == months(15, 15)


def test_years_before_the_last_two_are_not_compared() -> None:
    assert not street_unplaced(lost_of([10] * 24 + [10] * 12))
    (found,) = street_unplaced(lost_of([20] * 12 + [10] * 12 + [16] * 12))
    assert found.found == (
        "10.0 % in January 2025 to December 2025, 16.0 % in January 2026 to December 2026"
    )
    assert found.size == 0.16


# Of 10,000 rows a month: a month is high by more than a hundredth, from the seventh on; much is a
# twentieth.
@pytest.mark.parametrize(
    ("at", "lost", "severity"),
    [
        (6, 100, None),
        (6, 101, Severity.NOTES),
        (5, 2000, None),
        (8, 499, Severity.NOTES),
        (8, 500, Severity.WITHHOLDS),
    ],
)
def test_when_a_month_is_high(at: int, lost: int, severity: Severity | None) -> None:
    counts = [lost if month == at else 0 for month in range(12)]

    found = street_unplaced(lost_of(counts, 10000))

    assert [one.severity for one in found] == ([] if severity is None else [severity])
    assert all(one.months == months(at, at) for one in found)


# Three standard errors of a tenth of 100 rows are nine rows.
@pytest.mark.parametrize(("lost", "is_found"), [(18, False), (20, True)])
def test_what_chance_adds_to_a_month(lost: int, *, is_found: bool) -> None:
    assert bool(street_unplaced(lost_of([10] * 11 + [lost]))) == is_found


# A year's share moves by a two-hundredth, and by more than three standard errors of the greater:
# of 2 % of a year of 12,000 rows 0.38 points, of 30 % 1.25.
@pytest.mark.parametrize(
    ("before", "now", "is_found"),
    [
        (0, 5, True),
        (0, 4, False),
        (15, 20, True),
        (20, 15, True),
        (16, 20, False),
        (288, 300, False),
        (286, 300, True),
    ],
)
def test_when_a_year_has_moved(before: int, now: int, *, is_found: bool) -> None:
    force = lost_of([before] * 12 + [now] * 12, 1000)

    assert bool(street_unplaced(force)) == is_found


def test_a_force_without_its_own_authorities_is_not_judged() -> None:
    force = lost_of([0] * 12 + [10] * 12)

    assert not street_unplaced(replace(force, own=np.array([False, False])))
    assert not street_pointed(replace(force, own=np.array([False, False])))


def test_a_year_of_which_more_rows_have_no_code() -> None:
    force = lost_of([0] * 24)
    files = [replace(one, pointed=10 * (at >= 12)) for at, one in enumerate(force.files)]

    assert street_pointed(replace(force, files=tuple(files))) == [
        Finding(
            rule="street-pointed",
            severity=Severity.NOTES,
            source=Source.POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            months=months(0, 23),
            wanted=f"A steady share of {FORCE}'s rows with the code of an LSOA was wanted",
            found=(
                "without one, by their point, lie 0.0 % in January 2024 to December 2024, 10.0 % "
                "in January 2025 to December 2025"
            ),
            where="File all/2024-01/0.csv and 23 more",
            action=(
                "They are counted where their point is: look whether the codes were lost on the way"
            ),
            size=0.1,
        )
    ]
    assert not street_pointed(force)
