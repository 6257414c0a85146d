"""What of a file is there, and what is 0: by area, offence and month; and a file in few bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    WEAPONS,
    boroughs,
    made_up_extract,
    wards,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.cells import Cells, Placed
from xlsrc.extracts.packed import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

    Numbers = NDArray[np.float64]

NAN = np.nan
LABELS = (SHOPLIFTING, ARSON, BICYCLES)
ATOMS = tuple(
    (name_key(name), OFFENCES_MEASURE)
    for name in ("arson", "theft", "possession of weapons", "rape")
)


def an_extract(counts: Numbers, **changes: Any) -> Extract:
    """Three areas' three labels in four months; NaN has no row."""
    return replace(made_up_extract(counts, boroughs(len(counts)), LABELS), **changes)


def cells(
    extract: Extract, wanted: Sequence[int], areas: int, months: int = 6, first: int = FIRST - 1
) -> Cells:
    shape = (areas, len(ATOMS), months)
    return Cells.of(extract, np.array(wanted, dtype=np.int64), shape, ATOMS, first)


def figures() -> Numbers:
    return np.arange(1.0, 37).reshape(3, 3, 4)


def test_figures_stand_in_the_places_of_their_areas_offences_and_months() -> None:
    found = cells(an_extract(figures()), [2, -1, 0], 3).counts()

    expected = np.zeros((3, 4, 6))
    for place, area in ((2, 0), (0, 2)):
        expected[place, 0, 1:5] = figures()[area, 1]
        expected[place, 1, 1:5] = figures()[area, [0, 2]].sum(axis=0)
    assert found.tolist() == expected.tolist()


# A file's months that stand before or behind those that are asked for are left out.
@pytest.mark.parametrize(("first", "months"), [(FIRST + 1, 2), (FIRST - 3, 5), (FIRST + 3, 4)])
def test_months_outside_are_left_out(first: int, months: int) -> None:
    found = cells(an_extract(figures()), [0, 1, 2], 3, months, first)

    row = np.zeros(20)
    row[10:14] = figures()[1, 1]
    at = 10 + first - FIRST
    assert found.counts()[1, 0].tolist() == row[at : at + months].tolist()
    there = (row > 0)[at : at + months].tolist()
    assert found.covered()[1, 0].tolist() == there


def test_a_figure_that_is_missing_makes_its_sum_missing() -> None:
    counts = figures()
    extract = an_extract(counts)
    missing = extract.count.copy()
    missing[(extract.area == 1) & (extract.label == 2) & (extract.month == FIRST + 2)] = NAN

    found = cells(replace(extract, count=missing), [0, 1, 2], 3).counts()

    assert np.argwhere(np.isnan(found)).tolist() == [[1, 1, 3]]
    assert found[1, 0, 3] == counts[1, 1, 2]


def test_denominators_where_any_are_given() -> None:
    extract = an_extract(figures())
    given = np.full(extract.count.size, NAN)

    assert cells(extract, [0, 1, 2], 3).denominators() is None
    given[(extract.area == 1) & (extract.label == 1)] = [10, 20, 30, NAN]
    found = cells(replace(extract, denominator=given), [0, 1, 2], 3).denominators()
    assert found is not None
    np.testing.assert_array_equal(found[1, 0], [0, 10, 20, 30, NAN, 0])
    assert np.isnan(found[0, 0, 1:5]).all()


@pytest.mark.parametrize("areas", [boroughs(3), wards(3)])
def test_the_rows_of_the_areas_that_are_wanted(areas: Sequence[Any]) -> None:
    counts = figures()
    counts[0, :, 0] = counts[1, :, 0] = counts[1, 0] = NAN
    counts[2, :, 3] = NAN
    extract = made_up_extract(counts, areas, LABELS)

    found = Placed.of(extract, np.array([False, True, True]))

    assert found.areas.tolist() == [-1, 0, 1]
    assert found.months.tolist() == [FIRST, FIRST + 1, FIRST + 2, FIRST + 3]
    np.testing.assert_array_equal(found.there, np.isfinite(counts[1:]))
    np.testing.assert_array_equal(found.counts.sums, np.nan_to_num(counts[1:]))
    assert found.counts.missing is None
    assert found.denominators is None
    only = Placed.of(extract, np.array([False, True, False]))
    assert only.months.tolist() == [FIRST + 1, FIRST + 2, FIRST + 3]
    np.testing.assert_array_equal(only.counts.sums, np.nan_to_num(counts[1:2, :, 1:]))
    none = Placed.of(extract, np.zeros(3, dtype=bool))
    assert (none.months.tolist(), none.counts.sums.shape) == ([], (0, 3, 0))


