"""Data resilience: will this source still be there next year? Rated by rule, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.indicator import Source
from xlsrc.domain.supply import Rating, SourceResilience
from xlsrc.national.area_word import is_in_london
from xlsrc.series.comparable import expected_month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.assessment import Assessment, Dashboard

ENDING_MONTHS: Final = 6
"""Months past the normal lag after which a source counts as ending: two quarterly meetings."""

GAP_WINDOW: Final = 24
"""Months in which a gap counts: those that the comparison with a year ago rests on."""

RESTATED_AT_RISK: Final = 0.05
"""Share by which a newer release moved the months it restated: a twentieth is as large as many
changes that a board discusses."""


def resilience(dashboard: Dashboard) -> tuple[SourceResilience, ...]:
    """The rating of every source that an indicator is counted from, partner returns by agency.

    ``ending`` when a series runs `ENDING_MONTHS` past its normal lag; ``at risk`` when one is past
    its normal lag, lacks a month of the last `GAP_WINDOW`, was restated by more than
    `RESTATED_AT_RISK`, or has come only once while no other source could stand in; else
    ``secure``. An analyst's own rating is shown in place of it, with its reason.
    """
    groups = _groups(dashboard)
    return tuple(_rated(dashboard, name, members) for name, members in groups.items())


def of_indicator(ratings: Sequence[SourceResilience], indicator_id: str) -> SourceResilience | None:
    """The rating of the source behind an indicator."""
    return next((r for r in ratings if indicator_id in r.indicator_ids), None)


def _groups(dashboard: Dashboard) -> dict[str, list[Assessment]]:
    agencies = {
        indicator_id: agency.name
        for agency in dashboard.settings.agencies
        for indicator_id in agency.indicator_ids
    }
    groups: dict[str, list[Assessment]] = {}
    for assessment in dashboard.assessments:
        indicator = assessment.indicator
        name: str = indicator.source.value
        if indicator.source is Source.PARTNER_RETURN:
            name = agencies.get(indicator.id, name)
        groups.setdefault(name, []).append(assessment)
    return groups


def _rated(dashboard: Dashboard, name: str, members: Sequence[Assessment]) -> SourceResilience:
    with_data = [a for a in members if a.as_at is not None]
    late = {a.label: _months_late(dashboard, a) for a in with_data}
    worst_late = max(late.values(), default=None)
    gaps = {a.label: sum(a.monthly.is_gap[-GAP_WINDOW:]) for a in with_data}
    restated = _restated(dashboard, members)
    releases = len({v for a in with_data for v in a.monthly.vintages if v})
    others = _other_sources(dashboard, members)
    found: list[tuple[Rating, str]] = []
    if not with_data:
        found.append((Rating.AT_RISK, "nothing has been received"))
    invented = bool(with_data) and all(a.illustrative for a in with_data)
    if invented:
        found.append((Rating.AT_RISK, "only an invented example has been received"))
    if worst_late is not None and worst_late > 0:
        rating = Rating.ENDING if worst_late >= ENDING_MONTHS else Rating.AT_RISK
        words = f"{wording.count_of(worst_late, 'month')} past its normal lag"
        found.append((rating, f"{words}: {_first_and_more(late)}"))
    if any(gaps.values()):
        label = max(gaps, key=lambda key: gaps[key])
        found.append(
            (
                Rating.AT_RISK,
                f"{label} lacks {wording.count_of(gaps[label], 'month')} of the last {GAP_WINDOW}",
            )
        )
    if restated is not None and restated > RESTATED_AT_RISK:
        found.append((Rating.AT_RISK, f"restated by {100 * restated:.0f} % on average"))
    if with_data and not invented and releases == 1 and not others:
        found.append((Rating.AT_RISK, "received once only, and no other source could stand in"))
    order = list(Rating)
    worked_out = max((rating for rating, _ in found), key=order.index, default=Rating.SECURE)
    reason = "; ".join(text for _, text in found) or _why_secure(restated)
    view = next((v for v in dashboard.settings.rating_views if v.source == name), None)
    has_view = view is not None and view.rating is not None
    return SourceResilience(
        source=name,
        indicator_ids=tuple(a.indicator.id for a in members),
        data_to=max((a.as_at for a in with_data if a.as_at is not None), default=None),
        months_late=worst_late,
        gaps=max(gaps.values(), default=0),
        restated=restated,
        releases=releases,
        other_sources=others,
        worked_out=worked_out,
        reason=reason,
        rating=view.rating if view is not None and view.rating is not None else worked_out,
        shown_reason=view.reason or reason if view is not None and has_view else reason,
    )


def _first_and_more(late: Mapping[str, int]) -> str:
    """``Domestic abuse and 7 more``: the series that are late, the latest one by name."""
    names = sorted((label for label, months in late.items() if months > 0), key=lambda n: -late[n])
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _months_late(dashboard: Dashboard, assessment: Assessment) -> int:
    if assessment.as_at is None:
        return 0
    wanted = expected_month(assessment.indicator, dashboard.as_at)
    return wanted.ordinal - assessment.as_at.ordinal


def _restated(dashboard: Dashboard, members: Sequence[Assessment]) -> float | None:
    """Σ |after − before| ÷ Σ before over the restated months; ``None`` where there are none."""
    names = {a.indicator.name for a in members}
    rows = [row for row in dashboard.revisions if row.indicator in names]
    before = sum(row.before for row in rows)
    return sum(abs(row.after - row.before) for row in rows) / before if before else None


def _other_sources(dashboard: Dashboard, members: Sequence[Assessment]) -> tuple[str, ...]:
    """The sources whose releases count the same offences as one of the indicators, by name."""
    return tuple(
        source.value
        for source in Source
        if source is not Source.PARTNER_RETURN
        if is_in_london(dashboard.area) or not source.is_of_london
        if any(
            a.indicator.source not in (source, Source.PARTNER_RETURN)
            and set(a.indicator.offences) <= dashboard.offences.names(source)
            for a in members
        )
    )


def _why_secure(restated: float | None) -> str:
    moved = "" if restated is None else f"; restated months moved by {100 * restated:.1f} %"
    return f"in time, no gap in {GAP_WINDOW} months{moved}"
