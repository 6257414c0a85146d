from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from tests.support.paths import VECTORS
from xlsrc.defaults import default_settings
from xlsrc.library import open_extracts
from xlsrc.measures.impact import (
    Period,
    difference_from_others,
    difference_in_differences,
)
from xlsrc.scope import Scope
from xlsrc.series.ward_panel import ward_panel

KNOWN = json.loads((VECTORS / "impact.json").read_text())
SEASON = 1 + 0.2 * np.sin(np.arange(12) * np.pi / 6)


def totals(before_after: list[float]) -> Period:
    """Two totals as a period of one month, which leaves φ at 1."""
    return Period(before=[before_after[0]], after=[before_after[1]])


def seasonal(mean: float, phi: float, random: np.random.Generator, runs: int) -> Period:
    """Unchanged monthly counts of a mean, a season and an over-dispersion; half of them 'after'."""
    means = np.broadcast_to(mean * SEASON, (2, runs, 12))
    counts = (
        random.poisson(means) if phi == 1 else random.negative_binomial(means / (phi - 1), 1 / phi)
    )
    return Period(before=counts[0], after=counts[1])


@pytest.mark.parametrize("case", KNOWN["difference_in_differences"])
def test_difference_in_differences_is_as_worked_by_hand(case: dict[str, Any]) -> None:
    impact = difference_in_differences(totals(case["treated"]), totals(case["comparison"]))

    found = [impact.log_ratio, impact.se, impact.ratio, impact.low, impact.high, impact.fewer]
    assert [float(figure) for figure in found] == pytest.approx(
        [
            case["log_ratio_of_ratios"],
            case["se_phi1"],
            case["ratio"],
            case["low95"],
            case["high95"],
            case["fewer_than_if_as_comparison"],
        ],
        rel=1e-9,
    )


def wards(before: list[float], after: list[float]) -> Period:
    """Two totals a ward, as periods of one month."""
    return Period(before=np.array(before)[:, None], after=np.array(after)[:, None])


OTHERS = ([40.0, 12, 0, 55, 8, 0, 31], [52.0, 9, 3, 41, 15, 0, 30])


def by_statsmodels(
    treated: tuple[float, float],
    against: tuple[float, float],
    others: tuple[list[float], list[float]] = OTHERS,
) -> tuple[float, float, float]:
    """Events fewer, with 95 % limits: φ is Pearson's χ² of a binomial model of the others."""
    before, after = (np.array(side) for side in others)
    some = before + after > 0
    model = sm.GLM(
        np.column_stack([after, before])[some],
        np.ones(some.sum()),
        family=sm.families.Binomial(),
    ).fit()
    phi = max(1.0, model.pearson_chi2 / model.df_resid)
    a0, a1, b0, b1 = (total + 0.5 for total in (*treated, *against))
    centre = np.log(a1 / a0 * b0 / b1)
    se = np.sqrt(phi * sum(1 / total for total in (a0, a1, b0, b1)))
    low, high = stats.t.interval(0.95, some.sum() - 1, loc=centre, scale=se)
    fewer, most, least = (a1 * np.exp(-at) - a1 for at in (centre, low, high))
    return float(fewer), float(least), float(most)


def test_wards_are_set_against_all_others_as_statsmodels_and_scipy_do() -> None:
    impact = difference_from_others(totals([60, 35]), wards(*OTHERS))

    found = [float(f) for f in (impact.fewer, impact.fewer_low, impact.fewer_high)]
    known = by_statsmodels((60, 35), (sum(OTHERS[0]), sum(OTHERS[1])))
    assert found == pytest.approx(known, rel=1e-9)


def test_two_other_wards_leave_one_degree_of_freedom() -> None:
    two = ([40.0, 12.0], [30.0, 22.0])

    impact = difference_from_others(totals([60, 35]), wards(*two))

    found = [float(f) for f in (impact.fewer, impact.fewer_low, impact.fewer_high)]
    assert impact.degrees == 1
    assert found == pytest.approx(by_statsmodels((60, 35), (52, 52), two), rel=1e-9)


def test_controls_replace_the_others_but_not_what_chance_is_measured_by() -> None:
    impact = difference_from_others(totals([60, 35]), wards(*OTHERS), totals([71, 72]))

    found = [float(f) for f in (impact.fewer, impact.fewer_low, impact.fewer_high)]
    assert found == pytest.approx(by_statsmodels((60, 35), (71, 72)), rel=1e-9)


def test_a_ward_with_a_gap_is_none_of_the_others() -> None:
    with_gap = wards([*OTHERS[0], 90], [*OTHERS[1], np.nan])

    assert difference_from_others(totals([60, 35]), with_gap).fewer == pytest.approx(
        difference_from_others(totals([60, 35]), wards(*OTHERS)).fewer
    )


def test_one_other_ward_says_nothing_of_chance() -> None:
    impact = difference_from_others(totals([60, 35]), wards([40], [40]))

    assert np.isnan(impact.fewer)


def test_wards_without_an_event_still_have_an_interval() -> None:
    impact = difference_from_others(totals([3, 0]), wards(*OTHERS))

    # By hand: 3.5 x 150.5 / 146.5 expected, less 0.5.
    assert float(impact.fewer) == pytest.approx(3.5 * 150.5 / 146.5 - 0.5)


