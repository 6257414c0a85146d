"""The latest months of one series beside what is usual for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.measures.missing import or_none
from xlsrc.measures.outlook import FIRM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from xlsrc.series.measured import Measured

Spell = tuple[float, float]
"""The lower and the upper end of a 95 % range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The latest month, what was expected of it, and the ranges that are usual.

    Counts, or shares per 100. ``low`` to ``high`` is the 95 % range of the month, ``quarter`` that
    of the last three months together as foretold before them, ``next_quarter`` that of the three
    to come, ``next_months`` those of each of these by itself, () where none can be given.
    ``z1`` and ``z6`` say how far out the month and the last six together are.
    ``history`` counts the months that the ranges rest on; they are ``provisional`` while there
    are fewer than two years of them.
    """

    observed: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    z1: float | None = None
    z6: float | None = None
    quarter: Spell | None = None
    next_quarter: Spell | None = None
    next_months: tuple[Spell, ...] = ()
    history: int = 0

    @property
    def provisional(self) -> bool:
        """Whether the ranges rest on so few months that they are too wide."""
        return self.history < FIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLimits:
    """The XmR chart of the last 24 months, at the latest."""

    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


def usual(figures: Measured, row: int) -> Usual:
    """The latest month of a series beside what was expected of it."""
    past = figures.past
    return Usual(
        observed=or_none(figures.latest[row]),
        expected=or_none(past.expected[row, -1]),
        low=or_none(past.low[row, -1]),
        high=or_none(past.high[row, -1]),
        z1=or_none(past.z1[row, -1]),
        z6=or_none(past.z6[row, -1]),
        quarter=_spell(past.quarter_low[row], past.quarter_high[row]),
        next_quarter=_spell(past.next_low[row], past.next_high[row]),
        next_months=_spells(past.month_low[row], past.month_high[row]),
        history=int(past.observed[row]),
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


def _spells(low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[Spell, ...]:
    """The ranges of months in turn; () where one of them has none."""
    found = tuple(map(_spell, low, high))
    return tuple(one for one in found if one is not None) if all(found) else ()
