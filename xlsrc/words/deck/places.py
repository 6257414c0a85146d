"""The finding that a slide's map shows: a ward that stands out, else where most is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.maps.class_limits import largest_share, natural_breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.maps.wards import WardSeries
    from xlsrc.series.outside import Outside

YEAR: Final = 12
MOST_IN_A_CLASS: Final = 0.5
"""Of the wards; with more of them in one, the classes of before say little of now."""

FEWEST_A_WARD: Final = 10
"""Of a year, on average: fewer say nothing of where most is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardCount:
    """A ward's count in the months that are shown, and in the same a year before.

    ``outside`` is the exception in force that covers just these months.
    """

    code: str
    name: str
    now: float | None
    before: float | None
    outside: Outside | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WardFinding:
    """An indicator in every ward over the months ``first`` to ``last``, the highest count first.

    ``limits`` are the lower ends of the classes but the lowest: of the calendar year before, so
    that they stay for a year; of these months themselves where one class would have nearly all.
    """

    indicator: Indicator
    first: Month
    last: Month
    wards: tuple[WardCount, ...]
    limits: tuple[int, ...]

    @property
    def odd(self) -> tuple[WardCount, ...]:
        """The wards that stand out, the furthest first."""
        found = [one for one in self.wards if one.outside is not None]
        return tuple(sorted(found, key=lambda one: -abs(one.outside.z if one.outside else 0)))

    @property
    def is_year(self) -> bool:
        """Whether it is of 12 months, not of the months of an exception."""
        return self.last.ordinal - self.first.ordinal == YEAR - 1

    def class_of(self, count: float) -> int:
        """The class of a count, from 0."""
        return sum(count >= limit for limit in self.limits)


def ward_finding(dashboard: Dashboard, others: Sequence[Assessment]) -> WardFinding | None:
    """The ward that is furthest outside its usual range now; else the first of the ``others`` that
    is counted by ward. Never of a sensitive offence.
    """
    series = {
        one.indicator.id: one
        for one in dashboard.wards
        if one.months and not one.indicator.sensitive
    }
    rows = [
        row
        for row in dashboard.exceptions
        if row.is_of_ward and row.outside.in_force and not row.illustrative
        if row.indicator.id in series
    ]
    for row in sorted(rows, key=lambda row: -abs(row.outside.z)):
        one = row.outside
        found = _finding(series[row.indicator.id], one.first, one.last, rows)
        if found is not None and found.odd:
            return found
    for assessment in others:
        of = series.get(assessment.indicator.id)
        if of is not None:
            found = _finding(of, of.months[-1] - (YEAR - 1), of.months[-1], ())
            if found is not None:
                return found
    return None


def _finding(
    series: WardSeries, first: Month, last: Month, rows: Sequence[ExceptionRow]
) -> WardFinding | None:
    outside = {
        row.area.code: row.outside
        for row in rows
        if row.indicator.id == series.indicator.id
        if (row.outside.first, row.outside.last) == (first, last)
    }
    wards = [
        WardCount(
            code=ward.code,
            name=ward.name,
            now=_total(series, at, first, last),
            before=_total(series, at, first - YEAR, last - YEAR),
            outside=outside.get(ward.code),
        )
        for at, ward in enumerate(series.wards)
    ]
    if not any(one.now for one in wards):
        return None
    if not outside and sum(one.now or 0 for one in wards) < FEWEST_A_WARD * len(wards):
        return None
    wards.sort(key=lambda one: (-(one.now if one.now is not None else -1), one.name))
    return WardFinding(
        indicator=series.indicator,
        first=first,
        last=last,
        wards=tuple(wards),
        limits=_limits(series, first, last),
    )


def total(series: WardSeries, ward: int, first: Month, last: Month) -> float | None:
    """A ward's count in the months ``first`` to ``last``; ``None`` over a gap."""
    return _total(series, ward, first, last)


def _total(series: WardSeries, ward: int, first: Month, last: Month) -> float | None:
    wanted = last.ordinal - first.ordinal + 1
    counts = [
        count
        for month, count in zip(series.months, series.counts[ward], strict=True)
        if first <= month <= last
    ]
    known = [count for count in counts if count is not None]
    return float(sum(known)) if len(known) == wanted else None


def _limits(series: WardSeries, first: Month, last: Month) -> tuple[int, ...]:
    """Four rising whole numbers, from spells as long as this one in the calendar year before."""
    length = last.ordinal - first.ordinal
    now = _totals(series, [last], length)
    ends = [month for month in series.months if month.year == last.year - 1]
    limits = natural_breaks(_totals(series, ends, length), 1)
    if not limits or largest_share(limits, now, 1) > MOST_IN_A_CLASS:
        limits = natural_breaks(now, 1)
    return tuple(map(int, limits))


def _totals(series: WardSeries, ends: Sequence[Month], length: int) -> NDArray[np.float64]:
    """The wards' known counts in the spells that end in these months."""
    found = (
        _total(series, at, end - length, end) for at in range(len(series.wards)) for end in ends
    )
    return np.array([one for one in found if one is not None])
