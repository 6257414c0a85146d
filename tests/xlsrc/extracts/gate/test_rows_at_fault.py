"""Rows that are missing, stand twice or sum others: of some of several, every fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    UNKNOWN,
    WEAPONS,
    boroughs,
    made_up_release,
    wards,
)
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.missing import rows_missing
from xlsrc.extracts.gate.parts_missing import part_rows_missing
from xlsrc.extracts.gate.release import Pair
from xlsrc.extracts.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NAN = np.nan
MPS = Source.MPS_RECORDED_CRIME
HOME = Label(group="BURGLARY", offence="RES BURGLARY OF A HOME")
SHED = Label(group="BURGLARY", offence="RES BURGLARY OF UNCONNECTED BUILDING")
MOON = Label(group="THEFT", offence="MOON THEFT")
AGAIN = "A row that is absent is no 0: fetch the file again, or ask the publisher"


def absent(found: str, cells: Sequence[tuple[Area, str, float]], **facts: Any) -> Finding:
    """A finding of rows that are missing: each one's area, offence, and most that it may hold."""
    finding = Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        areas=frozenset(area for area, _, _ in cells),
        offences=frozenset(offence for _, offence, _ in cells),
        wanted="Every area should have a row for each offence",
        found=found,
        where="File 2026-01.csv",
        action=AGAIN,
        size=float(len(cells)),
        missing=tuple(
            Missing(
                area=area,
                offence=offence,
                months=frozenset([FIRST, FIRST + 1]),
                most=cast("float", pytest.approx(most)),
            )
            for area, offence, most in cells
        ),
    )
    return replace(finding, **facts)


def usual(areas: int = 12) -> Numbers:
    """A hundred of three offences and 700 of a fourth in each of two months."""
    counts = np.full((areas, 4, 2), 100.0)
    counts[:, 3] = 700
    return counts


LABELS = (SHOPLIFTING, ARSON, BICYCLES, WEAPONS)


def rows(
    counts: Numbers, areas: Sequence[Area] = (), labels: Sequence[Label] = LABELS
) -> list[Finding]:
    return rows_missing(made_up_release(counts, areas or boroughs(len(counts)), labels), None)


# Of 2,000 offences 200 are usual; of an area that lacks them 1,800 are a tenth's nine: 180 at
# least, and as many at most.
def test_missing_rows_of_two_areas_have_all_their_facts() -> None:
    counts = usual()
    counts[2, 0] = NAN
    counts[7, 1] = NAN
    third, eighth = boroughs(12)[2], boroughs(12)[7]

    assert rows(counts) == [
        absent(
            f"{area.name}, {name.upper()}: no row (at least 180 expected from the other areas)",
            [(area, name, 180)],
        )
        for area, name in sorted(
            [(third, "Shoplifting"), (eighth, "Arson")], key=lambda one: one[0]
        )
    ]


def test_two_missing_rows_of_one_area_are_one_finding() -> None:
    counts = usual()
    counts[2, [0, 2]] = NAN
    third = boroughs(12)[2]

    assert rows(counts) == [
        absent(
            f"{third.name}, SHOPLIFTING: no row (at least 160 expected from the other areas), "
            f"{third.name}, BICYCLE THEFT: no row (at least 160 expected from the other areas)",
            [(third, "Shoplifting", 160), (third, "Bicycle theft", 160)],
        )
    ]


def test_a_row_that_is_too_low_is_missing_in_part() -> None:
    counts = usual()
    counts[4, 1] = [10, 3]
    fifth = boroughs(12)[4]

    # 1,813 offences, of which a tenth are 181; 13 are under 15 % of that.
    assert rows(counts) == [
        absent(
            f"{fifth.name}, ARSON: 13 (at least 181 expected from the other areas)",
            [(fifth, "Arson", 168.3)],
        )
    ]
    of_wards = rows(counts, wards(12))
    assert of_wards == []


def test_five_missing_rows_are_a_file_that_is_cut_and_all_are_named() -> None:
    counts = usual()
    counts[2, [0, 1, 2]] = counts[1, [1, 2]] = NAN
    second, third = boroughs(12)[1], boroughs(12)[2]

    (found,) = rows(counts)

    assert found.found == (
        f"5 rows are missing and the file may be cut: {second.name}: ARSON, BICYCLE THEFT; "
        f"{third.name}: ARSON, BICYCLE THEFT, SHOPLIFTING"
    )
    assert (found.areas, found.size) == (frozenset([second, third]), 5.0)
    assert len(found.missing) == 5
    counts[1, 2] = 100
    four = rows(counts)
    assert [one.size for one in four] == [1.0, 3.0]


def test_a_missing_row_may_stand_under_a_label_of_its_group_that_nobody_knows() -> None:
    counts = usual(12)
    counts[2, 0] = NAN
    counts = np.concatenate([counts, counts[:, :1] * 0 + 1], axis=1)
    counts[2, 4] = 1

    (found,) = rows(counts, labels=(*LABELS, MOON))
    assert found.found.endswith("from the other areas); perhaps renamed: 'MOON THEFT'")
    (found,) = rows(counts, labels=(*LABELS, replace(MOON, group="BURGLARY")))
    assert found.found.endswith("from the other areas)")


