"""Figures in words: how numbers, changes and absent values are written everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


NOT_COMPARABLE: Final = "n/c"
TOO_FEW: Final = "too few"
NO_DATA: Final = "no data"
WITHHELD: Final = "withheld"
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


def share(part: float, decimals: int = 0) -> str:
    """``1.4 %`` of 0.014: a part of a whole; what is more than nothing never reads as 0."""
    value, step = 100 * part, 10.0**-decimals
    if 0 < value < step / 2:
        return f"under {step:.{decimals}f} %"
    return f"{value:,.{decimals}f} %"


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


def some(parts: Sequence[str], most: int) -> str:
    """The parts as ``listed``; of more than ``most`` the first, and ``12 more``."""
    more = len(parts) - most
    return listed([*parts[:most], f"{more} more"] if more > 0 else parts)


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``22nd``."""
    teens = number % 100 in range(11, 14)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
