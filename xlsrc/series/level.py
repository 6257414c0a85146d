"""The level behind the months of one series: how it has moved in a year, and which way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xlsrc.measures.missing import or_none

if TYPE_CHECKING:
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
    A trend whose interval no longer leaves out 0 is kept from the quarter before.
    """

    change: float | None = None
    low: float | None = None
    high: float | None = None
    trend: Trend | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and self.low * self.high > 0


def level_change(figures: Measured, row: int) -> LevelChange:
    """How the level of a series has moved in the 12 months to its last."""
    found = figures.direction
    word = float(found.trend[row])
    if math.isnan(word):
        return LevelChange()
    return LevelChange(
        change=or_none(found.change[row]),
        low=or_none(found.change_low[row]),
        high=or_none(found.change_high[row]),
        trend={1: Trend.RISING, -1: Trend.FALLING}.get(int(word), Trend.NO_CLEAR_CHANGE),
    )
