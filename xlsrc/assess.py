"""Extracts and settings → the Dashboard: every indicator assessed, ward series, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from xlsrc.assessment import (
    Assessment,
    Dashboard,
    RevisionRow,
    SourceRow,
    Trend,
)
from xlsrc.comparison.peers import Comparison, comparisons
from xlsrc.comparison.targets import against_target
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.drivers.drivers import breakdowns
from xlsrc.extracts.panel import Selection
from xlsrc.maps.lsoa_map import lsoa_map
from xlsrc.maps.ward_map import ward_map
from xlsrc.maps.wards import judged_indicators, ward_exceptions, ward_series
from xlsrc.measures.change import PROBABLY_REAL_P, words
from xlsrc.measures.exceptions import only_large_changes_show
from xlsrc.measures.expected import FLAG_Z, HALF_YEAR, QUARTER
from xlsrc.plan.impact_estimates import impact_estimates
from xlsrc.series.comparable import is_late, known_change
from xlsrc.series.measured import Measured, measured
from xlsrc.series.series import SeriesSet, series_set
from xlsrc.series.verdict import FEW_A_MONTH, absences, change_words, status
from xlsrc.series.ward_panel import ward_panel
from xlsrc.words.exception_rows import exception_rows, exception_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.drivers.drivers import Breakdown
    from xlsrc.extracts.store import Store
    from xlsrc.scope import Scope
    from xlsrc.series.ward_panel import WardPanel

_T = TypeVar("_T")


def dashboard(scope: Scope) -> Dashboard:
    """Everything one refresh shows."""
    settings = scope.settings
    series = series_set(scope.store, settings.indicators, scope.area, Level.BOROUGH, scope.as_at)
    figures = measured(series, settings)
    wards = ward_panel(scope)
    peers = comparisons(scope, series)
    assessments = _assessments(scope, series, figures, peers, wards)
    outside_wards = ward_exceptions(wards, settings)
    outside = exception_rows(scope.area, assessments, figures.outside, outside_wards)
    return Dashboard(
        settings=settings,
        area=scope.area,
        as_at=scope.as_at,
        assessments=assessments,
        wards=ward_series(wards),
        exceptions=outside,
        impacts=impact_estimates(scope, wards),
        ward_map=ward_map(scope, wards, outside_wards, judged_indicators(wards)),
        lsoa_map=lsoa_map(scope),
        sources=_source_rows(scope.store),
        populations=scope.people.files,
        revisions=_revisions(scope),
        warnings=scope.store.faults,
        peers=tuple(row for comparison in peers for row in comparison.rows),
    )


def _assessments(
    scope: Scope,
    series: SeriesSet,
    figures: Measured,
    peers: Sequence[Comparison],
    wards: WardPanel,
) -> tuple[Assessment, ...]:
    year = breakdowns(scope, series, wards)
    quarter = breakdowns(scope, series, wards, months=QUARTER)
    return tuple(
        _assessment(scope, series, figures, peers[row], (year[row], quarter[row]), row)
        for row in range(len(series.indicators))
    )


def _assessment(
    scope: Scope,
    series: SeriesSet,
    figures: Measured,
    peers: Comparison,
    drivers: tuple[tuple[Breakdown, ...], tuple[Breakdown, ...]],
    row: int,
) -> Assessment:
    indicator, settings, span = series.indicators[row], scope.settings, series.spans()[row]
    last = None if span is None else series.month(span[1] - 1)
    broken = known_change(indicator, settings, last)
    quarter_comparable = known_change(indicator, settings, last, months=QUARTER) is None
    volumes = {
        "volume_3m": _number(figures.volume_3m[row]),
        "volume_3m_prior": _number(figures.volume_3m_prior[row]) if quarter_comparable else None,
        "volume_12m": _number(figures.volume_12m[row]),
        "volume_12m_prior": None if broken else _number(figures.volume_12m_prior[row]),
        "change": None if broken else _number(figures.difference[row]),
        "change_pct": (None if broken or indicator.count_only else _number(figures.percent[row])),
    }
    exception = next(iter(figures.outside[row]), None)
    target = against_target(series, row, peers, settings)
    p = None if broken else _number(figures.p[row])
    significant = None if p is None else p < PROBABLY_REAL_P
    notes = absences(indicator, volumes, last=last, change=broken)
    few_a_month = span is not None and _has_few_a_month(series, row, span[1])
    if few_a_month:
        notes = (*notes, FEW_A_MONTH)
    return Assessment(
        indicator=indicator,
        area=scope.area,
        as_at=last,
        late=is_late(indicator, last, series.as_at),
        illustrative=series.illustrative[row],
        status=status(indicator, difference=volumes["change"], significant=significant),
        **volumes,
        range_3m=_range(figures.expected.lower_3m[row], figures.expected.upper_3m[row]),
        next_quarter=_range(figures.next_quarter.lower[row], figures.next_quarter.upper[row]),
        change_p=p,
        change_significant=significant,
        change_words=change_words(
            words=words(figures.p[row]), difference=volumes["change"], change=broken
        ),
        rate_per_1000=peers.rate,
        rate_low=peers.low,
        rate_high=peers.high,
        population_year=peers.population_year,
        peer_group=peers.group,
        peer_rate=peers.peer_rate,
        rank=peers.rank,
        rank_of=peers.rank_of,
        benchmark_z=peers.z,
        benchmark=peers.verdict,
        target=target.figure,
        rag=target.words,
        observed=_number(figures.latest[row]),
        expected=_number(figures.expected.expected[row]),
        expected_low=_number(figures.expected.lower[row]),
        expected_high=_number(figures.expected.upper[row]),
        z1=_number(figures.expected.z1[row]),
        z6=_number(figures.expected.z6[row]),
        exception=None if exception is None else exception_words(exception),
        exception_since=None if exception is None else exception.since,
        exception_status=None if exception is None else exception.standing.value,
        xmr_mean=_number(figures.xmr.mean[row, -1]),
        xmr_lower=_number(figures.xmr.lower[row, -1]),
        xmr_upper=_number(figures.xmr.upper[row, -1]),
        known_change=broken,
        vintage=next((v for v in reversed(series.vintages[row]) if v), ""),
        trend=_trend(series, figures, row, span),
        notes=(*notes, *peers.notes, *target.notes),
        drivers=drivers[0],
        drivers_3m=drivers[1],
        few_a_month=few_a_month,
    )


def _has_few_a_month(series: SeriesSet, row: int, end: int) -> bool:
    """Whether only a large change of an indicator's counts could be seen; of a share, never."""
    counts = series.numerators[row : row + 1, :end]
    return not series.indicators[row].is_share and bool(only_large_changes_show(counts)[0])


