"""Which changes have no verdict, or a weaker one, because of what came in, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.wording import count_of, listed
from xlsrc.series.doubt import Because
from xlsrc.words.doubt import IN_SHORT, cause_in_short
from xlsrc.words.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.assessment import Assessment, Dashboard


def not_judged(dashboard: Dashboard) -> tuple[Assessment, ...]:
    """The indicators whose change has no verdict, because of what came in."""
    return tuple(
        one
        for one in dashboard.assessments
        if one.change.suppressed
        or (one.change.doubt is not None and one.change.doubt.turns)
        or (one.change.difference is None and one.change.broken_by is None and one.withheld_by)
    )


def less_sure(dashboard: Dashboard) -> tuple[Assessment, ...]:
    """The indicators whose verdict is weaker, or may become another."""
    withheld = not_judged(dashboard)
    return tuple(
        one
        for one in dashboard.assessments
        if one.change.doubt is not None and one.change.doubt.matters and one not in withheld
    )


def verdict_count(dashboard: Dashboard) -> str:
    """``3 changes cannot be judged``; '' where all can."""
    number = len(not_judged(dashboard))
    return f"{count_of(number, 'change')} cannot be judged" if number else ""


def verdict_sentences(dashboard: Dashboard) -> tuple[str, ...]:
    """Which changes have no verdict and which a weaker one, each by its reason; at most two."""
    return tuple(
        f"{what}: {'; '.join(f'{listed(names)} ({why})' for why, names in reasons.items())}."
        for what, some in (
            ("No verdict", not_judged(dashboard)),
            ("Weaker, or may turn", less_sure(dashboard)),
        )
        if (reasons := _by_reason(some))
    )


def _by_reason(assessments: Iterable[Assessment]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in assessments:
        found.setdefault(_reason(one), []).append(one.indicator.name)
    return found


def _reason(assessment: Assessment) -> str:
    doubt = assessment.change.doubt
    if assessment.change.suppressed:
        return IN_SHORT[Because.SUPPRESSED]
    if doubt is None:
        return f"withheld: {title(assessment.withheld_by[0]).lower()}"
    return " and ".join(cause_in_short(cause) for cause in doubt.causes)
