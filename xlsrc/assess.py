"""Extracts and settings → the Dashboard: every indicator assessed, ward series, sources."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from xlsrc.assessed_files import file_faults, revisions, source_rows
from xlsrc.assessment import Asked, Assessment, Dashboard
from xlsrc.comparison.peer_moves import Spell, peer_moves
from xlsrc.comparison.peers import comparisons
from xlsrc.comparison.targets import target_standing
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import COUNT, Source
from xlsrc.domain.names import name_key
from xlsrc.domain.published import Listing, edition_before
from xlsrc.drivers.drivers import breakdowns
from xlsrc.extracts.gate.definitions import RULE as DEFINITION_CHANGED
from xlsrc.extracts.offences import ALL_NOTIFIABLE
from xlsrc.maps.lsoa_map import lsoa_map
from xlsrc.maps.ward_map import ward_map
from xlsrc.maps.wards import judged_indicators, ward_exceptions, ward_series
from xlsrc.measures.rolling import QUARTER, only_large_changes_show
from xlsrc.plan.back_dated import as_it_stood, heard_by
from xlsrc.plan.impact_estimates import impact_estimates
from xlsrc.published.beside import since_edition
from xlsrc.series.comparable import is_late
from xlsrc.series.doubt import doubts, unplaced_between
from xlsrc.series.known_values import values_known
from xlsrc.series.level import level_change
from xlsrc.series.measured import Measured, measured
from xlsrc.series.monthly import monthly
from xlsrc.series.other_years import beside_baseline, year_to_date
from xlsrc.series.series import SeriesSet, series_set
from xlsrc.series.usual import control_limits, usual
from xlsrc.series.verdict import status
from xlsrc.series.ward_panel import ward_panel
from xlsrc.series.year_end import year_end
from xlsrc.series.year_on_year import change, volume
from xlsrc.words.exception_rows import exception_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsrc.assessment import ExceptionRow
    from xlsrc.comparison.comparison import Comparison
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.published import PublishedEdition
    from xlsrc.domain.settings import Settings
    from xlsrc.drivers.drivers import Breakdown
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.scope import Scope
    from xlsrc.series.doubt import Doubt
    from xlsrc.series.ward_panel import WardPanel


def dashboard(scope: Scope) -> Dashboard:
    """Everything one refresh shows; of an earlier month, with the plan as it stood then."""
    with values_known(scope.store.cache, scope.area.code):
        return _dashboard(scope)


def _dashboard(scope: Scope) -> Dashboard:
    before = edition_before(scope.settings.published, scope.as_at, scope.area.name)
    scope = _as_of_its_month(scope, before)
    settings = scope.settings
    series = series_set(
        scope.store,
        settings.indicators,
        scope.area,
        Level.BOROUGH,
        scope.as_at,
        asked=_returns_asked(settings),
    )
    listing = Listing(before) if before is not None and before.knows_exceptions else None
    listed = None
    if listing is not None:
        listed = [listing.known(one.id, scope.area.name) for one in series.indicators]
    figures = measured(series, settings, cache=scope.store.cache, listed=listed)
    doubted = doubts(scope.store, series)
    wards = ward_panel(scope)
    peers = comparisons(scope, series)
    assessments = _assessments(scope, series, figures, doubted, peers, wards)
    outside_wards = ward_exceptions(scope, wards, listing)
    outside = exception_rows(scope.area, assessments, figures.outside, outside_wards)
    watched = exception_rows(scope.area, assessments, figures.watched)
    outside, watched = (_beside_peers(scope, rows) for rows in (outside, watched))
    return Dashboard(
        settings=settings,
        area=scope.area,
        as_at=scope.as_at,
        leading=scope.leading,
        assessments=assessments,
        wards=ward_series(wards),
        exceptions=outside,
        watched=watched,
        impacts=impact_estimates(scope, wards),
        ward_map=ward_map(scope, wards, outside_wards, judged_indicators(scope, wards)),
        lsoa_map=lsoa_map(scope),
        sources=source_rows(scope.store),
        populations=scope.people.files,
        offences=scope.store.offences,
        revisions=revisions(scope),
        faults=(*file_faults(scope.store), *series.returned.anew),
        findings=scope.store.findings,
        files=scope.store.files,
        peers=tuple(row for comparison in peers for row in comparison.rows),
        asked=_asked(scope),
        since=None if before is None else since_edition(before, series, scope.store.offences),
    )


def _as_of_its_month(scope: Scope, before: PublishedEdition | None) -> Scope:
    """The scope after the edition before; of an earlier month, with the plan as it stood then."""
    settings = scope.settings
    if before is not None:
        settings = replace(settings, last_published=before.as_at)
    if scope.back_dated:
        settings = replace(
            settings,
            plan=as_it_stood(settings.plan, scope.as_at),
            evidence=heard_by(settings.evidence, scope.as_at),
        )
    return replace(scope, settings=settings)


def _beside_peers(scope: Scope, rows: Sequence[ExceptionRow]) -> tuple[ExceptionRow, ...]:
    """The rows with what the peer group did over the same months."""
    spells = [
        Spell(indicator=row.indicator, first=row.outside.first, last=row.outside.last)
        for row in rows
    ]
    moves = peer_moves(scope, spells)
    return tuple(replace(row, peers_percent=moved) for row, moved in zip(rows, moves, strict=True))


def _asked(scope: Scope) -> tuple[Asked, ...]:
    """How far the returns of the indicators go that no sheet shows."""
    returns = _returns_asked(scope.settings)
    if not returns:
        return ()
    series = series_set(scope.store, returns, scope.area, Level.BOROUGH, scope.as_at)
    found = zip(returns, series.last_months(), series.illustrative, strict=True)
    return tuple(Asked(indicator=one, as_at=to, illustrative=drawn) for one, to, drawn in found)


def _returns_asked(settings: Settings) -> tuple[Indicator, ...]:
    return tuple(
        indicator.using(choice)
        for indicator in settings.asked
        for choice in indicator.choices
        if choice.source is Source.PARTNER_RETURN
    )


def _assessments(
    scope: Scope,
    series: SeriesSet,
    figures: Measured,
    doubted: Sequence[Doubt | None],
    peers: Sequence[Comparison],
    wards: WardPanel,
) -> tuple[Assessment, ...]:
    year = breakdowns(scope, series, wards)
    quarter = breakdowns(scope, series, wards, months=QUARTER)
    return tuple(
        _assessment(
            scope, series, figures, doubted[row], peers[row], (year[row], quarter[row]), row
        )
        for row in range(len(series.indicators))
    )


def _assessment(
    scope: Scope,
    series: SeriesSet,
    figures: Measured,
    doubt: Doubt | None,
    peers: Comparison,
    drivers: tuple[tuple[Breakdown, ...], tuple[Breakdown, ...]],
    row: int,
) -> Assessment:
    indicator, settings, span = series.indicators[row], scope.settings, series.spans()[row]
    last = None if span is None else series.month(span[1] - 1)
    moved = change(figures, row, indicator, settings, last, doubt)
    return Assessment(
        indicator=indicator,
        area=scope.area,
        as_at=last,
        late=is_late(indicator, last, series.as_at),
        illustrative=series.illustrative[row],
        returned=series.returned.by_indicator.get(indicator.id, ()),
        few_a_month=span is not None and _has_few_a_month(series, row, span[1]),
        vintage=next((v for v in reversed(series.vintages[row]) if v), ""),
        status=status(indicator, difference=moved.difference, significant=moved.is_real),
        volume=volume(figures, row, indicator, settings, last),
        change=moved,
        usual=usual(figures, row),
        exception=figures.outside[row],
        watched=figures.watched[row],
        level=level_change(figures, row, doubt),
        year_end=year_end(figures.past, row, last),
        peers=peers,
        target=target_standing(series, row, peers, settings, figures.past),
        control=control_limits(figures, row),
        monthly=monthly(series, figures, row, span),
        drivers=drivers[0],
        drivers_3m=drivers[1],
        findings=_touching(scope, indicator),
        peer_findings=_touching_peers(scope, indicator, peers),
        to_date=year_to_date(series, row, settings, doubt),
        baseline=beside_baseline(
            series, row, settings, doubt, partial(unplaced_between, scope.store, series, row)
        ),
    )


def _has_few_a_month(series: SeriesSet, row: int, end: int) -> bool:
    """Whether only a large change of an indicator's counts could be seen; of a share, never.

    Suppressed counts are as large as they may be.
    """
    counts = series.summed(series.most)[row : row + 1, :end]
    is_count = series.indicators[row].unit == COUNT
    return is_count and bool(only_large_changes_show(counts)[0])


def _touching(scope: Scope, indicator: Indicator) -> tuple[Finding, ...]:
    """The findings about what an indicator counts in the area, or in a part of it."""
    return tuple(finding for finding in _about(scope, indicator) if finding.reaches(scope.area))


def _touching_peers(scope: Scope, indicator: Indicator, peers: Comparison) -> tuple[Finding, ...]:
    """The findings about an area that it is compared with, and not about the area itself."""
    others = [row.area for row in peers.rows if row.area != scope.area]
    left_out = set(peers.left_out)
    return tuple(
        finding
        for finding in _about(scope, indicator)
        if finding.areas is not None
        and not finding.reaches(scope.area)
        and (
            not finding.areas.isdisjoint(others)
            or any(area.name in left_out for area in finding.areas)
        )
    )


def _about(scope: Scope, indicator: Indicator) -> Iterator[Finding]:
    names = (*indicator.offences, *indicator.per_offences)
    counted = scope.store.offences.of_all(indicator.source, names)
    for finding in scope.store.findings:
        if finding.rule == DEFINITION_CHANGED:
            # A group does not change where offences change places inside it.
            if finding.counts_in(indicator.source, frozenset(names)):
                yield finding
        elif finding.counts_in(indicator.source, counted) or _is_new_in(finding, indicator):
            yield finding


def _is_new_in(finding: Finding, indicator: Indicator) -> bool:
    """Whether it is about an unknown label: in the total it counts, a sum of harm lacks it."""
    is_of_all = any(name_key(name) == name_key(ALL_NOTIFIABLE) for name in indicator.offences)
    return (
        finding.rule == "unknown-label"
        and finding.source is indicator.source
        and (is_of_all or indicator.is_weighted)
    )
