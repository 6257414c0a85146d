"""Each threshold of the rules for a force's months, from both of its sides; each fact it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.made_up_release import FIRST
from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.street import ForceMonths
from xlsrc.extracts.gate.street_labels import street_labels
from xlsrc.extracts.gate.street_places import street_pointed, street_unplaced
from xlsrc.extracts.gate.street_stops import force_stops
from xlsrc.extracts.offences import Meaning
from xlsrc.extracts.street_file import STREET, StreetFile

if TYPE_CHECKING:
    from collections.abc import Sequence

COVENTRY = Area(code="E08000026", name="Coventry")
WALSALL = Area(code="E08000030", name="Walsall")
DUDLEY = Area(code="E08000027", name="Dudley")
YORK = Area(code="E06000014", name="York")
FORCE = "West Midlands Police"
TRAINS = "British Transport Police"
SLUG = FORCE.lower().replace(" ", "-")


def meaning(offence: str, *, mapped: bool = True) -> Meaning:
    return Meaning(offence=offence, group="", notifiable=True, overlaps=False, mapped=mapped)


BURGLARY, DRUGS = meaning("Burglary"), meaning("Drugs")
BREAKING, MOON = meaning("Breaking in", mapped=False), meaning("Moon theft", mapped=False)


def months(first: int, last: int) -> frozenset[int]:
    """The ordinals of months by their place from January 2024 on, both included."""
    return frozenset(range(FIRST + first, FIRST + last + 1))


def force_of(
    placed: object,
    meanings: Sequence[Meaning] = (BURGLARY,),
    areas: Sequence[Area] = (COVENTRY,),
    *,
    name: str = FORCE,
    first: int = 0,
    download: str = "all",
    unplaced: object = 0,
    own: bool = True,
) -> ForceMonths:
    """Of label × month of each area; the last of several areas is another force's."""
    counts = np.array(placed, dtype=float)
    counts = counts if counts.ndim == 3 else np.broadcast_to(counts, (len(areas), *counts.shape))
    lost = np.zeros(counts.shape[1:]) + np.array(unplaced, dtype=float)
    whole = (counts.sum(axis=(0, 1)) + lost.sum(axis=0)).astype(int).tolist()
    slug = name.lower().replace(" ", "-")
    return ForceMonths(
        force=name,
        files=tuple(
            StreetFile(
                file=f"{download}/2024-01/{at + first}.csv",
                layout=STREET,
                force=name,
                month=FIRST + first + at,
                rows=rows,
                identified=0,
                repeated=0,
                distinct=0,
                even=0,
                pointed=0,
                placed=(),
                unplaced=(),
                sample=(),
            )
            for at, rows in enumerate(whole)
        ),
        extracts=(slug,),
        areas=tuple(areas),
        meanings=tuple(meanings),
        placed=counts,
        unplaced=lost,
        own=np.array([own and (len(areas) == 1 or one != areas[-1]) for one in areas]),
    )


def stops(found: str, action: str, **facts: object) -> Finding:
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
    return replace(finding, **facts)  # type: ignore[arg-type]


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


def lost_of(lost: Sequence[int], rows: int = 100) -> ForceMonths:
    """So many of a month's rows have no place; the others lie in Coventry and in York."""
    placed = [[[rows - one - 1 for one in lost]], [[1] * len(lost)]]
    return force_of(placed, areas=[COVENTRY, YORK], unplaced=[lost])


def unplaced(found: str, severity: Severity, **facts: object) -> Finding:
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
    return replace(finding, **facts)  # type: ignore[arg-type]


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
    [(15, 20, True), (20, 15, True), (16, 20, False), (288, 300, False), (286, 300, True)],
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
