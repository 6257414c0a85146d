"""Impact estimates: how an indicator moved since a start month against how its peers moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.settings import Effect
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.peer_members import peer_members
from xlsrc.measures.impact import (
    Period,
    RatioOfRatios,
    difference_from_others,
    difference_in_differences,
)
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.series.measured import changed_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.action import ImpactQuestion
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.scope import Scope
    from xlsrc.series.ward_panel import WardPanel

FEWEST_MONTHS: Final = 6
"""Half a year of paired months: with fewer, φ rests on next to nothing and it is too early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewer:
    """How many fewer offences were recorded than if a place had moved as its comparison did.

    With a 95 % interval; below 0 there were more.
    """

    fewer: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0: more than chance would often give."""
        return not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactEstimate:
    """The answer to one impact question.

    ``answer`` is ``None`` where ``reason`` says why there is no estimate; ``too_early`` marks the
    one reason that time will mend. ``first`` and ``last`` bound the months after the start that
    count. ``nearby`` is the answer of the wards nearby, where they are asked about, and
    ``other_wards`` how many wards the treated ones are set against.
    """

    question: ImpactQuestion
    indicator: Indicator
    answer: Fewer | None = None
    first: Month | None = None
    last: Month | None = None
    nearby: Fewer | None = None
    other_wards: int = 0
    reason: str = ""
    too_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Peers:
    """Monthly counts of a borough and of its peers together; ``nan`` marks a gap."""

    treated: NDArray[np.float64]
    comparison: NDArray[np.float64]
    last: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wards:
    """Monthly counts of wards; ``nan`` marks a gap.

    ``others`` are all wards (rows) that are neither worked in nor nearby; the treated ones are
    set against them, or against ``controls`` together where these were named.
    """

    treated: NDArray[np.float64]
    nearby: NDArray[np.float64] | None
    controls: NDArray[np.float64] | None
    others: NDArray[np.float64]
    last: Month


_BoroughCounts = tuple[tuple["Area", ...], "NDArray[np.float64]"]


def impact_estimates(scope: Scope, wards: WardPanel) -> tuple[ImpactEstimate, ...]:
    """An estimate, or why there is none, for every impact question about what a sheet shows."""
    settings = scope.settings
    by_id = {indicator.id: indicator for indicator in settings.indicators}
    questions = [one for one in settings.plan.impact_questions if one.indicator in by_id]
    wanted = [by_id[q.indicator] for q in questions if not q.wards]
    boroughs = _borough_counts(scope, wanted)
    found = []
    for question in questions:
        indicator = by_id[question.indicator]
        sides = (
            _wards(question, indicator, wards)
            if question.wards
            else _peers(indicator, boroughs.get(indicator.id), scope)
        )
        if isinstance(sides, str):
            found.append(ImpactEstimate(question=question, indicator=indicator, reason=sides))
        else:
            found.append(_estimate(question, indicator, settings, sides))
    return tuple(found)


def partner(month: Month, start: Month) -> Month:
    """The same calendar month in the year that ended as the action began."""
    years = (month.ordinal - start.ordinal) // MONTHS_IN_YEAR + 1
    return month - MONTHS_IN_YEAR * years


def _borough_counts(scope: Scope, indicators: Sequence[Indicator]) -> Mapping[str, _BoroughCounts]:
    """Per indicator the area, its peers and their counts, areas × months to the as-at month."""
    members = peer_members(scope.store, scope.settings.peer_group, scope.area)
    found: dict[str, _BoroughCounts] = {}
    for source, areas in members.by_source.items():
        wanted = [i for i in indicators if i.source is source]
        if wanted:
            selections = [Selection(offences=indicator.offences) for indicator in wanted]
            panel = members.store.panel(source, Level.BOROUGH, areas, selections, scope.as_at)
            found |= {i.id: (areas, panel.counts[:, at]) for at, i in enumerate(wanted)}
    return found


def _unfit(indicator: Indicator) -> str:
    """Why no action can be judged by an indicator's months; '' where one can."""
    if indicator.is_share:
        return "it is a share, not a count"
    if indicator.count_only:
        return "it is shown as a count only"
    if indicator.is_weighted:
        return "it is a weighted sum, not a count"
    return "it is counted by the quarter, not by the month" if indicator.by_quarter else ""


def _peers(indicator: Indicator, found: _BoroughCounts | None, scope: Scope) -> _Peers | str:
    """The borough against the sum of its peers; a reason where there are none."""
    unfit = _unfit(indicator)
    if unfit:
        return unfit
    boroughs, counts = found or ((), np.empty((0, 0)))
    here = next(
        (at for at, borough in enumerate(boroughs) if borough.code == scope.area.code), None
    )
    if here is None:
        return "there are no figures of peers to set it against"
    known = np.flatnonzero(np.isfinite(counts[here]))
    if not known.size:
        return f"there are no figures for {scope.area.name}"
    end = int(known[-1]) + 1
    others = np.delete(counts[:, :end], here, axis=0)
    # A borough whose figures break off would look like a fall of all the peers. A month that the
    # area itself lacks is in no comparison.
    there = ~np.isfinite(counts[here, :end]) | np.isfinite(others)
    whole = there[:, -3 * MONTHS_IN_YEAR :].all(axis=1)
    if not whole.any():
        return "there are no figures of peers to set it against"
    return _Peers(
        treated=counts[here, :end],
        comparison=others[whole].sum(axis=0),
        last=scope.as_at - (counts.shape[1] - end),
    )


