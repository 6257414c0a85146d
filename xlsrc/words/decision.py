"""What the figures and the tracker ask the board to decide: one question with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ActionStatus
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.status import Status
from xlsrc.domain.wording import some
from xlsrc.measures.targets import Rag
from xlsrc.plan.actions import overdue_first
from xlsrc.series.outside import Kind
from xlsrc.words import changes
from xlsrc.words.action_sentences import DECISION, mark, tracked_of, tracked_on
from xlsrc.words.ask_kinds import kind_of
from xlsrc.words.letters import in_sentence, lower_first
from xlsrc.words.lines import first_that_fits
from xlsrc.words.movers import Way, movers
from xlsrc.words.outlook import chance_words
from xlsrc.words.outside import outside_words
from xlsrc.words.question import MOST_NAMED, Question, priorities_of
from xlsrc.words.volumes import volume_words
from xlsrc.words.ward_questions import wards_outside, wards_that_rose

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.words.lines import Fits, Line
    from xlsrc.words.movers import Mover

EVEN: Final = 0.4
"""The chance of meeting a target below which its word is not even "about even"."""

NOTHING: Final = "Nothing: no finding of these figures and no overdue action calls for a decision."
FIRST_PLANS: Final = "Ask the lead of each priority for a plan by the next meeting?"
NONE_RECORDED: Final = "no action is recorded in this workbook"


def decision_line(dashboard: Dashboard, fits: Fits) -> Line | None:
    """What the board is to decide in one line; that it is nothing where nothing calls for it.

    ``None`` only where there are neither figures nor a plan.
    """
    found = _decision(dashboard)
    if found is not None:
        return first_that_fits(found.topic, found.forms(), fits)
    return (DECISION, NOTHING) if _has_figures(dashboard) else None


def decision_sentence(dashboard: Dashboard) -> tuple[str, str] | None:
    """What the board is to decide, with all its evidence; ``None`` when there is nothing.

    From the strongest finding that an action could answer: an indicator of a priority that got
    worse; wards outside a plan where one rose; wards above their usual range; a target that is
    missed; a neutral indicator that rose. Only without such a finding, actions that are overdue;
    at last a priority without any action, or that there is no plan at all. One ward's one month
    asks for nothing.
    """
    found = _decision(dashboard)
    return None if found is None else (found.topic, next(found.forms()))


def _decision(dashboard: Dashboard) -> Question | None:
    questions = (
        _got_worse(dashboard),
        wards_that_rose(dashboard),
        wards_outside(dashboard),
        _target_missed(dashboard),
        _neutral_rise(dashboard),
        _overdue(dashboard),
        _bare_priorities(dashboard),
    )
    return next((one for one in questions if one is not None), None)


def _has_figures(dashboard: Dashboard) -> bool:
    return any(volume_words(one) for one in dashboard.assessments if not one.illustrative)


def _rose(mover: Mover) -> bool:
    """Whether it rose on the year, or has been above its usual range for months on end."""
    outside = mover.assessment.exception
    lasts = outside is not None and outside.in_force and outside.kind is Kind.SUSTAINED
    return mover.way is Way.RISE and (mover.is_real or lasts)


def _evidence(mover: Mover) -> str:
    """``3,710, 371 more (+11 %): probably a real rise``, or how long it has been outside."""
    one = mover.assessment
    figures = ", ".join(filter(None, (volume_words(one), changes.change(one))))
    if mover.is_real or one.exception is None:
        return f"{figures}: {lower_first(mover.real)}"
    return f"{figures}; {lower_first(outside_words(one.exception))}"


def _got_worse(dashboard: Dashboard) -> Question | None:
    """An action on the surest indicator of a priority that got worse."""
    for mover in movers(dashboard):
        one = mover.assessment
        section = _priority_of(one.indicator, dashboard)
        if one.status is not Status.WORSE or section is None:
            continue
        if not (mover.is_real or _rose(mover)):
            continue
        name = in_sentence(one.indicator.name)
        actions = tracked_of(dashboard, section)
        question = (
            f"Add action on {name} to the plan for “{section.name}”?"
            if actions
            else f"Ask the lead of “{section.name}” for a plan on {name}?"
        )
        return Question(
            topic=f"{DECISION}{mark(actions)}", question=question, evidence=(_evidence(mover),)
        )
    return None


def _priority_of(indicator: Indicator, dashboard: Dashboard) -> Section | None:
    return next(iter(priorities_of(indicator, dashboard)), None)


def _target_missed(dashboard: Dashboard) -> Question | None:
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
            return Question(
                topic=DECISION,
                question=f"More work on {name}, or another target?",
                evidence=(f"it is {word} to be met by {standing.by.name}",),
            )
    return None


def _neutral_rise(dashboard: Dashboard) -> Question | None:
    """A report on the surest neutral indicator that rose, with what it should answer."""
    for mover in movers(dashboard):
        one = mover.assessment
        if not _rose(mover) or one.indicator.is_share:
            continue
        if one.indicator.polarity is Polarity.NEUTRAL:
            name, asked = in_sentence(one.indicator.name), kind_of(one.indicator).rise
            question = lower_first(asked.format(there="", name=name))
            return Question(
                topic=DECISION,
                question=f"Ask for a report on {name}: {question}",
                evidence=(_evidence(mover),),
                shorter=f"Ask for a report on {name}?",
            )
    return None


def _overdue(dashboard: Dashboard) -> Question | None:
    ordered = overdue_first(tracked_on(dashboard))
    late = [one for one in ordered if one.status is ActionStatus.OVERDUE]
    if not late:
        return None
    refs = some([one.action.ref for one in late], MOST_NAMED)
    need = f"do the overdue actions {refs}" if len(late) > 1 else f"does the overdue action {refs}"
    return Question(
        topic=f"{DECISION}{mark(late)}",
        question=f"What {need} need: help, a new date, or an end?",
    )


def _bare_priorities(dashboard: Dashboard) -> Question | None:
    """Actions for priorities without any; where no plan is kept at all, the first plans."""
    plan = dashboard.settings.plan
    bare = [s for s in dashboard.settings.sections if s.is_priority]
    bare = [section for section in bare if not plan.actions_of(section.id)]
    if not bare or (not plan.actions and not _has_figures(dashboard)):
        return None
    if not plan.actions:
        question, evidence = FIRST_PLANS, (NONE_RECORDED,)
        return Question(topic=DECISION, question=question, evidence=evidence)
    question, shorter = (
        f"Who will propose actions for {some([f'“{one.name}”' for one in bare], most)}?"
        for most in (MOST_NAMED, 1)
    )
    return Question(topic=DECISION, question=question, shorter=shorter)
