"""Sentences about actions, outputs and impact; none says more than what was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ILLUSTRATIVE_MARK, ActionStatus, unmarked
from xlsrc.domain.wording import listed
from xlsrc.plan.actions import counts, overdue_first, tracked_actions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate

NO_ACTIONS: Final = "No actions are recorded in this workbook."
NO_ACTION: Final = "No action is recorded for this priority."
UNDER_PRIORITIES: Final = "Actions are kept under the priorities."
NO_IMPACT: Final = "No impact estimate is asked for on the Outcomes sheet."
UNDER_PRIORITIES_IMPACT: Final = "Impact is estimated under the priorities."
ACTIONS: Final = "Actions"
DECISION: Final = "For decision"
PEERS: Final = "peers"
CONTROLS: Final = "control wards"
OTHERS: Final = "other wards"
CAVEAT: Final = "An association, not proof."

_ORDER: Final = (
    ActionStatus.COMPLETE,
    ActionStatus.ON_TRACK,
    ActionStatus.AT_RISK,
    ActionStatus.OVERDUE,
    ActionStatus.NOT_REPORTED,
    ActionStatus.NOT_KNOWN,
    ActionStatus.NOT_STARTED,
)


def tracked_on(dashboard: Dashboard) -> tuple[TrackedAction, ...]:
    """All actions as they stand at the end of the dashboard's month."""
    settings = dashboard.settings
    return tracked_actions(settings.plan, dashboard.as_at, settings.last_published)


def tracked_of(dashboard: Dashboard, section: Section) -> tuple[TrackedAction, ...]:
    """The actions of one priority as they stand."""
    return tuple(one for one in tracked_on(dashboard) if one.action.priority == section.id)


def estimates_of(dashboard: Dashboard, section: Section) -> tuple[ImpactEstimate, ...]:
    """The impact estimates of one priority, in the order of the table."""
    return tuple(e for e in dashboard.impacts if e.question.priority == section.id)


def mark(actions: Sequence[TrackedAction]) -> str:
    """`` ‡`` when any of the actions is invented for the sample, else nothing."""
    return f" {ILLUSTRATIVE_MARK}" if any(one.action.illustrative for one in actions) else ""


def states(actions: Sequence[TrackedAction]) -> str:
    """``4: 3 on track, 1 overdue``, ``4: all on track``; ``none`` without actions."""
    if not actions:
        return "none"
    found = counts(actions)
    seen = [status for status in _ORDER if found[status]]
    if len(seen) == 1:
        return f"1: {seen[0]}" if len(actions) == 1 else f"{len(actions)}: all {seen[0]}"
    return f"{len(actions)}: {', '.join(f'{found[status]} {status}' for status in seen)}"


def actions_sentence(dashboard: Dashboard) -> tuple[str, str] | None:
    """The board's sentence on actions: how many, how many overdue, how many newly so."""
    actions = tracked_on(dashboard)
    if not actions:
        return None
    found = counts(actions)
    newly = sum(one.newly_overdue for one in actions)
    stale = sum(one.stale for one in actions)
    late = f"{found[ActionStatus.OVERDUE] or 'none'} overdue"
    if newly:
        late += f" ({newly} newly)"
    parts = [str(len(actions)), late]
    others = (
        ActionStatus.AT_RISK,
        ActionStatus.NOT_REPORTED,
        ActionStatus.NOT_KNOWN,
        ActionStatus.COMPLETE,
    )
    parts += [f"{found[status]} {status}" for status in others if found[status]]
    if stale:
        parts.append(f"{stale} without an update for a quarter")
    return f"{ACTIONS}{mark(actions)}", f"{'; '.join(parts)}."


def action_box(dashboard: Dashboard, section: Section) -> str:
    """The Action box of a section: how its actions stand, then what is late or due next."""
    actions = tracked_of(dashboard, section)
    if not actions:
        if not dashboard.settings.plan.actions:
            return NO_ACTIONS
        return NO_ACTION if section.is_priority else UNDER_PRIORITIES
    noun = "Action" if len(actions) == 1 else "Actions"
    first = f"{noun}{mark(actions)} {states(actions)}."
    pending = overdue_first(actions)
    if not pending:
        return first
    one = pending[0]
    text = unmarked(one.action.text)
    late = one.status is ActionStatus.OVERDUE
    when = f"{one.action.due:%d %B %Y}".lstrip("0")
    return f"{first} {'Overdue since' if late else 'Next due'} {when}: {text} ({one.action.ref})."