def test_rows_of_odd_areas_and_of_empty_ones_are_not_missed() -> None:
    counts = usual()
    counts[3, 0] = NAN
    areas = [*boroughs(12)]
    areas[3] = UNKNOWN

    assert rows(counts, areas) == []
    counts[3] = 0
    counts[3, 0] = NAN
    assert rows(counts) == []
    assert rows(counts[:1]) == []


# An offence under two labels is missed as such only where it has no row at all.
def test_an_offence_of_two_labels_is_missed_once() -> None:
    counts = usual()
    labels = (HOME, SHED, BICYCLES, WEAPONS)
    counts[5, :2] = NAN
    sixth = boroughs(12)[5]

    (found,) = rows(counts, labels=labels)

    # 1,600 of which 400 of 2,000 are usual: both labels together are named by the offence.
    assert found.found == (
        f"{sixth.name}, Residential burglary: no row (at least 320 expected from the other areas)"
    )
    (missing,) = found.missing
    assert (missing.offence, round(missing.most, 9)) == ("Residential burglary", 320)


def test_other_measures_have_their_own_whole() -> None:
    counts = usual()
    counts[2, 0] = NAN
    outcomes = tuple(replace(one, measure="Positive outcomes") for one in (BICYCLES, WEAPONS))

    (found,) = rows(counts, labels=(SHOPLIFTING, ARSON, *outcomes))

    # Of 200 arsons as much shoplifting: the share of the first is a half in all other areas.
    assert "at least 100 expected" in found.found


def test_an_area_without_any_of_a_measure_has_no_share_of_it() -> None:
    counts = usual()
    counts[2, 0] = NAN
    counts[5, 2:] = 0
    outcomes = tuple(replace(one, measure="Positive outcomes") for one in (BICYCLES, WEAPONS))

    (found,) = rows(counts, labels=(SHOPLIFTING, ARSON, *outcomes))

    assert found.areas == frozenset(boroughs(3)[2:])


# Of fewer areas than ten the least of the others' shares is looked at; of more the tenth.
@pytest.mark.parametrize(("areas", "least"), [(9, 90), (10, 170), (11, 180)])
def test_what_is_expected_of_few_areas_and_of_many(areas: int, least: int) -> None:
    counts = np.full((areas, 2, 1), 0.0)
    shares = [*np.arange(areas - 1) * 100.0 + 90]
    counts[1:, 0, 0] = shares
    counts[1:, 1, 0] = 10_000 - counts[1:, 0, 0]
    counts[0, :, 0] = NAN, 10_000

    (found,) = rows(counts, labels=(SHOPLIFTING, ARSON))

    # A tenth of the way along eight steps, or nine, of a hundred.
    assert f"no row (at least {least} expected" in found.found


# Of 20 others' shares, 0.5 to 19.5 %, a twentieth of wards is lower than 1.45 %, a tenth of
# boroughs than 2.4 %; nine tenths of all 21 have 17.5 % at most.
@pytest.mark.parametrize(("of_wards", "least"), [(True, 145), (False, 240)])
def test_what_is_expected_of_wards_and_of_boroughs(*, of_wards: bool, least: int) -> None:
    counts = np.zeros((21, 2, 1))
    counts[1:, 0, 0] = 50 + 100.0 * np.arange(20)
    counts[1:, 1, 0] = 10_000 - counts[1:, 0, 0]
    counts[0, :, 0] = NAN, 10_000
    areas = wards(21) if of_wards else boroughs(21)

    (found,) = rows(counts, areas, (SHOPLIFTING, ARSON))

    assert f"no row (at least {least} expected" in found.found
    assert [round(one.most, 6) for one in found.missing] == [1750]


# Where fewer than seven tenths have a row, those without one count as areas of none.
@pytest.mark.parametrize(("lacking", "is_found"), [(3, True), (4, False)])
def test_of_what_so_many_areas_have_no_row_nothing_is_expected(
    lacking: int, *, is_found: bool
) -> None:
    counts = usual(10)
    counts[:lacking, 0] = NAN

    assert bool(rows(counts)) == is_found


def pair(now: Numbers, before: Numbers, labels: Sequence[Label] = LABELS) -> list[Finding]:
    newer = made_up_release(now, boroughs(len(now)), labels)
    older = made_up_release(before, boroughs(len(before)), labels, vintage="2025-12")
    return rows_missing(newer, Pair.of(newer, older))


def test_a_missing_row_is_said_with_what_the_release_before_had() -> None:
    now, before = usual(24), usual(24)[:, :, :1]
    now[2, 0] = NAN
    now[5, 1] = 1
    before[2, 0] = 90
    before[:, 2] = 0
    third, sixth = boroughs(24)[2], boroughs(24)[5]

    found = {one.found: [part.most for part in one.missing] for one in pair(now, before)}

    # The month of both is taken twice: 90 of none, and 99 of one.
    assert found == {
        f"{third.name}, SHOPLIFTING: no row (at least 180 expected from the other areas)": [180],
        f"{sixth.name}, ARSON: 2 (at least 180 expected from the other areas)": [198],
    }


