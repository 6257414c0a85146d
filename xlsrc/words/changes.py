"""A change in words: how many more or fewer, and than what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain.indicator import DAYS
from xlsrc.domain.wording import count, percent, signed
from xlsrc.measures.rolling import PER_CENT

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Indicator


def change(assessment: Assessment) -> str:
    """``344 fewer (−14 %)``, ``0.6 pt lower``, ``111,204 days fewer (−4 %)``, ``no change``; ''
    when there is none to give.
    """
    open_change = spread(assessment)
    if open_change is not None:
        return _between(open_change)
    moved = assessment.change
    return moved_by(assessment.indicator, moved.difference, moved.percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What a change is at least and at most: counts, and per cent where there is any."""

    counts: tuple[float, float]
    percent: tuple[float, float] | None


def spread(assessment: Assessment) -> Spread | None:
    """The change where suppressed months leave it open; None of any other."""
    year, moved = assessment.volume, assessment.change
    if moved.difference is None or (year.bounds is None and year.bounds_before is None):
        return None
    now, before = (
        bounds or (value, value)
        for bounds, value in (
            (year.bounds, year.last_12),
            (year.bounds_before, year.last_12_before),
        )
    )
    least, most = now[0], now[1]
    fewest, largest = before[0], before[1]
    if least is None or most is None or fewest is None or largest is None:
        return None
    has_percent = moved.percent is not None and fewest > 0
    return Spread(
        counts=(least - largest, most - fewest),
        percent=(
            (PER_CENT * (least / largest - 1), PER_CENT * (most / fewest - 1))
            if has_percent
            else None
        ),
    )


def is_open(ends: tuple[float, float]) -> bool:
    """Whether two percentages are shown as two."""
    return signed(ends[0]) != signed(ends[1])


def count_spread(ends: tuple[float, float]) -> str:
    """``+23 to +29``."""
    return f"{signed(ends[0])} to {signed(ends[1])}"


def percent_spread(ends: tuple[float, float]) -> str:
    """``+28 to +39 %``; one figure where both ends are shown as the same."""
    return f"{signed(ends[0])} to {percent(ends[1])}" if is_open(ends) else percent(ends[0])


def _between(found: Spread) -> str:
    """``23 to 29 more (+28 to +39 %)``, ``4 fewer to 6 more``: the smaller change first."""
    low, high = found.counts
    ends = found.percent
    if high <= 0:
        words = f"{count(-high)} to {count(-low)} fewer"
        ends = None if ends is None else (ends[1], ends[0])
    elif low >= 0:
        words = f"{count(low)} to {count(high)} more"
    else:
        words = f"{count(-low)} fewer to {count(high)} more"
    return words if ends is None else f"{words} ({percent_spread(ends)})"


def moved_by(indicator: Indicator, value: float | None, per_cent: float | None) -> str:
    """The same of any difference of an indicator's figures."""
    if value is None:
        return ""
    if indicator.is_share:
        if signed(value, 1) == "0.0":
            return "no change"
        return f"{abs(value):.1f} pt {'lower' if value < 0 else 'higher'}"
    if value == 0:
        return "no change"
    size = f"{count(round(abs(value)))} {DAYS}" if indicator.is_weighted else count(abs(value))
    words = f"{size} {'fewer' if value < 0 else 'more'}"
    return words if per_cent is None else f"{words} ({percent(per_cent)})"


def change_against(assessment: Assessment, before: str) -> str:
    """``344 fewer (−14 %) than the year before``, ``no change on the year before``."""
    words = change(assessment)
    if not words:
        return ""
    return f"{words} {'on' if words == 'no change' else 'than'} {before}"
