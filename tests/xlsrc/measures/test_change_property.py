from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.status import Status
from xlsrc.measures.change import change_in_share, change_on_year
from xlsrc.measures.control_chart import SpecialCause, xmr
from xlsrc.measures.rolling import rolling_12
from xlsrc.series.verdict import status

if TYPE_CHECKING:
    import random as randomness

pytestmark = pytest.mark.slow

TWO_YEARS = st.lists(st.integers(0, 3_000), min_size=24, max_size=24)
CHART = st.lists(st.integers(0, 3_000), min_size=2, max_size=60)
OPPOSITE = {Polarity.LOWER: Polarity.HIGHER, Polarity.HIGHER: Polarity.LOWER}
SWAPPED = {Status.WORSE: Status.BETTER, Status.BETTER: Status.WORSE, Status.STEADY: Status.STEADY}


def one(counts: list[int]) -> np.ndarray:
    return np.array([counts], dtype=np.float64)


def indicator(polarity: Polarity) -> Indicator:
    return Indicator(
        id="any",
        name="Any",
        sections=(),
        headline=False,
        polarity=polarity,
        source=Source.MPS_RECORDED_CRIME,
        offences=(),
    )


@given(CHART)
def test_limits_enclose_the_mean(counts: list[int]) -> None:
    chart = xmr(one(counts))

    assert ((chart.lower <= chart.mean) & (chart.mean <= chart.upper)).all()


@given(CHART, st.integers(2, 9))
def test_scaling_a_series_scales_its_limits(counts: list[int], factor: int) -> None:
    chart, scaled = xmr(one(counts)), xmr(factor * one(counts))

    assert scaled.upper == pytest.approx(factor * chart.upper)


@given(CHART, st.integers(1, 500))
def test_raising_a_series_raises_its_limits_as_much(counts: list[int], more: int) -> None:
    chart, raised = xmr(one(counts)), xmr(one(counts) + more)

    assert raised.lower == pytest.approx(chart.lower + more)


@given(CHART)
def test_turning_a_series_over_turns_every_label_over(counts: list[int]) -> None:
    chart, turned = xmr(one(counts)), xmr(-one(counts))

    assert turned.direction.tolist() == (-chart.direction).tolist()


@given(CHART)
def test_a_label_always_has_a_direction(counts: list[int]) -> None:
    chart = xmr(one(counts))

    assert ((chart.label != SpecialCause.NONE) == (chart.direction != 0)).all()


@given(TWO_YEARS)
def test_swapping_the_years_turns_the_change_round(counts: list[int]) -> None:
    there, back = change_on_year(one(counts)), change_on_year(one(counts[12:] + counts[:12]))

    assert [there.difference[0], there.p[0]] == pytest.approx([-back.difference[0], back.p[0]])


@given(TWO_YEARS)
def test_a_change_always_has_a_p(counts: list[int]) -> None:
    assert 0 <= change_on_year(one(counts)).p[0] <= 1


@given(TWO_YEARS)
def test_two_years_never_scatter_less_than_chance(counts: list[int]) -> None:
    assert change_on_year(one(counts)).phi[0] >= 1


@given(TWO_YEARS, st.lists(st.integers(0, 3_000), min_size=1, max_size=40))
def test_what_came_before_the_two_years_changes_nothing(
    counts: list[int], earlier: list[int]
) -> None:
    assert change_on_year(one(earlier + counts)).p[0] == change_on_year(one(counts)).p[0]


@given(TWO_YEARS, st.integers(0, 11))
def test_the_year_may_begin_in_any_month(counts: list[int], shift: int) -> None:
    year, before = counts[12:], counts[:12]
    turned = before[shift:] + before[:shift] + year[shift:] + year[:shift]

    assert change_on_year(one(turned)).phi[0] == pytest.approx(change_on_year(one(counts)).phi[0])


@given(st.lists(TWO_YEARS, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_series_does_not_matter_to_a_change(
    many: list[list[int]], random: randomness.Random
) -> None:
    order = list(range(len(many)))
    random.shuffle(order)
    counts = np.array(many, dtype=np.float64)

    assert change_on_year(counts[order]).p.tolist() == change_on_year(counts).p[order].tolist()


@given(TWO_YEARS, TWO_YEARS)
def test_the_change_of_a_share_lies_in_its_interval(part: list[int], rest: list[int]) -> None:
    change = change_in_share(one(part), one(part) + one(rest))
    margin = 1e-9

    assert np.isnan(change.difference[0]) or (
        change.low[0] - margin <= change.difference[0] <= change.high[0] + margin
    )


@given(st.lists(st.integers(0, 3_000), min_size=13, max_size=60))
def test_shifting_time_shifts_rolling_sums(counts: list[int]) -> None:
    assert rolling_12(one(counts[1:]))[0, 11:].tolist() == rolling_12(one(counts))[0, 12:].tolist()


@given(st.sampled_from(sorted(OPPOSITE)), st.integers(-500, 500), st.booleans())
def test_reversed_polarity_swaps_improvement_and_concern(
    polarity: Polarity,
    difference: int,
    significant: bool,  # noqa: FBT001 - drawn, not passed
) -> None:
    said = status(indicator(polarity), difference=difference, significant=significant)
    reverse = status(indicator(OPPOSITE[polarity]), difference=difference, significant=significant)

    assert reverse is SWAPPED[said]
