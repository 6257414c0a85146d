"""All measures of a set of series at once: one value, or one history, per series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.settings import Effect
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.measures.by_period import by_period
from xlsrc.measures.change import change_in_share, change_on_year
from xlsrc.measures.control_chart import xmr
from xlsrc.measures.rolling import PER_CENT, last
from xlsrc.measures.unusual import ENDS, WATCH_ENDS
from xlsrc.series.outside import marks, outside, told
from xlsrc.series.past import past_and_direction
from xlsrc.series.suppressed import after_the_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import Known
    from xlsrc.domain.settings import Settings
    from xlsrc.measures.control_chart import Xmr
    from xlsrc.measures.direction import Direction
    from xlsrc.measures.outlook import Outlook
    from xlsrc.series.outside import Outside
    from xlsrc.series.series import SeriesSet

CHART_MONTHS: Final = 192
XMR_MONTHS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Arrays of one value per series, at each series' own last month; ``nan`` where none can be.

    A series by the quarter has volumes and changes, tested by its quarters, and nothing that asks
    how much months differ: no latest month, range, exception, level or outlook. A weighted sum has
    a latest month, and of the rest no more.

    Volumes are counts, or shares per 100; ``difference`` is a count or percentage points.
    ``past`` covers the last 16 years, ``direction`` all. ``marks`` are the months that charts mark:
    exceptions by themselves, and those of six months that are one. ``outside`` is what each series
    is known by to lie outside its usual range, ``watched`` what is only worth watching.
    ``hidden`` (series × months) marks suppressed months. In ``bounds_…`` they are at their least
    and at their most; ``nan`` of a share. Of a series of which a month of the last two years is
    suppressed nothing is said that is learnt from many months.
    """

    latest: NDArray[np.float64]
    volume_3m: NDArray[np.float64]
    volume_3m_prior: NDArray[np.float64]
    volume_12m: NDArray[np.float64]
    volume_12m_prior: NDArray[np.float64]
    bounds_3m: tuple[NDArray[np.float64], NDArray[np.float64]]
    bounds_3m_prior: tuple[NDArray[np.float64], NDArray[np.float64]]
    bounds_12m: tuple[NDArray[np.float64], NDArray[np.float64]]
    bounds_12m_prior: tuple[NDArray[np.float64], NDArray[np.float64]]
    difference: NDArray[np.float64]
    percent: NDArray[np.float64]
    p: NDArray[np.float64]
    past: Outlook
    direction: Direction
    xmr: Xmr
    marks: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    outside: tuple[Outside | None, ...]
    watched: tuple[Outside | None, ...]
    hidden: NDArray[np.bool_]


def measured(
    series: SeriesSet,
    settings: Settings,
    *,
    cache: Path | None = None,
    listed: Sequence[Known] | None = None,
) -> Measured:
    """The measures of every series, each at its own last month.

    ``cache`` is a folder that keeps the slow ones, ``listed`` what the edition before said of each.
    """
    counts = series.right_aligned(series.numerators)
    out_of = series.right_aligned(series.denominators)
    is_share, every = series.is_share, series.every
    added, added_of = (
        series.right_aligned(series.summed(one)) for one in (series.numerators, series.denominators)
    )

    def volume(months: int, years_ago: int) -> NDArray[np.float64]:
        sums = last(added, months, years_ago=years_ago)
        over = last(added_of, months, years_ago=years_ago)
        shares = PER_CENT * sums / np.where(over > 0, over, np.nan)
        return np.where(is_share, shares, sums)

    change = by_period(change_on_year, every, added, series.varying(added))
    share = by_period(change_in_share, every, added, added_of)
    steps, masked = known_changes(series, settings)
    unsure = series.right_aligned(series.unsure.astype(np.float64), fill=0.0) > 0
    # How much months differ nobody can tell from quarters, nor from sums of unlike offences.
    monthly = ((every == 1) & ~series.is_weighted)[:, np.newaxis]
    hidden = series.right_aligned(series.is_suppressed.astype(np.float64), fill=0.0) > 0
    judged = after_the_last(np.where(masked | unsure | ~monthly, np.nan, counts), hidden)
    shown = after_the_last(series.right_aligned(series.values), hidden)
    past, way = past_and_direction(
        judged, out_of, steps, months=CHART_MONTHS, cache=cache, only=~series.is_weighted
    )
    past = _told(counts, out_of, past)
    last_months, published = series.last_months(), settings.last_published
    exceptions = outside(counts, out_of, past, past.force, last_months, published, listed)
    watched = outside(counts, out_of, past, past.watched, last_months, published)
    return Measured(
        latest=np.where(every == 1, volume(1, 0), np.nan),
        volume_3m=volume(3, 0),
        volume_3m_prior=volume(3, 1),
        volume_12m=volume(12, 0),
        volume_12m_prior=volume(12, 1),
        **_bounds(series),
        difference=np.where(is_share, share.difference, change.difference),
        percent=np.where(is_share, np.nan, change.percent),
        p=np.where(is_share, share.p, change.p),
        past=past,
        direction=way,
        xmr=xmr(np.where(monthly, shown, np.nan)[:, -XMR_MONTHS:]),
        marks=marks(counts, out_of, past),
        outside=exceptions,
        watched=_no_exceptions(watched, exceptions),
        hidden=hidden,
    )


