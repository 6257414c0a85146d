"""Each indicator against the target that the partnership set for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.settings import Effect
from xlsrc.domain.target import TargetKind
from xlsrc.measures.rates import rate_per, share_interval
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.measures.targets import Rag, baseline_months, progress, run_rate_needed, target_figure

if TYPE_CHECKING:
    from xlsrc.comparison.peers import Comparison
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import IndicatorTarget, KnownChange, Settings
    from xlsrc.measures.targets import Progress
    from xlsrc.series.series import SeriesSet

NO_TARGET: Final = "No target"
NO_FIGURE: Final = "No figure"
NOT_COMPARABLE: Final = "Not comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstTarget:
    """An indicator beside its target.

    ``figure`` is what has to be reached, in the indicator's unit (per 1,000 residents for the
    peers' rate); ``words`` are what a cell shows; ``notes`` say what the target is, how far off
    the figure is, and what it would take.
    """

    figure: float | None = None
    words: str = NO_TARGET
    notes: tuple[str, ...] = ()


def against_target(
    series: SeriesSet, row: int, peers: Comparison, settings: Settings
) -> AgainstTarget:
    """One series against the target that is judged in its last month, over the 12 months to it."""
    indicator, year = series.indicators[row], _Years(series, row)
    ours = [target for target in settings.targets if target.indicator == indicator.id]
    if year.last is None:
        return _absent(NO_FIGURE, "no data") if ours else AgainstTarget()
    target = next((one for one in ours if one.is_judged_in(year.last)), None)
    if target is None:
        return AgainstTarget()
    baseline = math.nan
    if target.target.kind is TargetKind.CHANGE:
        first, end = baseline_months(target.target.baseline_year)
        broken = _recording_changed(settings, indicator, first, year.last)
        if broken is not None:
            why = f"recording changed {broken.first.name}, after {target.target.baseline_year}"
            return _absent(NOT_COMPARABLE, why)
        baseline = year.figure(end)
    figure = target_figure(target.target, baseline=baseline, peer_rate=_float(peers.peer_rate))
    if math.isnan(figure):
        return _absent(NO_FIGURE, f"no figure for {target.target.baseline_year or 'the peers'}")
    if target.target.kind is TargetKind.PEER_RATE:
        value, interval = _float(peers.rate), (_float(peers.low), _float(peers.high))
    else:
        value, interval = year.figure(year.last), year.interval(year.last)
    found = progress(value, figure, indicator.polarity, interval, count_only=indicator.count_only)
    moved = _moved(target, value, baseline)
    is_green = found.rag is Rag.GREEN
    return AgainstTarget(
        figure=figure,
        words=f"{found.words}; {moved}" if moved and is_green else found.words,
        notes=(f"target: {'; '.join(_notes(target, year, figure, found, moved))}",),
    )


def _absent(words: str, why: str) -> AgainstTarget:
    return AgainstTarget(words=words, notes=(f"target: {why}",))


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


def _moved(target: IndicatorTarget, value: float, baseline: float) -> str:
    """``−26 % on 2011/12``; '' for a target that is no change on a year."""
    if math.isnan(value) or math.isnan(baseline) or baseline <= 0:
        return ""
    change = PER_CENT * (value / baseline - 1)
    return f"{wording.percent(change)} on {target.target.baseline_year}"


def _notes(
    target: IndicatorTarget, year: _Years, figure: float, found: Progress, moved: str
) -> list[str]:
    """What is aimed at, how far off the figure is, what it would take, the table's own note."""
    aim = year.said(figure, target.target.kind)
    by = f" by {target.due.name}" if target.due is not None else ""
    parts = [f"{aim}{by}"]
    if not math.isnan(found.distance):
        side = "above" if found.distance > 0 else "below"
        off = abs(found.distance)
        size = f"{off:.1f} pt" if year.is_share else year.said(off, target.target.kind)
        parts.append(f"{size} {side} it")
    parts.append(moved)
    if found.rag in (Rag.AMBER, Rag.RED):
        parts.append(_what_it_takes(target, year, figure))
    parts.append(target.note.rstrip("."))
    return [part for part in parts if part]


def _what_it_takes(target: IndicatorTarget, year: _Years, figure: float) -> str:
    """The monthly average with which a count meets its target in time; '' without an end."""
    last, due = year.last, target.due
    is_count = target.target.kind is not TargetKind.PEER_RATE and not year.is_share
    if last is None or due is None or due <= last or not is_count:
        return ""
    needed = float(run_rate_needed(year.months, figure, due.ordinal - last.ordinal))
    now = year.figure(last) / MONTHS_IN_YEAR
    if math.isnan(needed):
        return ""
    if needed < 0:
        return "out of reach by then"
    return f"{needed:,.1f} a month needed, {now:,.1f} a month in the last year"


class _Years:
    """The 12 months to any month of one series: a count, or a share per 100."""

    def __init__(self, series: SeriesSet, row: int) -> None:
        span = series.spans()[row]
        self.is_share = series.indicators[row].is_share
        self.last = None if span is None else series.month(span[1] - 1)
        end = 0 if span is None else span[1]
        self.months = series.numerators[row, :end]
        self._out_of = series.denominators[row, :end]

    def _parts(self, last: Month) -> tuple[float, float]:
        back = 0 if self.last is None else self.last.ordinal - last.ordinal
        end = self.months.size - back
        if end < MONTHS_IN_YEAR:
            return math.nan, math.nan
        year = slice(end - MONTHS_IN_YEAR, end)
        return float(self.months[year].sum()), float(self._out_of[year].sum())

    def figure(self, last: Month) -> float:
        """The 12 months to a month; ``nan`` over a gap."""
        count, out_of = self._parts(last)
        if not self.is_share:
            return count
        return PER_CENT * count / out_of if out_of > 0 else math.nan

    def interval(self, last: Month) -> tuple[float, float]:
        """The 95 % interval of the 12 months to a month; ``nan`` over a gap."""
        count, out_of = self._parts(last)
        if self.is_share:
            low, high = share_interval(count, out_of)
            return PER_CENT * float(low), PER_CENT * float(high)
        counted = rate_per(count, 1, per=1)
        return float(counted.low), float(counted.high)

    def said(self, value: float, kind: TargetKind) -> str:
        """A figure in the unit of a kind of target."""
        if kind is TargetKind.PEER_RATE:
            return f"{value:,.1f} per 1,000"
        return f"{value:.1f} %" if self.is_share else wording.count(round(value))
