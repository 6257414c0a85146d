from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.support.paths import VECTORS
from xlsrc.measures.impact import (
    Period,
    difference_in_differences,
    displacement_difference,
)

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


@pytest.mark.parametrize("case", KNOWN["wdd"])
def test_the_displacement_difference_is_that_of_ptools(case: dict[str, Any]) -> None:
    impact = displacement_difference(
        totals(case["treated"]),
        totals(case["control"]),
        totals(case["displacement_treated"]),
        totals(case["displacement_control"]),
        level=0.90,
    )

    names = ["local", "local_se", "displacement", "displacement_se", "total", "total_se", "z"]
    found = [float(getattr(impact, name)) for name in [*names, "low", "high"]]
    assert found == pytest.approx(
        [case[name] for name in [*names, "low90", "high90"]], rel=1e-9, abs=1e-9
    )


def test_the_displacement_difference_is_that_of_a_published_example() -> None:
    # A. Wheeler, "Using weights in regression examples", andrewpwheeler.com/tag/wdd: crimes 207
    # before and 110 after in the treated area, 308 and 318 in its control: "-107 (30.7)".
    impact = displacement_difference(totals([207, 110]), totals([308, 318]))

    assert (float(impact.total), round(float(impact.total_se), 1)) == (-107.0, 30.7)


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
    assert 70 <= np.sum(impact.p < 0.05) <= 130


@pytest.mark.parametrize("phi", [1, 2, 4])
def test_a_displacement_difference_finds_what_is_not_there_one_time_in_twenty(
    phi: float,
) -> None:
    random = np.random.default_rng(20_261 + int(phi))

    first, second, third, fourth = (seasonal(mean, phi, random, 2_000) for mean in (40, 40, 60, 60))
    impact = displacement_difference(first, second, third, fourth)

    assert 70 <= np.sum((impact.low > 0) | (impact.high < 0)) <= 130


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

    assert np.isnan(
        [difference_in_differences(gaps, counts).fewer, displacement_difference(gaps, counts).total]
    ).all()


def test_no_event_at_all_has_no_ratio() -> None:
    none, some = Period(before=[3.0, 4], after=[0, 0]), Period(before=[30, 40], after=[30, 40])

    assert np.isnan(difference_in_differences(none, some).ratio)


def test_a_ward_without_events_still_has_a_displacement_difference() -> None:
    none, some = Period(before=[3.0, 4], after=[0, 0]), Period(before=[30, 40], after=[30, 40])

    assert displacement_difference(none, some).total == -7


def test_wards_without_any_event_have_no_score() -> None:
    none = Period(before=[0, 0], after=[0, 0])

    assert np.isnan(displacement_difference(none, none).z)


def test_estimates_keep_the_shape_of_their_series() -> None:
    random = np.random.default_rng(3)

    impact = difference_in_differences(
        seasonal(30, 1, random, 5), Period(before=np.full(12, 900), after=np.full(12, 900))
    )

    assert impact.fewer_low.shape == (5,)


def test_displacement_comes_with_its_controls() -> None:
    one = totals([20, 10])

    with pytest.raises(ValueError, match="come together"):
        displacement_difference(one, one, one)


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        difference_in_differences(totals([-1, 10]), totals([10, 10]))
