from __future__ import annotations

import numpy as np
import pytest

from tests.support.vectors import barnet
from xlsrc.measures.rolling import last, only_large_changes_show, rolling_12


def test_twelve_months_are_summed_to_each_month() -> None:
    counts = np.arange(1.0, 15.0)[None]

    assert rolling_12(counts)[0, 11:].tolist() == [78, 90, 102]


def test_figures_of_single_precision_are_summed_in_double() -> None:
    """2**24 is where single precision stops telling one whole number from the next."""
    counts = np.array([[2.0**24, *[1.0] * 11]], dtype=np.float32)

    assert rolling_12(counts.astype(np.float32))[0, -1] == 2**24 + 11
    assert last(counts.astype(np.float32), 12)[0] == 2**24 + 11


def test_there_is_no_rolling_sum_before_the_twelfth_month() -> None:
    assert np.isnan(rolling_12(np.ones((1, 14)))[0, :11]).all()


def test_a_gap_leaves_no_sum_that_contains_it() -> None:
    counts = np.ones((1, 30))
    counts[0, 14] = np.nan

    assert np.flatnonzero(np.isnan(rolling_12(counts)[0])).tolist() == [
        *range(11),
        *range(14, 26),
    ]


def test_a_true_zero_is_no_gap() -> None:
    assert rolling_12(np.zeros((1, 12)))[0, -1] == 0


def test_a_series_shorter_than_a_year_has_no_rolling_sum() -> None:
    assert np.isnan(rolling_12(np.ones((2, 11)))).all()


def test_the_last_twelve_months_of_barnet_are_as_published() -> None:
    assert last(barnet("total"), 12)[0] == 28_538


def test_the_year_before_is_twelve_months_earlier() -> None:
    assert last(barnet("total"), 12, years_ago=1)[0] == 28_364


def test_a_quarter_before_the_series_began_has_no_sum() -> None:
    assert np.isnan(last(np.ones((1, 14)), 3, years_ago=1))[0]


def test_a_gap_in_the_quarter_leaves_it_without_a_sum() -> None:
    assert np.isnan(last(np.array([[1, np.nan, 2]]), 3))[0]


@pytest.mark.parametrize(("months", "years_ago"), [(0, 0), (3, -1)])
def test_a_sum_over_no_months_is_refused(months: int, years_ago: int) -> None:
    with pytest.raises(ValueError, match="must be 1 or more"):
        last(np.ones((1, 12)), months, years_ago=years_ago)


def test_only_large_changes_show_under_five_a_month() -> None:
    counts = np.array([[9.0] * 12 + [4.9] * 12, [1.0] * 12 + [5.0] * 12])

    assert only_large_changes_show(counts).tolist() == [True, False]
