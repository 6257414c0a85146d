"""What a series is known by to lie outside its usual range, and what charts mark of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.made_up import AS_AT
from xlsrc.measures.outlook import Outlook
from xlsrc.measures.unusual import standing
from xlsrc.series.outside import Kind, Outside, Standing, marks, outside, told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.month import Month

MONTHS = 12
FIRST = AS_AT - (MONTHS - 1)


def looks(z1: dict[int, float], z6: dict[int, float]) -> Outlook:
    """A series of twelve months of 10 each with the z of some of its months, counted from 0."""
    months, half_years = np.zeros((2, 1, MONTHS))
    for at, z in z1.items():
        months[0, at] = z
    for at, z in z6.items():
        half_years[0, at] = z
    force, _ = standing(months, half_years)
    tens, one = np.full((1, MONTHS), 10.0), np.full(1, np.nan)
    return Outlook(
        expected=tens,
        low=tens - 5,
        high=tens + 5,
        half_low=np.where(half_years > 0, 30.0, 70.0),
        half_high=np.where(half_years > 0, 50.0, 90.0),
        z1=months,
        z6=half_years,
        force=force,
        watched=force,
        quarter_low=one,
        quarter_high=one,
        next_low=one,
        next_high=one,
        month_low=one[:, None],
        month_high=one[:, None],
        observed=np.array([MONTHS]),
        is_part=np.array([False]),
        whole=one,
        coming_mean=tens,
        coming_variance=tens,
        year=tens,
        year_out_of=tens,
        year_steps=np.zeros((1, MONTHS), dtype=bool),
    )


def seen(
    z1: dict[int, float] | None = None,
    z6: dict[int, float] | None = None,
    *,
    published: Month | None = AS_AT - 3,
) -> Outside | None:
    past = looks(z1 or {}, z6 or {})
    counts, no_whole = np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan)
    return outside(counts, no_whole, past, past.force, (AS_AT,), published)[0]


def found(
    z1: dict[int, float] | None = None,
    z6: dict[int, float] | None = None,
    *,
    published: Month | None = AS_AT - 3,
) -> Outside:
    one = seen(z1, z6, published=published)
    assert one is not None
    return one


@pytest.mark.parametrize("z", [2.99, -2.99])
def test_a_month_that_is_less_than_three_out_is_no_exception(z: float) -> None:
    assert seen({11: z}) is None


def test_a_month_outside_its_range_is_told_with_the_range_of_the_month() -> None:
    one = found({11: 3.0})

    assert (one.kind, one.first, one.last) == (Kind.ONE_MONTH, AS_AT, AS_AT)
    assert (one.seen, one.low, one.high) == (10, 5, 15)
    assert one.is_high


def test_six_months_further_out_than_their_last_are_told_together() -> None:
    one = found({11: -2.5}, {11: -3.2})

    assert (one.kind, one.first, one.last) == (Kind.SUSTAINED, AS_AT - 5, AS_AT)
    assert (one.seen, one.low, one.high) == (60, 70, 90)
    assert not one.is_high


def test_what_is_told_is_what_lies_furthest_out_since_the_publication() -> None:
    one = found({8: 6.0, 9: 4.0, 10: 2.2, 11: 3.5})

    assert (one.last, one.z) == (AS_AT - 2, 4.0)
    assert (one.since, one.standing) == (AS_AT - 3, Standing.CONTINUING)


@pytest.mark.parametrize(
    ("months", "standing"),
    [
        ({9: 4.0, 10: 2.0, 11: 2.0}, Standing.NEW),
        ({9: 4.0}, Standing.NEW),
        ({8: 4.0, 9: 2.1, 10: 2.1, 11: 2.1}, Standing.CONTINUING),
        ({8: 4.0, 9: 2.1}, Standing.ENDED),
        ({8: 4.0}, Standing.ENDED),
        ({7: 4.0, 8: 2.1}, Standing.ENDED),
        ({8: 4.0, 10: 4.0}, Standing.NEW),
        ({8: 4.0, 9: -4.0, 10: -2.1, 11: -2.1}, Standing.NEW),
    ],
)
def test_the_last_publication_tells_new_from_known(
    months: dict[int, float], standing: Standing
) -> None:
    assert found(months).standing is standing


def test_what_began_and_ended_before_the_publication_is_over() -> None:
    assert seen({6: 5.0, 7: 2.5}) is None


def test_an_exception_stays_in_force_until_it_is_back_below_two() -> None:
    one = found({9: 4.0, 10: 2.0, 11: 1.99})

    assert (one.since, one.until, one.back) == (AS_AT - 2, AS_AT - 1, AS_AT)
    assert not one.in_force
    assert found({9: 4.0, 10: 2.0, 11: 2.0}).in_force


@pytest.mark.parametrize("until", [8, 9])
def test_a_spell_after_which_no_month_is_judged_is_not_over(until: int) -> None:
    past = looks({8: 4.0, until: 4.0}, {})
    past.z1[0, until + 1 :] = past.z6[0, until + 1 :] = np.nan
    counts, no_whole = np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan)

    one = outside(counts, no_whole, past, past.force, (AS_AT,), AS_AT - 3)[0]

    assert one is not None
    assert (one.standing, one.back, one.in_force) == (Standing.CONTINUING, None, True)


def test_the_other_direction_takes_its_place_at_once() -> None:
    one = found({9: 4.0, 10: 3.5, 11: -3.1})

    assert (one.since, one.z, one.standing) == (AS_AT, -3.1, Standing.NEW)


def test_without_a_publication_three_months_earlier_count_as_known() -> None:
    assert found({8: 4.0, 9: 2.5, 10: 2.5, 11: 2.5}, published=None).standing is (
        Standing.CONTINUING
    )
    assert found({9: 4.0, 10: 2.5, 11: 2.5}, published=None).standing is Standing.NEW


def test_before_the_first_publication_nothing_was_known() -> None:
    assert found({0: 4.0, **dict.fromkeys(range(1, 12), 2.5)}, published=FIRST - 1).standing is (
        Standing.NEW
    )


def test_a_month_published_already_is_judged_again() -> None:
    assert found({11: 4.0}, published=AS_AT).standing is Standing.NEW
    assert found({10: 4.0, 11: 2.5}, published=AS_AT).standing is Standing.CONTINUING


def test_a_series_without_figures_has_none() -> None:
    past = looks({11: 4.0}, {})
    counts = np.full((1, MONTHS), np.nan)

    assert outside(counts, counts, past, past.force, (None,), None) == (None,)


def test_a_share_is_seen_as_the_ratio_of_sums() -> None:
    past = looks({}, {11: 3.5})
    parts, wholes = np.arange(12.0)[None], np.full((1, MONTHS), 50.0)

    past = dataclasses.replace(past, half_high=np.full((1, MONTHS), 12.0))

    one = outside(parts, wholes, past, past.force, (AS_AT,), None)[0]

    assert one is not None
    # 6 + 7 + 8 + 9 + 10 + 11 of 300
    assert one.seen == pytest.approx(100 * 51 / 300)


def marked(past: Outlook) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return marks(np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan), past)


def test_six_months_that_an_odd_month_brings_back_tell_nothing() -> None:
    # As recorded they come to 110, above the 70 below which they would be low; the last month by
    # itself is inside.
    past = looks({7: 9.0}, {6: -3.3, 7: -3.1, 8: -3.2})
    counts, no_whole = np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan)
    counts[0, 7] = 60.0

    force = told(counts, no_whole, past, past.force, 2.0)

    assert past.force[0, 6:9].tolist() == [-1, 1, -1]
    assert force[0, 6:9].tolist() == [-1, 1, 0]


def test_of_each_month_in_force_the_look_further_out_is_marked() -> None:
    flagged, sustained = marked(looks({5: 3.4, 6: 2.1, 7: 2.5}, {6: 2.0, 7: 2.8}))

    assert np.flatnonzero(flagged[0]).tolist() == [5, 6]
    assert np.flatnonzero(sustained[0]).tolist() == [2, 3, 4, 5, 6, 7]


def test_a_month_that_is_out_on_the_other_side_is_not_marked() -> None:
    flagged, sustained = marked(looks({8: 2.9}, {8: -3.3}))

    assert not flagged.any()
    assert np.flatnonzero(sustained[0]).tolist() == [3, 4, 5, 6, 7, 8]


def test_what_is_watched_by_less_than_its_range_is_told_by_what_began_it() -> None:
    past = looks({7: 2.7, 8: 1.8, 9: 1.7, 10: 1.9, 11: 1.7}, {})
    counts, no_whole = np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan)
    watched, _ = standing(past.z1, past.z6, begins=2.58, ends=1.645)

    one = outside(counts, no_whole, past, watched, (AS_AT,), AS_AT - 3)[0]

    assert one is not None
    assert (one.standing, one.last, one.z) == (Standing.CONTINUING, AS_AT - 4, 2.7)


def test_six_months_whose_recorded_total_is_inside_its_range_are_not_told() -> None:
    """Judged with an odd low month pulled in, they lie above; as recorded they do not."""
    past = looks({}, {11: 3.3})
    counts, no_whole = np.full((1, MONTHS), 10.0), np.full((1, MONTHS), np.nan)
    inside = dataclasses.replace(past, half_high=np.full((1, MONTHS), 60.0))

    assert outside(counts, no_whole, inside, past.force, (AS_AT,), None) == (None,)
