from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

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


def test_gaps_hide_nothing_and_where_nothing_was_counted_nothing_is_explained() -> None:
    counts, more = np.full((2, 24), 100.0), np.full((2, 24), 10.0)
    counts[0, 20], counts[1, 12:] = np.nan, 0

    low, high = hidden_shift(counts, more)

    assert low.tolist() == pytest.approx([-np.log(1320 / 1200)] * 2)
    assert high.tolist() == pytest.approx([np.log(1220 / 1100), 0])


def test_a_change_is_told_as_counted_and_at_either_end_of_its_shifts() -> None:
    """By hand: 1,200 a year before, e^s times as many now, and Student's t with 11 degrees."""
    shifts = np.array([[-0.01, 0.02], [-0.01, 0.1], [-0.2, 0.01]])

    found = within(np.full((3, 24), 100.0), *shifts.T)

    def p(shift: float) -> float:
        error = np.sqrt(1 / 1200 + 1 / (1200 * np.exp(shift)))
        return float(2 * stats.t.sf(abs(shift) / error, 11))

    ends = [(p(low), p(high)) for low, high in shifts]
    assert found.p_counted.tolist() == pytest.approx([1, 1, 1])
    assert found.p.tolist() == pytest.approx([1, 1, 1])
    assert found.low.tolist() == pytest.approx(100 * np.expm1(shifts[:, 0]))
    assert found.high.tolist() == pytest.approx(100 * np.expm1(shifts[:, 1]))
    assert found.turns.tolist() == [min(both) < 0.05 for both in ends] == [False, True, True]


def test_a_change_that_could_be_nothing_is_as_sure_as_its_weakest() -> None:
    """1,320 on 1,200; were 5 % of them found only this year, 1,256 would be compared."""
    counts = np.repeat([[100.0, 110.0]], 12, axis=1)

    found = within(counts, np.array([-0.05]), np.array([0.0]))

    now = 1320 * np.exp(-0.05)
    t = np.log([1320 / 1200, now / 1200]) / np.sqrt(1 / 1200 + 1 / np.array([1320, now]))
    known = 2 * stats.t.sf(t, 11)
    assert [found.p_counted[0], found.p[0]] == pytest.approx(known.tolist())
    assert found.turns.tolist() == [known[0] < 0.05 < known[1]]
    assert found.high.tolist() == pytest.approx([10])


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
