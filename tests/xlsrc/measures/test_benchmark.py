from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.support.paths import VECTORS
from xlsrc.domain.indicator import Polarity
from xlsrc.measures.benchmark import (
    VERDICTS,
    WINSORISED_SQUARE,
    funnel,
    left_out,
    nearest,
    peer_rate,
    verdict,
)
from xlsrc.measures.ranks import rank, rank_range


@pytest.fixture(scope="module")
def burglary() -> dict[str, Any]:
    """Burglary in a dwelling in the 32 boroughs: FunnelPlotR's figures."""
    text = (VECTORS / "funnel_overdispersed_BURGLARYINADWELLING.json").read_text()
    known: dict[str, Any] = json.loads(text)["SR_CQC"]
    areas = known.pop("areas")
    return known | {name: np.array([a[name] for a in areas]) for name in areas[0]}


@pytest.mark.parametrize("figure", ["phi", "tau2"])
def test_over_dispersion_is_that_of_funnelplotr(burglary: dict[str, Any], figure: str) -> None:
    # The pooled rate is 1 there: the expected counts stand for the populations.
    drawn = funnel(burglary["numerator"], burglary["denominator"], as_published=True)

    assert getattr(drawn, figure) == pytest.approx(burglary[figure], rel=1e-6)


@pytest.mark.parametrize(("figure", "known"), [("z", "od_z"), ("z_unadjusted", "Uzscore")])
def test_scores_are_those_of_funnelplotr(burglary: dict[str, Any], figure: str, known: str) -> None:
    drawn = funnel(burglary["numerator"], burglary["denominator"], as_published=True)

    assert getattr(drawn, figure) == pytest.approx(burglary[known], abs=1e-6)


@pytest.mark.parametrize(
    ("limit", "known"),
    [
        ("low_95", "odll95"),
        ("high_95", "odul95"),
        ("low_998", "odll998"),
        ("high_998", "odul998"),
    ],
)
def test_limits_are_those_of_funnelplotr(burglary: dict[str, Any], limit: str, known: str) -> None:
    drawn = funnel(burglary["numerator"], burglary["denominator"], as_published=True)

    on_root_scale = np.sqrt(getattr(drawn, limit) / drawn.pooled_rate)
    assert on_root_scale == pytest.approx(burglary[known], abs=1e-6)


@pytest.mark.parametrize("areas", [8, 32])
def test_of_areas_that_vary_at_random_one_in_twenty_is_called_different(areas: int) -> None:
    random = np.random.default_rng(20251231)
    people = np.exp(random.normal(12.4, 0.3, (8_000, areas)))
    rates = 0.005 * np.exp(random.normal(0, 0.2, people.shape))

    z = np.abs(funnel(random.poisson(people * rates), people).z)

    # 4 to 6 % beyond 1.96, and at most 0.5 % beyond 3.09 (statistics.md §8, target 4).
    assert 4 <= 100 * np.mean(z > 1.96) <= 6
    assert 100 * np.mean(z > 3.09) <= 0.5


def test_winsorising_takes_a_third_of_a_normal_score_s_square() -> None:
    inner = stats.norm.expect(lambda z: z**2, lb=stats.norm.ppf(0.1), ub=stats.norm.ppf(0.9))

    assert inner + 0.2 * stats.norm.ppf(0.9) ** 2 == pytest.approx(WINSORISED_SQUARE, abs=5e-4)


def test_chance_alone_would_call_21_boroughs_unusual(burglary: dict[str, Any]) -> None:
    drawn = funnel(burglary["numerator"], burglary["denominator"])

    # "21 of 32 London boroughs" (statistics.md §6), at 99.8 %.
    assert np.sum(np.abs(drawn.z_unadjusted) > 3.09) == 21


def test_no_borough_is_unusual_once_boroughs_may_differ(burglary: dict[str, Any]) -> None:
    drawn = funnel(burglary["numerator"], burglary["denominator"])

    assert np.sum(np.abs(drawn.z) > 3.09) == 0


def test_a_funnel_of_equal_rates_has_no_variance_between_areas() -> None:
    drawn = funnel(np.full(10, 100), np.full(10, 50_000))

    assert float(drawn.tau2) == 0