def _wards(question: ImpactQuestion, indicator: Indicator, found: WardPanel) -> _Wards | str:
    """The wards worked in, those nearby, and those that they are set against."""
    if found.panel is None or indicator not in found.indicators:
        return "there are no ward figures for it"
    rows = {ward.name.casefold(): row for row, ward in enumerate(found.wards)}
    groups = (question.wards, question.nearby, question.controls)
    unknown = [name for group in groups for name in group if name.casefold() not in rows]
    if unknown:
        return f"the ward figures know no {', '.join(unknown)}"
    counts = found.panel.counts[:, found.indicators.index(indicator)]
    treated, nearby, controls = ([rows[name.casefold()] for name in group] for group in groups)

    def together(group: Sequence[int]) -> NDArray[np.float64] | None:
        return counts[group].sum(axis=0) if group else None

    return _Wards(
        treated=counts[treated].sum(axis=0),
        nearby=together(nearby),
        controls=together(controls),
        others=np.delete(counts, [*treated, *nearby], axis=0),
        last=found.as_at,
    )


def _estimate(
    question: ImpactQuestion, indicator: Indicator, settings: Settings, sides: _Peers | _Wards
) -> ImpactEstimate:
    def absent(reason: str, *, too_early: bool = False) -> ImpactEstimate:
        return ImpactEstimate(
            question=question, indicator=indicator, reason=reason, too_early=too_early
        )

    if sides.last.ordinal - question.start.ordinal + 1 < FEWEST_MONTHS:
        return absent("too early to say", too_early=True)
    # At most a year: what an action does to the first year is what the board asks.
    first = max(question.start, sides.last - (MONTHS_IN_YEAR - 1))
    after = [first + step for step in range(sides.last.ordinal - first.ordinal + 1)]
    before = [partner(month, question.start) for month in after]
    for change in settings.known_changes:
        step = change.effect is Effect.STEP and change.concerns(indicator)
        if step and before[0] < change.first <= after[-1]:
            return absent(f"not comparable: recording changed {change.first.name}")
    _, masked = changed_columns(indicator, settings, sides.last, sides.treated.size)

    def spell(counts: NDArray[np.float64]) -> Period:
        return _spell(counts, masked, sides.last, before, after)

    found, nearby, others = (
        _by_wards(sides, spell)
        if isinstance(sides, _Wards)
        else (difference_in_differences(spell(sides.treated), spell(sides.comparison)), None, 0)
    )
    if int(found.months) < FEWEST_MONTHS or not _has_figure(found):
        return absent("too few months or offences to tell")
    return ImpactEstimate(
        question=question,
        indicator=indicator,
        answer=_fewer(found),
        first=after[0],
        last=after[-1],
        nearby=_fewer(nearby) if nearby is not None and _has_figure(nearby) else None,
        other_wards=others,
    )


def _by_wards(
    sides: _Wards, spell: Callable[[NDArray[np.float64]], Period]
) -> tuple[RatioOfRatios, RatioOfRatios | None, int]:
    """The wards worked in and those nearby, each set against the others; how many these are."""
    others = spell(sides.others)
    controls = None if sides.controls is None else spell(sides.controls)
    found = difference_from_others(spell(sides.treated), others, controls)
    nearby = (
        None
        if sides.nearby is None
        else difference_from_others(spell(sides.nearby), others, controls)
    )
    return found, nearby, int(found.degrees) + 1


def _has_figure(found: RatioOfRatios) -> bool:
    """Whether there is an estimate, none of whose ends is too large for a number."""
    return bool(np.isfinite((found.fewer, found.fewer_low, found.fewer_high)).all())


def _fewer(found: RatioOfRatios) -> Fewer:
    return Fewer(fewer=float(found.fewer), low=float(found.fewer_low), high=float(found.fewer_high))


def _spell(
    counts: NDArray[np.float64],
    masked: Sequence[int],
    last: Month,
    before: Sequence[Month],
    after: Sequence[Month],
) -> Period:
    """The counts of the two spells; ``nan`` for months left out or before the series begins.

    Months are the last axis.
    """
    first = last.ordinal - (counts.shape[-1] - 1)
    known = counts.copy()
    known[..., list(masked)] = np.nan

    def at(months: Sequence[Month]) -> NDArray[np.float64]:
        gap = np.full(counts.shape[:-1], np.nan)
        return np.stack(
            [
                known[..., month.ordinal - first] if month.ordinal >= first else gap
                for month in months
            ],
            axis=-1,
        )

    return Period(before=at(before), after=at(after))
