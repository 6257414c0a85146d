"""How figures vary about their level, by the distributions that docs/statistics.md names."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from xlsrc.measures.families import Counts, Shares

COUNTS = Counts()
OUT_OF = np.array([[50.0, 80.0], [20.0, 9.0]])
SHARES = Shares(out_of=OUT_OF)
CENTRE, VARIANCE = np.array([[1.2, 3.0], [0.1, -1.0]]), np.array([[0.05, 0.4], [0.2, 1.1]])
VALUE = np.array([[4.0], [1.0]])


def out_of(month: int) -> np.ndarray:
    return OUT_OF[:, [month]].astype(int)


def test_a_count_is_a_negative_binomial_with_a_lognormal_rate_s_mean_and_variance() -> None:
    found = COUNTS.foretold(CENTRE, VARIANCE, 0)

    rate = stats.lognorm(np.sqrt(VARIANCE), scale=np.exp(CENTRE))
    np.testing.assert_allclose(found.mean, rate.mean())
    np.testing.assert_allclose(found.variance, rate.mean() + rate.var())
    gamma = stats.gamma(found.first, scale=1 / found.second)
    np.testing.assert_allclose(gamma.mean(), rate.mean())
    np.testing.assert_allclose(gamma.var(), rate.var())
    assert COUNTS.most(0) == np.inf


def test_the_likelihood_of_a_count_differs_between_cells_as_the_negative_binomial_s() -> None:
    rate = COUNTS.foretold(CENTRE, VARIANCE, 0)

    found = COUNTS.log_likelihood(VALUE, rate, 0)

    known = stats.nbinom(rate.first, rate.second / (1 + rate.second)).logpmf(VALUE)
    np.testing.assert_allclose(np.diff(found), np.diff(known))


def test_a_count_teaches_as_a_gamma_is_updated() -> None:
    rate = COUNTS.foretold(CENTRE, VARIANCE, 0)

    mean, variance = COUNTS.learned(VALUE, rate, 0)

    after = stats.gamma(rate.first + VALUE, scale=1 / (rate.second + 1))
    known = stats.lognorm(np.sqrt(variance), scale=np.exp(mean))
    np.testing.assert_allclose(known.mean(), after.mean())
    np.testing.assert_allclose(known.var(), after.var())


def test_a_total_of_counts_has_a_lognormal_s_mean_and_variance() -> None:
    weights = COUNTS.weights_in_sum(np.log([[[2.0]], [[3.0]]]))
    assert weights.ravel().tolist() == pytest.approx([2, 3])

    mean, variance = COUNTS.sum_of(weights, weights.sum(axis=0), VARIANCE[:1, :1], VARIANCE[:1, 1:])

    # 5 e^0.2, and 5 e^0.2 + (5 e^0.2)² (e^0.05 - 1).
    assert mean.item() == pytest.approx(5 * np.exp(0.2))
    assert variance.item() == pytest.approx(5 * np.exp(0.2) + 25 * np.exp(0.4) * np.expm1(0.05))


@pytest.mark.parametrize("month", [0, 1])
def test_a_part_is_a_beta_binomial(month: int) -> None:
    found = SHARES.foretold(CENTRE, VARIANCE, month)

    known = stats.betabinom(out_of(month), found.first, found.second)
    np.testing.assert_allclose(found.mean, known.mean())
    np.testing.assert_allclose(found.variance, known.var())
    np.testing.assert_allclose(found.first / found.second, np.exp(CENTRE))
    # The logit of a beta varies by about 1/a + 1/b (delta method): that is the variance given.
    np.testing.assert_allclose(1 / found.first + 1 / found.second, VARIANCE)
    assert SHARES.most(month).tolist() == OUT_OF[:, month].tolist()


@pytest.mark.parametrize("month", [0, 1])
def test_the_likelihood_of_a_part_differs_between_cells_as_the_beta_binomial_s(month: int) -> None:
    rate = SHARES.foretold(CENTRE, VARIANCE, month)

    found = SHARES.log_likelihood(VALUE, rate, month)

    known = stats.betabinom(out_of(month), rate.first, rate.second).logpmf(VALUE.astype(int))
    np.testing.assert_allclose(np.diff(found), np.diff(known))


def test_a_part_teaches_as_a_beta_is_updated() -> None:
    rate = SHARES.foretold(CENTRE, VARIANCE, 1)

    mean, variance = SHARES.learned(VALUE, rate, 1)

    part, rest = rate.first + VALUE, rate.second + OUT_OF[:, [1]] - VALUE
    np.testing.assert_allclose(mean, np.log(part) - np.log(rest))
    np.testing.assert_allclose(variance, 1 / part + 1 / rest)


def test_a_share_of_coming_months_is_their_mean_on_the_logit_scale() -> None:
    centres = np.array([[[-1.0]], [[3.0]]])
    assert SHARES.weights_in_sum(centres).tolist() == [[[1]], [[1]]]

    share, variance = SHARES.sum_of(centres, centres[0], np.array([[0.04]]), centres[0])

    # The logistic function of 1, and its slope there (delta method).
    assert share.item() == pytest.approx(1 / (1 + np.exp(-1)))
    assert variance.item() == pytest.approx(0.04 * (np.exp(-1) / (1 + np.exp(-1)) ** 2) ** 2)


def test_a_first_level_is_of_the_first_twelve_observed_months() -> None:
    values = np.array([[np.nan, *[3.0] * 11, np.nan, 9.0, 1_000.0], [np.nan] * 15])

    # (11 of 3 and one of 9) over 12; a tenth is added so that noughts have a logarithm.
    level = COUNTS.first_level(values)
    assert level.tolist() == pytest.approx(np.log([42 / 12 + 0.1, 0.1]))
    # 42 parts of 12 wholes of 10, with a half more of each sort (Jeffreys).
    shares = Shares(out_of=np.full((2, 18), 10.0)).first_level(values)
    assert shares.tolist() == pytest.approx([np.log(42.5 / 78.5), 0])


def test_some_of_the_series_have_their_own_wholes() -> None:
    assert SHARES.of(np.array([1])).out_of.tolist() == [[20, 9]]
    assert COUNTS.of(np.array([1])) is COUNTS
