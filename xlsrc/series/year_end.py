"""What one series comes to by the end of a year, if it goes on as it has."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.measures.foretelling import (
    Z_95,
    chance_of_at_most,
    chance_of_part_at_most,
    count_range,
    part_range,
    share_correlation,
)
from xlsrc.measures.outlook import FIRM, LONG
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.month import Month
    from xlsrc.measures.outlook import Outlook

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
    if year.is_part:
        correlation = share_correlation(year.mean, year.variance)
        low, high = part_range(year.rest, year.mean, correlation, Z_95)
        expected = year.mean * year.rest
    else:
        low, high = count_range(year.mean, year.variance, Z_95)
        expected = year.mean
    expected_total, low_total, high_total = (
        year.shown(year.so_far + float(of[0])) for of in (expected, low, high)
    )
    return YearEnd(end=end, expected=expected_total, low=low_total, high=high_total)


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
    parts = target * year.whole / PER_CENT if year.is_part else target
    lower_is_better = polarity is Polarity.LOWER
    most = most_that_is_within(parts - year.so_far, lower_is_better=lower_is_better)
    counted = np.array([most])
    if not year.is_part:
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

    ``mean`` and ``variance`` are of a count, or of a share of ``rest``, the denominator of the
    months to come; ``whole`` is that of the year.
    """

    is_part: bool
    so_far: float
    mean: Numbers
    variance: Numbers
    rest: Numbers
    whole: float

    def shown(self, total: float) -> float:
        """The year's total as it is shown."""
        return PER_CENT * total / self.whole if self.is_part else total


def _year(past: Outlook, row: int, left: int, *, least: int) -> _Year | None:
    if not 1 <= left <= MONTHS_IN_YEAR or past.observed[row] < least:
        return None
    is_part, whole = bool(past.is_part[row]), past.whole[row : row + 1]
    if not is_part and not np.isnan(whole[0]):
        return None  # a share whose parts are no parts of a whole
    known = slice(left, None)
    months = past.year[row, known]
    if np.isnan(months).any() or past.year_steps[row, known].any():
        return None
    rest = left * whole
    return _Year(
        is_part=is_part,
        so_far=float(months.sum()),
        mean=past.coming_mean[row : row + 1, left - 1],
        variance=past.coming_variance[row : row + 1, left - 1],
        rest=rest,
        whole=float(past.year_out_of[row, known].sum() + rest[0]),
    )