def test_an_area_far_above_its_peers_is_much_higher() -> None:
    counts = np.array([100, 104, 97, 101, 99, 103, 96, 98, 102, 300])

    drawn = funnel(counts, np.full(10, 50_000))

    assert VERDICTS[drawn.verdict[-1]] == "much higher"


def test_seven_areas_have_no_funnel() -> None:
    drawn = funnel(np.full(7, 100), np.full(7, 50_000))

    assert set(drawn.verdict) == {0}


def test_eight_areas_have_a_funnel() -> None:
    drawn = funnel(np.full(8, 100), np.full(8, 10_000))

    # Equal rates: φ is 0, and the 95 % limit of √(O/E) is 1 + 1.96 / (2 √100) (Spiegelhalter 2012).
    np.testing.assert_allclose(drawn.high_95, np.full(8, 0.01 * (1 + 1.959964 / 20) ** 2))


def test_seven_areas_still_have_a_pooled_rate() -> None:
    drawn = funnel(np.full(7, 100), np.full(7, 50_000))

    assert float(drawn.pooled_rate) == pytest.approx(0.002)


def test_a_group_without_an_event_has_no_funnel() -> None:
    drawn = funnel(np.zeros(9), np.full(9, 50_000))

    assert np.isnan(drawn.z).all()


def test_a_gap_leaves_the_other_areas_as_if_it_were_not_there() -> None:
    counts = np.array([90.0, 104, 97, 131, 99, 103, 86, 98, 102, 120])
    people = np.full(10, 50_000.0)

    drawn = funnel(np.insert(counts, 4, np.nan), np.insert(people, 4, 60_000))

    assert np.delete(drawn.z, 4) == pytest.approx(funnel(counts, people).z)


def test_a_gap_has_no_verdict() -> None:
    counts = np.array([np.nan, 104, 97, 131, 99, 103, 86, 98, 102, 120])

    assert funnel(counts, np.full(10, 50_000)).verdict[0] == 0


def test_each_indicator_has_its_own_funnel() -> None:
    people = np.linspace(40_000, 60_000, 9)
    counts = np.random.default_rng(1).poisson(100, size=(4, 9))

    drawn = funnel(counts, people)

    assert drawn.z == pytest.approx(np.array([funnel(row, people).z for row in counts]))


def test_the_order_of_areas_does_not_matter() -> None:
    random = np.random.default_rng(2)
    counts, people, order = (
        random.poisson(100, 12),
        random.uniform(40_000, 60_000, 12),
        random.permutation(12),
    )

    drawn = funnel(counts[order], people[order])

    assert drawn.z == pytest.approx(funnel(counts, people).z[order])


def test_figures_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        funnel([-1.0] * 9, [1000.0] * 9)


@pytest.mark.parametrize(
    ("z", "word"),
    [
        (0, "similar"),
        (1.95, "similar"),
        (-1.95, "similar"),
        (float(stats.norm.ppf(0.975)), "similar"),
        (-float(stats.norm.ppf(0.975)), "similar"),
        (1.97, "higher"),
        (float(stats.norm.ppf(0.999)), "higher"),
        (-3.08, "lower"),
        (3.10, "much higher"),
        (-3.10, "much lower"),
        (np.nan, None),
    ],
)
def test_verdicts_follow_the_two_limits(z: float, word: str | None) -> None:
    assert VERDICTS[verdict(z)] == word


def test_the_peer_rate_counts_each_member_once() -> None:
    assert peer_rate([[2.0, 4.0, 9.0], [1.0, np.nan, 3.0]]) == pytest.approx([5, 2])


def test_a_group_of_gaps_has_no_peer_rate() -> None:
    assert np.isnan(peer_rate([np.nan, np.nan]))


def test_rank_one_is_the_lowest_where_lower_is_better() -> None:
    assert rank([5, 2, 9, 2], Polarity.LOWER) == pytest.approx([3, 1, 4, 1])


def test_rank_one_is_the_highest_where_higher_is_better() -> None:
    assert rank([5, 2, 9, 2], Polarity.HIGHER) == pytest.approx([2, 3, 1, 3])


