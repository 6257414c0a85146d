from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
import statsmodels.api as sm

from tests.support.vectors import barnet, rows_of
from xlsrc.measures.change import (
    Certainty,
    certainty,
    change_in_share,
    change_on_year,
    exact_p,
)

LONDON = rows_of("rolling12_change_london.csv")
LONDON_COUNTS = np.array([row["monthly"].split() for row in LONDON], dtype=np.float64)


def london(column: str) -> np.ndarray:
    return np.array([float(row[column]) for row in LONDON])


@pytest.mark.parametrize(
    ("figure", "column"), [("now", "current12"), ("before", "prior12"), ("percent", "pct_change")]
)
def test_counts_and_percent_are_those_of_the_vectors(figure: str, column: str) -> None:
    assert getattr(change_on_year(LONDON_COUNTS), figure) == pytest.approx(london(column), rel=1e-9)


@pytest.mark.parametrize(
    ("figure", "column"),
    [("phi", "paired_month_phi"), ("t", "paired_month_t11"), ("p", "paired_month_p")],
)
def test_the_paired_test_is_that_of_r(figure: str, column: str) -> None:
    # R's glm stops at a relative change of 1e-8 in the deviance: 3e-5 of φ in the sixth row.
    expected = london(column)
    settled = np.arange(len(LONDON)) != 5

    assert getattr(change_on_year(LONDON_COUNTS), figure)[settled] == pytest.approx(
        expected[settled], abs=1e-6
    )


@pytest.mark.parametrize("row", range(len(LONDON)))
def test_the_dispersion_is_pearsons_of_a_regression_on_month_and_year(row: int) -> None:
    # Months in the order of the series: twelve of the year before, twelve of this year.
    design = np.column_stack([np.tile(np.eye(12), (2, 1)), np.repeat([0.0, 1.0], 12)])
    fit = sm.GLM(LONDON_COUNTS[row], design, family=sm.families.Poisson()).fit(tol=1e-12)

    assert change_on_year(LONDON_COUNTS).phi[row] == pytest.approx(fit.pearson_chi2 / 11, rel=1e-8)


@pytest.mark.parametrize(
    ("offence", "now", "before", "p"),
    [
        ("burglary", 2_089, 2_433, 0.0077),
        ("total", 28_538, 28_364, 0.60),
        ("robbery", 723, 841, 0.116),
        ("personal robbery", 475, 596, 0.038),
        ("violence without injury", 3_710, 3_339, 0.0033),
        ("theft from vehicles", 1_763, 2_251, 0.0005),
    ],
)
def test_the_bundled_sample_gives_the_published_changes(
    offence: str, now: int, before: int, p: float
) -> None:
    change = change_on_year(barnet(offence))

    assert (change.now[0], change.before[0], change.p[0]) == (
        now,
        before,
        pytest.approx(p, abs=0.002 if p > 0.1 else 0.0005),
    )


def test_barnets_burglary_scatters_and_falls_as_published() -> None:
    change = change_on_year(barnet("burglary"))

    assert [change.phi[0], change.t[0]] == pytest.approx([2.46, -3.26], abs=0.005)


def test_the_interval_holds_one_exactly_when_the_change_could_be_noise() -> None:
    change = change_on_year(LONDON_COUNTS)

    assert ((change.ratio_low < 1) & (change.ratio_high > 1)).tolist() == (change.p > 0.05).tolist()


def test_two_counts_are_compared_as_r_compares_them() -> None:
    equal_times = [row for row in rows_of("two_period_poisson_tests.csv") if row["n1"] == row["n2"]]
    first, second, p = (
        np.array([float(row[name]) for row in equal_times]) for name in ("k1", "k2", "cond_exact_p")
    )

    assert exact_p(first, second) == pytest.approx(p, abs=1e-9)


def test_a_year_of_nothing_is_compared_exactly() -> None:
    counts = np.zeros((1, 24))
    counts[0, [3, 5, 9]] = 1

    assert change_on_year(counts).p[0] == 0.25


def test_a_year_of_nothing_has_no_interval() -> None:
    counts = np.zeros((1, 24))
    counts[0, :12] = 4

    assert np.isnan(change_on_year(counts).ratio_low[0])


def test_two_years_of_nothing_are_no_change() -> None:
    assert change_on_year(np.zeros((1, 24))).p[0] == 1


