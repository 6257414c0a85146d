"""A year's volume in words, also where months of it are suppressed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.indicator import DAYS

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Indicator
    from xlsrc.series.year_on_year import Bounds


def at_least(bounds: Bounds) -> str:
    """``at least 7,094``, for a sum of which months are suppressed."""
    return f"at least {wording.count(bounds[0])}"


SUPPRESSED_SHARE: Final = "[c]"
"""What stands for a share that is not shown, of which nothing is known: the government's sign."""


def suppressed_words(bounds: Bounds) -> str:
    """``1–4``, for a month's count that is not shown; ``[c]`` for a share."""
    least, most = bounds
    return SUPPRESSED_SHARE if math.isnan(least) else f"{least:.0f}–{most:.0f}"


def volume_words(assessment: Assessment) -> str:
    """The last 12 months' count, share or days of harm, or what it is at least; '' without any."""
    year = assessment.volume
    if year.last_12 is not None:
        return amount_words(assessment.indicator, year.last_12)
    return "" if year.bounds is None else at_least(year.bounds)


def amount_words(indicator: Indicator, value: float) -> str:
    """``2,089``, ``26.4 %``, ``2,373,174 days``: so much of what an indicator counts."""
    if indicator.is_weighted:
        return f"{wording.count(round(value))} {DAYS}"
    return wording.figure(value, is_share=indicator.is_share)
