"""The financial year and the chance of its target, beside scipy's own distributions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.support.engine_vectors import NAMES, case, of_one
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.measures.outlook import Outlook, outlook
from xlsrc.series.year_end import YearEnd, chance_of, financial_year_end, year_end

SHARE = "share_barnet_da_positive_outcomes"
SOME = ("barnet_personal_robbery", "garden_suburb_rape", "four_in_four_years", SHARE)


def ends_in(left: int) -> Month:
    """A last month that leaves so many to March: the season knows no names of months."""
    return Month.of(2026, 3) - left


def coming(name: str, left: int) -> Any:  # noqa: ANN401 - scipy's frozen distribution
    """What is to come until the year's end, from the other implementation's mean and variance."""
    known = case(name)
    mean, variance = (
        known.expected(f"forecast_1_to_12_{what}")[left - 1] for what in ("mean", "variance")
    )
    if known.out_of is None:
        return stats.nbinom(mean**2 / (variance - mean), mean / variance)
    within = variance / (mean * (1 - mean))
    return stats.betabinom(
        rest_of(name, left), mean * (1 / within - 1), (1 - mean) * (1 / within - 1)
    )


def rest_of(name: str, left: int) -> int:
    out_of = case(name).out_of
    assert out_of is not None
    return left * round(float(out_of[0, -12:].mean()))


def so_far(name: str, left: int) -> float:
    return float(case(name).values[0, -(12 - left) :].sum()) if left < 12 else 0.0


def whole_of(name: str, left: int) -> float:
    out_of = case(name).out_of
    assert out_of is not None
    return float(out_of[0, -(12 - left) :].sum() if left < 12 else 0) + rest_of(name, left)


def of_counts(values: np.ndarray, *, step: int | None = None) -> Outlook:
    steps = np.zeros(values.shape, dtype=bool)
    if step is not None:
        steps[0, step] = True
    return outlook(values, np.full(values.shape, np.nan), steps, months=24)


def poisson(months: int) -> np.ndarray:
    return np.random.default_rng(7).poisson(40, (1, months)).astype(float)


def is_at(of: Any, low: float, high: float) -> bool:  # noqa: ANN401 - scipy's frozen distribution
    """Whether these are the least and greatest within 95 %, half of a number's own chance below."""

    def middle(count: float) -> float:
        return float(of.cdf(count) - of.pmf(count) / 2) if count >= 0 else -1.0

    return bool(middle(low - 1) < 0.025 <= middle(low) and middle(high) <= 0.975 < middle(high + 1))


@pytest.mark.parametrize("month", range(1, 13))
def test_a_financial_year_ends_in_the_next_march(month: int) -> None:
    assert financial_year_end(Month.of(2025, month)) == Month.of(2025 if month < 4 else 2026, 3)


@pytest.mark.parametrize("left", [1, 3, 8, 11])
@pytest.mark.parametrize("name", SOME)
def test_a_year_is_what_is_known_and_what_is_foretold_of_the_rest(name: str, left: int) -> None:
    found = year_end(of_one(name), 0, ends_in(left))
    assert isinstance(found, YearEnd)
    assert found.end == Month.of(2026, 3)
    known, rest = so_far(name, left), coming(name, left)
    per = whole_of(name, left) / 100 if name == SHARE else 1

    expected, low, high = (of * per - known for of in (found.expected, found.low, found.high))

    assert expected == pytest.approx(rest.mean(), rel=1e-7)
    assert is_at(rest, round(low), round(high))
    assert [low, high] == pytest.approx([round(low), round(high)], abs=1e-6)


@pytest.mark.parametrize("left", [1, 5, 12])
@pytest.mark.parametrize("by", [0.8, 1.0, 1.2])
@pytest.mark.parametrize("name", SOME)
def test_the_chance_is_that_of_what_is_to_come(name: str, by: float, left: int) -> None:
    past, known, rest = of_one(name), so_far(name, left), coming(name, left)
    target = by * (known + rest.mean())
    room = target - known
    shown = 100 * target / whole_of(name, left) if name == SHARE else target

    lower, higher = (
        chance_of(past, 0, left, shown, polarity) for polarity in (Polarity.LOWER, Polarity.HIGHER)
    )

    assert lower == pytest.approx(rest.cdf(math.floor(room + 1e-9)), abs=1e-8)
    assert higher == pytest.approx(rest.sf(math.ceil(room - 1e-9) - 1), abs=1e-8)