def test_a_percentage_of_nineteen_is_withheld() -> None:
    counts = np.array([[1.0] * 5 + [2.0] * 7 + [3.0] * 12])

    assert change_on_year(counts).percent_withheld[0]


def test_a_withheld_percentage_is_not_given() -> None:
    counts = np.array([[1.0] * 5 + [2.0] * 7 + [3.0] * 12])

    assert np.isnan(change_on_year(counts).percent[0])


def test_a_percentage_of_twenty_is_given() -> None:
    counts = np.array([[1.0] * 4 + [2.0] * 8 + [3.0] * 12])

    assert change_on_year(counts).percent[0] == pytest.approx(80)


@pytest.mark.parametrize("figure", ["difference", "percent", "t", "p", "ratio_low"])
def test_a_gap_in_either_year_leaves_no_change(figure: str) -> None:
    counts = np.full((1, 24), 10.0)
    counts[0, 2] = np.nan

    assert np.isnan(getattr(change_on_year(counts), figure)[0])


def test_a_gap_in_the_year_before_leaves_this_year() -> None:
    counts = np.full((1, 24), 10.0)
    counts[0, 2] = np.nan

    assert change_on_year(counts).now[0] == 120


def test_fewer_than_two_years_give_no_change() -> None:
    assert np.isnan(change_on_year(np.ones((1, 23))).p[0])


@pytest.mark.parametrize(
    ("p", "sure"),
    [
        (0.0099, Certainty.REAL),
        (0.01, Certainty.PROBABLY_REAL),
        (0.0499, Certainty.PROBABLY_REAL),
        (0.05, Certainty.NO_CLEAR_CHANGE),
        (float("nan"), None),
    ],
)
def test_a_p_says_how_sure_one_can_be(p: float, sure: Certainty | None) -> None:
    assert certainty(p) is sure


def test_a_share_changes_by_percentage_points() -> None:
    numerators = np.array([[3.0] * 12 + [5.0] * 12])

    assert change_in_share(numerators, np.full((1, 24), 10.0)).difference[0] == pytest.approx(20)


def test_a_share_without_scatter_is_tested_as_two_proportions() -> None:
    # 60 of 120 against 36 of 120: z = 0.2 / √(0.4 × 0.6 × 2 / 120).
    numerators = np.array([[3.0] * 12 + [5.0] * 12])

    assert change_in_share(numerators, np.full((1, 24), 10.0)).t[0] == pytest.approx(
        3.1622776601683795
    )


def test_a_share_that_scatters_is_less_sure() -> None:
    numerators = np.array([[1.0, 5.0] * 6 + [9.0, 1.0] * 6])
    change = change_in_share(numerators, np.full((1, 24), 10.0))

    assert change.phi[0] > 1


def test_more_outcomes_than_offences_are_no_proportion() -> None:
    # 180 per 120 against 144 per 120, both counts of Poisson: pooled share 1.35.
    numerators = np.array([[12.0] * 12 + [15.0] * 12])

    assert change_in_share(numerators, np.full((1, 24), 10.0)).t[0] == pytest.approx(
        0.3 / (1.35 * 2 / 120) ** 0.5
    )


def test_nothing_of_something_twice_is_no_change() -> None:
    assert change_in_share(np.zeros((1, 24)), np.full((1, 24), 10.0)).p[0] == 1


def test_shares_beside_each_other_change_as_each_alone() -> None:
    numerators = np.array([[3.0] * 12 + [5.0] * 12, [1.0, 5.0] * 6 + [9.0, 1.0] * 6, [0.0] * 24])
    denominators = np.array([[10.0] * 24, [12.0, 15.0] * 12, [0.0] * 24])

    together = change_in_share(numerators, denominators)

    for row in range(3):
        alone = change_in_share(numerators[[row]], denominators[[row]])
        for name, figure in asdict(alone).items():
            np.testing.assert_array_equal(getattr(together, name)[row], figure[0], err_msg=name)


@pytest.mark.parametrize("figure", ["now", "before", "difference", "phi", "t", "p", "low", "high"])
def test_a_share_of_nothing_has_no_change(figure: str) -> None:
    assert np.isnan(getattr(change_in_share(np.zeros((1, 24)), np.zeros((1, 24))), figure)[0])
