"""Any 12 months of one series: their figure and its interval, or why they have none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures.rates import rate_per, share_interval
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from xlsrc.domain.month import Month
    from xlsrc.series.series import SeriesSet


class NoBaseline(Enum):
    """Why a baseline year has no figure."""

    TO_COME = auto()
    UNFINISHED = auto()
    TOO_EARLY = auto()
    GAP = auto()
    NO_WHOLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a baseline year lacks: why it has no figure, and the month that bears it out.

    The last month with figures for a year that is to come or unfinished, the first for one that
    is too early, the first of the gaps, and the year's last for a share of nothing.
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
        self.squares = self.months
        if series.squares is not None and series.indicators[row].is_weighted:
            self.squares = series.summed(series.squares)[row, :end]

    def lacking(self, first: Month, end: Month) -> Lacking | None:
        """Why the 12 months from ``first`` to ``end`` have no figure; ``None`` where they have.

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
        year = self._year(end)
        known = np.isfinite(self.months[year])
        if self.is_share:
            known &= np.isfinite(self.out_of[year])
        if not known.all():
            return Lacking(why=NoBaseline.GAP, month=first + int(np.argmin(known)))
        if math.isnan(self.figure(end)):
            return Lacking(why=NoBaseline.NO_WHOLE, month=end)
        return None

    def _year(self, last: Month) -> slice:
        """Where the 12 months to a month stand, which the series must hold."""
        back = 0 if self.last is None else self.last.ordinal - last.ordinal
        end = self.months.size - back
        return slice(end - MONTHS_IN_YEAR, end)

    def _parts(self, last: Month) -> tuple[float, float]:
        year = self._year(last)
        if year.start < 0 or year.stop > self.months.size:
            return math.nan, math.nan
        return float(self.months[year].sum()), float(self.out_of[year].sum())

    def figure(self, last: Month) -> float:
        """The 12 months to a month; ``nan`` over a gap."""
        count, out_of = self._parts(last)
        if not self.is_share:
            return count
        return PER_CENT * count / out_of if out_of > 0 else math.nan

    def interval(self, last: Month) -> tuple[float, float]:
        """The 95 % interval of the 12 months to a month; ``nan`` over a gap."""
        count, out_of = self._parts(last)
        if self.is_share:
            low, high = share_interval(count, out_of)
            return PER_CENT * float(low), PER_CENT * float(high)
        # A weighted sum varies as so many offences of one weight do.
        weight = float(self.squares[self._year(last)].sum()) / count if count > 0 else 1.0
        counted = rate_per(count / weight, 1, per=1)
        return weight * float(counted.low), weight * float(counted.high)