def impact_box(dashboard: Dashboard, section: Section) -> str:
    """The Impact box of a section: its first estimate, or why there is none."""
    estimates = estimates_of(dashboard, section)
    if not estimates:
        return NO_IMPACT if section.is_priority else UNDER_PRIORITIES_IMPACT
    return estimate_words(_leading(estimates), dashboard.area.name)


def impact_state(dashboard: Dashboard, section: Section) -> str:
    """The impact of a section in a few words, for its row on Summary."""
    estimates = estimates_of(dashboard, section)
    if not estimates:
        return "no estimate"
    one = _leading(estimates)
    if one.answer is None:
        return "too early to say" if one.too_early else "no estimate"
    name = one.indicator.name
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    if not one.answer.is_clear:
        return f"no clear difference from {_compared(one)} in {name}"
    moved = "more than" if fell_further(one, dashboard) else "otherwise than"
    its = "its " if _compared(one) == PEERS else ""
    return (
        f"{name} moved {moved} {its}{_compared(one)}: {_fewer(one.answer.fewer)} than as they did"
    )


def fell_further(one: ImpactEstimate, dashboard: Dashboard) -> bool:
    """Whether what was compared itself fell on the year, and not only less rose than elsewhere."""
    of_area = next((a for a in dashboard.assessments if a.indicator.id == one.indicator.id), None)
    fell = of_area is not None and (of_area.change.difference or 0) < 0
    return fell and not one.question.wards and one.answer is not None and one.answer.fewer > 0


def _leading(estimates: Sequence[ImpactEstimate]) -> ImpactEstimate:
    """The first that gives a figure, by the analyst's order, else the first."""
    return next((e for e in estimates if e.answer is not None), estimates[0])


def estimate_words(estimate: ImpactEstimate, area: str) -> str:
    """An estimate in plain words, its interval and its caveat; the reason where there is none.

    The direction is only claimed when the interval leaves out 0. Wards nearby, where they are
    asked about, are said beside, in the same way.
    """
    name = estimate.indicator.name
    if estimate.answer is None:
        if estimate.too_early:
            return f"{name}: too early to say; work began in {estimate.question.start.name}."
        return f"{name}: no estimate, since {estimate.reason}."
    question, nearby = estimate.question, estimate.nearby
    whose = {PEERS: "its ", CONTROLS: "their ", OTHERS: "the "}[_compared(estimate)]
    moved = (
        f"than if {listed(question.wards) or area} had moved as {whose}{_compared(estimate)} did"
    )
    said = f"{name}: {_difference(estimate.answer, moved)}"
    if nearby is not None:
        beside = _difference(nearby, "likewise")
        said += f" Nearby, {listed(question.nearby)}: {beside}"
    claimed = estimate.answer.is_clear or (nearby is not None and nearby.is_clear)
    return f"{said} {CAVEAT}" if claimed else said


def _difference(answer: Fewer, than: str) -> str:
    """``190 fewer than … (95 %: 60 to 310).``, or that there is no clear difference."""
    low, high = answer.low, answer.high
    if not answer.is_clear:
        return f"no clear difference, between {_fewer(low)} and {_fewer(high)} {than} (95 %)."
    near, far = sorted((low, high), key=abs)
    return f"{_fewer(answer.fewer)} {than} (95 %: {round(abs(near)):,} to {round(abs(far)):,})."


def _compared(estimate: ImpactEstimate) -> str:
    """What the area, or its wards, are set against."""
    if not estimate.question.wards:
        return PEERS
    return CONTROLS if estimate.question.controls else OTHERS


def _fewer(events: float) -> str:
    number = round(abs(events))
    return f"{number:,} {'more' if events < 0 and number else 'fewer'}"
