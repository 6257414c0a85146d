"""What is foretold of series, areas and the whole: which series, which months, which numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    WEAPONS,
    made_up_extract,
    wards,
)
from xlsrc.extracts.label import Label
from xlsrc.gate.expected import Expected
from xlsrc.gate.foretold import Foretold
from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import count_z
from xlsrc.measures.level_filter import filtered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.cells import Cells

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

NAN = np.nan
RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
FOUR = (ARSON, BICYCLES, WEAPONS, SHOPLIFTING)
SIX = (*FOUR[:3], RAPE, SHOPLIFTING, Label(group="THEFT", offence="THEFT FROM THE PERSON"))
MONTHS = 26
JANUARY_TO_MARCH = (31, 29, 31)
"""The days of the first months of 2024."""


def drawn(*shape: int, about: float = 60) -> Numbers:
    return np.random.default_rng(7).poisson(about, shape).astype(float)


def alone(row: Numbers, steps: Flags | None = None, first: int = FIRST) -> tuple[Numbers, Numbers]:
    """What the engine foretells of one series by itself, from its first month on."""
    begin = int(np.isfinite(row).argmax())
    run = filtered(
        row[None, begin:],
        Counts(),
        first_month=(first + begin) % 12,
        steps=None if steps is None else steps[None, begin:],
    )
    gap = np.full(begin, NAN)
    return np.concatenate([gap, run.mean[0]]), np.concatenate([gap, run.variance[0]])


def close(found: Numbers, expected: Numbers) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_each_series_is_foretold_as_if_it_were_alone() -> None:
    counts = drawn(5, 30)
    counts[1, :15] = counts[2, :4] = counts[3] = counts[4, 20:23] = NAN
    steps, joins = np.zeros((2, 5, 30), dtype=bool)
    steps[0, 18] = steps[4, 14] = joins[2, 25] = True

    found = Expected.of(counts, steps, joins, FIRST + 5)

    for at in (0, 1, 2, 4):
        mean, variance = alone(counts[at], steps[at], FIRST + 5)
        mean[steps[at] | joins[at]] = NAN
        close(found.mean[at], mean)
        close(found.variance[at], variance)
        close(found.z[at], count_z(counts[at], mean, variance))
    assert np.isnan(found.mean[3]).all()
    assert np.isfinite(found.mean).sum(axis=1).tolist() == [17, 3, 13, 0, 17]
    some = found.rows(slice(1, 3))
    assert [one.shape for one in (some.mean, some.variance, some.z)] == [(2, 30)] * 3
    np.testing.assert_array_equal(some.z, found.z[1:3])
    np.testing.assert_array_equal(some.mean, found.mean[1:3])
    np.testing.assert_array_equal(some.variance, found.variance[1:3])


def test_no_series_at_all_are_foretold_as_none() -> None:
    none = np.full((2, 30), NAN)
    no = np.zeros((2, 30), dtype=bool)

    assert np.isnan(Expected.of(none, no, no, FIRST).mean).all()
    assert Expected.of(none[:0], no[:0], no[:0], FIRST).z.shape == (0, 30)


def test_how_many_more_there_may_be_is_the_upper_end_of_the_usual_range() -> None:
    expected = Expected(
        mean=np.array([[100.0, 50, NAN]]),
        variance=np.array([[400.0, 25, 1]]),
        z=np.zeros((1, 3)),
    )

    found = expected.most_missing(np.array([[80.0, 70, 5]]))

    # 100 + 1.96 × 20 − 80; 50 + 9.8 − 70 is under nought.
    np.testing.assert_allclose(found, [[59.19928, 0, NAN]])


def in_parts() -> Cells:
    """Four areas, the last without a place, and four offences: the second has half the months,
    the third is no part of the total.
    """
    counts = drawn(4, 4, MONTHS)
    counts[:, 1, :8] = NAN
    counts[1, :, 3] = NAN
    cells = made_up_cells(counts, FOUR)
    return replace(
        cells,
        ordinary=np.array([True, True, True, False]),
        members=np.array([True, True, False, True]),
    )


def test_totals_are_of_the_offences_of_which_the_same_months_are_there() -> None:
    cells = in_parts()
    counts = cells.counts

    found = Foretold.of(cells)

    assert found.cells is cells
    assert [part.offences.tolist() for part in found.parts] == [[0, 3], [1]]
    assert list(zip(found.area.tolist(), found.offence.tolist(), strict=True)) == [
        (area, offence) for area in range(3) for offence in range(4)
    ]
    np.testing.assert_array_equal(found.counts, counts[:3].reshape(12, MONTHS))
    for part, offences in zip(found.parts, ([0, 3], [1]), strict=True):
        sums = counts[:, offences].sum(axis=1)
        np.testing.assert_array_equal(part.areas, sums)
        whole = np.nansum(sums, axis=0)
        np.testing.assert_array_equal(part.areas_sum, whole)
        known = np.isfinite(sums).any(axis=0)
        assert np.isfinite(part.whole[0]).tolist() == known.tolist()
        for at, days in enumerate(JANUARY_TO_MARCH):
            if known[at]:
                assert part.whole[0, at] == round(whole[at] * 30.4375 / days)
        close(part.whole_expected.mean[0], alone(part.whole[0])[0])
        close(part.whole_expected.variance[0], alone(part.whole[0])[1])
        for area in range(4):
            close(part.area_expected.mean[area], alone(sums[area])[0])
    for series, row in zip(found.expected.mean, found.counts, strict=True):
        close(series, alone(row)[0])


def test_a_month_of_30_days_and_one_of_28_count_as_of_average_length() -> None:
    counts = np.full((2, 1, 30), 1000.0)

    (part,) = Foretold.of(made_up_cells(counts, [ARSON])).parts

    # 30.4375 days: of 2,000 in 31, 29, 30 and in February 2025 28 days.
    assert part.whole[0, [0, 1, 3, 13]].tolist() == [1964, 2099, 2029, 2174]


def test_nothing_is_foretold_where_another_release_goes_on() -> None:
    counts = drawn(3, 2, 30)
    cells = made_up_cells(counts, [ARSON, SHOPLIFTING])
    vintage = cells.vintage.copy()
    vintage[1, 0, 15:] = 1
    vintage[2, 1, 25:] = 1
    cells = replace(cells, vintage=vintage, vintages=("2026-01", "2026-02"))

    found = Foretold.of(cells)
    (part,) = found.parts

    def unsaid(expected: Expected) -> list[list[int]]:
        return [np.flatnonzero(np.isnan(row[12:])).tolist() for row in expected.mean]

    assert unsaid(found.expected) == [[], [], [3], [], [], [13]]
    assert unsaid(part.area_expected) == [[], [3], [13]]
    assert unsaid(part.whole_expected) == [[3, 13]]
    # The first may stand at another level from there on.
    level = np.zeros(30, dtype=bool)
    level[15] = True
    after = slice(16, None)
    close(found.expected.mean[2, after], alone(counts[1, 0], level)[0][after])
    close(part.area_expected.mean[1, after], alone(counts[1].sum(axis=0), level)[0][after])
    close(part.whole_expected.mean[0, 16:25], alone(part.whole[0], level)[0][16:25])
    close(found.expected.mean[5, 26:], alone(counts[2, 1])[0][26:])


# A year of four a month in some series; whole counts and none below nought.
@pytest.mark.parametrize(
    ("row", "is_judged"),
    [
        ([0] * 6 + [4] * 12 + [0] * 6, True),
        ([0] * 6 + [4] * 11 + [3] + [0] * 6, False),
        ([47] + [0] * 11 + [47] + [0] * 11, False),
        ([48] + [0] * 23, True),
        ([0] * 23 + [48], True),
        ([8, NAN] * 12, True),
        ([7, NAN] * 12, False),
        ([100] * 23 + [99.5], False),
    ],
)
def test_which_series_are_large_enough(row: list[float], *, is_judged: bool) -> None:
    counts = np.full((2, 1, 24), 100.0)
    counts[1, 0] = row
    cells = made_up_cells(counts, [ARSON])
    counts[~np.isfinite(counts)] = NAN

    assert (
        Foretold.of(replace(cells, members=np.array([False]))).area.tolist()
        == [0] + [1] * is_judged
    )


def of_wards(counts: Numbers) -> Cells:
    """Made-up wards' arson and shoplifting."""
    cells = made_up_cells(np.ones((2, 2, counts.shape[2])), [ARSON, SHOPLIFTING])
    extract = made_up_extract(counts, wards(len(counts)), [ARSON, SHOPLIFTING])
    return replace(
        cells,
        extracts=(extract,),
        areas=extract.areas,
        counts=counts,
        as_counted=counts,
        vintage=np.zeros(counts.shape, dtype=np.int16),
        ordinary=np.ones(len(counts), dtype=bool),
    )


