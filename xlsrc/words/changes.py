"""A change in words: how many more or fewer, and than what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.indicator import DAYS
from xlsrc.domain.wording import count, percent, signed

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Indicator


def change(assessment: Assessment) -> str:
    """``344 fewer (−14 %)``, ``0.6 pt lower``, ``111,204 days fewer (−4 %)``, ``no change``; ''
    when there is none to give.
    """
    moved = assessment.change
    return moved_by(assessment.indicator, moved.difference, moved.percent)


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