def test_of_random_wards_one_in_twenty_seems_to_differ() -> None:
    # Nothing was done in a ward picked at random in a year picked at random: intervals should
    # leave out no difference in 3.5 to 6.5 % on average, and for no offence in more than 11 %.
    random = np.random.default_rng(20251231)
    found = ward_panel(Scope.of(open_extracts(), default_settings())).panel
    assert found is not None
    counts = found.counts
    differs = []
    for _ in range(600):
        picked = random.choice(len(counts), random.integers(1, 5), replace=False)
        start = random.integers(12, counts.shape[2] - 11)
        before, after = (
            np.moveaxis(counts[:, :, at : at + 12], 1, 0) for at in (start - 12, start)
        )
        impact = difference_from_others(
            Period(before=before[:, picked].sum(axis=1), after=after[:, picked].sum(axis=1)),
            Period(before=np.delete(before, picked, 1), after=np.delete(after, picked, 1)),
        )
        differs.append((impact.low > 1) | (impact.high < 1))

    by_offence = 100 * np.mean(differs, axis=0)

    assert 3.5 <= by_offence.mean() <= 6.5
    assert by_offence.max() <= 11


def test_the_ratio_of_ratios_is_that_of_the_published_formula() -> None:
    # Accidents of right turns 167 before a change of the law and 313 after, others 3,566 and
    # 6,121 (E. Hauer, Observational Before-After Studies in Road Safety); ad / bc with variance
    # 1/a + 1/b + 1/c + 1/d by Farrington et al. 2007, doi 10.1007/s11292-007-9024-2, appendix.
    impact = difference_in_differences(totals([167, 313]), totals([3566, 6121]))

    found = [float(impact.ratio), float(impact.se), float(impact.low), float(impact.high)]
    assert found == pytest.approx([1.09191, 0.09812, 0.90088, 1.32344], abs=5e-5)


@pytest.mark.parametrize("phi", [1, 2, 4])
def test_a_ratio_of_ratios_finds_what_is_not_there_one_time_in_twenty(phi: float) -> None:
    random = np.random.default_rng(20_251 + int(phi))

    impact = difference_in_differences(
        seasonal(150, phi, random, 2_000), seasonal(3_000, phi, random, 2_000)
    )

    # 3.5 to 6.5 % of 2,000 (statistics.md §8); φ is never put below 1, so φ = 1 lies low.
    assert 70 <= np.sum((impact.low > 1) | (impact.high < 1)) <= 130


def test_over_dispersion_widens_the_interval_by_its_root() -> None:
    # By hand: each pair of months splits 10 + 30 or 30 + 10, so π = 1/2, each (c - nπ)²/(nπ(1-π))
    # is 100/10 = 10; 12 of them over 11 degrees. The comparison splits evenly: 0 over 11.
    swings = np.tile([10.0, 30.0], 6)

    impact = difference_in_differences(
        Period(before=swings, after=swings[::-1]),
        Period(before=np.full(12, 20.0), after=np.full(12, 20.0)),
    )

    assert float(impact.phi) == pytest.approx(120 / 22)


def test_months_that_split_evenly_are_no_more_certain_than_chance() -> None:
    even = Period(before=np.full(12, 20.0), after=np.full(12, 20.0))

    assert difference_in_differences(even, even).phi == 1


def test_a_season_is_not_taken_for_over_dispersion() -> None:
    season = np.array([10.0, 20, 40, 80, 160, 80, 40, 20, 10, 5, 5, 5])

    impact = difference_in_differences(
        Period(before=season, after=season / 2), Period(before=season * 9, after=season * 9)
    )

    assert impact.phi == 1


def test_a_gap_leaves_its_calendar_month_out_of_every_side() -> None:
    treated = Period(before=[100, 20.0, 7], after=[50, 10, np.nan])
    comparison = Period(before=[200, 40, 999], after=[200, 40, 1])

    assert float(difference_in_differences(treated, comparison).fewer) == pytest.approx(60)


def test_the_months_that_counted_are_told() -> None:
    treated = Period(before=[100, 20.0, 7], after=[50, 10, np.nan])
    comparison = Period(before=[200, 40, 999], after=[200, 40, 1])

    assert difference_in_differences(treated, comparison).months == 2


def test_no_month_in_common_gives_no_estimate() -> None:
    gaps, counts = Period(before=[np.nan] * 3, after=[5] * 3), Period(before=[5] * 3, after=[5] * 3)

    assert np.isnan(difference_in_differences(gaps, counts).fewer)
    assert np.isnan(difference_from_others(gaps, wards(*OTHERS)).fewer)


def test_no_event_at_all_has_no_ratio() -> None:
    none, some = Period(before=[3.0, 4], after=[0, 0]), Period(before=[30, 40], after=[30, 40])

    assert np.isnan(difference_in_differences(none, some).ratio)


def test_estimates_keep_the_shape_of_their_series() -> None:
    random = np.random.default_rng(3)

    impact = difference_in_differences(
        seasonal(30, 1, random, 5), Period(before=np.full(12, 900), after=np.full(12, 900))
    )

    assert impact.fewer_low.shape == (5,)


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        difference_in_differences(totals([-1, 10]), totals([10, 10]))
