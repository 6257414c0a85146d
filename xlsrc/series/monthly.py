"""The months, or quarters, of one series as charts draw them."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final, TypeVar

from xlsrc.domain.month import Month
from xlsrc.measures.missing import each_or_none
from xlsrc.measures.outlook import FIRM
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.series.measured import CHART_MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.series.measured import Measured
    from xlsrc.series.series import SeriesSet
    from xlsrc.series.year_on_year import Bounds

    Figures = tuple[float | None, ...]

_T = TypeVar("_T")

FLATTENS: Final = 1.5
"""A provisional range is left out that ends above this many times the largest figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """Monthly figures for charts, all of one length, oldest first, ending at the last month.

    With ``every`` 3 they are of quarters, and ``months`` the last months of these: of a month by
    itself there is no figure.
    ``recorded`` is a count, or a share per 100; ``None`` marks a gap. ``expected`` and the 95 %
    range ``lower`` to ``upper`` are of each month, foretold from those before it, ``None`` where
    none can be given, or a provisional one is so wide that it says nothing. ``level`` is
    seasonally adjusted and looked at from both sides. In a gap of a year or more there is neither.
    ``suppressed`` has, of a month whose figure is small and not shown, what it is at least and at
    most (of a share both are ``nan``), ``None`` of all others; () where none is.
    ``flagged`` marks months that are exceptions by themselves, ``sustained`` those that belong to
    six that are one together.
    """

    months: tuple[Month, ...]
    recorded: tuple[float | None, ...]
    numerators: tuple[float | None, ...]
    denominators: tuple[float | None, ...]
    vintages: tuple[str, ...]
    expected: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    level: tuple[float | None, ...]
    flagged: tuple[bool, ...]
    sustained: tuple[bool, ...]
    every: int = 1
    suppressed: tuple[Bounds | None, ...] = ()

    @property
    def hidden(self) -> tuple[Bounds | None, ...]:
        """``suppressed``, month by month also where there are no such months."""
        return self.suppressed or (None,) * len(self.recorded)

    @property
    def is_gap(self) -> tuple[bool, ...]:
        """Which months have no figure: a suppressed one is a figure."""
        both = zip(self.recorded, self.hidden, strict=True)
        return tuple(value is None and hidden is None for value, hidden in both)


def monthly(
    series: SeriesSet, figures: Measured, row: int, span: tuple[int, int] | None
) -> Monthly:
    """The whole series, with what was to be expected in its last 16 years."""
    first, end = span or (0, 0)
    length = end - first
    past = figures.past
    expected, lower, upper, level = (
        _ending(each_or_none(values[row]), length, None)
        for values in (past.expected, past.low, past.high, figures.direction.level)
    )
    flagged, sustained = (
        _ending(tuple(values[row].tolist()), length, False)  # noqa: FBT003 - what fills the front
        for values in figures.marks
    )
    every, begin = int(series.every[row]), series.month(first).ordinal
    recorded = each_or_none(series.values[row, first:end])
    in_gap = _in_long_gap(recorded, every)
    too_wide = _too_wide(recorded, upper, in_gap)
    level = _without(level, in_gap)
    expected = _without(expected, in_gap)
    lower, upper = (_without(_without(values, in_gap), too_wide) for values in (lower, upper))
    whole = Monthly(
        months=tuple(map(Month, range(begin, begin + length))),
        recorded=recorded,
        numerators=each_or_none(series.numerators[row, first:end]),
        denominators=each_or_none(series.denominators[row, first:end]),
        vintages=series.vintages[row][first:end],
        expected=expected,
        lower=lower,
        upper=upper,
        level=level,
        flagged=flagged,
        sustained=sustained,
        suppressed=_suppressed(series, row, slice(first, end)),
        every=every,
    )
    # A series ends with a figure, which is of the quarter to its last month.
    start = (length - 1) % every if length else 0
    return whole if every == 1 else _of_columns(whole, slice(start, None, every))


def _suppressed(series: SeriesSet, row: int, columns: slice) -> tuple[Bounds | None, ...]:
    ends = zip(series.least[row, columns].tolist(), series.most[row, columns].tolist(), strict=True)
    is_share = series.indicators[row].is_share
    found = tuple(
        ((math.nan, math.nan) if is_share else (least, most)) if is_hidden else None
        for is_hidden, (least, most) in zip(series.is_suppressed[row, columns], ends, strict=True)
    )
    return found if any(found) else ()


def _in_long_gap(recorded: Figures, every: int) -> list[bool]:
    """Which months lie in a gap of a year or more: a line through it would be nobody's figure."""
    found = [False] * len(recorded)
    start = 0
    for at in range(len(recorded) + 1):
        if at < len(recorded) and recorded[at] is None:
            continue
        if at - start >= MONTHS_IN_YEAR and every == 1:
            found[start:at] = [True] * (at - start)
        start = at + 1
    return found


def _too_wide(recorded: Figures, upper: Figures, in_gap: Sequence[bool]) -> list[bool]:
    """Which of the months that charts draw have a range of few months, or of few since a long gap,
    that reaches far past everything recorded: drawn, it would flatten the years after it.
    """
    most = FLATTENS * max((value for value in recorded if value is not None), default=0.0)
    drawn_from = len(recorded) - (CHART_MONTHS - FIRM)
    found, seen = [], 0
    for at, (value, high, is_gap) in enumerate(zip(recorded, upper, in_gap, strict=True)):
        found.append(at >= drawn_from and seen < FIRM and high is not None and high > most)
        seen = 0 if is_gap else seen + (value is not None)
    return found


def _without(values: Figures, left_out: Sequence[bool]) -> Figures:
    if True not in left_out:
        return values
    return tuple(None if is_out else value for value, is_out in zip(values, left_out, strict=True))


def _of_columns(whole: Monthly, columns: slice) -> Monthly:
    own = {
        field.name: getattr(whole, field.name)[columns]
        for field in fields(whole)
        if field.name != "every"
    }
    return replace(whole, **own)


def _ending(values: tuple[_T, ...], length: int, fill: _T) -> tuple[_T, ...]:
    """The last ``length`` values, or all of them behind ``fill``."""
    return (fill,) * (length - len(values)) + values[max(0, len(values) - length) :]