def _trend(series: SeriesSet, figures: Measured, row: int, span: tuple[int, int] | None) -> Trend:
    """The whole series, with what was to be expected in its last 16 years."""
    first, end = span or (0, 0)
    length = end - first
    history = figures.history
    flagged = np.abs(history.z1[row]) > FLAG_Z
    half_years = np.flatnonzero(np.abs(history.z6[row]) > FLAG_Z)
    sustained = np.zeros(flagged.size, dtype=bool)
    for month in half_years.tolist():
        sustained[max(0, month - HALF_YEAR + 1) : month + 1] = True
    return Trend(
        months=tuple(series.month(column) for column in range(first, end)),
        recorded=_numbers(series.values[row, first:end]),
        numerators=_numbers(series.numerators[row, first:end]),
        denominators=_numbers(series.denominators[row, first:end]),
        vintages=series.vintages[row][first:end],
        expected=_ending(_numbers(history.expected[row]), length, None),
        lower=_ending(_numbers(history.lower[row]), length, None),
        upper=_ending(_numbers(history.upper[row]), length, None),
        flagged=_ending(tuple(flagged.tolist()), length, False),  # noqa: FBT003 - what fills the front
        sustained=_ending(tuple(sustained.tolist()), length, False),  # noqa: FBT003 - what fills the front
    )


def _ending(values: tuple[_T, ...], length: int, fill: _T) -> tuple[_T, ...]:
    """The last ``length`` values, or all of them behind ``fill``."""
    return (fill,) * (length - len(values)) + values[max(0, len(values) - length) :]


def _range(low: float, high: float) -> tuple[float, float] | None:
    return None if np.isnan(low) or np.isnan(high) else (float(low), float(high))


def _source_rows(store: Store) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(
            file=extract.file,
            source=extract.source.value,
            publisher=extract.source.publisher,
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


def _revisions(scope: Scope) -> tuple[RevisionRow, ...]:
    source = Source.MPS_RECORDED_CRIME
    indicators = [i for i in scope.settings.indicators if i.source is source and not i.is_share]
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
        for revision in scope.store.revisions(
            source, Level.BOROUGH, scope.area, list(by_selection), scope.as_at
        )
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _numbers(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    return tuple(None if value != value else value for value in values.tolist())  # noqa: PLR0124 - only nan differs from itself
