from __future__ import annotations

import numpy as np
import pytest

from tests.unit.measures.vectors import rows_of
from xlsrc.measures.hotspots import hot_spots

ROWS = rows_of("getis_ord_barnet_burglary.csv")
RATES = np.array([float(row["rate"]) for row in ROWS])
NEIGHBOURS = [[int(at) for at in row["neighbours"].split(";")] for row in ROWS]


def row_of(length: int, reach: int = 1) -> list[list[int]]:
    return [
        [at for at in range(i - reach, i + reach + 1) if at != i and 0 <= at < length]
        for i in range(length)
    ]


def test_gi_star_is_that_of_esda() -> None:
    esda = [float(row["gi_star"]) for row in ROWS]

    np.testing.assert_allclose(hot_spots(RATES, NEIGHBOURS).z, esda, atol=1e-6)


def test_p_is_twice_that_of_esdas_one_sided_permutations() -> None:
    esda = np.minimum(1, [2 * float(row["p_permutation"]) for row in ROWS])

    np.testing.assert_allclose(hot_spots(RATES, NEIGHBOURS).p, esda, atol=0.04)


def test_shuffled_rates_are_flagged_no_more_often_than_allowed() -> None:
    generator = np.random.default_rng(1)
    flagged = [
        hot_spots(generator.permutation(RATES), NEIGHBOURS, permutations=999).is_cluster.any()
        for _ in range(400)
    ]

    assert np.mean(flagged) <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 400)


def test_without_adjustment_shuffled_rates_are_at_the_nominal_level() -> None:
    generator = np.random.default_rng(2)
    p = [
        hot_spots(generator.permutation(RATES), NEIGHBOURS, permutations=999).p for _ in range(200)
    ]

    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.012)


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
