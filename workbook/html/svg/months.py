"""What charts of months have in common: values of months in words, and of suppressed ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.sheets.section.chart_values import months_to
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, count
from xlsrc.words.outlook import spell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month

Bounds = tuple[float, float] | None

SUPPRESSED: Final = (
    "A bar between two ends is a month whose count is suppressed, from the least to the most that "
    "it can be."
)


def notes_of(*bounds: Sequence[Bounds]) -> tuple[str, ...]:
    """What the bars of a chart mean, where it has any."""
    return (SUPPRESSED,) if any(one is not None for some in bounds for one in some) else ()


def suppressed_to(one: Assessment, end: Month, length: int) -> tuple[Bounds, ...]:
    """Of the ``length`` months to ``end`` the bounds of suppressed counts, else None."""
    monthly = one.monthly
    if not monthly.suppressed or monthly.every > 1:
        return (None,) * length
    lows, highs = (
        months_to(
            end,
            length,
            monthly,
            tuple(None if both is None else both[at] for both in monthly.suppressed),
        )
        for at in (0, 1)
    )
    return tuple(
        # Of a suppressed share nothing is known: there is no bar to draw.
        None if low is None or high is None or math.isnan(low) else (low, high)
        for low, high in zip(lows, highs, strict=True)
    )


def value_words(one: Assessment, value: float | None, bounds: Bounds = None) -> str:
    """``193``, ``26.4 %``, ``1–4`` of a suppressed count, ``no data``."""
    if value is not None:
        return wording.figure(one, value)
    if bounds is not None:
        return bounds_words(bounds)
    return DOES_NOT_APPLY if one.indicator.is_share and one.monthly.suppressed else NO_DATA


def bounds_words(bounds: tuple[float, float]) -> str:
    """``1–4``: what a suppressed count is at least and at most."""
    return f"{count(bounds[0])}–{count(bounds[1])}"


def range_words(one: Assessment, low: float | None, high: float | None) -> str:
    """``749–989``; ``–`` without a range."""
    if low is None or high is None:
        return DOES_NOT_APPLY
    return spell_words((low, high), is_share=one.indicator.is_share)


def largest(*series: Sequence[float | None]) -> float:
    """The largest known value of all; 0 of none."""
    return max((value for values in series for value in values if value is not None), default=0.0)
