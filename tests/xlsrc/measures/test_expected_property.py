from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsrc.measures.exceptions import Standing, exceptions, false_discovery
from xlsrc.measures.expected import FLAG_Z, KnownChanges, expected, next_quarter

pytestmark = pytest.mark.slow

LEVELS = st.sampled_from([2, 20, 200, 20_000])
ANY_SERIES = LEVELS.flatmap(lambda most: st.lists(st.integers(0, most), min_size=36, max_size=75))
FULL_WINDOW = LEVELS.flatmap(lambda most: st.lists(st.integers(0, most), min_size=61, max_size=61))
Z_SCORES = st.lists(
    st.sampled_from([0.0, 3.0, 3.2, -3.2, 5.0, -5.0, float("nan")]), min_size=8, max_size=8
)


def one(counts: list[int]) -> np.ndarray:
    return np.array([counts], dtype=np.float64)


@settings(deadline=None)
@given(ANY_SERIES)
def test_every_series_of_three_years_has_a_finite_answer(counts: list[int]) -> None:
    found = expected(one(counts))

    assert np.isfinite([found.expected, found.lower, found.upper, found.z1, found.z6]).all()


@settings(deadline=None)
@given(ANY_SERIES)
def test_a_range_encloses_what_is_expected(counts: list[int]) -> None:
    found = expected(one(counts))

    # The ends are whole numbers: a mean of 0.3 may have the range 0 to 0.
    assert found.lower[0] <= found.expected[0] < found.upper[0] + 1


@settings(deadline=None)
@given(ANY_SERIES)
def test_outside_the_range_is_flagged_and_nothing_else(counts: list[int]) -> None:
    found = expected(one(counts))
    outside = not found.lower[0] <= counts[-1] <= found.upper[0]

    assert outside == (abs(found.z1[0]) > FLAG_Z)


@settings(deadline=None)
@given(FULL_WINDOW, st.lists(st.integers(0, 20_000), min_size=1, max_size=30))
def test_what_came_before_the_window_changes_nothing(counts: list[int], earlier: list[int]) -> None:
    assert expected(one(earlier + counts)).z6[0] == pytest.approx(
        expected(one(counts)).z6[0], abs=1e-9
    )


@settings(deadline=None)
@given(
    st.lists(FULL_WINDOW, min_size=2, max_size=6),
    st.permutations(range(6)),
    st.lists(st.integers(0, 60), min_size=6, max_size=6),
)
def test_the_order_of_series_does_not_matter(
    many: list[list[int]], order: list[int], gaps: list[int]
) -> None:
    counts = np.array(many, dtype=np.float64)
    counts[np.arange(len(many))[::2], gaps[: len(many) : 2]] = np.nan
    order = [row for row in order if row < len(many)]
    steps = tuple((30,) if row % 3 == 2 else () for row in range(len(many)))
    none = ((),) * len(many)
    there = expected(counts, known_changes=KnownChanges(steps=steps, masked=none))
    shuffled = KnownChanges(steps=tuple(steps[row] for row in order), masked=none)

    assert expected(counts[order], known_changes=shuffled).expected == pytest.approx(
        there.expected[order], rel=1e-6
    )


@settings(deadline=None)
@given(FULL_WINDOW, st.integers(0, 20_000))
def test_a_higher_month_is_never_less_high(counts: list[int], more: int) -> None:
    higher = [*counts[:-1], counts[-1] + more]

    assert expected(one(higher)).z1[0] >= expected(one(counts)).z1[0]


@settings(deadline=None)
@given(FULL_WINDOW)
def test_the_next_quarter_does_not_depend_on_the_half_year_left_out(counts: list[int]) -> None:
    other = counts[:-7] + [7] * 7

    assert next_quarter(one(other)).upper[0] == next_quarter(one(counts)).upper[0]


@given(Z_SCORES, Z_SCORES)
def test_turning_z_over_turns_the_direction_and_nothing_else(
    z1: list[float], z6: list[float]
) -> None:
    there = exceptions(np.array([z1]), np.array([z6]))
    back = exceptions(-np.array([z1]), -np.array([z6]))

    assert (back.direction[0], back.kind[0], back.standing[0], back.since[0]) == (
        -there.direction[0],
        there.kind[0],
        there.standing[0],
        there.since[0],
    )


@given(Z_SCORES, Z_SCORES)
def test_a_flag_since_the_publication_is_an_exception_that_has_not_ended(
    z1: list[float], z6: list[float]
) -> None:
    flagged = np.nanmax(np.abs([[*z1[-3:], 0], [*z6[-3:], 0]])) > FLAG_Z
    found = exceptions(np.array([z1]), np.array([z6])).standing[0]

    assert flagged == (found in {Standing.NEW, Standing.CONTINUING})


@given(Z_SCORES, Z_SCORES)
def test_the_month_described_was_flagged_in_the_direction_told(
    z1: list[float], z6: list[float]
) -> None:
    found = exceptions(np.array([z1]), np.array([z6]))

    assert found.direction[0] == 0 or found.z[0] * found.direction[0] > FLAG_Z


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_an_adjusted_p_is_never_smaller(p: list[float]) -> None:
    values = np.array(p)

    assert (false_discovery(values) >= values - 1e-12).all()


@given(st.lists(st.floats(0, 1), min_size=2, max_size=50))
def test_adjusting_keeps_the_order_of_p(p: list[float]) -> None:
    adjusted = false_discovery(np.sort(p))

    assert (np.diff(adjusted) >= 0).all()
