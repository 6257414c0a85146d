"""The latest months of one series beside what is usual for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.measures.missing import or_none

if TYPE_CHECKING:
    from xlsrc.series.measured import Measured

Spell = tuple[float, float]
"""The lower and the upper end of a usual range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The latest month, what was expected of it, and the ranges that are usual.

    ``observed`` is a count, or a share per 100; shares have no range. ``low`` to ``high`` is the
    range of the month, ``quarter`` that of the last three months together, ``next_quarter`` that
    of the three to come. ``z1`` and ``z6`` say how far out the month and the last six together
    are.
    """

    observed: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    z1: float | None = None
    z6: float | None = None
    quarter: Spell | None = None
    next_quarter: Spell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLimits:
    """The XmR chart of the last 24 months, at the latest."""

    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


def usual(figures: Measured, row: int) -> Usual:
    """The latest month of a series beside what was expected of it."""
    found = figures.expected
    return Usual(
        observed=or_none(figures.latest[row]),
        expected=or_none(found.expected[row]),
        low=or_none(found.lower[row]),
        high=or_none(found.upper[row]),
        z1=or_none(found.z1[row]),
        z6=or_none(found.z6[row]),
        quarter=_spell(found.lower_3m[row], found.upper_3m[row]),
        next_quarter=_spell(figures.next_quarter.lower[row], figures.next_quarter.upper[row]),
    )


def control_limits(figures: Measured, row: int) -> ControlLimits:
    """The control limits of a series at its latest month."""
    return ControlLimits(
        mean=or_none(figures.xmr.mean[row, -1]),
        lower=or_none(figures.xmr.lower[row, -1]),
        upper=or_none(figures.xmr.upper[row, -1]),
    )


def _spell(low: float, high: float) -> Spell | None:
    ends = or_none(low), or_none(high)
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
