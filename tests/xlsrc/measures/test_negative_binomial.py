from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from xlsrc.measures.negative_binomial import tail_z, usual_range

RANDOM = np.random.default_rng(3)
MEAN = np.exp(RANDOM.uniform(np.log(0.01), np.log(50_000), 400))
VARIANCE = MEAN * np.exp(RANDOM.uniform(0.01, np.log(200), 400))


def distribution() -> Any:  # noqa: ANN401 - scipy-stubs name no public type for it
    return stats.nbinom(MEAN**2 / (VARIANCE - MEAN), MEAN / VARIANCE)


@pytest.mark.parametrize("factor", [0.5, 0.9, 1.0, 1.3, 2.0])
def test_z_is_that_of_the_mid_p_tail(factor: float) -> None:
    count = np.floor(MEAN * factor)
    mid_p = distribution().sf(count) + distribution().pmf(count) / 2
    within = (mid_p > 1e-9) & (mid_p < 1 - 1e-9)

    assert tail_z(count, MEAN, VARIANCE)[within] == pytest.approx(
        stats.norm.isf(mid_p[within]), abs=1e-6
    )


def test_the_ends_of_a_range_lie_within_it() -> None:
    ends = np.array(usual_range(MEAN, VARIANCE, 3.09))

    assert np.abs(tail_z(ends[1], MEAN, VARIANCE)).max() <= 3.09


def test_one_count_above_a_range_lies_outside_it() -> None:
    _, upper = usual_range(MEAN, VARIANCE, 3.09)

    assert tail_z(upper + 1, MEAN, VARIANCE).min() > 3.09


def test_one_count_below_a_range_lies_outside_it() -> None:
    lower, _ = usual_range(MEAN, VARIANCE, 3.09)
    above_zero = lower > 0

    assert tail_z(lower - 1, MEAN, VARIANCE)[above_zero].max() < -3.09


def test_a_range_far_from_where_it_is_looked_for_is_found() -> None:
    mean, variance = np.array([1.8e5]), np.array([2e12])
    _, upper = usual_range(mean, variance, 3.09)
    tails = tail_z(np.array([upper[0], upper[0] + 1]), mean, variance)

    assert tails[0] <= 3.09 < tails[1]


def test_a_count_beyond_all_reckoning_has_a_finite_z() -> None:
    assert np.isfinite(tail_z(np.array([1e9]), np.array([1.0]), np.array([2.0])))[0]


def test_a_gap_stays_a_gap() -> None:
    assert np.isnan(tail_z(np.array([np.nan]), np.array([1.0]), np.array([2.0])))[0]