def test_of_very_many_series_the_largest_and_those_of_large_areas_are_foretold() -> None:
    counts = np.repeat(np.arange(10.0, 1510).reshape(750, 2, 1), 12, axis=2)
    large = np.array([[[1e5] * 12, [5] * 12]])
    small = np.array([[[7.0] * 12, [6] * 12]])

    found = Foretold.of(of_wards(np.concatenate([large, small, counts])))

    # Of 1,504 the 1,500 largest are the first and all others but one.
    assert found.area.size == 1501
    assert found.offence[:2].tolist() == [0, 1]
    assert found.area[:3].tolist() == [0, 0, 2]
    assert (found.area[2], found.offence[2]) == (2, 1)
    assert Foretold.of(of_wards(counts)).area.size == 1500


def is_apart(areas: int, parts: list[int], **facts: Any) -> list[bool]:
    """Of parts of so many offences each, of which the months differ."""
    number = sum(parts)
    counts = np.full((areas, number, 24), 50.0)
    for at, begin in enumerate(np.cumsum(parts)[:-1].tolist()):
        counts[:, begin:, : at + 1] = NAN
    cells = replace(made_up_cells(counts, SIX[:number]), **facts)
    foretold = Foretold.of(cells)
    assert [part.offences.size for part in foretold.parts] == parts
    return [foretold.is_apart(part) for part in foretold.parts]


