"""What is said of indicators that a known change keeps from being compared with last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain import wording
from xlsrc.domain.settings import Effect
from xlsrc.series.level import Trend
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import withheld_in_short
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.domain.settings import KnownChange


def not_comparable(assessment: Assessment) -> str:
    """Why the year cannot be compared, with the last months that can."""
    if assessment.change.broken_by is None or assessment.as_at is None:
        return ""
    same = _same_months(assessment)
    why = f"Not comparable with last year ({what_broke(assessment.change.broken_by)})."
    return f"{why} {same}." if same else why


def what_broke(change: KnownChange) -> str:
    """``recording changed in March 2024``, or the label and first month of what is left out."""
    what = "recording changed" if change.effect is Effect.STEP else change.label
    return f"{what} in {change.first.name}"


def _same_months(assessment: Assessment) -> str:
    """``July–September 2021: 13,778 against 13,102``: the last months that can be compared with
    the same a year before; '' where there are none, or a figure of them lacks.
    """
    monthly, run = assessment.monthly, assessment.change.comparable
    if assessment.indicator.is_share:
        return ""
    by_month = dict(zip(monthly.months, monthly.numerators, strict=True))
    whole = set(run)
    # The figure of a quarter stands in its last month, and is of all three.
    ends = [
        month
        for month in run
        if (run[-1].ordinal - month.ordinal) % monthly.every == 0
        and all(month - back in whole for back in range(monthly.every))
    ]
    now = [by_month.get(month) for month in ends]
    before = [by_month.get(month - 12) for month in ends]
    known = [[value for value in values if value is not None] for values in (now, before)]
    if not ends or any(len(values) < len(ends) for values in known):
        return ""
    first, last = ends[0] - (monthly.every - 1), ends[-1]
    start = first.month_name if first.year == last.year else first.name
    spell = first.name if first == last else f"{start}–{last.name}"
    return f"{spell}: {' against '.join(wording.count(sum(values)) for values in known)}"


def alike_broken(headlines: Sequence[Assessment]) -> list[Assessment]:
    """The headline indicators that the same known change keeps from being compared, of the change
    that does so to most.
    """
    found: dict[KnownChange, list[Assessment]] = {}
    for one in headlines:
        if one.change.broken_by is not None:
            found.setdefault(one.change.broken_by, []).append(one)
    return max(found.values(), key=len, default=[])


def without_year(assessment: Assessment) -> str:
    """``50,855 in 12 months. July–September 2021: 13,778 against 13,102 a year before.``."""
    trend = assessment.level.trend
    moved = "" if trend in (None, Trend.NO_CLEAR_CHANGE) else f"Its level is {trend}."
    same = _same_months(assessment)
    outside = assessment.exception
    parts = (
        f"{volume_words(assessment)} in 12 months.",
        f"{same} a year before." if same else "",
        f"{outside_words(outside)}." if outside is not None and outside.in_force else moved,
    )
    return " ".join(part for part in parts if part)


def no_year_before(assessment: Assessment) -> str:
    """Why there is no year before that is not a known change's doing."""
    if assessment.withheld_by:
        return f"the year before is withheld ({withheld_in_short(assessment)})"
    if assessment.change.suppressed:
        return "no change is worked out, for months of the two years are suppressed"
    return "there is no year before to compare it with"
