"""Figures in words: how numbers, changes and absent values are written everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment

NOT_COMPARABLE: Final = "n/c"
TOO_FEW: Final = "too few"
NO_DATA: Final = "no data"
DOES_NOT_APPLY: Final = "–"
MINUS: Final = "−"


def count(value: float) -> str:
    """``2,089``; a value that is no whole number keeps one decimal."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def figure(value: float, *, is_share: bool) -> str:
    """A count as ``2,089``, a share as ``26.4 %``."""
    return f"{value:.1f} %" if is_share else count(value)


def signed(value: float, decimals: int = 0) -> str:
    """``+371`` or ``−344`` with a true minus; a value that rounds to nothing has no sign."""
    text = f"{abs(value):,.{decimals}f}"
    if not any(digit in "123456789" for digit in text):
        return text
    return f"{MINUS if value < 0 else '+'}{text}"


def percent(value: float) -> str:
    """``−14 %``."""
    return f"{signed(value)} %"


def points(value: float) -> str:
    """``−0.6 pt``: a change of a share in percentage points."""
    return f"{signed(value, 1)} pt"


def count_of(number: int, noun: str) -> str:
    """``1 month``, ``3 months``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:  # noqa: PLR2004 - one part stands alone
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def change(assessment: Assessment) -> str:
    """``344 fewer (−14 %)``, ``0.6 pt lower``, ``no change``; '' when there is none to give."""
    value = assessment.change.difference
    if value is None:
        return ""
    if assessment.indicator.is_share:
        if signed(value, 1) == "0.0":
            return "no change"
        return f"{abs(value):.1f} pt {'lower' if value < 0 else 'higher'}"
    if value == 0:
        return "no change"
    words = f"{count(abs(value))} {'fewer' if value < 0 else 'more'}"
    if assessment.change.percent is None:
        return words
    return f"{words} ({percent(assessment.change.percent)})"


def change_against(assessment: Assessment, before: str) -> str:
    """``344 fewer (−14 %) than the year before``, ``no change on the year before``."""
    words = change(assessment)
    if not words:
        return ""
    return f"{words} {'on' if words == 'no change' else 'than'} {before}"
