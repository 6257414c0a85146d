"""Two releases side by side: what of them is compared, and numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log
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
    made_up_extract,
    made_up_release,
    wards,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.compared import Compared, by_offence, is_alike, median_move, move
from xlsrc.extracts.gate.finding import Missing
from xlsrc.extracts.gate.label_sets import parted
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area

    Numbers = NDArray[np.float64]

NAN = np.nan
HOME = Label(group="BURGLARY", offence="RES BURGLARY OF A HOME")
SHED = Label(group="BURGLARY", offence="RES BURGLARY OF UNCONNECTED BUILDING")
RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")


def figures(areas: int, labels: int, months: int, begin: float = 1) -> Numbers:
    return np.arange(float(begin), begin + areas * labels * months).reshape(areas, labels, months)


def test_how_far_areas_moved() -> None:
    now = np.array([[5.0, 0, 7], [10, 1, 0], [20, 4, 0]])
    before = np.array([[10.0, 0, 0], [10, 0, 0], [10, 2, 0]])

    np.testing.assert_allclose(
        move(now, before), np.array([[log(0.5), 0, 0], [0, 0, 0], [log(2), log(2), 0]])
    )
    np.testing.assert_allclose(median_move(now, before), [0, log(2), 0])
    assert move(np.array([0.0, 1]), np.array([50.0, 0])).tolist() == [log(0.01), 0]
    # Of one column alone: the middle of those that had some.
    np.testing.assert_allclose(
        median_move(np.array([1.0, 30, 5]), np.array([2.0, 10, 0])), (log(0.5) + log(3)) / 2
    )
    assert float(median_move(np.zeros(3), np.zeros(3))) == 0


def two() -> tuple[Release, Release]:
    """A newer and an older release of which areas, labels and months are in part the same, in
    another order: two areas, three offences (of homes two labels in one, one in the other), four
    months.
    """
    first, second, third = boroughs(3)
    outcomes = replace(ARSON, measure="Positive outcomes")
    newer = made_up_release(
        figures(4, 5, 6),
        (first, UNKNOWN, second, third),
        (SHOPLIFTING, HOME, ARSON, SHED, outcomes),
    )
    older = made_up_release(
        figures(3, 4, 6, 1000),
        (third, UNKNOWN, first),
        (HOME, BICYCLES, SHOPLIFTING, outcomes),
        vintage="2025-12",
        first=FIRST - 2,
    )
    return newer, older


def test_what_two_releases_have_in_common() -> None:
    newer, older = two()

    found = Compared.of(newer, older)

    first, _, third = boroughs(3)
    assert (found.newer, found.older) == (newer, older)
    assert (found.areas, found.files) == ((first, third), ("2026-01.csv", "2025-12.csv"))
    assert found.offences == ("Arson", "Bicycle theft", "Residential burglary", "Shoplifting")
    assert found.months == tuple(range(FIRST, FIRST + 4))
    assert found.months_after == (FIRST + 4, FIRST + 5)
    assert found.in_both.tolist() == [False, False, True, True]
    now, was = newer.counts, older.counts
    for at, (ours, theirs) in enumerate(((0, 2), (3, 0))):
        np.testing.assert_array_equal(found.now[at, 0], now[ours, 2, :4])
        assert not found.now[at, 1].any()
        np.testing.assert_array_equal(found.now[at, 2], now[ours, [1, 3], :4].sum(axis=0))
        np.testing.assert_array_equal(found.now[at, 3], now[ours, 0, :4])
        assert not found.before[at, 0].any()
        np.testing.assert_array_equal(found.before[at, 1], was[theirs, 1, 2:])
        np.testing.assert_array_equal(found.before[at, 2], was[theirs, 0, 2:])
        np.testing.assert_array_equal(found.before[at, 3], was[theirs, 2, 2:])
        np.testing.assert_array_equal(
            found.later[at],
            [now[ours, 2, 4:].sum(), 0, now[ours, [1, 3], 4:].sum(), now[ours, 0, 4:].sum()],
        )


def test_a_row_that_one_of_them_lacks_counts_in_neither() -> None:
    counts = figures(2, 2, 4)
    lacking = counts.copy()
    lacking[0, 1] = NAN
    whole = made_up_release(counts, boroughs(2), (SHOPLIFTING, ARSON))
    part = made_up_release(lacking, boroughs(2), (SHOPLIFTING, ARSON), vintage="2025-12")

    for found in (Compared.of(whole, part), Compared.of(part, whole)):
        assert found.offences == ("Arson", "Shoplifting")
        assert not found.now[0, 0].any()
        assert not found.before[0, 0].any()
        np.testing.assert_array_equal(found.now[:, 1], counts[:, 0])
        np.testing.assert_array_equal(found.before[1, 0], counts[1, 1])
        assert found.in_both.all()
    # One of two labels of an offence that is lacking is none of its rows.
    both = made_up_release(counts, boroughs(2), (HOME, SHED))
    one = made_up_release(lacking, boroughs(2), (HOME, SHED), vintage="2025-12")
    np.testing.assert_array_equal(Compared.of(both, one).now[:, 0], counts.sum(axis=1))


def test_releases_without_a_month_in_common() -> None:
    newer = made_up_release(figures(2, 1, 3), boroughs(2), [ARSON], first=FIRST + 5)
    older = made_up_release(figures(2, 1, 3), boroughs(2), [ARSON], vintage="2025-12")

    found = Compared.of(newer, older)

    assert (found.months, found.months_after) == ((), newer.extract.months)
    assert found.now.shape == (2, 1, 0)
    assert found.later.tolist() == [[6], [15]]


def test_months_between_those_in_common_are_no_later_ones() -> None:
    newer = made_up_release(figures(2, 1, 6), boroughs(2), [ARSON])
    older = made_up_release(figures(2, 1, 4), boroughs(2), [ARSON], vintage="2025-12")
    extract = replace(older.extract, months=(FIRST, FIRST + 1, FIRST + 2, FIRST + 4))
    month = np.where(extract.month == FIRST + 3, FIRST + 4, extract.month)
    older = Release.of(replace(extract, month=month), shipped_places())

    found = Compared.of(newer, older)

    assert found.months == (FIRST, FIRST + 1, FIRST + 2, FIRST + 4)
    assert found.now[0, 0].tolist() == [1, 2, 3, 5]
    assert found.before[0, 0].tolist() == [1, 2, 3, 4]
    assert found.months_after == (FIRST + 5,)
    assert by_offence(newer, ["Arson"], [FIRST + 5, FIRST + 1])[1, 0].tolist() == [12, 8]


def test_the_usual_move_of_each_offence() -> None:
    was = np.full((3, 2, 4), 100.0)
    now = was.copy()
    now[:, 0, 2:] = np.array([50.0, 80, 200])[:, None]
    now[1, 1, :2] = 7
    found = Compared.of(
        made_up_release(now, boroughs(3), (ARSON, SHOPLIFTING)),
        made_up_release(was, boroughs(3), (ARSON, SHOPLIFTING), vintage="2025-12"),
    )

    np.testing.assert_allclose(found.typical(slice(-2, None)), [log(0.8), 0])
    np.testing.assert_allclose(found.typical(slice(None)), [log(0.9), 0])
    columns = np.array([True, True, False, True])
    np.testing.assert_allclose(found.typical(columns), [log(280 / 300), 0])


def test_how_many_offences_the_newer_release_can_lack() -> None:
    first = boroughs(1)[0]
    was = np.array([[[10.0, 20, 30, 40], [5, 5, 5, 5]]])
    now = np.array([[[10.0, 15, 30, 20, 8, 4], [5, 5, 5, 0, 7, 7]]])
    found = Compared.of(
        made_up_release(now, boroughs(1), (ARSON, SHOPLIFTING)),
        made_up_release(was, boroughs(1), (ARSON, SHOPLIFTING), vintage="2025-12"),
    )

    def lost(offence: str, months: Sequence[int], most: float) -> Missing:
        held = frozenset(FIRST + month for month in months)
        return Missing(area=first, offence=offence, months=held, most=most)

    assert found.lost(0, 0, [0]) is None
    assert found.lost(0, 0, [1]) == lost("Arson", [1], 5)
    assert found.lost(0, 0, [1, 2]) == lost("Arson", [1, 2], 5)
    # To the last month of both, and as much of the two after it: of 12 as 70 is of 50.
    assert found.lost(0, 0, [2, 3]) == lost(
        "Arson", [2, 3, 4, 5], cast("float", pytest.approx(20 + 12 * (70 / 50 - 1)))
    )
    # Of nothing no part is known: what a month had, for each of two.
    assert found.lost(0, 1, [3]) == lost("Shoplifting", [3, 4, 5], 15)
    assert found.lost(0, 1, [2, 3]) == lost("Shoplifting", [2, 3, 4, 5], 5 + 14 * (10 / 5 - 1))


def test_a_pair_of_releases() -> None:
    newer, older = two()

    found = Pair.of(newer, older)

    assert (found.newer, found.older) == (newer, older)
    assert (found.areas, found.labels) == ([0, 1, 3], [0, 1, 4])
    assert found.months == tuple(range(FIRST, FIRST + 4))
    np.testing.assert_array_equal(found.now_all, newer.counts[:, :, :4])
    np.testing.assert_array_equal(found.before_all, older.counts[:, :, 2:])
    np.testing.assert_array_equal(
        found.now, newer.counts[np.ix_([0, 1, 3], [0, 1, 4], [0, 1, 2, 3])]
    )
    np.testing.assert_array_equal(
        found.before, older.counts[np.ix_([2, 1, 0], [2, 0, 3], [2, 3, 4, 5])]
    )


def alike(one: Release, other: Release) -> tuple[bool, bool]:
    return is_alike(one, other), is_alike(other, one)


def of(areas: Sequence[Area], labels: Sequence[Label], **changes: Any) -> Release:
    extract = made_up_extract(np.ones((len(areas), len(labels), 2)), areas, labels)
    return Release.of(replace(extract, **changes), shipped_places())


def test_which_releases_are_alike() -> None:
    two_groups, three, four = (
        (SHOPLIFTING, ARSON),
        (ARSON, WEAPONS, RAPE),
        (ARSON, WEAPONS, RAPE, HOME),
    )
    own = of(boroughs(4), two_groups)

    assert alike(own, of(boroughs(4), two_groups, vintage="2020-01")) == (True, True)
    assert alike(own, of(boroughs(4), two_groups, source=Source.MPS_DASHBOARD)) == (False, False)
    assert alike(of(wards(2), three), of(wards(2), three, level=Level.LSOA)) == (False, False)
    # Of groups each has half of the other's.
    assert alike(own, of(boroughs(4), (ARSON, BICYCLES))) == (True, True)
    assert alike(own, of(boroughs(4), (ARSON,))) == (True, True)
    assert alike(of(boroughs(4), (ARSON,)), of(boroughs(4), three)) == (False, False)
    assert alike(own, of(boroughs(4), three)) == (False, False)
    assert alike(own, of(boroughs(4), (*three[:1], WEAPONS))) == (True, True)
    assert alike(own, of(boroughs(4), four)) == (False, False)
    # Of areas the first has half of its own in the other.
    assert alike(of(boroughs(8), three), of(boroughs(4), three)) == (True, True)
    assert alike(of(boroughs(9), three), of(boroughs(4), three)) == (False, True)


def moves(
    now: Sequence[float],
    before: Sequence[float],
    labels: Sequence[Label],
    *,
    months: int = 3,
    apart: int = 0,
) -> list[tuple[str, float, float]]:
    """What changed places in three boroughs whose labels have so much a month; 0 is no row."""

    def release(each: Sequence[float], vintage: str, first: int, length: int) -> Release:
        kept = [at for at, one in enumerate(each) if one]
        counts = np.array([each[at] for at in kept], dtype=float)
        cube = np.broadcast_to(counts[:, None], (3, len(kept), length)).copy()
        named = [labels[at] for at in kept]
        return made_up_release(cube, boroughs(3), named, vintage=vintage, first=first)

    newer = release(now, "2026-01", FIRST + apart, months)
    older = release(before, "2025-12", FIRST, months)
    return [(name, round(new), round(old)) for name, new, old in parted(Compared.of(newer, older))]


THEFTS = (SHOPLIFTING, BICYCLES, Label(group="THEFT", offence="OTHER THEFT"), ARSON)


# Of an offence that came or went, with a hundredth of its group and 300 offences at least, and of
# those of its group that moved by more than a tenth (in logarithms).
@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ([50, 60, 0, 9], [60, 0, 0, 5], [("Bicycle theft", 540, 0), ("Shoplifting", 450, 540)]),
        ([55, 60, 0, 9], [60, 0, 0, 5], [("Bicycle theft", 540, 0)]),
        ([60, 0, 0, 9], [50, 60, 0, 5], [("Bicycle theft", 0, 540), ("Shoplifting", 540, 450)]),
        ([60, 60, 0, 9], [50, 50, 0, 5], []),
        ([50, 33, 0, 9], [60, 0, 0, 9], []),
        ([50, 34, 0, 9], [60, 0, 0, 9], [("Bicycle theft", 306, 0), ("Shoplifting", 450, 540)]),
        ([9900, 99, 0, 9], [3000, 0, 0, 9], []),
        ([9900, 101, 0, 9], [9900, 0, 0, 9], [("Bicycle theft", 909, 0)]),
        (
            [20, 60, 40, 9],
            [33, 0, 99, 9],
            [("Bicycle theft", 540, 0), ("Other theft", 360, 891)],
        ),
    ],
)  # fmt: skip
def test_offences_that_changed_places_in_months_of_both(
    now: list[float], before: list[float], expected: list[tuple[str, float, float]]
) -> None:
    assert sorted(moves(now, before, THEFTS)) == expected


@pytest.mark.parametrize(("each", "is_found"), [(25, True), (24.9, False)])
def test_an_offence_that_came_has_three_hundred(each: float, *, is_found: bool) -> None:
    found = moves([60, each, 0, 9], [60, 0, 0, 9], THEFTS, months=4)

    assert found == [("Bicycle theft", 300, 0)] * is_found


# Without a month in common: a year of each, of which a sibling moved by more than 0.22.
@pytest.mark.parametrize(
    ("sibling", "is_other"), [(80, True), (81, False), (124, False), (125, True)]
)
@pytest.mark.parametrize("months", [6, 14])
def test_offences_that_changed_places_from_year_to_year(
    sibling: float, months: int, *, is_other: bool
) -> None:
    found = moves([sibling, 60, 0, 9], [100, 0, 0, 9], THEFTS, months=months, apart=months)

    shop = [("Shoplifting", 36 * sibling, 3600)] * is_other
    assert sorted(found) == [("Bicycle theft", 36 * 60, 0), *shop]


def test_a_year_s_figures_are_of_the_newers_first_and_the_olders_last() -> None:
    was, now = np.full((3, 2, 20), 100.0), np.full((3, 3, 20), 100.0)
    was[:, :, :8] = now[:, :, 12:] = 9000
    labels = (SHOPLIFTING, ARSON, BICYCLES)
    newer = made_up_release(now, boroughs(3), labels, first=FIRST + 20)
    older = made_up_release(
        np.concatenate([was, was * 5]), (*boroughs(3), *wards(3)), labels[:2], vintage="2025-12"
    )

    assert list(parted(Compared.of(newer, older))) == [("Bicycle theft", 3600, 0)]


def test_labels_that_nobody_knows_and_other_measures_change_no_places() -> None:
    odd = Label(group="THEFT", offence="MOON THEFT")
    outcomes = replace(BICYCLES, measure="Positive outcomes")

    assert moves([50, 60, 0, 9], [60, 0, 0, 9], (SHOPLIFTING, odd, BICYCLES, ARSON)) == []
    assert moves([50, 60, 0, 9], [60, 0, 0, 9], (SHOPLIFTING, outcomes, BICYCLES, ARSON)) == []
