"""Figures so far from what was foretold that no number holds their chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from xlsrc.measures.foretelling import count_range, count_z, month_correlation, part_z
from xlsrc.measures.missing import each_or_none
from xlsrc.measures.outlook import outlook


def of(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


@pytest.mark.parametrize(
    ("count", "mean", "variance"), [(900, 1, 1.5), (3000, 10, 30), (0, 1e4, 1.1e4), (40, 5e3, 6e3)]
)
def test_a_count_far_out_has_the_z_of_its_chance(
    count: float, mean: float, variance: float
) -> None:
    (z,) = count_z(of(count), of(mean), of(variance))

    known = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    beyond = np.arange(count + 1, count + 20_000) if z > 0 else np.arange(count)
    logs = np.append(known.logpmf(beyond), known.logpmf(count) - np.log(2))
    assert special.log_ndtr(-abs(z)) == pytest.approx(special.logsumexp(logs), rel=1e-4)


def test_a_count_of_what_hardly_ever_is_has_the_chance_of_all_beyond_it() -> None:
    mean = 1e-150
    (z,) = count_z(of(400), of(mean), of(1.5 * mean))

    known = stats.nbinom(mean**2 / (0.5 * mean), 1 / 1.5)
    logs = np.append(known.logpmf(np.arange(401, 700)), known.logpmf(400) - np.log(2))
    # The counts beyond have nearly a geometric series: their sum within a thousandth.
    assert special.log_ndtr(-z) == pytest.approx(special.logsumexp(logs), abs=1e-3)


@pytest.mark.parametrize("correlation", [0.0, 0.02, 0.4])
def test_the_correlation_of_a_month_is_that_of_the_beta_binomial_of_its_variance(
    correlation: float,
) -> None:
    whole, share = np.array([30.0, 200.0]), np.array([0.3, 0.05])
    variance = whole * share * (1 - share) * (1 + (whole - 1) * correlation)
    if correlation:
        a, b = (part * (1 / correlation - 1) for part in (share, 1 - share))
        np.testing.assert_allclose(stats.betabinom(whole, a, b).var(), variance)

    found = month_correlation(whole * share, variance, whole)

    np.testing.assert_allclose(found, correlation, atol=1e-12)


def test_z_goes_on_where_chances_end() -> None:
    counts = np.arange(2_000.0)

    z = count_z(counts, np.full(2_000, 400.0), np.full(2_000, 420.0))

    assert np.isfinite(z).all()
    assert (np.diff(z) > 0).all()
    # No jump where one way of reckoning takes over from the other.
    assert np.abs(np.diff(z, 2)[50:]).max() < 5e-4


@pytest.mark.parametrize(("part", "share"), [(1_500, 0.01), (0, 0.6)])
def test_a_part_far_out_has_the_z_of_its_chance(part: int, share: float) -> None:
    (z,) = part_z(of(part), of(4_000), of(share), of(0))

    known = stats.binom(4_000, share)
    beyond = np.arange(part + 1, 4_001) if z > 0 else np.arange(part)
    logs = np.append(known.logpmf(beyond), known.logpmf(part) - np.log(2))
    assert special.log_ndtr(-abs(z)) == pytest.approx(special.logsumexp(logs), rel=1e-3)


@pytest.mark.parametrize("part", [0, 2, 5, 8, 9, 10, 11, 15, 30])
@pytest.mark.parametrize("correlation", [0.02, 0.2])
def test_a_part_has_the_z_of_the_middle_of_its_chance(part: int, correlation: float) -> None:
    (z,) = part_z(of(part), of(30), of(0.3), of(correlation))

    first, second = 0.3 * (1 / correlation - 1), 0.7 * (1 / correlation - 1)
    known = stats.betabinom(30, first, second)
    # The mid-p of either tail (Lancaster 1961): they sum to 1.
    above = known.sf(part) + known.pmf(part) / 2
    assert z == pytest.approx(stats.norm.isf(above), rel=1e-9, abs=1e-9)


def test_the_range_of_a_large_uneven_count_is_found_and_holds_95_per_cent() -> None:
    mean, variance = of(4e8), of(1e17)

    low, high = count_range(mean, variance, 1.959964)

    known = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    assert known.cdf(high) - known.cdf(low) == pytest.approx([0.95], abs=1e-4)


@pytest.mark.parametrize("most", [1e10, 1e16, 1e300])
def test_figures_that_nobody_can_count_are_not_judged(most: float) -> None:
    values = np.full((1, 60), 7.0)
    values[0, 30] = most

    found = outlook(values, np.full((1, 60), np.nan), np.zeros((1, 60), dtype=bool), months=12)

    assert np.isnan(np.stack([found.z1, found.low, found.high])).all()


def test_what_is_too_large_for_a_number_is_no_figure() -> None:
    assert each_or_none(of(1, np.inf, -np.inf, np.nan, 0)) == (1.0, None, None, None, 0.0)
