from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.support.vectors import rows_of
from xlsrc.measures.hotspots import hot_spots

MAPS = {
    "24 wards": "getis_ord_barnet_burglary.csv",
    "220 LSOAs": "getis_ord_barnet_lsoa_vehicle.csv",
}


def map_of(file: str) -> tuple[np.ndarray, list[list[int]], list[float]]:
    """Rates, neighbours and the Gi* that esda gives."""
    rows = rows_of(file)
    return (
        np.array([float(row["rate"]) for row in rows]),
        [[int(at) for at in row["neighbours"].split(";")] for row in rows],
        [float(row["gi_star"]) for row in rows],
    )


RATES, NEIGHBOURS, _ = map_of(MAPS["24 wards"])


def row_of(length: int, reach: int = 1) -> list[list[int]]:
    return [
        [at for at in range(i - reach, i + reach + 1) if at != i and 0 <= at < length]
        for i in range(length)
    ]


@pytest.mark.parametrize("file", MAPS.values(), ids=list(MAPS))
def test_gi_star_is_that_of_esda(file: str) -> None:
    rates, neighbours, esda = map_of(file)

    np.testing.assert_allclose(hot_spots(rates, neighbours, permutations=99).z, esda, atol=1e-6)


def test_p_is_the_share_of_all_possible_deals_that_are_as_far_out() -> None:
    rates, near = np.array([9.0, 7.0, 8.0, 3.0, 2.0, 1.0, 4.0, 2.5, 1.5, 3.5, 0.5, 6.0]), row_of(12)
    sums = [rates[[at, *some]].sum() for at, some in enumerate(near)]
    deals = [
        np.array([sum(deal) for deal in combinations(rates.tolist(), len(some) + 1)])
        for some in near
    ]

    exact = [
        min(1, 2 * min(np.mean(deal >= found - 1e-9), np.mean(deal <= found + 1e-9)))
        for found, deal in zip(sums, deals, strict=True)
    ]
    np.testing.assert_allclose(hot_spots(rates, near).p, exact, atol=0.015)


@pytest.mark.slow
@pytest.mark.parametrize("file", MAPS.values(), ids=list(MAPS))
def test_maps_of_shuffled_rates_show_clusters_no_more_often_than_allowed(file: str) -> None:
    rates, neighbours, _ = map_of(file)
    generator = np.random.default_rng(1)
    flagged = [
        hot_spots(generator.permutation(rates), neighbours).is_cluster.any() for _ in range(150)
    ]

    assert np.mean(flagged) <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 150)


@pytest.mark.parametrize("file", MAPS.values(), ids=list(MAPS))
def test_without_adjustment_shuffled_rates_are_at_the_nominal_level(file: str) -> None:
    rates, neighbours, _ = map_of(file)
    generator = np.random.default_rng(2)
    p = [
        hot_spots(generator.permutation(rates), neighbours, permutations=1999).p for _ in range(200)
    ]

    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.012)


def test_one_area_far_above_all_makes_no_cluster_of_its_surroundings() -> None:
    rates = np.random.default_rng(3).uniform(1, 2, 121)
    rates[60] = 500.0

    assert not hot_spots(rates, row_of(121, reach=3)).is_cluster.any()


def test_where_most_deals_are_as_far_out_either_way_p_is_1_and_no_more() -> None:
    # One area of thirty has all: two in three deals of three areas have nothing, as here.
    p = hot_spots(np.array([1.0] + [0.0] * 29), row_of(30)).p

    assert p.max() == 1.0
    assert p[0] < 0.25


def test_an_area_without_neighbours_has_no_p() -> None:
    assert np.isnan(hot_spots(np.arange(12.0), [[], *row_of(12)[1:]]).p[0])


def test_a_block_of_high_rates_is_a_cluster() -> None:
    rates = np.r_[np.linspace(9, 10, 12), np.linspace(1, 2, 40)]

    found = hot_spots(rates, row_of(52, reach=3))
    assert found.is_cluster[2:10].all()


def test_equal_rates_have_no_clusters() -> None:
    assert not hot_spots(np.full(20, 3.0), row_of(20)).is_cluster.any()


def test_a_gap_is_left_out() -> None:
    rates = RATES.copy()
    rates[3] = np.nan

    found = hot_spots(rates, NEIGHBOURS)
    assert np.flatnonzero(np.isnan(found.z)).tolist() == [3]


def test_too_few_areas_say_nothing() -> None:
    assert np.isnan(hot_spots(np.arange(9.0), row_of(9)).z).all()


def test_neighbours_of_another_number_of_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="24 areas, 23 lists"):
        hot_spots(RATES, NEIGHBOURS[1:])
