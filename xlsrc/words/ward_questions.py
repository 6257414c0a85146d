"""What wards ask of the board: whether a plan should reach where its offence rose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.wording import listed, some
from xlsrc.drivers.parts import BY_WARD
from xlsrc.maps.wards import FALSE_FINDINGS
from xlsrc.series.outside import Kind
from xlsrc.words.action_sentences import DECISION, mark, tracked_of
from xlsrc.words.letters import in_sentence
from xlsrc.words.question import MOST_NAMED, Question, priorities_of

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.drivers.drivers import Breakdown, Part

JOINS: Final = 0.15
"""The adjusted p of a ward's rise up to which it is named beside one that is surer."""

FEWEST_IN_A_WARD: Final = 20
"""Offences in the year of a ward that a board is asked about."""

SHORT_NAME: Final = 2
"""Words of an offence's name up to which its plan is called by it."""


@dataclass(frozen=True, slots=True)
class _Rise:
    """Wards outside a priority's plan in which one of its indicators rose."""

    assessment: Assessment
    section: Section
    wards: tuple[Part, ...]
    p: float


def wards_that_rose(dashboard: Dashboard) -> Question | None:
    """Whether a plan should reach the wards outside it where its offence rose over 12 months.

    The first of them by its p, adjusted over all wards of the indicator, at most that of the rows
    for wards; what is asked is a question, for other indicators were looked at, too.
    """
    rises = [
        rise
        for one in dashboard.assessments
        if _can_be_worse(one)
        for section in priorities_of(one.indicator, dashboard)
        if (rise := _rise(one, section, dashboard)) is not None
    ]
    if not rises:
        return None
    best = min(rises, key=lambda rise: rise.p)
    name, whole = in_sentence(best.assessment.indicator.name), best.assessment.change.difference
    now = sum(part.now for part in best.wards)
    more = sum(part.difference or 0 for part in best.wards)
    evidence = [f"{wording.count(now)} there, {wording.count(more)} more than a year ago"]
    if whole is not None and whole < 0:
        evidence.append(f"all of {dashboard.area.name} {wording.count(-whole)} fewer")
    wards = [part.name for part in best.wards]
    actions = tracked_of(dashboard, best.section)
    names_wards = bool(_wards_of_plan(best.section, dashboard))

    def question(where: str) -> str:
        if names_wards:
            return f"Extend the {_plan_on(name)} to {where}?"
        return f"Put more of the work on {name} into {where}?"

    return Question(
        topic=f"{DECISION}{mark(actions)}",
        question=question(listed(wards)),
        evidence=tuple(evidence),
        shorter=question(some(wards, 1)) if len(wards) > 1 else "",
    )


def _plan_on(name: str) -> str:
    """``burglary plan``, ``residential burglary plan``, ``plan on theft from a motor vehicle``."""
    return f"{name} plan" if len(name.split()) <= SHORT_NAME else f"plan on {name}"


def _rise(assessment: Assessment, section: Section, dashboard: Dashboard) -> _Rise | None:
    breakdown = _by_ward(assessment)
    if breakdown is None or not tracked_of(dashboard, section):
        return None
    planned = _wards_of_plan(section, dashboard)
    rose = sorted(
        (
            part
            for part in breakdown.parts
            if (part.difference or 0) > 0 and part.now >= FEWEST_IN_A_WARD
            if part.p is not None and part.p <= JOINS and part.name not in planned
        ),
        key=lambda part: part.p or 0,
    )[:MOST_NAMED]
    if not rose or (rose[0].p or 0) > FALSE_FINDINGS:
        return None
    return _Rise(assessment, section, tuple(rose), rose[0].p or 0)


def _by_ward(assessment: Assessment) -> Breakdown | None:
    return next((one for one in assessment.drivers if one.by == BY_WARD and one.parts), None)


def _wards_of_plan(section: Section, dashboard: Dashboard) -> frozenset[str]:
    """The wards that a priority's actions, or the questions about their impact, name."""
    plan = dashboard.settings.plan
    wards = {ward.name for series in dashboard.wards for ward in series.wards}
    texts = " ".join(action.text for action in plan.actions_of(section.id)).casefold()
    asked = {
        ward.casefold()
        for question in plan.impact_questions
        if question.priority == section.id
        for ward in question.wards
    }
    return frozenset(ward for ward in wards if ward.casefold() in texts or ward.casefold() in asked)


def _can_be_worse(assessment: Assessment) -> bool:
    return (
        assessment.indicator.polarity is Polarity.LOWER
        and not assessment.illustrative
        and not assessment.indicator.is_share
    )


def wards_outside(dashboard: Dashboard) -> Question | None:
    """The indicator with most wards above their usual range, of a priority that has actions."""
    wards: dict[Indicator, list[ExceptionRow]] = {}
    for row in dashboard.exceptions:
        ongoing = row.outside.is_high and row.outside.in_force
        worse = row.indicator.polarity is Polarity.LOWER and not row.illustrative
        if ongoing and worse and row.is_of_ward:
            wards.setdefault(row.indicator, []).append(row)
    for indicator, rows in sorted(wards.items(), key=lambda item: -len(item[1])):
        if len(rows) == 1 and rows[0].outside.kind is Kind.ONE_MONTH:
            continue
        named = [row.area.name for row in rows]
        for section in priorities_of(indicator, dashboard):
            actions = tracked_of(dashboard, section)
            if actions:
                question, shorter = (
                    f"{indicator.name} is above its usual range in {some(named, most)}: extend "
                    f"the plan for “{section.name}” there?"
                    for most in (MOST_NAMED, 1)
                )
                return Question(
                    topic=f"{DECISION}{mark(actions)}", question=question, shorter=shorter
                )
    return None
