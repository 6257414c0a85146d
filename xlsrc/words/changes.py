"""A change in words: how many more or fewer, and than what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.indicator import DAYS
from xlsrc.domain.wording import count, percent, signed

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment


def change(assessment: Assessment) -> str:
    """``344 fewer (−14 %)``, ``0.6 pt lower``, ``111,204 days fewer (−4 %)``, ``no change``; ''
    when there is none to give.
    """
    value = assessment.change.difference
    if value is None:
        return ""
    if assessment.indicator.is_share:
        if signed(value, 1) == "0.0":
            return "no change"
        return f"{abs(value):.1f} pt {'lower' if value < 0 else 'higher'}"
    if value == 0:
        return "no change"
    is_weighted = assessment.indicator.is_weighted
    size = f"{count(round(abs(value)))} {DAYS}" if is_weighted else count(abs(value))
    words = f"{size} {'fewer' if value < 0 else 'more'}"
    if assessment.change.percent is None:
        return words
    return f"{words} ({percent(assessment.change.percent)})"


def change_against(assessment: Assessment, before: str) -> str:
    """``344 fewer (−14 %) than the year before``, ``no change on the year before``."""
    words = change(assessment)
    if not words:
        return ""
    return f"{words} {'on' if words == 'no change' else 'than'} {before}"
