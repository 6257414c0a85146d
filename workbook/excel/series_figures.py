"""What the past of one series says, for the Excel functions: no month has a name here, and counts
alone are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.wording import TOO_FEW, count_of
from xlsrc.measures.direction import FALLING, RISING, direction
from xlsrc.measures.foretelling import chance_of_at_most
from xlsrc.measures.outlook import LONG, outlook
from xlsrc.series.level import Trend
from xlsrc.series.outside import Kind, outside
from xlsrc.series.year_end import most_that_is_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.outlook import Outlook
    from xlsrc.series.outside import Outside

    Numbers = NDArray[np.float64]

NO_EXCEPTION: Final = "No exception"
CANNOT_SAY: Final = "Cannot say: the latest month is missing."
WORDS: Final = {RISING: Trend.RISING, FALLING: Trend.FALLING, 0: Trend.NO_CLEAR_CHANGE}


def past_of(counts: Numbers) -> Outlook:
    """What the past of one series (1 × months) says of each of its months."""
    return outlook(
        counts,
        np.full(counts.shape, np.nan),
        np.zeros(counts.shape, dtype=bool),
        months=counts.shape[1],
    )


def exception_sentence(counts: Numbers, polarity: Polarity) -> str:
    """The exception of one series (1 × months) in a sentence, or that it is only worth watching;
    that there is none, or that the latest month is missing, likewise.
    """
    if np.isnan(counts[0, -1]):
        return CANNOT_SAY
    past = past_of(counts)
    one = _outside(counts, past, past.force)
    if one is not None:
        side = "Above" if one.is_high else "Below"
        since = ", and not back inside it since" if one.in_force else ", and back inside it since"
        lately = "" if one.last == _latest(counts) else since
        return f"{side} its usual range {_when(counts, one, polarity)}{lately}."
    one = _outside(counts, past, past.watched)
    if one is None:
        return f"{NO_EXCEPTION}."
    # What is watched need not lie outside the 95 % range until the end.
    side = "high" if one.is_high else "low"
    return f"{NO_EXCEPTION}, but worth watching: {side} {_when(counts, one, polarity)}."


def _outside(counts: Numbers, past: Outlook, force: NDArray[np.int8]) -> Outside | None:
    nothing = np.full(counts.shape, np.nan)
    return outside(counts, nothing, past, force, (_latest(counts),), None)[0]


def _latest(counts: Numbers) -> Month:
    """A name for the latest month: how far back others lie is all that is said."""
    return Month(counts.shape[1] - 1)


def _when(counts: Numbers, one: Outside, polarity: Polarity) -> str:
    """``in the latest month (worse)``, ``over the six months to 2 months before the latest``."""
    ago = _latest(counts).ordinal - one.last.ordinal
    before = f"{count_of(ago, 'month')} before the latest"
    if one.kind is Kind.ONE_MONTH:
        spell = before if ago else "in the latest month"
    else:
        spell = f"over the six months to {before}" if ago else "over the latest six months"
    judged = ""
    if polarity is not Polarity.NEUTRAL:
        judged = " (worse)" if one.is_high == (polarity is Polarity.LOWER) else " (better)"
    return f"{spell}{judged}"


def trend_cells(counts: Numbers) -> tuple[str | float, ...]:
    """The trend of one series (1 × months) in a word, its level now, and the level's change on a
    year ago in per cent with its 95 % interval.
    """
    found = direction(past_of(counts))
    figures = (found.level[0, -1], found.change[0], found.change_low[0], found.change_high[0])
    return (str(WORDS[int(found.trend[0])]), *map(float, figures))


def forecast_cells(
    counts: Numbers, months: int, target: float | None, polarity: Polarity
) -> tuple[str | float, ...]:
    """The total expected of the coming 1 to 12 months of one series (1 × months), its 95 % range
    and, where there is a target for it, the chance that it is met.
    """
    past = past_of(counts)
    (run,) = past.runs
    mean, variance = (of[:, -1] for of in run.filtered.sums[months])
    low, high = run.range_of(mean, variance, run.whole)
    expected = (float(mean[0]), float(low[0]), float(high[0]))
    if target is None:
        return expected
    if past.observed[0] < LONG:
        return (*expected, TOO_FEW)
    lower_is_better = polarity is Polarity.LOWER
    most = most_that_is_within(target, lower_is_better=lower_is_better)
    at_most = float(chance_of_at_most(np.array([most]), mean, variance)[0])
    return (*expected, at_most if lower_is_better else 1 - at_most)