@pytest.mark.parametrize("name", SOME)
def test_a_year_that_comes_to_its_target_exactly_meets_it_either_way(name: str) -> None:
    past, left, rest = of_one(name), 3, coming(name, 3)
    just = float(round(rest.mean()))
    target = so_far(name, left) + just
    shown = 100 * target / whole_of(name, left) if name == SHARE else target

    lower, higher = (
        chance_of(past, 0, left, shown, polarity) for polarity in (Polarity.LOWER, Polarity.HIGHER)
    )

    assert lower is not None
    assert higher is not None
    assert lower + higher - 1 == pytest.approx(rest.pmf(just), abs=1e-8)


@pytest.mark.parametrize("name", ["barnet_personal_robbery", SHARE])
def test_a_target_that_is_out_of_reach_has_no_chance_and_one_that_is_met_is_certain(
    name: str,
) -> None:
    past, known = of_one(name), so_far(name, 3)
    below = known - 1
    shown = 100 * below / whole_of(name, 3) if name == SHARE else below

    assert chance_of(past, 0, 3, shown, Polarity.LOWER) == 0
    assert chance_of(past, 0, 3, shown, Polarity.HIGHER) == 1


def test_a_share_cannot_reach_more_than_what_is_left() -> None:
    past = of_one(SHARE)
    most = 100 * (so_far(SHARE, 3) + rest_of(SHARE, 3)) / whole_of(SHARE, 3)

    higher, lower = (
        chance_of(past, 0, 3, most + 1, polarity) for polarity in (Polarity.HIGHER, Polarity.LOWER)
    )

    assert higher is not None
    assert lower is not None
    assert 0 <= higher < 1e-10
    assert 1 - 1e-10 < lower <= 1


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_that_is_over_or_too_far_off_has_no_chance(months: int) -> None:
    assert chance_of(of_one(SOME[0]), 0, months, 500, Polarity.LOWER) is None


def test_where_no_direction_is_better_there_is_no_chance() -> None:
    assert chance_of(of_one(SOME[0]), 0, 3, 500, Polarity.NEUTRAL) is None


def test_in_march_the_year_is_over() -> None:
    assert year_end(of_one(SOME[0]), 0, Month.of(2026, 3)) is None


def test_a_series_without_figures_has_no_year() -> None:
    past = of_counts(np.full((1, 40), np.nan))

    assert year_end(past, 0, None) is None
    assert year_end(past, 0, ends_in(3)) is None


@pytest.mark.parametrize(("ago", "in_the_year"), [(0, True), (8, True), (9, False)])
@pytest.mark.parametrize("what", ["a gap, or a month that is left out", "a new way of recording"])
def test_a_year_with_a_hole_is_not_foretold(ago: int, what: str, *, in_the_year: bool) -> None:
    # Nine months to December are of the year to March.
    values = poisson(60)
    step = None
    if what.startswith("a gap"):
        values[0, -1 - ago] = np.nan
    else:
        step = 59 - ago
    past = of_counts(values, step=step)

    assert (year_end(past, 0, ends_in(3)) is None) == in_the_year
    assert (chance_of(past, 0, 3, 500, Polarity.LOWER) is None) == in_the_year
    # A year that has not begun holds neither.
    assert chance_of(past, 0, 12, 500, Polarity.LOWER) is not None


@pytest.mark.parametrize(
    ("months", "year", "chance"),
    [(23, False, False), (24, True, False), (35, True, False), (36, True, True)],
)
def test_a_year_takes_two_years_and_a_chance_three(
    months: int, *, year: bool, chance: bool
) -> None:
    past = of_counts(poisson(months))

    assert (year_end(past, 0, ends_in(3)) is not None) == year
    assert (chance_of(past, 0, 3, 500, Polarity.LOWER) is not None) == chance


def test_parts_that_are_none_of_their_whole_have_no_year() -> None:
    parts, whole = poisson(60), np.full((1, 60), 10.0)
    past = outlook(parts, whole, np.zeros(parts.shape, dtype=bool), months=24)

    assert year_end(past, 0, ends_in(3)) is None
    assert chance_of(past, 0, 3, 400, Polarity.LOWER) is None


def test_every_series_that_may_be_foretold_is() -> None:
    for name in NAMES:
        known = case(name)
        whole_year = not np.isnan(known.values[0, -9:]).any() and not known.steps[0, -9:].any()
        long = np.sum(~np.isnan(known.values)) >= 24

        assert (year_end(of_one(name), 0, ends_in(3)) is not None) == (whole_year and long), name