def test_rows_of_months_apart_and_in_any_order() -> None:
    counts = figures()
    counts[:, :, 1:3] = NAN
    extract = an_extract(counts)
    order = np.argsort(-extract.month, kind="stable")
    turned = replace(
        extract,
        **{name: getattr(extract, name)[order] for name in ("area", "label", "month", "count")},
    )

    for one in (extract, turned):
        found = Placed.of(one, np.ones(3, dtype=bool))
        assert found.months.tolist() == [FIRST, FIRST + 3]
        np.testing.assert_array_equal(found.counts.sums, counts[:, :, [0, 3]])
        np.testing.assert_array_equal(
            cells(one, [0, 1, 2], 3).counts()[2, 0, [1, 4]], counts[2, 1, [0, 3]]
        )


def test_of_a_file_that_is_not_sparse_a_row_alone_is_there() -> None:
    counts = figures()
    counts[1, 1, 2] = counts[1, [0, 2], 1] = NAN
    counts[1, 2, 3] = NAN

    found = cells(an_extract(counts, sparse=False), [0, 1, -1], 3).covered()

    assert found[1].tolist() == [
        [False, True, True, False, True, False],
        [False, True, False, True, True, False],
        [False] * 6,
        [False] * 6,
    ]
    assert not found[2].any()


# In a sparse file no row is 0, of the offences that it has a label of, and of others of its groups.
def test_of_a_sparse_file_what_has_no_row_is_0() -> None:
    counts = figures()
    counts[1, :, 1:] = NAN
    months = [False, True, True, True, True, False]

    found = cells(an_extract(counts), [0, 1, -1], 3).covered()

    assert found[1].tolist() == [months, months, [False] * 6, [False] * 6]
    assert not found[2].any()
    of_group = made_up_extract(figures(), boroughs(3), (SHOPLIFTING, WEAPONS, BICYCLES))
    shape = (1, 3, 6)
    atoms = tuple(
        (name_key(name), OFFENCES_MEASURE) for name in ("other theft", "arson", "criminal damage")
    )
    more = Cells.of(of_group, np.array([0, -1, -1]), shape, atoms, FIRST - 1).covered()
    assert more[0].tolist() == [months, [False] * 6, [False] * 6]


def test_of_a_file_whose_groups_begin_and_end_by_themselves() -> None:
    counts = figures()
    counts[:, 1, :2] = NAN
    counts[:, [0, 2], 3:] = NAN
    counts[0, 0, 1] = NAN
    extract = an_extract(counts, covered_by_group=True)
    arson, theft = [False] * 3 + [True] * 2 + [False], [False] + [True] * 3 + [False] * 2

    found = cells(extract, [0, 1, 2], 3).covered()

    assert found[0].tolist() == [arson, theft, [False] * 6, [False] * 6]
    # A sum of both is there where both are; a label of a group covers the others of it.
    both = tuple(
        (name_key(name), OFFENCES_MEASURE) for name in ("all notifiable offences", "bicycle theft")
    )
    sums = Cells.of(extract, np.array([0, -1, -1]), (1, 2, 6), both, FIRST - 1).covered()
    assert sums[0].tolist() == [[False] * 3 + [True] + [False] * 2, theft]


