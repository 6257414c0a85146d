"""In which months an exception begins, stays and ends: docs/statistics.md, "Exceptions"."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.measures.unusual import (
    BEGINS,
    BEYOND_USUAL,
    ENDS,
    MONTHS_TO_NEW,
    MONTHS_TO_WATCHED,
    WATCH_BEGINS,
    WATCH_ENDS,
    standing,
)

NONE = float("nan")


def follow(
    z1: list[float], z6: list[float] | None = None, may: list[bool] | None = None
) -> tuple[list[int], list[bool]]:
    half_year = [NONE] * len(z1) if z6 is None else z6
    force, new = standing(
        np.array([z1]),
        np.array([half_year]),
        may_begin=None if may is None else np.array([may]),
    )
    assert force.dtype == np.int8
    return force[0].tolist(), new[0].tolist()


@pytest.mark.parametrize(
    ("z1", "force", "new"),
    [
        ([2.99, 3.0, 2.0, 1.99], [0, 1, 1, 0], [False, True, False, False]),
        ([-2.99, -3.0, -2.0, -1.99], [0, -1, -1, 0], [False, True, False, False]),
        # One that goes on is not new; one that begins again is.
        ([4, 5, 1, 4], [1, 1, 0, 1], [True, False, False, True]),
        # The other direction takes the place of the one in force.
        ([4, -3, -2.5, 3], [1, -1, -1, 1], [True, True, False, True]),
        # Far out the other way, but not far enough to begin, ends it.
        ([4, -2.5, 2.5], [1, 0, 0], [True, False, False]),
        # A month without a z counts as 0.
        ([4, NONE, 2.5], [1, 0, 0], [True, False, False]),
    ],
)
def test_an_exception_begins_at_three_and_ends_under_two(
    z1: list[float], force: list[int], new: list[bool]
) -> None:
    assert follow(z1) == (force, new)
    assert follow([NONE] * len(z1), z1) == (force, new)


def test_the_larger_of_a_month_and_six_gives_the_direction_and_either_keeps_it() -> None:
    assert follow([3.1, 0, 0], [-3.2, -2, -1])[0] == [-1, -1, 0]
    assert follow([3.2, 1, 2.1], [-3.1, 2, 0])[0] == [1, 1, 1]
    # Where both are as far out, the month does.
    assert follow([3.0], [-3.0])[0] == [1]


def test_where_none_may_begin_one_may_go_on() -> None:
    found = follow([4, 4, 4, 4, -4], may=[False, True, False, False, False])

    assert found == ([0, 1, 1, 1, 0], [False, True, False, False, False])


def test_series_do_not_know_of_one_another() -> None:
    z = np.array([[4.0, 2.5, 1.0], [0, 2.5, 2.5], [-4, -4, 0]])

    force, new = standing(z, np.zeros_like(z))

    assert force.tolist() == [[1, 1, 0], [0, 0, 0], [-1, -1, 0]]
    assert new.tolist() == [[True, False, False], [False] * 3, [True, False, False]]


def test_what_is_watched_begins_and_ends_nearer() -> None:
    z = np.array([[2.57, 2.58, 1.645, 1.64]])

    force, _ = standing(z, np.zeros_like(z), begins=WATCH_BEGINS, ends=WATCH_ENDS)

    assert force.tolist() == [[0, 1, 1, 0]]


def test_the_limits_are_those_that_are_documented() -> None:
    assert [BEGINS, ENDS, WATCH_BEGINS, WATCH_ENDS] == [3, 2, 2.58, 1.645]
    assert [MONTHS_TO_NEW, MONTHS_TO_WATCHED, BEYOND_USUAL] == [180, 65, 0.08]
