"""What lies outside its usual range, in words: when, on which side, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.series.outside import Outside


def when(one: Outside) -> str:
    """``Oct 25`` or ``Jul–Dec 25``."""
    if one.first == one.last:
        return one.last.short
    start = one.first.abbreviation if one.first.year == one.last.year else one.first.short
    return f"{start}–{one.last.short}"


def outside_words(one: Outside) -> str:
    """``Above its usual range in October 2025``, ``Below it over July to December 2025``."""
    side = "Above" if one.is_high else "Below"
    if one.first == one.last:
        spell = f"in {one.last.name}"
    else:
        start = one.first.name if one.first.year != one.last.year else one.first.month_name
        spell = f"over {start} to {one.last.name}"
    if one.restated:
        return f"Listed as {side.lower()} its usual range {spell}; by restated figures inside it"
    back = "" if one.back is None else f"; back inside it since {one.back.name}"
    return f"{side} its usual range {spell}{back}"