def test_a_few_offences_or_areas_by_themselves_are_apart() -> None:
    assert is_apart(5, [3]) == [False]
    assert is_apart(5, [4, 2]) == [False, True]
    assert is_apart(5, [3, 3]) == [True, True]
    assert is_apart(5, [1, 1]) == [True, True]
    assert is_apart(4, [3], every_area=False) == [False]
    assert is_apart(3, [3], every_area=False) == [True]
    assert is_apart(3, [3], every_area=True) == [False]
    odd = np.array([True, True, True, False])
    assert is_apart(4, [3], every_area=False, ordinary=odd) == [True]


def test_how_many_more_there_may_be_in_a_month_of_each_series() -> None:
    counts = np.full((2, 2, 20), 10.0)
    counts[0, 0, :3] = 1000
    counts[0, 0, 4:6] = NAN
    counts[0, 0, 15] = 4
    counts[0, 1, 15] = NAN
    counts[1, 0, 15] = 100
    mean = np.full_like(counts, NAN)
    mean[1, 1] = 50
    foretold = made_up_foretold(made_up_cells(counts, [ARSON, SHOPLIFTING]), mean, mean)

    # By the ten months of the year before: 10 + 1.96 √10 = 16.198; else what was foretold,
    # 50 + 1.96 √50.05 − 10.
    np.testing.assert_allclose(
        foretold.most_missing(15), [[12.197950, 16.197950], [0, 53.866]], rtol=1e-5
    )
    # Of months before the fourth there are three of a thousand; of none before there is nothing.
    assert foretold.most_missing(3)[0, 0] == pytest.approx(1000 + 1.959964 * 1000**0.5 - 10)
    assert foretold.most_missing(0)[0].tolist() == [0, 0]
    assert foretold.most_missing(13)[0, 0] == pytest.approx(
        (2 * 1000 + 8 * 10) / 10 + 1.959964 * 208**0.5 - 10
    )