def test_of_a_file_by_the_quarter_where_an_area_reported() -> None:
    counts = np.full((3, 3, 12), NAN)
    counts[0, :2, [2, 5, 11]] = 5
    counts[1, 0, [2, 5, 8, 11]] = 7
    counts[2, 1, 8] = 9
    extract = an_extract(
        counts, source=Source.HOME_OFFICE, months=tuple(range(FIRST + 2, FIRST + 12, 3))
    )
    atoms = tuple((name_key(name), OFFENCES_MEASURE) for name in ("shoplifting", "arson", "rape"))

    found = Cells.of(extract, np.array([1, 0, 2]), (3, 3, 12), atoms, FIRST).covered()

    def months(place: int, atom: int) -> list[int]:
        return np.flatnonzero(found[place, atom]).tolist()

    # The second area has no arson in any quarter, of which others have some from the first to the
    # last; it reported all of them.
    assert [months(0, atom) for atom in range(3)] == [[2, 5, 8, 11], [2, 5, 8, 11], []]
    assert [months(1, atom) for atom in range(2)] == [[2, 5, 11], [2, 5, 11]]
    assert [months(2, atom) for atom in range(2)] == [[8], [8]]
    shorter = Cells.of(extract, np.array([1, 0, 2]), (3, 3, 6), atoms, FIRST + 3).covered()
    assert np.flatnonzero(shorter[0, 1]).tolist() == [2, 5]
    # Before the first quarter of an offence and after its last it was not what it is.
    late = counts.copy()
    late[:, 1, [2, 11]] = NAN
    extract = replace(an_extract(late), source=Source.HOME_OFFICE, months=extract.months)
    found = Cells.of(extract, np.array([1, 0, 2]), (3, 3, 12), atoms, FIRST).covered()
    assert months(0, 1) == [5, 8]


def test_what_is_placed_once_is_kept_for_boroughs_alone() -> None:
    one = an_extract(figures())
    part = made_up_extract(figures(), wards(3), LABELS)

    first = cells(one, [0, -1, -1], 1)
    again = cells(one, [-1, 1, 0], 2)
    assert first.placed is again.placed
    assert first.placed.areas.tolist() == [0, 1, 2]
    assert again.counts()[0, 0, 1:5].tolist() == figures()[2, 1].tolist()
    assert cells(part, [0, -1, -1], 1).placed.areas.tolist() == [0, -1, -1]
    assert Placed not in part.worked_out


def packed_again(**changes: Any) -> tuple[Any, Extract, Extract]:
    extract = replace(an_extract(figures()), **changes)
    small = packed(extract)
    return small, extract, unpacked(small)


ARRAYS = ("area", "label", "month", "count", "denominator", "lines", "least", "most")


@pytest.mark.parametrize(
    ("counts", "kind", "size"),
    [
        ([0, 1, 255], "uint8", 3),
        ([0, 1, 256], "uint16", 3),
        ([0, 1, 65535], "uint16", 3),
        ([0, 1, 65536], "uint32", 3),
        ([0, 1, 2**32 - 1], "uint32", 3),
        ([0, 1, 2**32], "float64", 3),
        ([0, 1, -1], "float64", 3),
        ([0, 1, 1.5], "float64", 3),
        ([0, 1, NAN], "float64", 3),
        ([0, 1, np.inf], "float64", 3),
        ([0, 1, -0.0], "float64", 3),
        ([7, 7, 7], "float64", 1),
        ([NAN, NAN, NAN], "float64", 1),
        ([], "float64", 1),
    ],
)
def test_a_file_in_few_bytes_comes_out_to_the_last_bit(
    counts: list[float], kind: str, size: int
) -> None:
    small, extract, again = packed_again(count=np.array(counts, dtype=np.float64))

    content, length, dtype = small.arrays["count"]
    assert (content.dtype.name, content.size, length, dtype) == (kind, size, len(counts), "<f8")
    assert (content.ndim == 0) == (size == 1)
    assert again.count.tobytes() == extract.count.tobytes()
    assert list(small.arrays) == list(ARRAYS)
    for name in ARRAYS:
        was, now = getattr(extract, name), getattr(again, name)
        assert (was.dtype, was.tobytes()) == (now.dtype, now.tobytes())
        assert getattr(small.extract, name).size == 0
    assert small.arrays["denominator"][0].ndim == 0
    assert small.arrays["area"][0].dtype == np.uint8
    assert (again.areas, again.months, again.file) == (extract.areas, extract.months, extract.file)
    assert again.level is Level.BOROUGH
