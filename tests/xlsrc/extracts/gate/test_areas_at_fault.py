"""Areas that nobody knows or that have no row: every fact, each condition by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import (
    ARSON,
    BARNET,
    BOROUGHS,
    SHOPLIFTING,
    UNKNOWN,
    boroughs,
    made_up_extract,
    made_up_release,
)
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.areas import area_missing, cut_short, unknown_area
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.former_wards import former_wards
from xlsrc.extracts.gate.release import Pair, Release, is_without_place
from xlsrc.extracts.places import shipped_places
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = (SHOPLIFTING, ARSON)
MPS = Source.MPS_RECORDED_CRIME
NAN = np.nan


def place(name: str, borough: str = "", code: str = "") -> Area:
    level = Level.WARD if borough else Level.BOROUGH
    return Area(code=code, name=name, level=level, borough=borough)


def unknown(found: str, area: Area, severity: Severity, size: float) -> Finding:
    return Finding(
        rule="unknown-area",
        severity=severity,
        source=MPS,
        files=("2026-01.csv",),
        areas=frozenset([area]),
        wanted="A known area was wanted",
        found=found,
        where="File 2026-01.csv",
        action="Mend the name, or add it as an alias to areas.csv beside the extracts",
        size=size,
    )


def test_names_that_are_no_areas_have_all_their_facts() -> None:
    moon, barnett = place("Moon Base"), place("Barnett")
    counts = np.array(
        [
            [[1000.0, 2], [3, 4]],
            [[400.0, 100], [500, 600.4]],
            [[7.0, 8], [9, 1]],
            [[1.0, NAN], [NAN, NAN]],
        ]
    )

    found = unknown_area(made_up_release(counts, (BARNET, barnett, UNKNOWN, moon), LABELS))

    assert found == [
        unknown(
            "'Barnett' (2 rows, 1,600 offences that count in no area; nearest: Barnet)",
            BARNET,
            Severity.WITHHOLDS,
            1600.0,
        ),
        unknown("'Moon Base' (1 row, 1 offence that count in no area)", moon, Severity.NOTES, 1.0),
    ]


def test_wards_of_a_borough_that_nobody_knows_are_one_finding() -> None:
    parts = [place(f"Ward {at}", "Moon Base") for at in range(3)]
    counts = np.full((4, 2, 2), 5.0)

    (found,) = unknown_area(
        made_up_release(counts, [*parts, place("Ward 9", "Barnet", "E05000001")], LABELS)
    )

    assert found.areas == frozenset(parts)
    assert found.found == "'Moon Base' (6 rows, 60 offences that count in no area)"


# Rows without a place, and what other forces do, are no unknown areas.
ODD = (
    "Unknown", "UNKNOWN (borough)", "Other / NK", "other /nk", "N/K", "nk", "NK (not known)",
    "Aviation Security (SO18)", "aviation security", "Non Met Police Force",
    "non-met police force", "Heathrow Airport", "London Airports", "airport", "The airport of x",
)  # fmt: skip
NOT_ODD = ("Unknowns", "Unknown x", "Other", "Aviation", "Met Police Force", "Portair", "airportx")
WITHOUT_PLACE = (*ODD[:7], "No place", "no place")


@pytest.mark.parametrize("name", ODD)
def test_an_odd_area_is_no_unknown_one(name: str) -> None:
    release = made_up_release(np.full((2, 2, 2), 5.0), (BARNET, place(name)), LABELS)

    assert unknown_area(release) == []
    assert is_without_place(place(name)) == (name in WITHOUT_PLACE)
    assert is_without_place(place("Ward 1", name)) == (name in WITHOUT_PLACE)


@pytest.mark.parametrize("name", NOT_ODD)
def test_what_only_looks_like_an_odd_area_is_unknown(name: str) -> None:
    release = made_up_release(np.full((2, 2, 2), 5.0), (BARNET, place(name)), LABELS)

    assert len(unknown_area(release)) == 1
    assert not is_without_place(place(name))


def test_what_has_no_place_is_known_by_its_name() -> None:
    assert [is_without_place(place(name)) for name in ("No place", "No places")] == [True, False]


def missing(found: str, areas: Sequence[Area], **facts: Any) -> Finding:
    finding = Finding(
        rule="area-missing",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        areas=frozenset(areas),
        wanted="Every area should have rows",
        found=found,
        where="File 2026-01.csv",
        action="Ranks and comparisons lack them: fetch the file again, or ask the publisher",
    )
    return replace(finding, **facts)


def of(areas: Sequence[Area], each: float = 100, **facts: Any) -> Release:
    """A release of two labels in two months of each area."""
    counts = np.full((len(areas), 2, 2), float(each))
    return made_up_release(counts, areas, LABELS, **facts)


# London's police publish 32 boroughs: a file of half of them lacks the others.
@pytest.mark.parametrize(
    ("areas", "names"),
    [
        (BOROUGHS[1:], "Barking and Dagenham has none"),
        (BOROUGHS[2:], "Barking and Dagenham, Barnet have none"),
        (BOROUGHS[16:], ""),
        (BOROUGHS[17:], None),
        (BOROUGHS, None),
    ],
)
def test_boroughs_that_a_file_lacks(areas: tuple[Area, ...], names: str | None) -> None:
    found = area_missing(of([*areas, UNKNOWN, place("Moon Base")]), None)

    if names is None:
        assert found == []
        return
    gone = [one for one in BOROUGHS if one not in areas]
    assert facts(found) == facts([missing(names or found[0].found, gone)])
    if not names:
        assert found[0].found == (
            "Barking and Dagenham, Barnet, Bexley, Brent and 12 more have none"
        )


def test_areas_that_the_release_before_had_have_all_their_facts() -> None:
    few = boroughs(6)
    now = of([few[0], few[3], few[5]])
    before = np.full((6, 2, 3), 1000.0)
    before[1, :, 1:] = 5
    before[2, :, 1:], before[2, 0, 1] = 5, 4
    before[4] = 1
    older = made_up_release(before, few, LABELS, vintage="2025-12", first=now.extract.months[0] - 1)

    # Twenty offences in the months of both are had; nineteen may well be none.
    (found,) = area_missing(now, Pair.of(now, older))
    assert facts([found]) == facts([missing(f"{few[1].name} (20 in 2025-12) has none", [few[1]])])
    odd = made_up_release(
        before, [*few[:4], UNKNOWN, few[5]], LABELS, vintage="2025-12",
        first=now.extract.months[0] - 1,
    )  # fmt: skip
    (found,) = area_missing(now, Pair.of(now, odd))
    assert found.areas == frozenset([few[1]])
    assert area_missing(now, Pair.of(now, now)) == []


def wards_of(borough: str, codes: str) -> list[Area]:
    return [place(f"{borough} {one}", borough, f"E0599999{one}") for one in codes]


# Of a borough's wards half or more are there: the others are missing; of fewer, they were drawn
# anew. Where nothing of the borough is there they are missing, too.
@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("12", "Barnet 3 (400 in 2025-12), Barnet 4 (400 in 2025-12) have none"),
        ("1", None),
        ("1567", None),
        ("123", "Barnet 4 (400 in 2025-12) has none"),
        ("56", None),
    ],
)
def test_wards_that_the_release_before_had(now: str, names: str | None) -> None:
    brent = wards_of("Brent", "1")
    newer = of([*wards_of("Barnet", now), *brent])
    older = of([*wards_of("Barnet", "1234"), *brent], vintage="2025-12")

    found = area_missing(newer, Pair.of(newer, older))

    assert [one.found for one in found] == ([] if names is None else [names])
    gone = of(brent)
    (all_of_it,) = area_missing(gone, Pair.of(gone, older))
    assert all_of_it.areas == frozenset(wards_of("Barnet", "1234"))


def lsoas_of(borough: str) -> list[Area]:
    at = np.flatnonzero(bundle().lsoa_authority == bundle().authority_names.index(borough))
    return [
        Area(
            code=bundle().lsoas[one].decode(),
            name=bundle().lsoa_names[one],
            level=Level.LSOA,
            borough=borough,
        )
        for one in at.tolist()
    ]


def test_lsoas_that_a_file_lacks_of_a_borough_of_which_it_has_most() -> None:
    barnet, brent = lsoas_of("Barnet"), lsoas_of("Brent")
    quarter = len(barnet) // 4
    few = sorted(barnet[:3], key=lambda one: one.name)

    (found,) = area_missing(of([*barnet[3:], *brent]), None)
    assert facts([found]) == facts(
        [missing(f"{few[0].name}, {few[1].name}, {few[2].name} have none", few)]
    )
    assert area_missing(of([*barnet, *brent]), None) == []
    (found,) = area_missing(of([*barnet[quarter:], *brent]), None)
    assert found.areas == frozenset(barnet[:quarter])
    assert area_missing(of([*barnet[quarter + 1 :], *brent]), None) == []
    nobody = [replace(one, borough="Moon Base") for one in barnet[:2]]
    assert area_missing(of([*brent, *nobody]), None) == []
    assert area_missing(of([replace(one, level=Level.WARD) for one in barnet[3:]]), None) == []


# Rows of two areas at most: those of one, in two findings, are of one.
def test_a_file_cut_between_areas_and_within_one() -> None:
    first, second, third, fourth = boroughs(4)
    areas = missing("two have none", [first, second])
    rows = [
        replace(areas, rule="rows-missing", areas=frozenset(of), found=text)
        for of, text in (([third], "one"), ([third, fourth], "two"), ([third], "three"))
    ]

    both = replace(
        areas,
        areas=frozenset([first, second, third, fourth]),
        found="two have none; one; two; three",
    )
    assert facts(cut_short([areas], rows)) == facts([both])
    assert cut_short([], []) == []
    more = replace(rows[0], areas=frozenset([second, third, fourth]))
    assert facts(cut_short([areas], [more])) == facts([areas, more])


def ward_release(source: Source, areas: Sequence[Area]) -> Release:
    extract = made_up_extract(np.full((len(areas), 1, 2), 5.0), areas, [SHOPLIFTING])
    return Release.of(replace(extract, source=source), shipped_places())


def test_former_wards_have_all_their_facts() -> None:
    hale = place("Hale", "Barnet", "E05000054")
    oakleigh = place("Oakleigh", "Barnet", "E05000057")
    today = place("Childs Hill", "Barnet", "E05013631")
    other = place("Alperton", "Brent", "E05000085")
    odd = [
        place("Unknown", "Unknown"),
        place("Some", "Barnet", "E0500005"),
        place("x", "Barnet", "E050000540"),
    ]
    every = [other, oakleigh, today, hale, *odd]

    def former(borough: str, found: str, wards: Sequence[Area]) -> Finding:
        return Finding(
            rule="former-wards",
            severity=Severity.NOTES,
            source=MPS,
            files=("2026-01.csv",),
            areas=frozenset(wards),
            wanted="The wards of today were wanted",
            found=f"{found} of {borough}",
            where="File 2026-01.csv",
            action=(
                "They are not joined to the wards of today and stand on no map: fetch the file by "
                "the wards of today"
            ),
            size=float(len(wards)),
        )

    found = former_wards(ward_release(MPS, every))
    assert found == [
        replace(
            former("Barnet", "2 former wards", [hale, oakleigh]),
            found="2 former wards of Barnet: Hale (E05000054) and Oakleigh (E05000057)",
        ),
        replace(
            former("Brent", "1 former ward", [other]),
            found="1 former ward of Brent: Alperton (E05000085)",
        ),
    ]
    assert former_wards(ward_release(Source.POLICE_UK, every)) == []
    whole = [replace(one, level=Level.LSOA) for one in every]
    assert former_wards(ward_release(MPS, whole)) == []
