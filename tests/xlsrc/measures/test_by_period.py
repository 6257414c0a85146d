"""Changes of series by the quarter are tested by their quarters, and seldom called real falsely."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from xlsrc.measures.by_period import by_period
from xlsrc.measures.change import change_in_share, change_on_year

MONTHS = np.array([1, 3])


def by_quarter(*quarters: float) -> list[float]:
    """A series of months with a figure in the last of each quarter; others are not looked at."""
    return [value for quarter in quarters for value in (np.nan, 1e6, quarter)]


def test_each_series_is_tested_by_its_own_figures() -> None:
    quarters = [120.0, 100, 90, 110, 80, 95, 70, 85]
    months = list(np.arange(24.0) + 10)
    counts = np.array([months, by_quarter(*quarters)])

    found = by_period(change_on_year, MONTHS, counts)

    alone = change_on_year(np.array([months]))
    assert (found.p[0], found.phi[0], found.ratio_low[0]) == (
        alone.p[0],
        alone.phi[0],
        alone.ratio_low[0],
    )
    assert (found.now[1], found.before[1], found.difference[1]) == (330, 420, -90)
    # By hand: pairs 200, 195, 160, 195; the year's share of them 330 ÷ 750 = 0.44.
    pairs, now = np.array([200, 195, 160, 195]), np.array([80, 95, 70, 85])
    phi = max(1, ((now - 0.44 * pairs) ** 2 / (pairs * 0.44 * 0.56)).sum() / 3)
    t = np.log(330 / 420) / np.sqrt(phi * (1 / 330 + 1 / 420))
    assert found.phi[1] == pytest.approx(phi)
    assert found.p[1] == pytest.approx(2 * stats.t.sf(abs(t), 3))
    margin = stats.t.ppf(0.975, 3) * np.sqrt(phi * (1 / 330 + 1 / 420))
    assert found.ratio_high[1] == pytest.approx(330 / 420 * np.exp(margin))


def test_a_share_is_tested_by_its_quarters() -> None:
    parts = np.array([np.full(24, 3.0), by_quarter(10, 12, 11, 9, 20, 22, 19, 21)])
    wholes = np.array([np.full(24, 9.0), by_quarter(*[50] * 8)])

    found = by_period(change_in_share, MONTHS, parts, wholes)

    assert found.difference.tolist() == pytest.approx([0, 100 * (82 - 42) / 200])
    assert found.p[0] == 1
    assert found.p[1] < 0.05


def test_a_missing_quarter_gives_no_change() -> None:
    counts = np.array([np.ones(24), by_quarter(1, 2, 3, 4, 5, np.nan, 7, 8)])

    found = by_period(change_on_year, MONTHS, counts)

    assert np.isnan([found.p[1], found.difference[1]]).all()


@pytest.mark.parametrize(("mean", "dispersion"), [(5, 1.36), (30, 1.9), (150, 3.0), (2_000, 7.9)])
@pytest.mark.parametrize("autocorrelation", [0.0, 0.1, 0.3])
def test_what_stands_still_is_seldom_called_real(
    mean: float, dispersion: float, autocorrelation: float
) -> None:
    """Docs/statistics.md gives these rates; of 10,000 series 0.5 points are three spreads."""
    drawn, series, months = np.random.default_rng(20251231), 10_000, 24
    moved = drawn.standard_normal((series, months))
    for month in range(1, months):
        moved[:, month] *= np.sqrt(1 - autocorrelation**2)
        moved[:, month] += autocorrelation * moved[:, month - 1]
    spread = np.sqrt(np.log1p((dispersion - 1) / mean))
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(months) / 12)
    counts = drawn.poisson(mean * season * np.exp(spread * moved - spread**2 / 2))
    quarters = counts.reshape(series, -1, 3).sum(axis=2).astype(np.float64)

    p = change_on_year(quarters, periods=4).p

    assert (p < 0.05).mean() < 0.07
    assert (p < 0.01).mean() < 0.0125
