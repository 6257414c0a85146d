"""What else could explain a change on a year ago, and whether its verdict stands all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.extracts.gate.release import is_ordinary, is_without_place
from xlsrc.extracts.later_additions import later_additions
from xlsrc.extracts.panel import Selection, area_key, assembled
from xlsrc.measures.change import certainty
from xlsrc.measures.doubt import TOO_SMALL_TO_SAY, hidden_shift, unplaced_shift, within
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT, last

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Source
    from xlsrc.extracts.store import Store
    from xlsrc.measures.doubt import Shifts, Within
    from xlsrc.series.comparable import Spell
    from xlsrc.series.series import SeriesSet

    Numbers = NDArray[np.float64]

YOUNG: Final = 2
"""Later releases add to a year whose last month is at most so many months old."""


class Because(Enum):
    """What could explain a change, or a part of it."""

    UNPLACED = auto()
    HIDDEN = auto()
    LATER = auto()
    SUPPRESSED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that could explain a change: the last 12 months by ``low`` to ``high`` per cent.

    ``before`` and ``now`` are, of what has no place, per cent of the two years.
    """

    because: Because
    low: float
    high: float
    before: float = 0.0
    now: float = 0.0

    @property
    def is_large(self) -> bool:
        """Whether it is worth a word by itself."""
        return max(-self.low, self.high) >= PER_CENT * TOO_SMALL_TO_SAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What else could explain a change on a year ago.

    With it the change could be ``low`` to ``high`` per cent, and have a p of up to ``p``. Where
    that would be another verdict it ``turns``: nothing can be said; where only less sure,
    ``is_less_sure``. ``shift`` are the lowest and highest shift of the year's logarithm by
    faults, without what later releases add. ``turns_later`` where only these could make it
    another.
    """

    causes: tuple[Cause, ...]
    low: float | None
    high: float | None
    p: float
    shift: tuple[float, float] = (0.0, 0.0)
    turns: bool = False
    is_less_sure: bool = False
    turns_later: bool = False

    @property
    def matters(self) -> bool:
        """Whether the verdict is, or may become, another by it."""
        return self.turns or self.is_less_sure or self.turns_later


def doubts(store: Store, series: SeriesSet) -> tuple[Doubt | None, ...]:
    """The doubts about each series' change on a year ago; ``None`` for those about nothing.

    Of shares nothing is said: what is lost is lost to both of their parts; nor of what is shown
    as a count only.
    """
    # Suppressed months count as what they are at least.
    counts = series.right_aligned(series.summed(series.least))
    suppressed = np.nan_to_num(series.right_aligned(series.summed(series.most)) - counts)
    unplaced, lost = _unplaced(store, series)
    causes = {
        Because.UNPLACED: unplaced,
        Because.HIDDEN: hidden_shift(counts, series.right_aligned(series.more, fill=0.0)),
        Because.LATER: _later(store, series),
        Because.SUPPRESSED: hidden_shift(counts, suppressed),
    }
    shifts = {because: _known(shift, series) for because, shift in causes.items()}
    sure = (Because.UNPLACED, Because.HIDDEN, Because.SUPPRESSED)
    low, high = (np.sum([shifts[because][at] for because in sure], axis=0) for at in (0, 1))
    later_low, later_high = shifts[Because.LATER]
    squares = series.varying(counts)
    by_faults = within(counts, low, high, series.every, squares)
    by_all = within(counts, low + later_low, high + later_high, series.every, squares)
    return tuple(
        _doubt(shifts, (low, high), lost, by_faults, by_all, row)
        for row in range(len(series.indicators))
    )


def _doubt(
    shifts: dict[Because, Shifts],
    faults: Shifts,
    lost: tuple[Numbers, Numbers],
    by_faults: Within,
    by_all: Within,
    row: int,
) -> Doubt | None:
    doubt = Doubt(
        causes=tuple(
            Cause(
                because=because,
                low=_percent(low[row]),
                high=_percent(high[row]),
                before=float(lost[0][row]) if because is Because.UNPLACED else 0.0,
                now=float(lost[1][row]) if because is Because.UNPLACED else 0.0,
            )
            for because, (low, high) in shifts.items()
            if low[row] or high[row]
        ),
        low=or_none(by_all.low[row]),
        high=or_none(by_all.high[row]),
        p=float(by_faults.p[row]),
        shift=(float(faults[0][row]), float(faults[1][row])),
        turns=bool(by_faults.turns[row]),
        is_less_sure=certainty(by_faults.p[row]) is not certainty(by_faults.p_counted[row]),
        turns_later=bool(by_all.turns[row] and not by_faults.turns[row]),
    )
    # Little is worth a word only where it changes one.
    told = tuple(one for one in doubt.causes if one.is_large)
    if not told and not doubt.matters:
        return None
    return replace(doubt, causes=told or doubt.causes)


MOST_SHIFTED: Final = 100.0
"""The logarithm of a factor that says no more than "beyond all measure"; a few still add up."""


def _known(shift: Shifts, series: SeriesSet) -> Shifts:
    """Shifts of counts; 0 where there is none, or nothing to be said of it."""
    silent = np.array([one.is_share or one.count_only for one in series.indicators])
    low, high = (
        np.where(silent, 0.0, np.clip(np.nan_to_num(one), -MOST_SHIFTED, MOST_SHIFTED))
        for one in shift
    )
    return low, high


def _percent(shift: float) -> float:
    return float(PER_CENT * np.expm1(shift))


def _unplaced(store: Store, series: SeriesSet) -> tuple[Shifts, tuple[Numbers, Numbers]]:
    """The shifts by offences without a place; and their share in per cent, before and now."""
    size = len(series.indicators)
    before, now = np.zeros(size), np.zeros(size)
    for source in {indicator.source for indicator in series.indicators}:
        rows = [
            row
            for row, indicator in enumerate(series.indicators)
            if indicator.source is source and not indicator.is_share
        ]
        lost, placed = _places(store, source)
        if not rows or not lost:
            continue
        selections = [Selection.of(series.indicators[row]) for row in rows]
        # Of the two years, and a third for series that are late: older files take longest.
        extracts = [
            extract
            for extract in store.select(source, Level.BOROUGH)
            if extract.months and extract.months[-1] > series.as_at.ordinal - 3 * MONTHS_IN_YEAR
        ]
        panel = assembled(extracts, [*lost, *placed], selections, series.as_at)
        counts = np.nan_to_num(panel.counts)
        ends = series.last_months()
        for at, row in enumerate(rows):
            end = ends[row]
            if end is None:
                continue
            series_to_end = counts[:, at, : end.ordinal - panel.first_month.ordinal + 1]
            parts = [
                part.sum(axis=0, keepdims=True)
                for part in (series_to_end[: len(lost)], series_to_end[len(lost) :])
            ]
            now[row], before[row] = (
                _ratio(*(float(last(part, MONTHS_IN_YEAR, years_ago=years)[0]) for part in parts))
                for years in (0, 1)
            )
    shares = (PER_CENT * before / (1 + before), PER_CENT * now / (1 + now))
    return unplaced_shift(before, now), shares


def unplaced_between(
    store: Store, series: SeriesSet, row: int, before: Spell, now: Spell
) -> tuple[float, float]:
    """What offences without a place could explain of a change from any months to the last ones,
    lowest and highest; (0, 0) for shares and sources that place every offence.
    """
    indicator = series.indicators[row]
    lost, placed = _places(store, indicator.source)
    if not lost or indicator.is_share or indicator.count_only:
        return 0.0, 0.0
    extracts = store.select(indicator.source, Level.BOROUGH)
    panel = assembled(extracts, [*lost, *placed], [Selection.of(indicator)], series.as_at)
    counts = np.nan_to_num(panel.counts[:, 0])
    shares = []
    for first, end in (before, now):
        columns = slice(
            max(0, first.ordinal - panel.first_month.ordinal),
            max(0, end.ordinal - panel.first_month.ordinal + 1),
        )
        sums = counts[:, columns].sum(axis=1)
        shares.append(_ratio(float(sums[: len(lost)].sum()), float(sums[len(lost) :].sum())))
    low, high = unplaced_shift(*(np.array([share]) for share in shares))
    return float(low[0]), float(high[0])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _places(store: Store, source: Source) -> tuple[list[Area], list[Area]]:
    """The areas of a source that stand for no place, and those that are places."""
    areas = {
        area_key(area): area
        for extract in store.select(source, Level.BOROUGH)
        for area in extract.areas
    }
    return (
        [area for area in areas.values() if is_without_place(area)],
        [area for area in areas.values() if is_ordinary(area, store.places)],
    )


def _later(store: Store, series: SeriesSet) -> Shifts:
    """The shifts by what later releases add, where a series' last month is young."""
    low, high = np.zeros((2, len(series.indicators)))
    for row, (indicator, end) in enumerate(
        zip(series.indicators, series.last_months(), strict=True)
    ):
        added = later_additions(indicator)
        if added is None or end is None:
            continue
        vintage = next((v for v in reversed(series.vintages[row]) if v), "")
        if _last_of(store, indicator.source, vintage) - end.ordinal <= YOUNG:
            low[row] = np.log1p(added.low / PER_CENT) - np.log1p(added.high_before / PER_CENT)
            high[row] = np.log1p(added.high / PER_CENT) - np.log1p(added.low_before / PER_CENT)
    return low, high


def _last_of(store: Store, source: Source, vintage: str) -> int:
    return max(
        (
            extract.months[-1]
            for extract in store.select(source, Level.BOROUGH)
            if extract.vintage == vintage and extract.months
        ),
        default=0,
    )
