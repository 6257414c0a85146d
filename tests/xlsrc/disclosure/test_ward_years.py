"""Which counts a table of wards and years shows, by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest

from tests.support.by_quarter import indicator
from xlsrc.disclosure.suppression import Mark, families, suppressed
from xlsrc.disclosure.ward_years import GAP, KEPT, SMALL, Shown, WardYears, safe_tables
from xlsrc.domain.area import Area, Level

RAPE, OTHER = indicator("Rape"), indicator("Other")
ALONE = np.array([[True]])
WHOLE_AND_PARTS = np.array([[True, False], [False, True], [True, True]])


def tables(
    counts: list[list[float]],
    before: tuple[WardYears, ...] = (),
    *,
    years: tuple[int, ...] = (2025,),
) -> WardYears:
    """The table of one indicator: a row of counts a ward."""
    areas = tuple(Area(code=f"E{at}", name=f"W{at}", level=Level.WARD) for at in range(len(counts)))
    (found,) = safe_tables(((RAPE,), areas, years), np.array(counts)[:, None], ALONE, before)
    return found


def column(found: WardYears) -> list[Shown]:
    return [row[0] for row in found.shown]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 5, 12, 30], [0, 5, 12, 30]),
        ([0, 3, 12, 30, 8], [0, SMALL, KEPT, KEPT, 8]),
        ([9, 2, 0, 4, 7, 11], [KEPT, SMALL, 0, SMALL, KEPT, 11]),
        # Two that make 8 are 4 each, and one of 1 with two of 5 is what is left over.
        ([4, 4, 0, 0], [KEPT] * 4),
        ([1, 5, 5, 0], [KEPT] * 4),
        # Of 13 two of at least 5 leave 1 to 3; of 12 they leave 1 or 2, which is too narrow.
        ([2, 5, 6, 30], [SMALL, KEPT, KEPT, 30]),
        ([1, 5, 6, 30], [KEPT] * 4),
        ([1, 5, np.nan, 0], [GAP] * 4),
        ([19, 0, 0, 0], [KEPT] * 4),
        ([20, 0, 0, 0], [20, 0, 0, 0]),
    ],
)
def test_with_a_small_count_the_first_two_larger_ones_are_kept_back(
    counts: list[float], shown: list[Shown]
) -> None:
    assert column(tables([[one] for one in counts])) == shown


def test_in_a_ward_with_a_small_count_no_part_of_the_whole_is_shown() -> None:
    """12 less 9 is 3."""
    counts = np.array([[3, 9, 12], [20, 21, 41], [22, 19, 41], [30, 30, 60]], dtype=float)

    marks = suppressed(counts[:, :, None], WHOLE_AND_PARTS)[:, :, 0]

    assert marks[0].tolist() == [Mark.SMALL, Mark.KEPT, Mark.KEPT]
    assert (marks[1:3] == Mark.KEPT).all()
    assert (marks[3] == Mark.SHOWN).all()


@pytest.mark.parametrize(
    ("rape", "shown"),
    [
        # 3 + 9 + 9 may be 1 to 4 with two of at least 5; 1 + 5 + 5 is the least that there is.
        ([3, 9, 9, 30], [Mark.SMALL, Mark.KEPT, Mark.KEPT, Mark.SHOWN]),
        ([2, 5, 6, 30], [Mark.SMALL, Mark.KEPT, Mark.KEPT, Mark.SHOWN]),
        ([1, 5, 5, 30], [Mark.KEPT] * 4),
        ([2, 5, 5, 30], [Mark.KEPT] * 4),
        ([1, 5, 7, 30], [Mark.SMALL, Mark.KEPT, Mark.KEPT, Mark.SHOWN]),
    ],
)
def test_a_family_of_which_a_small_count_can_be_worked_out_is_kept_back(
    rape: list[float], shown: list[Mark]
) -> None:
    parts = np.array([[True, False], [True, True]])
    counts = np.array([rape, [29, 40, 40, 90]], dtype=float).T

    marks = suppressed(counts[:, :, None], parts)[:, 0, 0]

    assert marks.dtype == np.int8
    assert marks.tolist() == shown


def test_a_year_of_noughts_is_shown_and_keeps_nothing_of_its_family_back() -> None:
    """A total of 0 tells that each is 0, as the counts themselves do."""
    parts = np.array([[True, False], [True, True]])
    counts = np.array([[0.0, 0, 0], [0, 30, 40]]).T

    assert column(tables([[0.0], [0.0]])) == [0, 0]
    assert (suppressed(counts[:, :, None], parts) == Mark.SHOWN).all()


def test_two_small_counts_may_each_be_more_where_the_other_is_less() -> None:
    """2 + 2 + 5 + 5 leaves each 1 to 3; 1 + 2 + 5 + 5 leaves each 1 or 2."""
    parts = np.array([[True, False], [True, True]])
    whole = [29.0, 28, 40, 40, 90]
    open_, told = ([2.0, 2, 5, 5, 30], [1.0, 2, 5, 5, 30])

    one, other = (
        suppressed(np.array([rape, whole]).T[:, :, None], parts)[:, 0, 0] for rape in (open_, told)
    )

    assert one.tolist() == [Mark.SMALL, Mark.SMALL, Mark.KEPT, Mark.KEPT, Mark.SHOWN]
    assert set(other.tolist()) == {Mark.KEPT}


def test_a_year_kept_back_whole_may_be_many_tables() -> None:
    """Whoever knows the rules and the total can make every table that would be kept back."""
    told = []
    for wards, most in ((2, 20), (3, 15), (4, 9)):
        kept: defaultdict[int, set[int]] = defaultdict(set)
        for counts in combinations_with_replacement(range(most + 1), wards):
            # The order of the wards decides which larger ones go with the small.
            for turned in (counts, counts[::-1]):
                marks = suppressed(np.array(turned, dtype=float)[:, None, None], ALONE)
                if (marks == Mark.KEPT).all():
                    kept[sum(counts)].update(counts)
        told += [of for total, of in kept.items() if total > 1 and max(of) - min(of) < 2]

    assert told == []


def test_the_marks_hang_on_what_is_small_alone() -> None:
    one = suppressed(np.array([2, 3, 17, 30, 8.0])[:, None, None], ALONE)
    other = suppressed(np.array([3, 2, 25, 22, 80.0])[:, None, None], ALONE)

    assert one.tolist() == other.tolist()


def test_indicators_are_a_family_by_others_between_them() -> None:
    parts = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=bool)

    assert [family.tolist() for family in families(parts)] == [[0, 1, 2], [3]]


def test_a_year_once_published_is_repeated_whatever_was_restated() -> None:
    first = tables([[3.0], [12.0], [30.0], [8.0]])

    again = tables([[6.0, 7.0], [12.0, 9.0], [30.0, 5.0], [8.0, 6.0]], (first,), years=(2025, 2026))

    assert column(again) == column(first) == [SMALL, KEPT, KEPT, 8]
    assert [row[1] for row in again.shown] == [7, 9, 5, 6]


def test_a_year_of_gaps_was_not_published() -> None:
    first = tables([[np.nan], [12.0]])

    assert column(tables([[17.0], [12.0]], (first,))) == [17, 12]


def test_what_was_not_shown_beside_its_family_is_kept_back() -> None:
    first = tables([[13.0], [12.0]])
    areas, both = first.wards, np.array([[[13.0], [20.0]], [[12.0], [30.0]]])

    found = safe_tables(((RAPE, OTHER), areas, (2025,)), both, np.array([[True], [True]]), (first,))

    assert column(found[0]) == [13, 12]
    assert column(found[1]) == [KEPT, KEPT]
    apart = safe_tables(((RAPE, OTHER), areas, (2025,)), both, np.eye(2, dtype=bool), (first,))
    assert column(apart[1]) == [20, 30]


def test_a_ward_that_was_not_there_is_not_available() -> None:
    first = tables([[13.0], [12.0]])
    moved = replace(first, wards=(first.wards[0], replace(first.wards[1], code="E9")))

    assert column(tables([[13.0], [12.0]], (moved,))) == [13, GAP]


def test_a_year_that_was_told_in_part_is_kept_back_unless_it_was_shown() -> None:
    first = tables([[13.0], [12.0]])
    counts = np.array([[[13.0, 20.0]], [[12.0, 30.0]]])
    told = np.array([[True, True]])

    (found,) = safe_tables(((RAPE,), first.wards, (2025, 2026)), counts, ALONE, (first,), told)

    assert found.shown == ((13, KEPT), (12, KEPT))
