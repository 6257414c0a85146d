"""Rows of Exceptions and marks on charts: one truth, for whatever series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import AS_AT
from tests.support.recorded_crime import indicator, settings_with, store_of
from tests.support.scopes import scope
from xlsrc.assess import dashboard
from xlsrc.domain.action import Plan
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.series.measured import measured
from xlsrc.series.outside import Kind, Outside
from xlsrc.series.series import SeriesSet

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

LABELS = {
    ("BURGLARY", "BURGLARY - RESIDENTIAL"): "Residential burglary",
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"): "Personal robbery",
    ("THEFT", "SHOPLIFTING"): "Shoplifting",
}
HISTORY = 84


@st.composite
def counts(draw: st.DrawFn) -> list[float]:
    """A series of seven years: chance about a level that drifts, steps, and has odd months."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    drift = draw(st.sampled_from((0.0, 0.03, 0.1)))
    level = np.log(draw(st.sampled_from((3, 30, 300)))) + np.cumsum(rng.normal(0, drift, HISTORY))
    for _ in range(draw(st.integers(0, 2))):
        level[-draw(st.integers(1, 24)) :] += draw(st.sampled_from((-1.0, -0.4, 0.4, 1.0)))
    for _ in range(draw(st.integers(0, 3))):
        level[-draw(st.integers(1, 12))] += draw(st.sampled_from((-2.0, -0.8, 0.8, 2.0)))
    return [float(count) for count in rng.poisson(np.exp(np.clip(level, 0, 9)))]


PUBLISHED = st.none() | st.integers(0, 9).map(lambda ago: AS_AT - ago)


def shown(series: list[list[float]], published: Month | None) -> Dashboard:
    """What a refresh shows of series of recorded crime: the path of the product itself."""
    months = [AS_AT.ordinal - back for back in range(HISTORY - 1, -1, -1)]
    store = store_of(dict(zip(LABELS, series, strict=True)), months=months)
    indicators = (indicator(name, id=f"{at}") for at, name in enumerate(LABELS.values()))
    configured = replace(settings_with(*indicators), last_published=published, plan=Plan())
    return dashboard(scope(store, configured))


def marked(assessment: Assessment, month: Month) -> bool:
    monthly = assessment.monthly
    at = monthly.months.index(month)
    return monthly.flagged[at] or monthly.sustained[at]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(counts(), min_size=3, max_size=3), PUBLISHED)
def test_every_row_is_marked_on_its_chart_and_every_late_mark_has_its_row(
    series: list[list[float]], published: Month | None
) -> None:
    found = shown(series, published)
    rows = {row.indicator.id: row.outside for row in found.exceptions}
    for assessment in found.assessments:
        assert assessment.exception == rows.get(assessment.indicator.id)
        _agrees(assessment, rows.get(assessment.indicator.id), published)
    assert not {row.indicator.id for row in found.watched} & rows.keys()


def _agrees(assessment: Assessment, one: Outside | None, published: Month | None) -> None:
    monthly = assessment.monthly
    # Without an edition before, a quarter is looked at; the last month is looked at in any case.
    after = min(AS_AT - 1, AS_AT - 3 if published is None else published)
    late = [month for month in monthly.months if month > after and marked(assessment, month)]
    assert one is not None or not late
    assert (one is not None and one.in_force) == marked(assessment, AS_AT)
    if one is None:
        return
    spell = [month for month in monthly.months if one.first <= month <= one.last]
    marks = monthly.sustained if one.kind is Kind.SUSTAINED else monthly.flagged
    assert len(spell) == (6 if one.kind is Kind.SUSTAINED else 1)
    assert all(marks[monthly.months.index(month)] for month in spell)
    assert all(
        marked(assessment, month) for month in monthly.months if one.since <= month <= one.until
    )
    if one.back is not None:
        assert one.until < one.back <= AS_AT
        assert not monthly.flagged[monthly.months.index(one.back)]
    seen = [monthly.recorded[monthly.months.index(month)] or 0 for month in spell]
    assert one.seen == sum(seen)


def test_a_series_is_not_back_inside_in_a_month_that_is_not_judged() -> None:
    # Far outside in October; November is masked: nobody knows of it. December is as always.
    rng = np.random.default_rng(3)
    series = rng.poisson(100, HISTORY).astype(float)
    series[-3] = 300
    one = indicator("Burglary")
    masked = KnownChange(
        id="gap",
        label="Nothing was recorded",
        effect=Effect.MASK,
        first=AS_AT - 1,
        last=AS_AT - 1,
        applies_to=(one.id,),
        approved_by="the board",
    )
    configured = replace(settings_with(one), known_changes=(masked,), last_published=AS_AT - 3)
    found = measured(
        SeriesSet(
            indicators=(one,),
            as_at=AS_AT,
            numerators=series[None, :],
            denominators=np.full((1, HISTORY), np.nan),
            vintages=(("2026-01",) * HISTORY,),
            illustrative=(False,),
            more=np.zeros((1, HISTORY)),
            unsure=np.zeros((1, HISTORY), dtype=bool),
            least=series[None, :],
            most=series[None, :],
        ),
        configured,
    ).outside[0]

    assert found is not None
    assert (found.until, found.back) == (AS_AT - 2, AS_AT)
