from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import special, stats

from tests.support.vectors import rows_of
from xlsrc.measures.change import change_on_year
from xlsrc.measures.drivers import part_changes

LONDON = np.array(
    [row["monthly"].split() for row in rows_of("rolling12_change_london.csv")], dtype=np.float64
)
ONE_BREAKDOWN = np.zeros(len(LONDON), dtype=np.intp)


def test_the_year_is_tested_as_any_change_on_the_year() -> None:
    every_part_alone = np.arange(len(LONDON))

    parts = part_changes(LONDON, every_part_alone, months=12)

    assert parts.p == pytest.approx(change_on_year(LONDON).p, rel=1e-9)


def test_chance_is_kept_in_check_over_the_parts_of_a_breakdown() -> None:
    parts = part_changes(LONDON, ONE_BREAKDOWN, months=12)

    assert parts.p == pytest.approx(
        stats.false_discovery_control(change_on_year(LONDON).p), rel=1e-9
    )


def test_a_breakdown_does_not_count_the_parts_of_another() -> None:
    first_half = np.arange(len(LONDON)) < len(LONDON) // 2

    parts = part_changes(LONDON, first_half.astype(np.intp), months=12)

    assert parts.p[first_half] == pytest.approx(
        stats.false_discovery_control(change_on_year(LONDON).p[first_half]), rel=1e-9
    )


@pytest.mark.parametrize("row", [0, 7])
def test_the_quarter_is_tested_with_the_dispersion_of_the_year(row: int) -> None:
    """Regressions in statsmodels: of 24 months for φ, of the six months compared for the ratio."""
    months = np.column_stack([np.tile(np.eye(12), (2, 1)), np.repeat([0.0, 1.0], 12)])
    by_month = sm.GLM(LONDON[row, -24:], months, family=sm.families.Poisson()).fit(tol=1e-12)
    phi = max(1.0, by_month.pearson_chi2 / 11)
    six = np.concatenate([LONDON[row, -15:-12], LONDON[row, -3:]])
    years = np.column_stack([np.ones(6), np.repeat([0.0, 1.0], 3)])
    fit = sm.GLM(six, years, family=sm.families.Poisson()).fit(tol=1e-12)
    t = fit.params[1] / (fit.bse[1] * np.sqrt(phi))

    parts = part_changes(LONDON[[row]], np.zeros(1, dtype=np.intp), months=3)

    assert parts.p[0] == pytest.approx(2 * special.stdtr(11, -abs(t)), rel=1e-5)


def test_the_quarter_is_compared_with_the_same_months_a_year_before() -> None:
    counts = np.arange(24.0)[np.newaxis]

    parts = part_changes(counts, np.zeros(1, dtype=np.intp), months=3)

    assert (parts.now[0], parts.before[0]) == (21 + 22 + 23, 9 + 10 + 11)


def test_a_part_that_begins_from_nothing_is_tested_exactly() -> None:
    counts = np.concatenate([np.zeros(12), np.ones(8), np.zeros(4)])[np.newaxis]

    parts = part_changes(counts, np.zeros(1, dtype=np.intp), months=12)

    assert parts.p[0] == pytest.approx(2 * 0.5**8)


def test_a_gap_outside_the_quarter_leaves_its_counts_but_no_test() -> None:
    counts = np.ones((1, 24))
    counts[0, 0] = np.nan

    parts = part_changes(counts, np.zeros(1, dtype=np.intp), months=3)

    assert (parts.now[0], parts.before[0], np.isnan(parts.p[0])) == (3, 3, True)


def test_a_part_without_a_test_is_not_more_than_noise() -> None:
    counts = np.full((1, 24), np.nan)

    parts = part_changes(counts, np.zeros(1, dtype=np.intp), months=12)

    assert not parts.more_than_noise[0]