def _bounds(series: SeriesSet) -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """The volumes of counts with their suppressed months at their least and at their most."""
    ends = [series.right_aligned(series.summed(one)) for one in (series.least, series.most)]
    is_bounded = ~series.is_share[:, np.newaxis] & ~(ends[1] >= MAX_FIGURE)
    least, most = (np.where(is_bounded, one, np.nan) for one in ends)
    return {
        f"bounds_{months}m{name}": (
            last(least, months, years_ago=ago),
            last(most, months, years_ago=ago),
        )
        for months in (3, 12)
        for ago, name in enumerate(("", "_prior"))
    }


def _told(counts: NDArray[np.float64], out_of: NDArray[np.float64], past: Outlook) -> Outlook:
    """The past with what is in force where there is something to tell."""
    return replace(
        past,
        force=told(counts, out_of, past, past.force, ENDS),
        watched=told(counts, out_of, past, past.watched, WATCH_ENDS),
    )


def _no_exceptions(
    watched: Iterable[Outside | None], exceptions: Iterable[Outside | None]
) -> tuple[Outside | None, ...]:
    """What is worth watching, and is not an exception already."""
    return tuple(
        None if known is not None else one for known, one in zip(exceptions, watched, strict=True)
    )


def known_changes(
    series: SeriesSet, settings: Settings
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The known changes of each series, by its right-aligned months: see :func:`changed_months`."""
    return changed_months(
        series.indicators, settings, series.last_months(), series.numerators.shape[1]
    )


def changed_months(
    indicators: Sequence[Indicator],
    settings: Settings,
    last_months: Sequence[Month | None],
    width: int,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The first months of new ways of recording, and the months that are to say nothing.

    Both series × months, the last of the ``width`` columns being each series' own last month.
    """
    steps, masked = np.zeros((2, len(indicators), width), dtype=bool)
    for row, (indicator, end) in enumerate(zip(indicators, last_months, strict=True)):
        for marked, columns in zip(
            (steps, masked), changed_columns(indicator, settings, end, width), strict=True
        ):
            marked[row, list(columns)] = True
    return steps, masked


def changed_columns(
    indicator: Indicator, settings: Settings, last: Month | None, width: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The steps and the masked months of one indicator, as columns of a series of ``width``
    months that ends at ``last``.
    """
    steps: set[int] = set()
    masked: set[int] = set()
    if last is None:
        return (), ()
    first_month = last.ordinal - (width - 1)
    for change in settings.known_changes:
        if not change.concerns(indicator):
            continue
        first = change.first.ordinal - first_month
        end = (change.last or change.first).ordinal - first_month
        if change.effect is Effect.MASK:
            masked.update(range(max(first, 0), min(end, width - 1) + 1))
        elif 0 <= first < width:
            steps.add(first)
    return tuple(sorted(steps)), tuple(sorted(masked))
