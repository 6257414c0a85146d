"""Any months of one series: their figure and its interval, or why they have none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures.rates import rate_per, share_interval
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.month import Month
    from xlsrc.series.series import SeriesSet

    Numbers = NDArray[np.float64]


class NoBaseline(Enum):
    """Why a baseline year has no figure."""

    TO_COME = auto()
    UNFINISHED = auto()
    TOO_EARLY = auto()
    GAP = auto()
    SUPPRESSED = auto()
    NO_WHOLE = auto()
    OVERLAPS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a baseline year lacks: why it has no figure, and the month that bears it out.

    The last month with figures for a year that is to come or unfinished, the first for one that
    is too early, the first of the gaps or of the suppressed months, the year's last for a share of
    nothing or a year that reaches into the months that it is to be compared with.
    """

    why: NoBaseline
    month: Month


class Years:
    """The 12 months to any month of one series: a count, or a share per 100."""

    def __init__(self, series: SeriesSet, row: int) -> None:
        span = series.spans()[row]
        self.every = int(series.every[row])
        self.is_share = series.indicators[row].is_share
        # The first figure of a quarter is of the two months before it too.
        self.first = None if span is None else series.month(span[0]) - (self.every - 1)
        self.last = None if span is None else series.month(span[1] - 1)
        end = 0 if span is None else span[1]
        self.months = series.summed(series.numerators)[row, :end]
        self.out_of = series.summed(series.denominators)[row, :end]
        self.is_suppressed = series.is_suppressed[row, :end]
        self.squares = self.months
        if series.squares is not None and series.indicators[row].is_weighted:
            self.squares = series.summed(series.squares)[row, :end]

    def lacking(self, first: Month, end: Month) -> Lacking | None:
        """Why the months from ``first`` to ``end`` have no figure; ``None`` where they have.

        A year that is not over has none, whatever months of it are there.
        """
        if self.first is None or self.last is None:
            message = "a series with figures was wanted"
            raise ValueError(message)
        if self.last < end:
            why = NoBaseline.TO_COME if self.last < first else NoBaseline.UNFINISHED
            return Lacking(why=why, month=self.last)
        if first < self.first:
            return Lacking(why=NoBaseline.TOO_EARLY, month=self.first)
        months = end.ordinal - first.ordinal + 1
        spell = self._spell(end, months)
        known = np.isfinite(self.months[spell])
        if self.is_share:
            known &= np.isfinite(self.out_of[spell])
        hidden = self.is_suppressed[spell]
        if not known.all() and hidden.any():
            return Lacking(why=NoBaseline.SUPPRESSED, month=first + int(np.argmax(hidden)))
        if not known.all():
            return Lacking(why=NoBaseline.GAP, month=first + int(np.argmin(known)))
        if math.isnan(self.figure(end, months)):
            return Lacking(why=NoBaseline.NO_WHOLE, month=end)
        return None

    def spell(self, last: Month, months: int = MONTHS_IN_YEAR) -> tuple[Numbers, Numbers, Numbers]:
        """The counts, squares and denominators of the months to a month, oldest first.

        What a month adds to sums; ``nan`` before the first.
        """
        spell = self._spell(last, months)
        lead = max(0, -spell.start)
        kept = slice(max(0, spell.start), max(0, spell.stop))
        counts, squares, out_of = (
            np.concatenate([np.full(lead, np.nan), one[kept]])[:months]
            for one in (self.months, self.squares, self.out_of)
        )
        return counts, squares, out_of

    def _spell(self, last: Month, months: int) -> slice:
        """Where the months to a month stand, which the series must hold."""
        back = 0 if self.last is None else self.last.ordinal - last.ordinal
        end = self.months.size - back
        return slice(end - months, end)

    def _parts(self, last: Month, months: int) -> tuple[float, float]:
        spell = self._spell(last, months)
        if spell.start < 0 or spell.stop > self.months.size:
            return math.nan, math.nan
        return float(self.months[spell].sum()), float(self.out_of[spell].sum())

    def figure(self, last: Month, months: int = MONTHS_IN_YEAR) -> float:
        """The 12 months to a month, or so many; ``nan`` over a gap."""
        count, out_of = self._parts(last, months)
        if not self.is_share:
            return count
        return PER_CENT * count / out_of if out_of > 0 else math.nan

    def interval(self, last: Month) -> tuple[float, float]:
        """The 95 % interval of the 12 months to a month; ``nan`` over a gap."""
        count, out_of = self._parts(last, MONTHS_IN_YEAR)
        if self.is_share:
            low, high = share_interval(count, out_of)
            return PER_CENT * float(low), PER_CENT * float(high)
        # A weighted sum varies as so many offences of one weight do.
        weight = (
            float(self.squares[self._spell(last, MONTHS_IN_YEAR)].sum()) / count
            if count > 0
            else 1.0
        )
        counted = rate_per(count / weight, 1, per=1)
        return weight * float(counted.low), weight * float(counted.high)
