"""All measures of a set of series at once: one value, or one history, per series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.settings import Effect
from xlsrc.measures import expected as usual
from xlsrc.measures.change import change_in_share, change_on_year
from xlsrc.measures.control_chart import xmr
from xlsrc.measures.rolling import PER_CENT, last
from xlsrc.series.outside import outside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.measures.control_chart import Xmr
    from xlsrc.measures.expected import Expected, History, KnownChanges, UsualRange
    from xlsrc.series.outside import Outside
    from xlsrc.series.series import SeriesSet

CHART_MONTHS: Final = 192
XMR_MONTHS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Arrays of one value per series, at each series' own last month; ``nan`` where none can be.

    Volumes are counts, or shares per 100; ``difference`` is a count or percentage points. The
    usual ranges are of counts: shares have none. ``history`` covers the last 16 years.
    """

    latest: NDArray[np.float64]
    volume_3m: NDArray[np.float64]
    volume_3m_prior: NDArray[np.float64]
    volume_12m: NDArray[np.float64]
    volume_12m_prior: NDArray[np.float64]
    difference: NDArray[np.float64]
    percent: NDArray[np.float64]
    p: NDArray[np.float64]
    expected: Expected
    half_year: UsualRange
    next_quarter: UsualRange
    history: History
    xmr: Xmr
    outside: tuple[tuple[Outside, ...], ...]


def measured(series: SeriesSet, settings: Settings) -> Measured:
    """The measures of every series, each at its own last month."""
    counts = series.right_aligned(series.numerators)
    out_of = series.right_aligned(series.denominators)
    is_share = series.is_share

    def volume(months: int, years_ago: int) -> NDArray[np.float64]:
        sums = last(counts, months, years_ago=years_ago)
        over = last(out_of, months, years_ago=years_ago)
        shares = PER_CENT * sums / np.where(over > 0, over, np.nan)
        return np.where(is_share, shares, sums)

    change = change_on_year(counts)
    share = change_in_share(counts, out_of)
    only_counts = np.where(is_share[:, None], np.nan, counts)
    changes = known_changes(series, settings)
    history = usual.history(only_counts, CHART_MONTHS, known_changes=changes)
    return Measured(
        latest=volume(1, 0),
        volume_3m=volume(3, 0),
        volume_3m_prior=volume(3, 1),
        volume_12m=volume(12, 0),
        volume_12m_prior=volume(12, 1),
        difference=np.where(is_share, share.difference, change.difference),
        percent=np.where(is_share, np.nan, change.percent),
        p=np.where(is_share, share.p, change.p),
        expected=usual.expected(only_counts, known_changes=changes),
        half_year=usual.half_year(only_counts, known_changes=changes),
        next_quarter=usual.next_quarter(only_counts, known_changes=changes),
        history=history,
        xmr=xmr(series.right_aligned(series.values)[:, -XMR_MONTHS:]),
        outside=outside(
            only_counts, history, series.last_months(), changes, settings.last_published
        ),
    )


def known_changes(series: SeriesSet, settings: Settings) -> KnownChanges:
    """The known changes of each series as columns of its right-aligned months."""
    width = series.numerators.shape[1]
    columns = [
        changed_columns(indicator, settings, last, width)
        for indicator, last in zip(series.indicators, series.last_months(), strict=True)
    ]
    return usual.KnownChanges(
        steps=tuple(steps for steps, _ in columns), masked=tuple(masked for _, masked in columns)
    )


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
