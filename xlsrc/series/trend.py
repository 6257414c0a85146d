"""The months of one series as charts draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from xlsrc.measures.expected import FLAG_Z, HALF_YEAR
from xlsrc.measures.missing import each_or_none

if TYPE_CHECKING:
    from xlsrc.domain.month import Month
    from xlsrc.series.measured import Measured
    from xlsrc.series.series import SeriesSet

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Monthly figures for charts, all of one length, oldest first, ending at the as-at month.

    ``recorded`` is a count, or a share per 100; ``None`` marks a gap. The range fields are
    ``None`` where no usual range can be given. ``flagged`` marks one-month exceptions;
    ``sustained`` months that belong to a six-month exception.
    """

    months: tuple[Month, ...]
    recorded: tuple[float | None, ...]
    numerators: tuple[float | None, ...]
    denominators: tuple[float | None, ...]
    vintages: tuple[str, ...]
    expected: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    flagged: tuple[bool, ...]
    sustained: tuple[bool, ...]


def trend(series: SeriesSet, figures: Measured, row: int, span: tuple[int, int] | None) -> Trend:
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
        recorded=each_or_none(series.values[row, first:end]),
        numerators=each_or_none(series.numerators[row, first:end]),
        denominators=each_or_none(series.denominators[row, first:end]),
        vintages=series.vintages[row][first:end],
        expected=_ending(each_or_none(history.expected[row]), length, None),
        lower=_ending(each_or_none(history.lower[row]), length, None),
        upper=_ending(each_or_none(history.upper[row]), length, None),
        flagged=_ending(tuple(flagged.tolist()), length, False),  # noqa: FBT003 - what fills the front
        sustained=_ending(tuple(sustained.tolist()), length, False),  # noqa: FBT003 - what fills the front
    )


def _ending(values: tuple[_T, ...], length: int, fill: _T) -> tuple[_T, ...]:
    """The last ``length`` values, or all of them behind ``fill``."""
    return (fill,) * (length - len(values)) + values[max(0, len(values) - length) :]
