"""Months of areas beside the others: of some of several areas, offences and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import ARSON, BICYCLES, FIRST, SHOPLIFTING, WEAPONS, boroughs
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.label import Label
from xlsrc.gate.area_months import area_month, standing_out
from xlsrc.gate.expected import Expected
from xlsrc.gate.foretold import Part

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.foretold import Foretold

    Numbers = NDArray[np.float64]

NAN = np.nan
RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
LABELS = (ARSON, BICYCLES, WEAPONS, RAPE, SHOPLIFTING)
OWN = [0, 2, 3, 4]
NAMES = ("Arson", "Possession of weapons", "Rape", "Shoplifting")
MONTHS = 36
CHECK = "Fetch the file again, or ask the publisher; if it is true, acknowledge this"


def of_four(counts: Numbers, each: float = 2500, **facts: Any) -> tuple[Foretold, Part]:
    """Area × five offences × month, of which all but the second are the part that is judged;
    ``each`` are foretold of each in each month.
    """
    cells = replace(made_up_cells(counts, LABELS), **facts)
    foretold = made_up_foretold(cells, np.full_like(counts, each), np.zeros_like(counts))
    areas = counts[:, OWN].sum(axis=1)
    known = np.isfinite(areas)
    whole = np.where(known.any(axis=0), np.nansum(areas, axis=0), NAN)
    means = np.where(known, 4 * each, NAN)
    of_whole = 4.0 * each * np.where(known, 1, 0).sum(axis=0)[None]
    return foretold, Part(
        offences=np.array(OWN),
        areas=areas,
        areas_sum=np.nansum(areas, axis=0),
        area_expected=Expected(mean=means, variance=means + 1, z=9 * np.sign(areas - means)),
        whole=whole[None],
        whole_expected=Expected(mean=of_whole, variance=of_whole + 1, z=np.zeros_like(of_whole)),
    )


def usual(areas: int = 12, months: int = MONTHS, each: float = 2500) -> Numbers:
    return np.full((areas, 5, months), float(each))


def places(foretold: Foretold, part: Part) -> tuple[list[list[int]], list[list[int]]]:
    """The (area, month) that are too low, and too high."""
    found = standing_out(foretold, part)
    return np.argwhere(found.low).tolist(), np.argwhere(found.high).tolist()


def a_low_month(row: int, column: int, count: int, less: int) -> Finding:
    """Of four offences, of which 2,500 each were expected in an area's month."""
    area, month = boroughs(12)[row], FIRST + column
    most = round(2500 + 1.959964 * 2502.5**0.5 - count / 4, 1)
    return Finding(
        rule="area-month-low",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        areas=frozenset([area]),
        offences=frozenset(NAMES),
        months=frozenset([month]),
        wanted="Every area's months should be whole",
        found=(
            f"{area.name} has {count:,} offences in {Month(month).name}, {less} % fewer than "
            "expected from its own months before and the same month elsewhere"
        ),
        where="File 2026-01.csv",
        action=CHECK,
        size=float(count),
        missing=tuple(
            Missing(area=area, offence=offence, months=frozenset([month]), most=most)
            for offence in NAMES
        ),
    )


def test_months_of_four_areas_that_are_low_have_all_their_facts() -> None:
    counts = usual()
    counts[3, OWN, 14] = 1500
    counts[7, OWN, 35] = 2000
    counts[5, 1, 20] = 1
    foretold, part = of_four(counts)

    found = area_month(foretold, part, standing_out(foretold, part))

    assert found == [a_low_month(3, 14, 6000, 40), a_low_month(7, 35, 8000, 20)]


def test_a_high_month_is_noted_in_the_last_two_years_alone_and_hides_nothing() -> None:
    counts = usual(months=40)
    counts[2, OWN, 15] = counts[2, OWN, 16] = counts[9, OWN, 39] = 4500
    counts[4, OWN, 15] = 0
    foretold, part = of_four(counts)

    found = area_month(foretold, part, standing_out(foretold, part))

    assert places(foretold, part)[1] == [[2, 15], [2, 16], [9, 39]]
    assert [(one.rule, min(one.months or ()) - FIRST, bool(one.missing)) for one in found] == [
        ("area-month-high", 16, False),
        ("area-month-low", 15, True),
        ("area-month-high", 39, False),
    ]
    # Of none half of one is made: 10,000 times less and twice that.
    assert found[1].found.startswith(f"{boroughs(5)[4].name} has 0 offences in April 2025, 100 %")
    assert found[0].severity is found[2].severity is Severity.NOTES
    assert found[0].size == 18_000


def test_an_odd_area_stands_out_from_nothing_and_the_others_keep_their_places() -> None:
    counts = usual(8)
    counts[0, :, 20] = counts[2, :, 21] = counts[5, :, 30] = 500
    ordinary = np.array([False, *[True] * 7])
    ordinary[4] = False

    foretold, part = of_four(counts, ordinary=ordinary)
    found = standing_out(foretold, part)

    assert np.argwhere(found.low).tolist() == [[2, 21], [5, 30]]
    np.testing.assert_allclose(found.beside[2, 21], np.log(0.2))
    np.testing.assert_allclose(found.beside[5, [29, 30]], [0, np.log(0.2)])
    assert not found.beside[[0, 4]].any()


def test_of_no_offences_half_of_one_is_made() -> None:
    counts = usual()
    counts[4, :, 15] = 0
    counts[5, :, 15] = 0.25

    beside = standing_out(*of_four(counts)).beside

    # 10,000 are expected; four quarters of an offence are one.
    np.testing.assert_allclose(beside[4:7, 15], [np.log(0.5 / 1e4), np.log(1 / 1e4), 0])


