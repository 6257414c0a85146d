"""What long charts draw of a series, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.recorded_crime import settings_with
from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.series.measured import measured
from xlsrc.series.monthly import FLATTENS, monthly
from xlsrc.series.series import SeriesSet

if TYPE_CHECKING:
    from xlsrc.series.monthly import Monthly

BURGLARY = Indicator(
    id="burglary",
    name="Burglary",
    sections=("1",),
    headline=True,
    polarity=Polarity.LOWER,
    source=Source.POLICE_UK,
    offences=("Burglary",),
)


def drawn(values: list[float]) -> Monthly:
    """A series to December 2025 as charts draw it."""
    counts = np.array([values])
    nothing = np.zeros(counts.shape)
    series = SeriesSet(
        indicators=(BURGLARY,),
        as_at=Month.of(2025, 12),
        numerators=counts,
        denominators=np.full(counts.shape, np.nan),
        vintages=(("2026-01",) * len(values),),
        illustrative=(False,),
        more=nothing,
        unsure=nothing.astype(bool),
        least=counts,
        most=counts,
    )
    figures = measured(series, settings_with(BURGLARY))
    return monthly(series, figures, 0, series.spans()[0])


def poisson(months: int, mean: float = 300) -> list[float]:
    found: list[float] = np.random.default_rng(5).poisson(mean, months).astype(float).tolist()
    return found


@pytest.mark.parametrize(("gap", "is_drawn"), [(11, True), (12, False), (39, False)])
def test_nothing_is_drawn_through_a_gap_of_a_year_or_more(gap: int, *, is_drawn: bool) -> None:
    shown = drawn([*poisson(45), *[np.nan] * gap, *poisson(12)])

    in_gap = slice(45, 45 + gap)
    for values in (shown.level, shown.lower, shown.upper, shown.expected):
        assert {value is not None for value in values[in_gap]} == {is_drawn}
    assert all(value is not None for value in shown.level[45 + gap :])


def test_a_range_of_few_months_that_would_flatten_the_chart_is_left_out() -> None:
    shown = drawn(poisson(45))
    most = FLATTENS * max(value for value in shown.recorded if value is not None)

    ranges = [high is not None for high in shown.upper]
    assert not any(ranges[:13])
    assert all(ranges[24:])
    assert all(high <= most for high in shown.upper if high is not None)


def test_a_range_of_two_years_and_more_is_drawn_however_wide() -> None:
    shown = drawn([float(at % 2) for at in range(60)])

    assert all(high is not None for high in shown.upper[24:])
