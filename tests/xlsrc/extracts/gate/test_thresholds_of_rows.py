"""Each threshold of the rules for a file's rows, from both of its sides; each fact they find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from tests.support.made_up_release import (
    BARNET,
    BICYCLES,
    BOROUGHS,
    FIRST,
    SHOPLIFTING,
    WEAPONS,
    boroughs,
    made_up_extract,
    made_up_release,
    wards,
)
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.parts_missing import part_rows_missing
from xlsrc.extracts.gate.release import Release
from xlsrc.extracts.gate.repeated import repeated_key, total_row
from xlsrc.extracts.gate.wards import ward_borough
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.extract import Extract

MPS = Source.MPS_RECORDED_CRIME
IN_SMALL = Label(group="Theft", offence="Shoplifting")
THEFTS = Label(group="THEFT", offence="EVERYTHING STOLEN")


def with_lines(labels: Sequence[Label], areas: Sequence[Area]) -> Extract:
    """Three months of each label of each area, from line 2 on."""
    extract = made_up_extract(np.ones((len(areas), len(labels), 3)), areas, labels)
    return replace(extract, lines=np.arange(2, 2 + len(areas) * len(labels), dtype=np.int32))


def test_two_rows_of_one_area_and_label() -> None:
    once = with_lines([SHOPLIFTING, WEAPONS], boroughs(2))

    assert not repeated_key(once)
    assert not repeated_key(replace(once, lines=np.zeros(0, dtype=np.int32)))
    assert repeated_key(with_lines([WEAPONS, SHOPLIFTING, IN_SMALL], boroughs(1))) == [
        Finding(
            rule="repeated-key",
            severity=Severity.STOPS,
            source=MPS,
            files=("2026-01.csv",),
            areas=frozenset([BARNET]),
            offences=frozenset(["Shoplifting"]),
            wanted="One row for each area and offence was wanted",
            found="rows 3 and 4 are both Barnet, Shoplifting",
            where="File 2026-01.csv",
            action="Nobody can know which is right and the file is not used: remove one of them",
            size=1.0,
        )
    ]


def test_more_rows_that_stand_again_and_wards_with_their_borough() -> None:
    (found,) = repeated_key(with_lines([SHOPLIFTING, WEAPONS, IN_SMALL], wards(3)))

    assert found.found.startswith("rows 2 and 4 are both Ward 0, Barnet, Shoplifting (and 2 more ")
    assert found.areas == frozenset(wards(3))
    assert (found.size, found.offences) == (3.0, frozenset(["Shoplifting"]))


@pytest.mark.parametrize(
    ("areas", "said"), [(2, "(and 1 more row stands again)"), (4, "(and 3 more rows stand again)")]
)
def test_how_many_more_rows_stand_again_is_said_as_people_do(areas: int, said: str) -> None:
    (found,) = repeated_key(with_lines([SHOPLIFTING, IN_SMALL], wards(areas)))

    assert found.found.endswith(said)


def thefts(months: int = 10, *, unlike: int = 0, each: int = 10) -> Release:
    """Two kinds of theft in three boroughs, and in the first both together, but for some months."""
    counts = np.full((3, 3, months), np.nan)
    counts[:, 0], counts[:, 1] = each, 2 * each
    counts[1, :2] *= 7
    counts[0, 2] = 3 * each
    counts[0, 2, :unlike] += 1
    return made_up_release(counts, boroughs(3), [SHOPLIFTING, BICYCLES, THEFTS])


def test_a_row_that_is_the_sum_of_others() -> None:
    assert total_row(thefts()) == [
        Finding(
            rule="total-row",
            severity=Severity.STOPS,
            source=MPS,
            files=("2026-01.csv",),
            areas=frozenset([BARNET]),
            offences=frozenset(["EVERYTHING STOLEN"]),
            wanted="Rows of offences without their totals were wanted",
            found="1 row that is the sum of others: Barnet, EVERYTHING STOLEN",
            where="File 2026-01.csv",
            action="What they sum would count twice and the file is not used: take such rows out",
            size=1.0,
        )
    ]


# A sum in nine months of ten, of at least three rows and ten offences with its own.
@pytest.mark.parametrize(
    ("release", "is_found"),
    [
        (thefts(unlike=1), True),
        (thefts(unlike=2), False),
        (thefts(4, each=1), True),
        (thefts(3, each=1), False),
    ],
)
def test_when_a_row_is_the_sum_of_others(release: Release, *, is_found: bool) -> None:
    assert bool(total_row(release)) == is_found


def test_two_rows_that_are_alike_are_no_sum_of_each_other() -> None:
    counts = np.full((1, 2, 10), 50.0)

    assert not total_row(made_up_release(counts, boroughs(1), [SHOPLIFTING, THEFTS]))


def test_a_borough_that_is_the_sum_of_the_others() -> None:
    counts = np.array([[[5.0] * 4], [[10.0] * 4], [[70.0] * 4], [[85.0] * 4]])

    (found,) = total_row(made_up_release(counts, boroughs(4), [SHOPLIFTING]))

    assert found.areas == frozenset(boroughs(4)[3:])


@pytest.mark.parametrize(
    "name", ["Total", "Grand total", "Sub-total", "Sum", "Overall", "All boroughs", "All crimes"]
)
def test_what_is_a_total_by_its_name(name: str) -> None:
    counts = np.array([[[7.0]], [[100.0]]])
    areas = [BARNET, Area(code="", name=name)]

    (of_area,) = total_row(made_up_release(counts, areas, [SHOPLIFTING]))
    (of_label,) = total_row(
        made_up_release(np.ones((1, 1, 1)), [BARNET], [Label(group="THEFT", offence=name)])
    )

    assert of_area.found == f"1 row that is the sum of others: {name}, SHOPLIFTING"
    assert of_label.found == f"1 row that is the sum of others: Barnet, {name}"


def test_rows_without_a_name_and_of_a_group_are_totals_and_three_are_named() -> None:
    labels = [Label(group="MAGIC", offence="MAGIC"), SHOPLIFTING, Label(group="X", offence="")]
    areas = [*boroughs(2), Area(code="", name="")]

    (found,) = total_row(made_up_release(np.ones((3, 3, 1)), areas, labels))

    first, other = (one.name for one in boroughs(2))
    assert found.found == (
        f"7 rows that are sums of others: {first}, MAGIC; {first}, (blank); {other}, MAGIC; "
        "and 4 more"
    )
    assert found.size == 7.0


def parts(kept: float, *, number: int = 6, file: str = "wards.csv") -> tuple[Release, Release]:
    """A ward of each of some boroughs with 95 % of it, of the first with less in two months; and
    the boroughs, with a month more.
    """
    areas = sorted(BOROUGHS, key=lambda one: (one != BARNET, one.name))[:number]
    of_wards = np.full((number, 2, 6), 950.0)
    of_wards[0, :, 3:5] = kept
    inside = [
        Area(code=f"E0500{at:04}", name=f"Ward {at}", level=Level.WARD, borough=one.name)
        for at, one in enumerate(areas)
    ]
    labels = [SHOPLIFTING, WEAPONS]
    extract = replace(made_up_extract(of_wards, inside, labels), file=file)
    whole = made_up_release(np.full((number, 2, 7), 1000.0), areas, labels, first=FIRST - 1)
    return Release.of(extract, shipped_places()), whole


def test_wards_that_have_less_of_their_borough_than_elsewhere() -> None:
    release, whole = parts(800.0)

    assert ward_borough(release, [whole]) == [
        Finding(
            rule="ward-borough",
            severity=Severity.NOTES,
            source=MPS,
            files=("wards.csv", "2026-01.csv"),
            areas=frozenset([BARNET]),
            months=frozenset([FIRST + 3, FIRST + 4]),
            wanted="Wards were wanted that add up to their borough as they do elsewhere",
            found=(
                "the wards of Barnet have 80 % of its offences in 2 months (April 2024 to May "
                "2024), those of other boroughs 95 %"
            ),
            where="Files wards.csv and 2026-01.csv",
            action="Read its ward figures as incomplete",
            size=cast("float", pytest.approx(15.0)),
        )
    ]
    assert not ward_borough(whole, [whole])
    assert not ward_borough(release, [release])


@pytest.mark.parametrize(
    ("kept", "number", "is_found"), [(899, 6, True), (901, 6, False), (0, 5, True), (0, 4, False)]
)
def test_when_wards_have_less_of_their_borough(kept: float, number: int, *, is_found: bool) -> None:
    release, whole = parts(kept, number=number)

    assert bool(ward_borough(release, [whole])) == is_found


def test_the_borough_file_of_the_same_release_with_most_months_is_taken() -> None:
    release, whole = parts(800.0)
    months = whole.counts
    areas, labels = whole.extract.areas, whole.extract.labels
    few = made_up_release(months[:, :, :5] / 2, areas, labels, first=FIRST - 1)
    older = made_up_release(months, areas, labels, vintage="2025-12", first=FIRST - 1)
    later = made_up_release(months, areas, labels, first=FIRST + 6)

    assert ward_borough(release, [few, whole, older]) == ward_borough(release, [whole])
    assert not ward_borough(release, [older, later])


def of_parts(areas: int, labels: int, absent: Sequence[tuple[int, int]]) -> Release:
    counts = np.full((areas, labels, 1), 100.0)
    for area, label in absent:
        counts[area, label] = np.nan
    kinds = [Label(group="KINDS", offence=f"KIND {at}") for at in range(labels)]
    return made_up_release(counts, wards(areas), kinds)


def lacking(found: str, areas: frozenset[Area] | None, size: float) -> Finding:
    return Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        areas=areas,
        wanted="Every area should have a row for each offence that it has",
        found=f"{found}; the file may be cut",
        where="File 2026-01.csv",
        action="A row that is absent is no 0: fetch the file again, or ask the publisher",
        size=size,
    )


def test_rows_that_are_missing_everywhere_and_of_one_ward() -> None:
    everywhere = [(at, at) for at in range(8)]
    of_one = [(1, at) for at in range(3)]

    assert part_rows_missing(of_parts(20, 20, everywhere)) == [
        lacking(
            "8 of 400 rows that should have at least a few offences are absent (2.0%; of a whole "
            "file under 0.2%): rows are missing everywhere",
            None,
            8.0,
        )
    ]
    assert not part_rows_missing(of_parts(20, 20, everywhere[:7]))
    assert part_rows_missing(of_parts(20, 20, of_one)) == [
        lacking("Ward 1, Barnet: 3 of 20 rows absent", frozenset([wards(2)[1]]), 3.0)
    ]
    assert not part_rows_missing(of_parts(20, 20, of_one[:2]))


@pytest.mark.parametrize(("labels", "is_found"), [(20, True), (19, False)])
def test_of_few_rows_none_is_missed(labels: int, *, is_found: bool) -> None:
    absent = [(at, at) for at in range(9)]

    assert bool(part_rows_missing(of_parts(10, labels, absent))) == is_found