def test_an_area_is_seen_beside_the_middle_of_the_others() -> None:
    counts = usual(13)
    # All have a fifth less: whoever has as much as ever has a quarter more than the others.
    counts[1:, :, [20, 35]] = 2000
    counts[1, :, [20, 35]] = 1000

    low, high = places(*of_four(counts))

    assert low == [[1, 20], [1, 35]]
    assert high == []
    counts[0, :, [20, 35]] = 2750
    assert places(*of_four(counts))[1] == [[0, 20], [0, 35]]


# Of each condition alone: what was expected of it, its own z, and at least four areas with figures.
@pytest.mark.parametrize(
    ("each", "z", "known", "is_found"),
    [
        (25, -9, 12, True),
        (24.9, -9, 12, False),
        (2500, -1.96, 12, True),
        (2500, -1.959964, 12, True),
        (2500, -1.95, 12, False),
        (2500, -9, 4, True),
        (2500, -9, 3, False),
    ],
)
def test_what_an_area_must_have_to_be_low(
    each: float, z: float, known: int, *, is_found: bool
) -> None:
    counts = usual(each=each)
    counts[0, :, [20, 35]] = 1
    counts[known:, :, [20, 35]] = NAN
    foretold, part = of_four(counts, each)
    own = replace(part.area_expected, z=np.where(part.area_expected.z < 0, z, 0))

    found = places(foretold, replace(part, area_expected=own))[0]

    assert found == [[0, 20], [0, 35]] * is_found


@pytest.mark.parametrize(("z", "is_found"), [(1.96, True), (1.959964, True), (1.95, False)])
def test_what_an_area_must_have_to_be_high(z: float, *, is_found: bool) -> None:
    counts = usual()
    counts[0, :, [20, 35]] = 4500
    foretold, part = of_four(counts)
    own = replace(part.area_expected, z=np.where(part.area_expected.z > 0, z, 0))

    assert places(foretold, replace(part, area_expected=own))[1] == [[0, 20], [0, 35]] * is_found


def test_of_a_part_by_itself_the_last_month_alone_is_low() -> None:
    counts = usual(5)
    counts[0, :, [20, 35]] = 500

    foretold, part = of_four(counts)
    one = replace(part, offences=np.array([0]))
    three = replace(part, offences=np.arange(3))

    # Three of five offences are apart where the others have other months; four are not.
    assert places(foretold, replace(part, offences=np.arange(4)))[0] == [[0, 20], [0, 35]]
    assert places(foretold, three)[0] == places(foretold, one)[0] == [[0, 35]]


def test_the_last_month_is_the_last_that_is_there() -> None:
    counts = usual(12)
    counts[:, :, 35] = NAN
    # 3.75 of 3 % below, and 5 of them: exp(−0.1125) and exp(−0.15) of 10,000.
    counts[0, :, 34] = counts[1, :, 33] = 8900 / 4
    counts[2, :, 33] = 8600 / 4

    assert places(*of_four(counts))[0] == [[0, 34], [2, 33]]


def moving(last: float, *, months: int, parts: list[tuple[int, float]]) -> bool:
    """Whether the last month of an area is low that was so far, up and down by turns, from the
    others' middle in so many months before it.
    """
    counts = usual(13, months)
    far = np.concatenate([np.full(number, by) for number, by in parts])
    signs = np.where(np.arange(far.size) % 2, 1, -1)
    counts[0, :, months - 1 - far.size : months - 1] = 2500 * np.exp(far * signs)
    counts[0, :, months - 1] = last / 4
    return [0, months - 1] in places(*of_four(counts))[0]


# The middle of 30 months of 4 %, 29 of 8 % and the month itself is 6 %: 3.75 × 1.4826 × 0.06 below
# is exp(−0.3336); of one month more, or less, it would be 8 %.
@pytest.mark.parametrize(("last", "is_found"), [(7163, True), (7164, False)])
def test_a_spread_is_that_of_the_last_sixty_months(last: float, *, is_found: bool) -> None:
    parts = [(30, 0.08), (30, 0.04), (29, 0.08)]

    assert moving(last, months=95, parts=parts) == is_found


# By fewer months than twelve before it the spread of the first twelve counts, the middle of six
# months of 2 %, five of 12 % and its own: 5 × 1.4826 × 0.07 below is exp(−0.5189); with the month
# after it, of none, it would be 2 %.
@pytest.mark.parametrize(("count", "is_found"), [(5951, True), (5953, False)])
def test_in_an_areas_first_year_its_spread_is_that_of_the_year(
    count: float, *, is_found: bool
) -> None:
    counts = usual(13, 60)
    far = [0.02, -0.02, 0.02, -0.02, 0.02, 0.02, 0.0, -0.12, 0.12, -0.12, 0.12, -0.12]
    counts[0, :, :14] = NAN
    counts[0, :, 14:26] = 2500 * np.exp(far)
    counts[0, :, 20] = count / 4

    assert ([0, 20] in places(*of_four(counts))[0]) == is_found


@pytest.mark.parametrize(("own", "is_found"), [(6, True), (5, False)])
def test_of_fewer_than_six_months_there_is_no_spread(own: int, *, is_found: bool) -> None:
    counts = usual()
    counts[0, :, : MONTHS - own] = NAN
    counts[0, :, -1] = 500

    assert places(*of_four(counts))[0] == [[0, 35]] * is_found