def test_a_neutral_indicator_is_placed_from_the_lowest() -> None:
    assert rank([5, 2, 9], Polarity.NEUTRAL) == pytest.approx([2, 1, 3])


@pytest.mark.parametrize("polarity", list(Polarity))
def test_a_gap_takes_no_place(polarity: Polarity) -> None:
    assert np.nanmax(rank([5, np.nan, 9, 7], polarity)) == 3


def test_areas_alike_could_stand_anywhere() -> None:
    # Each of ten places is as likely, and 90 % leave out a twentieth.
    assert rank_range([50.0] * 10, [9_000] * 10, Polarity.LOWER, 7) == (1, 10)


@pytest.mark.parametrize(("second", "places"), [(118, (1, 2)), (130, (1, 1))])
def test_a_place_is_sure_where_it_is_so_nineteen_times_of_twenty(
    second: int, places: tuple[int, int]
) -> None:
    # Of two gammas of 100.5 and n + 0.5 the first is the smaller with this chance.
    surely = stats.beta.cdf(0.5, 100.5, second + 0.5)

    assert (surely > 0.95) == (places == (1, 1))
    assert rank_range([100, second], [1, 1], Polarity.LOWER, 0) == places


@pytest.mark.parametrize("polarity", [Polarity.LOWER, Polarity.HIGHER])
def test_the_places_are_those_that_drawing_the_rates_gives(polarity: Polarity) -> None:
    counts = np.array([63.0, 50, 71, 12, 90, 33, 58, 64, 41, 77, 66, 102])
    people = np.array([390.0, 250, 400, 210, 330, 280, 300, 310, 190, 380, 350, 360])
    rng = np.random.default_rng(4)
    rates = rng.standard_gamma(counts + 0.5, (200_000, counts.size)) / people
    ahead = rates < rates[:, :1] if polarity is Polarity.LOWER else rates > rates[:, :1]
    places = np.quantile(1 + ahead.sum(axis=1), (0.05, 0.95), method="inverted_cdf")

    assert rank_range(counts, people, polarity, 0) == tuple(places)


def test_places_run_the_other_way_where_more_is_better() -> None:
    counts, people = [10, 400, 9_000, 20_000], [1_000] * 4

    assert rank_range(counts, people, Polarity.HIGHER, 3) == (1, 1)
    assert rank_range(counts, people, Polarity.LOWER, 3) == (4, 4)


def test_an_area_with_a_gap_takes_no_place() -> None:
    counts, people = [10, np.nan, 9_000], [1_000] * 3

    with pytest.raises(ValueError, match="has a gap"):
        rank_range(counts, people, Polarity.LOWER, 1)
    assert rank_range(counts, people, Polarity.LOWER, 2) == (2, 2)


def test_areas_left_out_are_named() -> None:
    names = ("Barnet", "City of London", "Camden", "Heathrow")

    assert left_out(names, [9, np.nan, 4, 2], [400_000, 9_000, 210_000, np.nan]) == (
        "City of London",
        "Heathrow",
    )


def test_the_nearest_area_is_the_most_alike_in_standard_deviations() -> None:
    # By hand: people spread 100,000 to 300,000 and deprivation 0.1 to 0.5 weigh the same.
    features = [[100_000, 0.1], [110_000, 0.5], [200_000, 0.1], [300_000, 0.5]]

    assert nearest(features, 0).order.tolist() == [2, 1, 3]


def test_distance_is_in_standard_deviations() -> None:
    assert nearest([[1.0], [3.0]], 0).distance == pytest.approx([2])


def test_a_feature_that_does_not_vary_tells_nothing_apart() -> None:
    assert nearest([[1, 7], [3, 7], [9, 7]], 0).order.tolist() == [1, 2]


def test_an_area_without_a_feature_is_not_suggested() -> None:
    assert nearest([[1.0], [np.nan], [9.0]], 0).order.tolist() == [2]


def test_an_area_without_a_feature_has_no_neighbours() -> None:
    with pytest.raises(ValueError, match="lacks a feature"):
        nearest([[np.nan], [3.0]], 0)
