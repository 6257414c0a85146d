"""Police forces' street files: tables, and rules over several forces, areas, types and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_force import (
    BURGLARY,
    COVENTRY,
    DRUGS,
    FORCE,
    SLUG,
    TRAINS,
    WALSALL,
    YORK,
    force_of,
    months,
)
from tests.support.made_up_release import FIRST, made_up_extract
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.street import ForceMonths, months_in_words, tables_of
from xlsrc.extracts.gate.street_files import (
    months_missing,
    street_elsewhere,
    street_month_twice,
    street_repeated,
    two_downloads,
)
from xlsrc.extracts.gate.street_judged import street_findings
from xlsrc.extracts.label import Label
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.street_file import OUTCOMES, SEARCHES, STREET, StreetFile, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.extract import Extract

POLICE_UK = Source.POLICE_UK
NORTH = "North Police"


def file_of(month: int, force: str = FORCE, **changes: Any) -> StreetFile:
    """A month of a force with a hundred burglaries in Coventry."""
    given: dict[str, Any] = {
        "placed": ((COVENTRY.code, COVENTRY.name, "Burglary", 100),),
        "unplaced": (),
        "sample": (),
        "layout": STREET,
        "file": f"{force} {month}.csv",
    }
    numbers = dict.fromkeys(("rows", "identified", "repeated", "distinct", "even", "pointed"), 0)
    return StreetFile(force=force, month=FIRST + month, **(given | numbers | changes))


def street_extract(reporter: str, file: str, **changes: Any) -> Extract:
    label = Label(group="Burglary", offence="Burglary")
    extract = made_up_extract(np.ones((1, 1, 2)), (COVENTRY,), [label])
    changes = {"layout": STREET, **changes}
    return replace(extract, source=POLICE_UK, reporter=reporter, file=file, **changes)


def tables(files: Sequence[StreetFile], *extracts: Extract) -> tuple[ForceMonths, ...]:
    return tables_of(files, extracts, shipped_offences())


def test_the_table_of_each_force() -> None:
    north = street_extract(NORTH, "north")
    west = [street_extract(FORCE, name) for name in ("west", "west", "west-wards")]
    places = (
        (COVENTRY.code, COVENTRY.name, "Burglary", 30),
        (YORK.code, YORK.name, "Drugs", 1),
        (COVENTRY.code, COVENTRY.name, "Drugs", 7),
        (COVENTRY.code, COVENTRY.name, "Burglary", 5),
    )
    files = [
        file_of(3, placed=places, unplaced=(("Drugs", 4), ("Robbery", 2), ("Drugs", 1))),
        file_of(0, NORTH),
        file_of(1),
        file_of(2, use=Use.REPEATED),
    ]

    of_west, of_north = tables(files, *west, north, street_extract("", "none"))

    assert (of_west.force, of_north.force) == (FORCE, NORTH)
    assert of_west.files == (files[2], files[0])
    assert of_west.months == (FIRST + 1, FIRST + 3)
    assert (of_west.extracts, of_north.extracts) == (("west", "west-wards"), ("north",))
    assert [one.name for one in of_west.areas] == ["York", "Coventry"]
    assert {one.level for one in of_west.areas} == {Level.BOROUGH}
    assert [one.offence for one in of_west.meanings] == ["Burglary", "Drugs", "Robbery"]
    assert of_west.placed.tolist() == [[[0, 0], [0, 1], [0, 0]], [[100, 35], [0, 7], [0, 0]]]
    assert of_west.unplaced.tolist() == [[0, 0], [0, 5], [0, 2]]
    assert of_west.rows.tolist() == [100, 50]
    assert of_west.own.tolist() == [True, True]
    assert of_west.own_areas == frozenset([COVENTRY, YORK])
    assert replace(of_west, own=np.array([False, True])).own_areas == frozenset([COVENTRY])
    assert (of_west.where, of_north.where) == (
        f"File {FORCE} 1.csv and 1 more",
        f"File {NORTH} 0.csv",
    )


def test_two_crime_types_of_one_offence_are_one_row() -> None:
    kinds = ("Local resolution", "Community resolution")
    placed = tuple((COVENTRY.code, COVENTRY.name, kind, 5 + at) for at, kind in enumerate(kinds))
    lost = tuple((kind, 1 + at) for at, kind in enumerate(kinds))

    (table,) = tables([file_of(0, layout=OUTCOMES, placed=placed, unplaced=lost)])

    assert [one.offence for one in table.meanings] == ["Community resolution"]
    assert table.placed.tolist() == [[[11]]]
    assert table.unplaced.tolist() == [[3]]


def test_a_force_of_the_whole_country_has_no_own_authorities_and_all_extracts() -> None:
    extracts = [street_extract(NORTH, "north"), street_extract(FORCE, "west")]
    trains, west = tables([file_of(0, TRAINS), file_of(0)], *extracts)

    assert (trains.extracts, west.extracts) == (("north", "west"), ("west",))
    assert (trains.own.tolist(), west.own.tolist()) == ([False], [True])
    (nothing,) = tables([file_of(0, placed=(), unplaced=(("Drugs", 3),))])
    assert (nothing.placed.shape, nothing.own.tolist()) == ((0, 1, 1), [])


# An authority is a force's own by its middle share of the months' rows with a place: over 0.1 %.
@pytest.mark.parametrize(
    ("rows", "is_own"), [((1, 1, 1), False), ((2, 2, 0), True), ((2, 0, 0), False)]
)
def test_which_authorities_are_a_force_s_own(rows: tuple[int, ...], *, is_own: bool) -> None:
    files = [
        file_of(
            at,
            placed=(
                (COVENTRY.code, COVENTRY.name, "Burglary", 1000 - one),
                (YORK.code, YORK.name, "Burglary", one),
            ),
            unplaced=(("Burglary", 900),),
        )
        for at, one in enumerate(rows)
    ]

    (table,) = tables(files)

    assert table.own.tolist() == [is_own, True]


def test_a_month_without_a_place_says_nothing_of_whose_an_authority_is() -> None:
    nowhere = file_of(1, placed=(), unplaced=(("Burglary", 9),))

    for files in ([file_of(0), nowhere, file_of(2)], [file_of(0), nowhere]):
        (table,) = tables(files)
        assert table.own.tolist() == [True]
    (table,) = tables([file_of(0), nowhere, replace(nowhere, month=FIRST + 2)])
    assert table.own.tolist() == [False]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([5], "June 2024"),
        ([5, 5], "June 2024"),
        ([7, 5, 6], "June 2024 to August 2024"),
        ([0, 2], "January 2024, March 2024"),
        ([6, 0, 2, 4], "January 2024, March 2024, May 2024, July 2024"),
        ([8, 6, 0, 2, 4, 10], "January 2024, March 2024, May 2024, July 2024 and 2 more"),
    ],
)
def test_months_in_words(places: list[int], words: str) -> None:
    assert months_in_words([FIRST + at for at in places]) == words


def of_files(files: Sequence[StreetFile], **changes: Any) -> ForceMonths:
    """The table of a force whose own authority is Coventry."""
    (table,) = tables(files, street_extract(files[0].force, SLUG))
    return replace(table, **changes)


def test_a_month_that_stands_again_reaches_its_own_areas_or_its_force_s() -> None:
    placed = (
        (YORK.code, YORK.name, "Drugs", 1),
        (WALSALL.code, WALSALL.name, "Burglary", 2),
    )
    again = file_of(4, use=Use.REPEATED, placed=placed, distinct=50, even=40)
    used = file_of(5)

    def areas(known: dict[str, frozenset[Area]]) -> frozenset[Area] | None:
        (found,) = street_repeated([used, again], known)
        return found.areas

    assert areas({}) == areas({FORCE: frozenset()}) == frozenset([YORK, WALSALL])
    assert areas({FORCE: frozenset([COVENTRY])}) == frozenset([COVENTRY])
    (found,) = street_repeated([used, again], {})
    assert found == Finding(
        rule="street-repeated",
        severity=Severity.STOPS,
        source=POLICE_UK,
        files=(f"{FORCE} 4.csv",),
        areas=frozenset([YORK, WALSALL]),
        months=months(4, 4),
        wanted="Each incident once was wanted",
        found=(
            "40 of 50 kinds of row without a Crime ID stand two, four or six times (80 %; usual is "
            "a fifth)"
        ),
        where=f"File {FORCE} 4.csv, {FORCE}, May 2024",
        action="Nobody can know which rows are right and the month is not used: fetch it again",
        size=40.0,
    )


def elsewhere(at: int, share: float) -> Finding:
    return Finding(
        rule="street-elsewhere",
        severity=Severity.NOTES if share >= 0.5 else Severity.WITHHOLDS,
        source=POLICE_UK,
        files=(SLUG,),
        areas=frozenset([COVENTRY, WALSALL]),
        months=months(at, at),
        wanted=f"At least 95 % of rows in the authorities of {FORCE} were wanted",
        found=f"{100 * share:.0f} % in {['March', 'May'][at == 4]} 2024",
        where=f"File all/2024-01/{at}.csv",
        action="It may be another force's file: fetch it again",
        size=cast("float", pytest.approx(share)),
    )


def test_two_months_of_which_many_rows_are_elsewhere_have_all_their_facts() -> None:
    counts = np.zeros((3, 2, 6))
    counts[0], counts[1], counts[2, 0] = 60, 40, 4
    counts[2, :, 2], counts[2, :, 4] = 50, 300
    force = force_of(counts, [BURGLARY, DRUGS], [COVENTRY, WALSALL, YORK], unplaced=999)

    assert street_elsewhere(force) == [elsewhere(2, 200 / 300), elsewhere(4, 200 / 800)]
    assert street_elsewhere(replace(force, own=np.zeros(3, dtype=bool))) == []


@pytest.mark.parametrize(("number", "is_found"), [(3, True), (2, False)])
def test_of_fewer_than_three_months_nobody_knows_a_force_s_places(
    number: int, *, is_found: bool
) -> None:
    counts = np.full((2, 1, number), 50.0)

    force = force_of(counts, areas=[COVENTRY, YORK])
    assert len(street_elsewhere(force)) == number * is_found
    # A month of one row is; one without any row with a place is not elsewhere.
    counts[:, :, 0] = [[0], [1]]
    force = force_of(counts, areas=[COVENTRY, YORK])
    assert len(street_elsewhere(force)) == number * is_found
    counts[:, :, 0] = 0
    force = force_of(counts, areas=[COVENTRY, YORK])
    assert len(street_elsewhere(force)) == (number - 1) * is_found


def test_months_of_the_same_crime_ids_have_all_their_facts() -> None:
    ids = [tuple(f"{month} {at}" for at in range(30)) for month in range(4)]
    files = [
        file_of(0, sample=ids[0]),
        file_of(1, sample=ids[1][:20]),
        file_of(2, sample=(*ids[0][:9], *ids[2][9:])),
        file_of(3, sample=(*ids[1][:6], *ids[3][:50])),
    ]
    force = of_files(files)

    def twice(one: int, other: int, names: str) -> Finding:
        return Finding(
            rule="same-month-twice",
            severity=Severity.WITHHOLDS,
            source=POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            months=frozenset([FIRST + one, FIRST + other]),
            wanted="Each month's own incidents were wanted",
            found=f"{names} of {FORCE} hold the same Crime IDs",
            where=f"Files {FORCE} {one}.csv and {FORCE} {other}.csv",
            action="One of them is a copy: fetch both again",
        )

    # Three tenths of the shorter one's: nine of thirty, six of twenty.
    assert facts(street_month_twice(force)) == facts(
        [
            twice(0, 2, "January 2024 and March 2024"),
            twice(1, 3, "February 2024 and April 2024"),
        ]
    )
    strays = replace(force, own=np.array([False]), areas=(YORK,))
    assert street_month_twice(strays)[0].areas == frozenset([YORK])


def test_months_that_are_missing_have_all_their_facts() -> None:
    files = [file_of(at) for at in (1, 4, 6)]
    others = [
        file_of(2, use=Use.REPEATED),
        file_of(0, NORTH),
        file_of(5, NORTH),
        file_of(0, use=Use.OLDER),
        file_of(9, use=Use.SHORT),
    ]
    force = of_files(files)

    def missing(found: str, gone: Sequence[int]) -> Finding:
        return Finding(
            rule="months-missing",
            severity=Severity.WITHHOLDS,
            source=POLICE_UK,
            files=(SLUG,),
            areas=frozenset([COVENTRY]),
            months=frozenset(FIRST + at for at in gone),
            wanted=f"A file of {FORCE} for every month was wanted",
            found=found,
            where=f"File {FORCE} 1.csv and 2 more",
            action=(
                "No sum uses these months: fetch them, or if the force published none, "
                "acknowledge it"
            ),
            size=float(len(gone)),
        )

    assert months_missing(force, files) == [
        missing("none for March 2024, April 2024, June 2024", [2, 3, 5])
    ]
    assert months_missing(force, [*files, *others]) == [
        missing("none for April 2024, June 2024", [3, 5])
    ]
    assert months_missing(replace(force, own=np.array([False])), files) == []


def test_two_downloads_have_all_their_facts() -> None:
    def of(month: int, download: str, use: Use, force: str = FORCE) -> StreetFile:
        folder = f"{download}/2024-01/" if download else ""
        return file_of(month, force, file=f"{folder}{force} {month}.csv", use=use)

    def beside(files: Sequence[StreetFile], found: str, where: str, **facts: Any) -> Finding:
        finding = Finding(
            rule="two-downloads",
            severity=Severity.NOTES,
            source=POLICE_UK,
            files=tuple(one.file for one in files),
            areas=frozenset([COVENTRY]),
            months=frozenset(one.month for one in files),
            wanted="This year and last year of one download were wanted",
            found=found,
            where=where,
            action="Fetch the two years to the latest month in one download",
            size=float(len(files)),
        )
        return replace(finding, **facts)

    used = [of(0, "b", Use.USED), of(1, "a", Use.USED), of(2, "", Use.USED, NORTH)]
    short = [of(at, "new", Use.SHORT) for at in (3, 4)]
    parted = [of(at, "new", Use.PARTED) for at in (0, 2)]
    north = [of(5, "", Use.SHORT, NORTH)]
    older = [of(9, "old", Use.OLDER)]
    areas = {FORCE: frozenset([COVENTRY])}

    found = two_downloads([*used, *short, *parted, *north, *older], areas)
    assert found == [
        beside(
            short,
            f"April 2024 to May 2024 of {FORCE} are of another download than the two years and are "
            "not used with it",
            "new, beside a, b",
        ),
        beside(
            parted,
            f"January 2024, March 2024 of {FORCE} are of another download than this year and are "
            "not used with it",
            "new, beside a, b",
            severity=Severity.WITHHOLDS,
        ),
        beside(
            north,
            f"June 2024 of {NORTH} are of another download than the two years and are not used "
            "with it",
            "The folder of extracts, beside the folder of extracts",
            areas=None,
        ),
    ]


def judged(files: Sequence[StreetFile], *extracts: Extract) -> list[tuple[str, Any]]:
    found = street_findings(files, extracts, shipped_offences())
    return [(one.rule, one.offences) for one in found]


@pytest.mark.parametrize("layout", [STREET, OUTCOMES, SEARCHES])
def test_of_outcomes_and_searches_the_files_alone_are_judged(layout: str) -> None:
    ids = tuple(map(str, range(30)))
    files = [
        file_of(at, layout=layout, sample=ids if at in (1, 2) else (), file=f"{layout} {at}.csv")
        for at in (0, 1, 2, 4)
    ]
    again = file_of(5, layout=layout, use=Use.REPEATED, distinct=50, even=40, file=f"{layout} x")
    short = file_of(9, layout=layout, use=Use.SHORT, file=f"{layout} y")
    extract = street_extract(FORCE, SLUG, layout=layout)
    burglary = frozenset(["Burglary"])
    reached = None if layout == STREET else burglary

    found = judged([*files, again, short], extract)

    rules = ["street-repeated", "months-missing", "same-month-twice", "two-downloads"]
    if layout != STREET:
        rules.remove("same-month-twice")
    assert found == [(rule, reached) for rule in rules]


def test_each_layout_is_judged_by_itself() -> None:
    street = [file_of(at) for at in range(4)]
    outcomes = [file_of(at, layout=OUTCOMES, file=f"o{at}.csv") for at in (0, 1, 3)]
    extracts = street_extract(FORCE, SLUG), street_extract(FORCE, "outcomes", layout=OUTCOMES)

    assert judged([*street, *outcomes], *extracts) == [("months-missing", frozenset(["Burglary"]))]
    assert judged(street, *extracts) == []
    assert judged([], *extracts) == []
    assert judged([*street, *outcomes], extracts[0]) == [("months-missing", frozenset())]