def test_a_row_that_the_release_before_alone_makes_likely_has_all_its_facts() -> None:
    now = np.full((24, 3, 2), 1000.0)
    now[:, 0] = 1
    now[:4, 0] = NAN
    before = now.copy()
    before[[1, 3], 0] = [[5, 4], [4, 3]]
    second = boroughs(24)[1]
    labels = (SHOPLIFTING, ARSON, BICYCLES)

    assert pair(now, before, labels) == [
        absent(
            f"{second.name}, SHOPLIFTING: no row (9 in the same months of 2025-12)",
            [(second, "Shoplifting", 9)],
        )
    ]
    # A row that is there with none in the months of both is gone from them.
    now[1, 0] = 0
    (found,) = pair(now, before, labels)
    assert found.size == 1.0


def test_of_a_row_of_which_the_release_before_had_less_nothing_more_is_missing() -> None:
    now, before = usual(24), usual(24)
    now[5, 1] = [10, 3]
    before[5, 1] = [10, 2]

    (found,) = pair(now, before)

    assert [(one.offence, one.most) for one in found.missing] == [("Arson", 0.0)]


def test_an_area_of_a_single_offence_is_one_of_the_others() -> None:
    counts = usual(5)
    counts[0, 0] = NAN
    counts[4] = 0
    counts[4, 1, 0] = 1

    # Of few areas the least share counts: that one has no shoplifting.
    assert rows(counts) == []
    counts[4] = 100
    assert len(rows(counts)) == 1


def parts(counts: Numbers, areas: Sequence[Area] = ()) -> list[Finding]:
    kinds = [Label(group="KINDS", offence=f"KIND {at}") for at in range(counts.shape[1])]
    return part_rows_missing(made_up_release(counts, areas or wards(len(counts)), kinds))


def parts_lacking(found: str, areas: Sequence[Area] | None, size: float) -> Finding:
    return Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        areas=None if areas is None else frozenset(areas),
        wanted="Every area should have a row for each offence that it has",
        found=f"{found}; the file may be cut",
        where="File 2026-01.csv",
        action=AGAIN,
        size=size,
    )


def test_rows_that_two_wards_lack_have_all_their_facts() -> None:
    counts = np.full((40, 20, 1), 100.0)
    counts[3, :3] = counts[7, 10:14] = counts[9, 5:7] = NAN
    every = wards(40)

    assert parts(counts) == [
        parts_lacking(
            "Ward 3, Barnet: 3 of 20 rows absent, Ward 7, Barnet: 4 of 20 rows absent",
            [every[3], every[7]],
            7.0,
        )
    ]


def test_odd_and_empty_wards_are_no_wards_that_lack_rows() -> None:
    counts = np.full((40, 20, 1), 100.0)
    counts[3, :3] = NAN
    counts[0] = NAN
    counts[1] = 0
    counts[1, 1:] = NAN
    every = [*wards(40)]
    every[5] = Area(code="", name="Unknown", level=Level.WARD, borough="Unknown")
    counts[5, :9] = NAN

    (found,) = parts(counts, every)

    assert found == parts_lacking("Ward 3, Barnet: 3 of 20 rows absent", [every[3]], 3.0)
    assert parts(np.zeros((40, 20, 1)), every) == []
    assert parts(counts, boroughs(33)[:1] + tuple(every[1:])) == []


# By the row's and the column's sums eight offences are expected of a row that is missed, of a
# label that seven tenths of the wards have.
@pytest.mark.parametrize(("each", "is_found"), [(8.05, True), (8, False)])
def test_rows_of_few_offences_are_not_missed(each: float, *, is_found: bool) -> None:
    counts = np.full((40, 20, 1), float(each))
    counts[3, :3] = NAN
    counts[3, 3:] *= 20 / 17
    counts[:, :3] *= 40 / 39

    assert bool(parts(counts)) == is_found


@pytest.mark.parametrize(("lacking", "is_found"), [(12, True), (13, False)])
def test_rows_of_a_label_that_few_wards_have_are_not_missed(
    lacking: int, *, is_found: bool
) -> None:
    # Of forty wards; one more has no row at all and is none of them.
    counts = np.full((41, 20, 1), 100.0)
    counts[:lacking, 0] = counts[0, 1:3] = counts[40] = NAN
    counts[39] = 0
    counts[39, 0] = 1

    # Three of twenty rows are 15 %; two of nineteen are not.
    assert [one.size for one in parts(counts)] == [3.0] * is_found


@pytest.mark.parametrize(("of_one", "is_found"), [(2, True), (1, False)])
def test_a_ward_lacks_two_rows_at_least(of_one: int, *, is_found: bool) -> None:
    counts = np.full((40, 20, 1), 100.0)
    counts[:, 6:] = 0.5
    counts[4, :of_one] = NAN

    # One of six rows that are judged would be more than 15 %.
    assert [one.size for one in parts(counts)] == [float(of_one)] * is_found
