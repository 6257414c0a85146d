"""What one series comes to by the end of a year, if it goes on as it has."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.measures.foretelling import (
    chance_of_at_most,
    chance_of_part_at_most,
    share_correlation,
)
from xlsrc.measures.outlook import FIRM, LONG
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.month import Month
    from xlsrc.measures.outlook import Outlook
    from xlsrc.measures.runs import Run

    Numbers = NDArray[np.float64]

MARCH: Final = 3
ROUNDING: Final = 1e-9
"""What a product of a share and a whole may be off a whole number by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """The 12 months to ``end``: what is expected of them, and their 95 % range.

    Counts, or shares per 100, of the months that are known and of those to come together.
    """

    end: Month
    expected: float
    low: float
    high: float


def financial_year_end(last: Month) -> Month:
    """The March in which the financial year of a month ends."""
    return last + (MARCH - last.number) % MONTHS_IN_YEAR


def year_end(past: Outlook, row: int, last: Month | None) -> YearEnd | None:
    """The financial year that is not yet over; ``None`` in March, with fewer than two years of
    figures, and where a month of the year is a gap, is left out or begins a new way of recording.
    """
    if last is None:
        return None
    end = financial_year_end(last)
    year = _year(past, row, end.ordinal - last.ordinal, least=FIRM)
    if year is None:
        return None
    low, high = year.run.range_of(year.mean, year.variance, year.rest, rows=year.row)
    if year.run.out_of is None:
        expected, ends = year.mean, (low, high)
    else:
        # Of what is to come, parts of a whole that is the mean of the last year.
        expected = year.mean * year.rest
        ends = low * year.rest / PER_CENT, high * year.rest / PER_CENT
    figures = (float(year.shown(year.so_far + of[0])) for of in (expected, *ends))
    expected_figure, low_figure, high_figure = figures
    return YearEnd(end=end, expected=expected_figure, low=low_figure, high=high_figure)


def chance_of(
    past: Outlook, row: int, months: int, target: float, polarity: Polarity
) -> float | None:
    """The chance that the 12 months that end in so many meet a target, if it goes on as it has.

    ``target`` is a count, or a share per 100. ``None`` with fewer than three years of figures, for
    a year that is over, is more than 12 months off, or holds a gap, a month that is left out or
    the first of a new way of recording, and where no direction is better.
    """
    year = _year(past, row, months, least=LONG)
    if year is None or polarity is Polarity.NEUTRAL:
        return None
    parts = target * year.whole / PER_CENT if year.run.out_of is not None else target
    lower_is_better = polarity is Polarity.LOWER
    most = most_that_is_within(parts - year.so_far, lower_is_better=lower_is_better)
    counted = np.array([most])
    if year.run.out_of is None:
        at_most = chance_of_at_most(counted, year.mean, year.variance)
    else:
        correlation = share_correlation(year.mean, year.variance)
        at_most = chance_of_part_at_most(
            np.minimum(counted, year.rest), year.rest, year.mean, correlation
        )
    chance = float(at_most[0])
    return chance if lower_is_better else 1 - chance


def most_that_is_within(room: float, *, lower_is_better: bool) -> float:
    """The greatest whole total that still meets a target that leaves so much room; where higher is
    better, the greatest that still does not.
    """
    return float(math.floor(room + ROUNDING) if lower_is_better else math.ceil(room - ROUNDING) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """A year of which some months are known: their sum, and mean and variance of the rest's.

    ``rest`` is the denominator of the months to come, ``whole`` that of the year.
    """

    run: Run
    row: NDArray[np.intp]
    so_far: float
    mean: Numbers
    variance: Numbers
    rest: Numbers
    whole: float

    def shown(self, total: float) -> float:
        """The year's total as it is shown."""
        return total if self.run.out_of is None else PER_CENT * total / self.whole


def _year(past: Outlook, row: int, left: int, *, least: int) -> _Year | None:
    run, place = past.run_of(row)
    known = MONTHS_IN_YEAR - left
    if not 1 <= left <= MONTHS_IN_YEAR or past.observed[row] < least:
        return None
    if run.out_of is None and run.is_share[place]:
        return None  # its parts are no parts of a whole
    latest = slice(run.values.shape[1] - known, None)
    months = run.values[place, latest]
    if np.isnan(months).any() or run.steps[place, latest].any():
        return None
    mean, variance = (of[place : place + 1, -1] for of in run.filtered.sums[left])
    rest = left * run.whole[place : place + 1]
    so_far_out_of = float(run.denominators[place, latest].sum())
    return _Year(
        run=run,
        row=np.array([place]),
        so_far=float(months.sum()),
        mean=mean,
        variance=variance,
        rest=rest,
        whole=so_far_out_of + float(rest[0]),
    )
