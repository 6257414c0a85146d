"""Data resilience: the published rule, on made-up sources."""

from __future__ import annotations

import dataclasses

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard
from xlsrc.assessment import Assessment, Dashboard, RevisionRow
from xlsrc.domain.indicator import Source
from xlsrc.domain.supply import Agency, Rating, RatingView, SourceResilience
from xlsrc.supply.resilience import of_indicator, resilience

MPS = Source.MPS_RECORDED_CRIME.value


def a_dashboard() -> Dashboard:
    """One indicator of recorded crime, in time, without gaps, from two releases."""
    dashboard = made_up_dashboard()
    one = next(a for a in dashboard.assessments if a.indicator.id == "burglary")
    return dataclasses.replace(
        dashboard, assessments=(with_releases(one, "2025-12", "2026-01"),), revisions=()
    )


def with_releases(assessment: Assessment, *vintages: str) -> Assessment:
    months = len(assessment.monthly.months)
    spread = tuple(vintages[at * len(vintages) // months] for at in range(months))
    return dataclasses.replace(
        assessment, monthly=dataclasses.replace(assessment.monthly, vintages=spread)
    )


def rated(dashboard: Dashboard) -> SourceResilience:
    return resilience(dashboard)[0]


def changed(dashboard: Dashboard, **changes: object) -> Dashboard:
    """The dashboard with its one assessment changed."""
    one = dataclasses.replace(dashboard.assessments[0], **changes)  # type: ignore[arg-type]  # fields of Assessment
    return dataclasses.replace(dashboard, assessments=(one,))


def test_a_source_in_time_without_gaps_is_secure() -> None:
    assert rated(a_dashboard()).rating is Rating.SECURE


@pytest.mark.parametrize(
    ("months", "rating"),
    [(0, Rating.SECURE), (1, Rating.AT_RISK), (5, Rating.AT_RISK), (6, Rating.ENDING)],
)
def test_a_source_past_its_lag_is_at_risk_and_then_ending(months: int, rating: Rating) -> None:
    assert rated(changed(a_dashboard(), as_at=AS_AT - months)).rating is rating


def test_the_reason_names_the_series_that_is_late() -> None:
    found = rated(changed(a_dashboard(), as_at=AS_AT - 2))

    assert found.reason == "2 months past its normal lag: Burglary"


def test_a_normal_lag_is_not_late() -> None:
    dashboard = a_dashboard()
    indicator = dataclasses.replace(dashboard.assessments[0].indicator, lag_months=7)

    assert rated(changed(dashboard, as_at=AS_AT - 6, indicator=indicator)).months_late == 0


def test_a_missing_month_puts_a_source_at_risk() -> None:
    dashboard = a_dashboard()
    monthly = dashboard.assessments[0].monthly
    gapped = (*monthly.recorded[:-5], None, *monthly.recorded[-4:])
    found = rated(changed(dashboard, monthly=dataclasses.replace(monthly, recorded=gapped)))

    assert (found.rating, found.gaps) == (Rating.AT_RISK, 1)


@pytest.mark.parametrize(("after", "rating"), [(104.0, Rating.SECURE), (106.0, Rating.AT_RISK)])
def test_restating_by_more_than_a_twentieth_puts_a_source_at_risk(
    after: float, rating: Rating
) -> None:
    row = RevisionRow(
        indicator="Burglary",
        month=AS_AT - 1,
        vintage_before="2025-12",
        before=100.0,
        vintage_after="2026-01",
        after=after,
    )
    dashboard = dataclasses.replace(a_dashboard(), revisions=(row,))

    assert rated(dashboard).rating is rating


def test_a_single_delivery_that_nobody_else_could_give_is_at_risk() -> None:
    dashboard = made_up_dashboard()
    one = next(a for a in dashboard.assessments if a.indicator.source is Source.PARTNER_RETURN)
    one = dataclasses.replace(with_releases(one, "2026-01"), illustrative=False)

    assert rated(dataclasses.replace(dashboard, assessments=(one,))).reason == (
        "received once only, and no other source could stand in"
    )


def test_a_source_without_any_figure_is_at_risk() -> None:
    assert rated(changed(a_dashboard(), as_at=None)).reason == "nothing has been received"


def test_the_analysts_rating_is_shown_beside_the_one_worked_out() -> None:
    dashboard = a_dashboard()
    view = RatingView(source=MPS, rating=Rating.ENDING, reason="The service closes in May.")
    settings = dataclasses.replace(dashboard.settings, rating_views=(view,))
    found = rated(dataclasses.replace(dashboard, settings=settings))

    assert (found.rating, found.shown_reason, found.worked_out) == (
        Rating.ENDING,
        "The service closes in May.",
        Rating.SECURE,
    )


def test_partner_returns_are_rated_by_agency() -> None:
    dashboard = made_up_dashboard()
    agency = Agency(name="Fire brigade", indicator_ids=("deliberate_fires",), contact_role="")
    settings = dataclasses.replace(dashboard.settings, agencies=(agency,))
    found = resilience(dataclasses.replace(dashboard, settings=settings))
    fires = of_indicator(found, "deliberate_fires")

    assert fires is not None
    assert fires.source == "Fire brigade"
