"""Each indicator against the target that the partnership set for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.baseline import baseline_months
from xlsrc.domain.settings import Effect
from xlsrc.domain.target import TargetKind
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.measures.targets import (
    Grey,
    Rag,
    progress,
    run_rate_needed,
    target_figure,
    without_colour,
)
from xlsrc.series.year_end import chance_of, financial_year_end
from xlsrc.series.years import Years

if TYPE_CHECKING:
    from xlsrc.comparison.comparison import Comparison
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange, Settings
    from xlsrc.domain.target import IndicatorTarget
    from xlsrc.measures.outlook import Outlook
    from xlsrc.measures.targets import Progress
    from xlsrc.series.series import SeriesSet
    from xlsrc.series.years import Lacking

NO_TARGET: Final = without_colour(Grey.NO_TARGET)
NO_FIGURE: Final = without_colour(Grey.NO_FIGURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStanding:
    """How an indicator stands to its target.

    ``figure`` is what has to be reached, in the indicator's unit (per 1,000 residents for the
    peers' rate). ``aim`` is the target that is judged; ``broken_by`` the change of recording
    that parts its baseline from now; ``lacking`` why its baseline has no figure. ``moved`` is the
    change since the baseline year in per cent. ``needed`` a month would meet a missed count in
    time, where ``lately`` is what a month of the last year saw; both ``None`` where the question
    does not arise. ``chance`` is that of meeting it in the 12 months to ``by``: those that the
    target is for, else the financial year.
    """

    progress: Progress = NO_TARGET
    figure: float | None = None
    aim: IndicatorTarget | None = None
    broken_by: KnownChange | None = None
    lacking: Lacking | None = None
    moved: float | None = None
    needed: float | None = None
    lately: float | None = None
    by: Month | None = None
    chance: float | None = None


def target_standing(
    series: SeriesSet, row: int, peers: Comparison, settings: Settings, past: Outlook
) -> TargetStanding:
    """One series against the target that is judged in its last month, over the 12 months to it."""
    indicator, year = series.indicators[row], Years(series, row)
    ours = [target for target in settings.targets if target.indicator == indicator.id]
    if year.last is None:
        return TargetStanding(progress=NO_FIGURE) if ours else TargetStanding()
    aim = next((one for one in ours if one.is_judged_in(year.last)), None)
    if aim is None:
        return TargetStanding()
    baseline = math.nan
    if aim.target.kind is TargetKind.CHANGE:
        first, end = baseline_months(aim.target.baseline_year)
        lacking = year.lacking(first, end)
        if lacking is not None:
            return TargetStanding(progress=NO_FIGURE, aim=aim, lacking=lacking)
        broken = _recording_changed(settings, indicator, first, year.last)
        if broken is not None:
            grey = without_colour(Grey.NOT_COMPARABLE)
            return TargetStanding(progress=grey, aim=aim, broken_by=broken)
        baseline = year.figure(end)
    figure = target_figure(aim.target, baseline=baseline, peer_rate=_float(peers.peer_rate))
    if math.isnan(figure):
        return TargetStanding(progress=NO_FIGURE, aim=aim)
    if aim.target.kind is TargetKind.PEER_RATE:
        value, interval = _float(peers.rate), (_float(peers.low), _float(peers.high))
    else:
        value, interval = year.figure(year.last), year.interval(year.last)
    found = progress(value, figure, indicator.polarity, interval)
    by = aim.due or financial_year_end(year.last)
    chance = None
    if aim.target.kind is not TargetKind.PEER_RATE:
        left = by.ordinal - year.last.ordinal
        chance = chance_of(past, row, left, figure, indicator.polarity)
    needed = _needed(aim, year, figure) if found.rag in (Rag.AMBER, Rag.RED) else None
    return TargetStanding(
        progress=found,
        figure=figure,
        aim=aim,
        moved=_moved(value, baseline),
        needed=needed,
        lately=None if needed is None else year.figure(year.last) / MONTHS_IN_YEAR,
        by=None if chance is None else by,
        chance=chance,
    )


def _float(value: float | None) -> float:
    return math.nan if value is None else value


def _recording_changed(
    settings: Settings, indicator: Indicator, first: Month, last: Month
) -> KnownChange | None:
    """A change of recording between a baseline's first month and the last with figures."""
    return next(
        (
            change
            for change in settings.known_changes
            if change.effect is Effect.STEP
            and change.concerns(indicator)
            and first < change.first <= last
        ),
        None,
    )


def _moved(value: float, baseline: float) -> float | None:
    """The change on the baseline year in per cent; ``None`` for a target that has none."""
    if math.isnan(value) or math.isnan(baseline) or baseline <= 0:
        return None
    return PER_CENT * (value / baseline - 1)


def _needed(aim: IndicatorTarget, year: Years, figure: float) -> float | None:
    """The monthly average with which a count meets its target in time; ``None`` without an end."""
    last, due = year.last, aim.due
    is_count = aim.target.kind is not TargetKind.PEER_RATE and not year.is_share
    if last is None or due is None or due <= last or not is_count:
        return None
    if (due.ordinal - last.ordinal) % year.every:
        return None  # what of a quarter still counts then nobody can tell
    return or_none(float(run_rate_needed(year.months, figure, due.ordinal - last.ordinal)))
