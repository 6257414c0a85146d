"""Each threshold of the rules for single street files, from both of its sides."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import FIRST
from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.street import ForceMonths
from xlsrc.extracts.gate.street_files import (
    months_missing,
    street_elsewhere,
    street_month_twice,
    street_repeated,
)
from xlsrc.extracts.street_file import STREET, StreetFile, Use

COVENTRY = Area(code="E08000026", name="Coventry")
YORK = Area(code="E06000014", name="York")
FORCE = "West Midlands Police"


def street_file(
    month: int, *, use: Use = Use.USED, ids: range = range(0), elsewhere: int = 0, **counts: int
) -> StreetFile:
    """A month of a hundred rows, of which some are in another force's authority."""
    figures = dict.fromkeys(("rows", "identified", "repeated", "distinct", "even", "pointed"), 0)
    return StreetFile(
        file=f"{month}.csv",
        layout=STREET,
        force=FORCE,
        month=FIRST + month,
        placed=(
            (COVENTRY.code, COVENTRY.name, "Burglary", 100 - elsewhere),
            (YORK.code, YORK.name, "Burglary", elsewhere),
        ),
        unplaced=(),
        sample=tuple(map(str, ids)),
        use=use,
        **(figures | counts),
    )


def force_of(files: list[StreetFile]) -> ForceMonths:
    placed = np.array([[[float(one.placed[at][3]) for one in files]] for at in (0, 1)])
    return ForceMonths(
        force=FORCE,
        files=tuple(files),
        extracts=("west-midlands",),
        areas=(COVENTRY, YORK),
        meanings=(),
        placed=placed,
        unplaced=np.zeros((1, len(files))),
        own=np.array([True, False]),
    )


# A file is of another place from a twentieth of its rows elsewhere, and doubtful from a half.
@pytest.mark.parametrize(
    ("elsewhere", "severity"),
    [(5, None), (6, Severity.NOTES), (50, Severity.NOTES), (51, Severity.WITHHOLDS)],
)
def test_a_file_of_another_place(elsewhere: int, severity: Severity | None) -> None:
    files = [street_file(at, elsewhere=elsewhere if at == 3 else 0) for at in range(12)]

    found = street_elsewhere(force_of(files))

    if severity is None:
        assert not found
        return
    assert found == [
        Finding(
            rule="street-elsewhere",
            severity=severity,
            source=Source.POLICE_UK,
            files=("west-midlands",),
            areas=frozenset([COVENTRY]),
            months=frozenset([FIRST + 3]),
            wanted=f"At least 95 % of rows in the authorities of {FORCE} were wanted",
            found=f"{100 - elsewhere} % in April 2024",
            where="File 3.csv",
            action="It may be another force's file: fetch it again",
            size=(100 - elsewhere) / 100,
        )
    ]


# Of at least 20 Crime IDs three tenths are the same.
@pytest.mark.parametrize(
    ("ids", "same", "is_found"), [(20, 6, True), (20, 5, False), (19, 19, False)]
)
def test_two_months_of_the_same_crime_ids(ids: int, same: int, *, is_found: bool) -> None:
    files = [street_file(0, ids=range(ids)), street_file(1, ids=range(ids - same, 99))]

    found = street_month_twice(force_of(files[::-1]))

    if not is_found:
        assert not found
        return
    assert facts(found) == facts(
        [
            Finding(
                rule="same-month-twice",
                severity=Severity.WITHHOLDS,
                source=Source.POLICE_UK,
                files=("west-midlands",),
                areas=frozenset([COVENTRY]),
                months=frozenset([FIRST, FIRST + 1]),
                wanted="Each month's own incidents were wanted",
                found=f"January 2024 and February 2024 of {FORCE} hold the same Crime IDs",
                where="Files 1.csv and 0.csv",
                action="One of them is a copy: fetch both again",
                size=found[0].size,
            )
        ]
    )


def test_months_of_which_a_force_has_no_file() -> None:
    files = [street_file(at) for at in (0, 1, 4, 5)]

    assert months_missing(force_of(files), files) == [
        Finding(
            rule="months-missing",
            severity=Severity.WITHHOLDS,
            source=Source.POLICE_UK,
            files=("west-midlands",),
            areas=frozenset([COVENTRY]),
            months=frozenset([FIRST + 2, FIRST + 3]),
            wanted=f"A file of {FORCE} for every month was wanted",
            found="none for March 2024 to April 2024",
            where=force_of(files).where,
            action=(
                "No sum uses these months: fetch them, or if the force published none, "
                "acknowledge it"
            ),
            size=2.0,
        )
    ]
    assert not months_missing(force_of(files[:2]), files)


def test_a_file_whose_rows_stand_again_is_stopped() -> None:
    again = street_file(
        2, use=Use.REPEATED, rows=1000, identified=800, repeated=200, distinct=200, even=20
    )
    in_pairs = street_file(
        3, use=Use.REPEATED, rows=1000, identified=800, repeated=0, distinct=200, even=180
    )

    one, other = street_repeated([street_file(1), again, in_pairs], {FORCE: frozenset([COVENTRY])})

    assert one == Finding(
        rule="street-repeated",
        severity=Severity.STOPS,
        source=Source.POLICE_UK,
        files=("2.csv",),
        areas=frozenset([COVENTRY]),
        months=frozenset([FIRST + 2]),
        wanted="Each incident once was wanted",
        found="200 of 800 rows with a Crime ID (25 %) have that of another row",
        where=f"File 2.csv, {FORCE}, March 2024",
        action="Nobody can know which rows are right and the month is not used: fetch it again",
        size=200.0,
    )
    assert other.size == 180
    assert other.found == (
        "180 of 200 kinds of row without a Crime ID stand two, four or six times (90 %; usual is "
        "a fifth)"
    )


# More than a tenth of the rows with a Crime ID (ten at least) have another's; more than six tenths
# of twenty kinds of row without one stand an even number of times.
@pytest.mark.parametrize(
    ("identified", "repeated", "distinct", "even", "is_repeated"),
    [
        (99, 10, 0, 0, True),
        (100, 10, 0, 0, False),
        (20, 9, 0, 0, False),
        (0, 0, 20, 13, True),
        (0, 0, 20, 12, False),
        (0, 0, 19, 19, False),
    ],
)
def test_rows_stand_again(
    identified: int, repeated: int, distinct: int, even: int, *, is_repeated: bool
) -> None:
    file = street_file(0, identified=identified, repeated=repeated, distinct=distinct, even=even)

    assert file.is_repeated == is_repeated
