"""What lies outside its usual range, in words: when, on which side, how rarely."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsrc.measures.exceptions import RAREST, Standing, one_in

if TYPE_CHECKING:
    from xlsrc.series.outside import Outside

SPELLS: Final = {3: "three-month spells", 6: "six-month spells"}


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
    ended = "; back inside it since" if one.standing is Standing.ENDED else ""
    return f"{side} its usual range {spell}{ended}"


def rarity_words(z: float, *, months: int = 1) -> str:
    """How often a month (or a spell of months) would be this far out if nothing had changed.

    '' for ``nan``. ``months`` is 1, 3 or 6.
    """
    if math.isnan(z):
        return ""
    found = one_in(z)
    level = "high" if z > 0 else "low"
    rarity = f"{_two_figures(min(found, RAREST)):,}"
    start = "Fewer than 1" if found > RAREST else "About 1"
    spell = f"month in {rarity}" if months == 1 else f"in {rarity} {SPELLS[months]}"
    return f"{start} {spell} would be this {level} if nothing had changed"


def _two_figures(number: float) -> int:
    return round(float(f"{number:.1e}"))
