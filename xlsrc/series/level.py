"""The level behind the months of one series: how it has moved in a year, and which way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import PER_CENT

if TYPE_CHECKING:
    from xlsrc.series.doubt import Doubt
    from xlsrc.series.measured import Measured


class Trend(StrEnum):
    """Which way a level goes."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """The seasonally adjusted level against that of a year ago.

    ``change`` with its 95 % interval ``low`` to ``high`` is in per cent, for a share in points.
    All are ``None`` with fewer than two years of figures, or where recording changed in the year.
    A trend whose interval no longer leaves out 0 is kept from the quarter before. There is none
    where what else could explain the change of the year could make it another.
    """

    change: float | None = None
    low: float | None = None
    high: float | None = None
    trend: Trend | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and self.low * self.high > 0


def level_change(figures: Measured, row: int, doubt: Doubt | None = None) -> LevelChange:
    """How the level of a series has moved in the 12 months to its last."""
    found = figures.direction
    word = float(found.trend[row])
    if math.isnan(word):
        return LevelChange()
    low, high = float(found.change_low[row]), float(found.change_high[row])
    return LevelChange(
        change=or_none(found.change[row]),
        low=or_none(low),
        high=or_none(high),
        trend=None
        if doubt is not None and _turns(low, high, doubt)
        else {1: Trend.RISING, -1: Trend.FALLING}.get(int(word), Trend.NO_CLEAR_CHANGE),
    )


def _turns(low: float, high: float, doubt: Doubt) -> bool:
    """Whether an interval, in per cent, lies otherwise to 0 when the doubt shifts it."""
    sides = {
        (_shifted(low, shift) > 0) - (_shifted(high, shift) < 0) for shift in (0.0, *doubt.shift)
    }
    return len(sides) > 1


def _shifted(percent: float, shift: float) -> float:
    return (1 + percent / PER_CENT) * math.exp(shift) - 1
