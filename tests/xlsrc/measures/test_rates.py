from __future__ import annotations

import csv

import numpy as np
import pytest

from tests.support.paths import VECTORS
from xlsrc.domain.month import Month
from xlsrc.extracts.population import population_year
from xlsrc.measures.rates import byar_interval, exact_interval, rate_per, share_interval


def columns_of(file: str, *names: str, only: tuple[str, str] | None = None) -> list[np.ndarray]:
    with (VECTORS / file).open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if only is None or row[only[0]] == only[1]]
    return [np.array([float(row[name].replace("NA", "nan")) for row in rows]) for name in names]


@pytest.mark.parametrize(("level", "suffix"), [(0.95, "95"), (0.998, "998")])
def test_byars_limits_are_those_of_r(level: float, suffix: str) -> None:
    x, low, high = columns_of(
        "byars_and_exact_poisson_ci.csv", "x", f"byars_l{suffix}", f"byars_u{suffix}"
    )

    assert np.array(byar_interval(x, level)) == pytest.approx(
        np.array([low, high]), rel=1e-9, nan_ok=True
    )


@pytest.mark.parametrize(("level", "suffix"), [(0.95, "95"), (0.998, "998")])
def test_exact_limits_are_those_of_r(level: float, suffix: str) -> None:
    x, low, high = columns_of(
        "byars_and_exact_poisson_ci.csv", "x", f"exact_l{suffix}", f"exact_u{suffix}"
    )

    assert np.array(exact_interval(x, level)) == pytest.approx(np.array([low, high]), rel=1e-9)


def test_exact_rates_are_those_of_epitools() -> None:
    x, person_time, low, high = columns_of(
        "epitools_rate_ci.csv", "x", "pt", "lower", "upper", only=("method", "exact")
    )

    limits = np.array(exact_interval(x)) / person_time

    # epitools finds its limits by a root search that stops early (1e-4 of an event).
    assert limits == pytest.approx(np.array([low, high]), abs=1e-7)


def test_borough_burglary_rates_are_those_of_phe_indicator_methods() -> None:
    count, people, value, low, high = columns_of(
        "phe_rate_per1000_london_BURGLARYINADWELLING.csv", "x", "n", "value", "lowercl", "uppercl"
    )

    rates = rate_per(count, people)

    assert np.array([rates.rate, rates.low, rates.high]) == pytest.approx(
        np.array([value, low, high]), rel=1e-6
    )


def test_a_count_under_ten_has_the_exact_interval() -> None:
    rates = rate_per(9, 1000)

    assert (float(rates.low), float(rates.high)) == pytest.approx((4.11537309737833, 17.0848034514))


def test_a_count_of_ten_has_byars_interval() -> None:
    rates = rate_per(10, 1000)

    assert (float(rates.low), float(rates.high)) == pytest.approx((4.78744991396756, 18.3914586057))


def test_no_offences_is_a_rate_of_zero_with_an_upper_limit() -> None:
    rates = rate_per(0, 1000)

    assert (float(rates.rate), float(rates.low), float(rates.high)) == pytest.approx(
        (0, 0, 3.68887945411394)
    )


@pytest.mark.parametrize(("count", "people"), [(np.nan, 1000), (5, np.nan), (5, 0)])
def test_a_gap_or_an_empty_place_has_no_rate(count: float, people: float) -> None:
    rates = rate_per(count, people)

    assert np.isnan([rates.rate, rates.low, rates.high]).all()


def test_rates_keep_the_shape_of_series_by_area() -> None:
    rates = rate_per(np.full((3, 32), 50), np.full(32, 1000))

    assert rates.low.shape == (3, 32)


@pytest.mark.parametrize(("count", "people"), [(-1, 1000), (1, -1000)])
def test_figures_below_zero_are_refused(count: float, people: float) -> None:
    with pytest.raises(ValueError, match="below 0"):
        rate_per(count, people)


def test_a_level_of_95_is_refused_for_0_95() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        rate_per(5, 1000, level=95)


@pytest.mark.parametrize(
    ("first_month", "year"),
    [((2021, 12), 2021), ((2022, 1), 2022), ((2025, 1), 2022), ((2010, 4), None)],
)
def test_population_is_of_the_year_the_months_begin_or_the_latest_before(
    first_month: tuple[int, int], year: int | None
) -> None:
    available = range(2011, 2023)

    assert population_year(Month.of(*first_month), available) == year


@pytest.mark.parametrize(
    ("numerator", "denominator", "limits"),
    [  # R: prop.test(x, n, correct = FALSE)$conf.int
        (300, 1200, (0.2263243152, 0.2752711851)),
        (386, 1460, (0.2424019691, 0.2876017783)),
        (0, 20, (0, 0.1611251581)),
        (5, 5, (0.5655175352, 1)),
    ],
)
def test_wilsons_limits_are_those_of_r(
    numerator: int, denominator: int, limits: tuple[float, float]
) -> None:
    assert share_interval(numerator, denominator) == pytest.approx(limits, abs=1e-9)


def test_a_share_of_nobody_has_no_interval() -> None:
    assert np.isnan(share_interval(0, 0)).all()
