"""Extracts and settings → the Dashboard: every indicator assessed, ward series, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.assessment import Assessment, Dashboard, RevisionRow, SourceRow
from xlsrc.comparison.peers import Comparison, comparisons
from xlsrc.comparison.targets import target_standing
from xlsrc.domain.area import Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.drivers.drivers import breakdowns
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.population import populations
from xlsrc.maps.lsoa_map import lsoa_map
from xlsrc.maps.ward_map import ward_map
from xlsrc.maps.wards import judged_indicators, ward_exceptions, ward_panel, ward_series
from xlsrc.measures.exceptions import only_large_changes_show
from xlsrc.measures.expected import QUARTER
from xlsrc.plan.impact_estimates import impact_estimates
from xlsrc.resources import data_folder
from xlsrc.series.measured import Measured, measured
from xlsrc.series.series import SeriesSet, series_set
from xlsrc.series.trend import trend
from xlsrc.series.usual import control_limits, usual
from xlsrc.series.verdict import is_late, status
from xlsrc.series.year_on_year import change, volume
from xlsrc.words.exception_rows import exception_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.settings import Settings
    from xlsrc.drivers.drivers import Breakdown
    from xlsrc.extracts.store import Store
    from xlsrc.maps.wards import WardPanel

PUBLISHERS: Final = {
    Source.MPS_RECORDED_CRIME: "Metropolitan Police Service, London Datastore",
    Source.MPS_DASHBOARD: "Metropolitan Police Service, Monthly Crime Dashboard",
    Source.POLICE_UK: "data.police.uk",
    Source.PARTNER_RETURN: "Partners of the board",
}


def dashboard(store: Store, settings: Settings) -> Dashboard:
    """Everything one refresh shows.

    Raises
    ------
    AreaError
        When no extract knows the area of the settings.
    ExtractError
        When no borough extract of recorded crime is there, or it ends before the as-at month.
    """
    area = store.borough(settings.area)
    as_at = _as_at(store, settings, area)
    series = series_set(store, settings.indicators, area, Level.BOROUGH, as_at)
    figures = measured(series, settings)
    wards = ward_panel(store, settings, area, as_at)
    people = populations(data_folder() / "population")
    peers = comparisons(store, series, area, people, settings.peer_group)
    assessments = _assessments(store, series, figures, peers, wards, settings, area)
    outside_wards = ward_exceptions(wards, settings)
    outside = exception_rows(area, assessments, figures.outside, outside_wards)
    return Dashboard(
        settings=settings,
        area=area,
        as_at=as_at,
        assessments=assessments,
        wards=ward_series(wards),
        exceptions=outside,
        impacts=impact_estimates(store, settings, wards, area, as_at),
        ward_map=ward_map(wards, outside_wards, judged_indicators(wards), settings, people),
        lsoa_map=lsoa_map(store, settings, area, as_at, people),
        sources=_source_rows(store),
        revisions=_revisions(store, settings, area, as_at),
        warnings=store.faults,
        peers=tuple(row for comparison in peers for row in comparison.rows),
    )


def _as_at(store: Store, settings: Settings, area: Area) -> Month:
    latest = store.latest_month(Source.MPS_RECORDED_CRIME, Level.BOROUGH, area)
    if settings.as_at is None:
        return latest
    if settings.as_at > latest:
        message = (
            f"The as-at month must not be after the extracts' last month: wanted {settings.as_at}, "
            f"found recorded crime for {area.name} to {latest}. Add newer extracts, or ask for "
            f"{latest}."
        )
        raise ExtractError(message)
    return settings.as_at


def _assessments(
    store: Store,
    series: SeriesSet,
    figures: Measured,
    peers: Sequence[Comparison],
    wards: WardPanel,
    settings: Settings,
    area: Area,
) -> tuple[Assessment, ...]:
    year = breakdowns(store, series, wards, settings, area)
    quarter = breakdowns(store, series, wards, settings, area, months=QUARTER)
    return tuple(
        _assessment(
            series, figures, settings, area, peers[row], (year[row], quarter[row]), row, span
        )
        for row, span in enumerate(series.spans())
    )


def _assessment(
    series: SeriesSet,
    figures: Measured,
    settings: Settings,
    area: Area,
    peers: Comparison,
    drivers: tuple[tuple[Breakdown, ...], tuple[Breakdown, ...]],
    row: int,
    span: tuple[int, int] | None,
) -> Assessment:
    indicator = series.indicators[row]
    last = None if span is None else series.month(span[1] - 1)
    moved = change(figures, row, indicator, settings, last)
    return Assessment(
        indicator=indicator,
        area=area,
        as_at=last,
        late=is_late(indicator, last, series.as_at),
        illustrative=series.illustrative[row],
        few_a_month=span is not None and _has_few_a_month(series, row, span[1]),
        vintage=next((v for v in reversed(series.vintages[row]) if v), ""),
        status=status(indicator, difference=moved.difference, significant=moved.is_real),
        volume=volume(figures, row, indicator, settings, last),
        change=moved,
        usual=usual(figures, row),
        exception=next(iter(figures.outside[row]), None),
        peers=peers,
        target=target_standing(series, row, peers, settings),
        control=control_limits(figures, row),
        trend=trend(series, figures, row, span),
        drivers=drivers[0],
        drivers_3m=drivers[1],
    )


def _has_few_a_month(series: SeriesSet, row: int, end: int) -> bool:
    """Whether only a large change of an indicator's counts could be seen; of a share, never."""
    counts = series.numerators[row : row + 1, :end]
    return not series.indicators[row].is_share and bool(only_large_changes_show(counts)[0])


def _source_rows(store: Store) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(
            file=extract.file,
            source=extract.source.value,
            publisher=PUBLISHERS[extract.source],
            layout=extract.layout,
            level=extract.level.value,
            vintage=extract.vintage,
            first_month=Month(min(extract.months)),
            last_month=Month(max(extract.months)),
            rows=len(extract.count),
            gaps=", ".join(str(month) for month in missing_months(extract.months)),
            illustrative=extract.illustrative,
            sha256=extract.sha256,
            notes="; ".join(extract.notes),
        )
        for extract in store.extracts
        if extract.months
    )


def missing_months(months: Sequence[int]) -> tuple[Month, ...]:
    """The months between the first and the last covered one that a file lacks."""
    covered = set(months)
    return tuple(Month(m) for m in range(min(covered), max(covered)) if m not in covered)


def _revisions(
    store: Store, settings: Settings, area: Area, as_at: Month
) -> tuple[RevisionRow, ...]:
    source = Source.MPS_RECORDED_CRIME
    indicators = [i for i in settings.indicators if i.source is source and not i.is_share]
    by_selection = {Selection(offences=i.offences): i for i in indicators}
    return tuple(
        RevisionRow(
            indicator=by_selection[revision.selection].name,
            month=revision.month,
            vintage_before=revision.vintage_before,
            before=revision.before,
            vintage_after=revision.vintage_after,
            after=revision.after,
        )
        for revision in store.revisions(source, Level.BOROUGH, area, list(by_selection), as_at)
    )
