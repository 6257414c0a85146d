"""What moves in a force's months: over several areas, crime types and months, every fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

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
from tests.support.made_up_release import FIRST
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.street_labels import street_labels
from xlsrc.extracts.gate.street_places import street_pointed, street_unplaced
from xlsrc.extracts.gate.street_stops import force_stops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.street import ForceMonths


POLICE_UK = Source.POLICE_UK
NORTH = "North Police"


def test_crime_types_of_several_areas_that_stop_and_start() -> None:
    counts = np.zeros((3, 4, 24))
    counts[0, 0, :18], counts[1, 0, :18] = 60, 30
    counts[0, 1], counts[1, 1], counts[2, 1] = 20, 20, 5
    counts[0, 2, 10:], counts[1, 2, 10:] = 50, 20
    counts[2, 3, 18:] = 80
    lost = np.zeros((4, 24))
    lost[0, :18] = 10
    lost[2, 10:] = 5
    kinds = [BURGLARY, DRUGS, replace(BREAKING, mapped=True), MOON]
    force = force_of(counts, kinds, [COVENTRY, WALSALL, YORK], unplaced=lost)

    def of(found: str, action: str, offence: str, held: frozenset[int], level: float) -> Finding:
        return Finding(
            rule="label-stops",
            severity=Severity.WITHHOLDS,
            source=POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY, WALSALL]),
            offences=frozenset([offence]),
            months=held,
            wanted=f"Every crime type in every month of {FORCE} was wanted",
            found=found,
            where="File all/2024-01/0.csv and 23 more",
            action=action,
            size=level,
        )

    stops, starts = street_labels(force)
    assert starts == of(
        "Breaking in starts at November 2024 (75 a month)",
        "Breaking in is withheld before: nobody knows under which type it stood",
        "Breaking in",
        months(0, 9),
        75.0,
    )
    # Of three areas of which two are the force's own the shares tell nothing.
    assert stops.found == (
        "Burglary stops at July 2025 (100 a month before) and Moon theft starts (80 a month): "
        "perhaps renamed: Burglary → Moon theft"
    )


def test_which_type_took_another_s_place() -> None:
    def renamed(level: Sequence[float], second: Sequence[float] = ()) -> str:
        rows = [[40.0] * 18 + [0.0] * 6, list(level), *([list(second)] if second else [])]
        kinds = [BURGLARY, MOON, BREAKING][: len(rows)]
        return street_labels(force_of(rows, kinds))[0].found.partition("perhaps renamed: ")[2]

    assert renamed([0.0] * 18 + [50.0] * 6) == "Burglary → Moon theft"
    # By its first year's level, and the old one's last.
    assert renamed([0.0] * 18 + [21.0] * 6) == "Burglary → Moon theft"
    assert renamed([0.0] * 18 + [9.0] * 6) == ""
    assert renamed([0.0] * 18 + [60.0] * 6, [0.0] * 18 + [44.0] * 6) == "Burglary → Breaking in"
    assert renamed([0.0] * 18 + [44.0] * 6, [0.0] * 18 + [60.0] * 6) == "Burglary → Moon theft"


def lost_in(
    lost: Sequence[float],
    rows: float = 1000,
    *,
    kinds: int = 1,
    areas: Sequence[Area] = (COVENTRY, YORK),
) -> ForceMonths:
    placed = np.zeros((len(areas), kinds, len(lost)))
    placed[:-1] = (rows - np.array(lost)) / kinds / (len(areas) - 1)
    kinds_of = [BURGLARY, DRUGS][:kinds]
    return force_of(placed, kinds_of, areas, unplaced=np.array([lost] * kinds) / kinds)


def unplaced(found: str, severity: Severity, held: frozenset[int], size: float) -> Finding:
    return Finding(
        rule="unknown-share",
        severity=severity,
        source=POLICE_UK,
        files=(SLUG,),
        areas=frozenset([COVENTRY, WALSALL]),
        months=held,
        wanted=f"A steady share of {FORCE}'s rows without an LSOA was wanted",
        found=found,
        where="File all/2024-01/0.csv and 23 more",
        action=(
            "Rows without one lie in no area, which alone could make a change: compare the whole "
            "force"
        ),
        size=cast("float", pytest.approx(size)),
    )


def test_rows_without_a_place_in_several_areas_and_types_have_all_their_facts() -> None:
    lost = [10.0] * 24
    lost[20] = 110
    force = lost_in(lost, kinds=2, areas=(COVENTRY, WALSALL, YORK))

    (found,) = street_unplaced(force)

    # One month is much: what it is in a year of which it is one is not said.
    assert replace(found, missing=()) == unplaced(
        "11.0 % in September 2025, where 1.0 % is usual", Severity.WITHHOLDS, months(20, 20), 0.11
    )
    placed = 990 * 11 + 890
    # Of each of four rows a quarter: by twice the year's ratio, and that of both years.
    most = placed / 4 * (2 * 220 / placed + 340 / (placed + 12 * 990))
    assert found.missing == tuple(
        Missing(
            area=area,
            offence=kind.offence,
            months=months(12, 23),
            most=cast("float", pytest.approx(most)),
        )
        for area in (COVENTRY, WALSALL)
        for kind in (BURGLARY, DRUGS)
    )


def test_a_year_with_fewer_rows_without_a_place() -> None:
    (found,) = street_unplaced(lost_in([40.0] * 12 + [20.0] * 12, areas=(COVENTRY, WALSALL, YORK)))

    assert replace(found, missing=()) == unplaced(
        "4.0 % in January 2024 to December 2024, 2.0 % in January 2025 to December 2025",
        Severity.NOTES,
        months(0, 23),
        0.02,
    )
    assert len(found.missing) == 4


def test_where_no_year_is_before_the_last_its_months_are_high() -> None:
    force = lost_in([10.0] * 12 + [30.0] * 12)
    gap = (*(replace(one, month=one.month - 30) for one in force.files[:12]), *force.files[12:])

    (found,) = street_unplaced(replace(force, files=gap))

    high = unplaced(
        "3.0 % in January 2025 to December 2025, where 1.0 % is usual",
        Severity.NOTES,
        months(12, 23),
        0.03,
    )
    assert replace(found, missing=()) == replace(high, areas=frozenset([COVENTRY]))
    assert street_unplaced(lost_in([0.0] * 24)) == []


def test_a_month_without_any_row_has_no_share() -> None:
    lost, rows = np.full(24, 10.0), np.full(24, 1000.0)
    lost[[3, 16]] = rows[[3, 16]] = 0
    lost[20] = 200
    force = force_of(
        [[(rows - lost).tolist()], [[0] * 24]], areas=[COVENTRY, YORK], unplaced=[lost.tolist()]
    )

    (found,) = street_unplaced(force)

    assert found.found == "20.0 % in September 2025, where 1.0 % is usual"
    assert street_pointed(force) == []


@pytest.mark.parametrize("pointed", [0, 20])
def test_a_month_of_which_more_rows_have_no_code(pointed: int) -> None:
    force = lost_in([0.0] * 24)
    files = [replace(one, pointed=10 + (at == 15) * pointed) for at, one in enumerate(force.files)]

    found = street_pointed(replace(force, files=tuple(files)))

    assert len(found) == bool(pointed)
    if found:
        assert found[0].found == (
            "without one, by their point, lie 3.0 % in April 2025, where 1.0 % is usual"
        )
        assert (found[0].months, found[0].size) == (months(15, 15), 0.03)
        assert found[0].severity is Severity.NOTES


def test_forces_that_stop_at_different_months() -> None:
    first = force_of([[20] * 15], areas=[COVENTRY])
    second = force_of([[50] * 20], areas=[WALSALL], name=NORTH)
    third = force_of([[50] * 24], areas=[DUDLEY], name="South Police")

    one, other = force_stops([first, second, third])

    assert (one.months, other.months) == (months(15, 23), months(20, 23))
    assert one.found == "none from April 2025 on (20 rows a month before)"
    assert other.found == "none from September 2025 on (50 rows a month before)"
    assert one.areas == frozenset([COVENTRY])
    assert force_stops([third]) == []


# Of the last twelve months by the calendar: of a force of which months are not there, fewer.
def test_the_last_year_of_a_force_with_gaps() -> None:
    force = force_of([[100] * 12])
    files = tuple(replace(one, month=FIRST + 2 * at) for at, one in enumerate(force.files))
    other = force_of([[50] * 30], areas=[WALSALL], name=NORTH)

    # Six of its last twelve months: too few to withhold.
    (found,) = force_stops([replace(force, files=files), other])
    assert found.severity is Severity.NOTES
    assert found.found.startswith("those of January 2024, March 2024, May 2024, July 2024 and 8 ")
