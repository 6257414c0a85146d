"""What the figures and the tracker ask the board to decide: one question with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.action import ActionStatus
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.status import Status
from xlsrc.domain.wording import listed, some
from xlsrc.drivers.parts import BY_WARD
from xlsrc.maps.wards import FALSE_FINDINGS
from xlsrc.measures.targets import Rag
from xlsrc.plan.actions import overdue_first
from xlsrc.series.outside import Kind
from xlsrc.words import changes
from xlsrc.words.action_sentences import DECISION, mark, tracked_of, tracked_on
from xlsrc.words.ask_kinds import kind_of
from xlsrc.words.letters import in_sentence, lower_first
from xlsrc.words.movers import movers
from xlsrc.words.outlook import chance_words
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.drivers.drivers import Breakdown, Part
    from xlsrc.plan.actions import TrackedAction

MOST_NAMED: Final = 3
"""Actions and wards that a question names before it says how many more there are."""

JOINS: Final = 0.15
"""The adjusted p of a ward's rise up to which it is named beside one that is surer."""

EVEN: Final = 0.4
"""The chance of meeting a target below which its word is not even "about even"."""

FEWEST_IN_A_WARD: Final = 20
"""Offences in the year of a ward that a board is asked about."""


def decision_sentence(dashboard: Dashboard) -> tuple[str, str] | None:
    """What the board is to decide, with its evidence; ``None`` when there is nothing.

    From the strongest finding that an action could answer: an indicator of a priority that got
    worse; wards outside a plan where one rose; wards above their usual range; a target that is
    missed; a neutral indicator that rose. Only without such a finding, actions that are overdue;
    at last a priority without any action. One ward's one month asks for nothing.
    """
    questions = (
        _got_worse(dashboard),
        _wards_that_rose(dashboard),
        _wards_outside(dashboard),
        _target_missed(dashboard),
        _neutral_rise(dashboard),
    )
    found = next((one for one in questions if one is not None), None)
    if found is not None:
        return found
    ordered = overdue_first(tracked_on(dashboard))
    late = [one for one in ordered if one.status is ActionStatus.OVERDUE]
    if late:
        return f"{DECISION}{mark(late)}", _overdue_question(late)
    question = _plan_question(dashboard)
    return (DECISION, question) if question else None


def _got_worse(dashboard: Dashboard) -> tuple[str, str] | None:
    """An action on the surest indicator of a priority that got worse."""
    for mover in movers(dashboard):
        one = mover.assessment
        section = _priority_of(one.indicator, dashboard)
        if one.status is not Status.WORSE or not mover.is_real or section is None:
            continue
        evidence = f"[{volume_words(one)}, {changes.change(one)}: {lower_first(mover.real)}]"
        name = in_sentence(one.indicator.name)
        actions = tracked_of(dashboard, section)
        what = f"Add action on {name} to the plan for" if actions else f"Ask for a plan on {name}:"
        return f"{DECISION}{mark(actions)}", f"{what} “{section.name}”? {evidence}"
    return None


@dataclass(frozen=True, slots=True)
class _Rise:
    """Wards outside a priority's plan in which one of its indicators rose."""

    assessment: Assessment
    section: Section
    wards: tuple[Part, ...]
    p: float


def _wards_that_rose(dashboard: Dashboard) -> tuple[str, str] | None:
    """Whether a plan should reach the wards outside it where its offence rose over 12 months.

    The first of them by its p, adjusted over all wards of the indicator, at most that of the rows
    for wards; what is asked is a question, for other indicators were looked at, too.
    """
    rises = [
        rise
        for one in dashboard.assessments
        if _can_be_worse(one)
        for section in _priorities_of(one.indicator, dashboard)
        if (rise := _rise(one, section, dashboard)) is not None
    ]
    if not rises:
        return None
    best = min(rises, key=lambda rise: rise.p)
    name, whole = in_sentence(best.assessment.indicator.name), best.assessment.change.difference
    now = sum(part.now for part in best.wards)
    more = sum(part.difference or 0 for part in best.wards)
    evidence = f"{wording.count(now)} there, {wording.count(more)} more than a year ago"
    if whole is not None and whole < 0:
        evidence += f"; all of {dashboard.area.name} {wording.count(-whole)} fewer"
    where = listed([part.name for part in best.wards])
    actions = tracked_of(dashboard, best.section)
    names_wards = bool(_wards_of_plan(best.section, dashboard))
    what = (
        f"Extend the plan on {name} to {where}?"
        if names_wards
        else f"Put more of the work on {name} into {where}?"
    )
    return f"{DECISION}{mark(actions)}", f"{what} ({evidence})"


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


def _priorities_of(indicator: Indicator, dashboard: Dashboard) -> Iterable[Section]:
    return (
        section
        for section in dashboard.settings.sections
        if section.is_priority and section.id in indicator.sections
    )


def _priority_of(indicator: Indicator, dashboard: Dashboard) -> Section | None:
    return next(iter(_priorities_of(indicator, dashboard)), None)


def _wards_outside(dashboard: Dashboard) -> tuple[str, str] | None:
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
        where = some([row.area.name for row in rows], MOST_NAMED)
        for section in _priorities_of(indicator, dashboard):
            actions = tracked_of(dashboard, section)
            if actions:
                return f"{DECISION}{mark(actions)}", (
                    f"{indicator.name} is above its usual range in {where}: extend the "
                    f"plan for “{section.name}” there?"
                )
    return None


def _target_missed(dashboard: Dashboard) -> tuple[str, str] | None:
    """A target that is missed, not by chance alone, and is not even as likely to be met as not."""
    for one in dashboard.assessments:
        standing = one.target
        section = _priority_of(one.indicator, dashboard)
        if one.illustrative or section is None or standing.chance is None or standing.by is None:
            continue
        missed = standing.progress.rag is Rag.RED and not standing.progress.could_be_chance
        word = chance_words(standing.chance)
        if missed and standing.chance < EVEN:
            name = in_sentence(one.indicator.name)
            return DECISION, (
                f"More work on {name}, or another target? "
                f"(it is {word} to be met by {standing.by.name})"
            )
    return None


def _neutral_rise(dashboard: Dashboard) -> tuple[str, str] | None:
    """A report on the surest neutral indicator that rose, with what it should answer."""
    for mover in movers(dashboard):
        one = mover.assessment
        rose = mover.is_real and (one.change.difference or 0) > 0
        if rose and one.indicator.polarity is Polarity.NEUTRAL and not one.indicator.is_share:
            name, asked = in_sentence(one.indicator.name), kind_of(one.indicator).rise
            question = lower_first(asked.format(there="", name=name))
            evidence = f"{volume_words(one)}, {changes.change(one)}"
            return DECISION, f"Ask for a report on {name}: {question} [{evidence}]"
    return None


def _overdue_question(late: Sequence[TrackedAction]) -> str:
    refs = some([one.action.ref for one in late], MOST_NAMED)
    need = f"do the overdue actions {refs}" if len(late) > 1 else f"does the overdue action {refs}"
    return f"What {need} need: help, a new date, or an end?"


def _plan_question(dashboard: Dashboard) -> str:
    plan = dashboard.settings.plan
    bare = [s for s in dashboard.settings.sections if s.is_priority]
    bare = [section for section in bare if not plan.actions_of(section.id)]
    if not bare or not plan.actions:
        return ""
    named = some([f"“{section.name}”" for section in bare], MOST_NAMED)
    return f"Who will propose actions for {named}?"
