from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsrc.measures.change import PROBABLY_REAL_P, change_on_year
from xlsrc.measures.doubt import hidden_shift, unplaced_shift, within


def test_what_lost_places_could_explain() -> None:
    # By hand: g(2) = ln(1.004 / 1.028), and half of 0.014 + 0.002 either way for unevenness.
    low, high = unplaced_shift(np.array([0.014]), np.array([0.002]))

    assert (low[0], high[0]) == pytest.approx((-0.0236231 - 0.008, 0.008), abs=1e-6)


def test_where_no_place_was_lost_nothing_is_explained() -> None:
    assert [one.tolist() for one in unplaced_shift(np.zeros(1), np.zeros(1))] == [[0.0], [0.0]]


def test_offences_hidden_this_year_could_only_raise_the_change() -> None:
    counts = np.full((1, 24), 100.0)
    more = np.zeros((1, 24))
    more[0, -1] = 60.0

    low, high = hidden_shift(counts, more)

    assert (low[0], high[0]) == pytest.approx((0.0, np.log(1260 / 1200)))


def test_offences_hidden_the_year_before_could_only_lower_it() -> None:
    more = np.zeros((1, 36))
    more[0, 12:24] = 5.0

    low, high = hidden_shift(np.full((1, 36), 100.0), more)

    assert (low[0], high[0]) == pytest.approx((-np.log(1260 / 1200), 0.0))


@pytest.mark.slow
@given(
    counts=st.lists(st.integers(0, 400), min_size=24, max_size=24),
    low=st.floats(-0.3, 0),
    high=st.floats(0, 0.3),
    at=st.floats(0, 1),
)
def test_a_verdict_that_does_not_turn_stands_wherever_the_change_may_be(
    counts: list[int], low: float, high: float, at: float
) -> None:
    series = np.array([counts], dtype=np.float64)

    found = within(series, np.array([low]), np.array([high]))

    if not found.turns[0]:
        moved = series.copy()
        moved[:, -12:] *= np.exp(low + at * (high - low))
        assert verdict(moved) == verdict(series)


def verdict(counts: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> int:
    change = change_on_year(counts)
    return int(np.sign(change.difference[0])) if change.p[0] < PROBABLY_REAL_P else 0
