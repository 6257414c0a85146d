"""The slides of the work: actions by status, and whether it made a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.action import ActionStatus
from xlsrc.plan.actions import counts
from xlsrc.plan.outputs import OutputStatus
from xlsrc.words.action_sentences import CAVEAT, fell_further
from xlsrc.words.deck.phrases import mark, number
from xlsrc.words.deck.slide import ASK, SlideWords, told
from xlsrc.words.letters import upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Dashboard
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.words.deck.findings import Findings

LATE: Final = (ActionStatus.OVERDUE, ActionStatus.AT_RISK, ActionStatus.NOT_REPORTED)


def actions(found: Findings) -> SlideWords:
    """How the actions stand, the overdue ones first."""
    tracked = found.actions
    dashboard = found.dashboard
    if not tracked:
        priorities = [s for s in dashboard.settings.sections if s.is_priority]
        said = "No action is recorded in this workbook"
        if priorities:
            noun = "priority" if len(priorities) == 1 else "priorities"
            said += f": {len(priorities)} {noun} without one"
        names = wording.listed([one.name for one in priorities])
        return SlideWords(
            title=said,
            subtitle="Actions are kept on the sheet Actions",
            leads=told(
                ("Priorities", f"{names}." if names else ""),
                (ASK, "Who will propose the first actions, and by when?"),
            ),
        )
    tail = mark(illustrative=any(one.action.illustrative for one in tracked))
    states = counts(tracked)
    overdue = states[ActionStatus.OVERDUE]
    newly = sum(one.newly_overdue for one in tracked)
    of = f"Of {wording.count_of(len(tracked), 'action')}{tail}"
    if overdue:
        title = f"{of}, {overdue} {'is' if overdue == 1 else 'are'} overdue{tail}"
        published = dashboard.settings.last_published
        if newly and published is not None:
            title += f", {newly} of them newly since {published.month_name}{tail}"
    else:
        rest = [f"{states[one]} {one}" for one in LATE[1:] if states[one]]
        title = f"{of}, none is overdue; {', '.join(rest)}" if rest else f"{of}, none is overdue"
    return SlideWords(
        title=title,
        subtitle=f"Actions{tail} by priority and status, at the end of {dashboard.as_at.name}",
    )


def impact(found: Findings) -> SlideWords | None:
    """Whether the figures moved more than their peers'; ``None`` where nothing is asked."""
    asked, answered, outputs = found.dashboard.impacts, found.estimates, found.outputs
    if not asked and not outputs:
        return None
    plan = found.dashboard.settings.plan
    clear = [one for one in answered if one.answer is not None and one.answer.is_clear]
    tail = mark(illustrative=any(is_invented(one, found.dashboard) for one in asked))
    if clear:
        title = _clear_title(clear[0], found.dashboard)
    elif answered:
        title = (
            f"None of {wording.count_of(len(answered), 'estimate')}{tail} shows a difference: "
            "each interval includes 0"
        )
    elif asked:
        title = (
            f"It is too early to say whether the work{tail} made a difference: "
            f"{wording.count_of(len(asked), 'question')} asked, none answered yet"
        )
    else:
        title = upper_first(_outputs_said(found))
    has_outputs = bool(plan.outputs)
    return SlideWords(
        title=title,
        subtitle=f"Offences more or fewer{tail} since work began than if they had moved as those "
        "of peers, or of control wards, did; bar: estimate, line: 95 % interval"
        if answered
        else "What the work has produced so far, against its targets",
        foot=" ".join(
            part
            for part in (
                f"{CAVEAT} {_others(answered, clear)}".strip() if answered else "",
                f"{upper_first(_outputs_said(found))}." if has_outputs else "",
            )
            if part
        ),
    )


def is_invented(estimate: ImpactEstimate, dashboard: Dashboard) -> bool:
    """Whether an estimate is about actions that are invented."""
    refs = set(estimate.question.actions)
    return any(one.illustrative for one in dashboard.settings.plan.actions if one.ref in refs)


def estimate_place(estimate: ImpactEstimate, dashboard: Dashboard) -> str:
    """``Burglary, Childs Hill and Cricklewood ‡``: what an estimate is about."""
    where = wording.some(list(estimate.question.wards), 2) or dashboard.area.name
    return (
        f"{estimate.indicator.name}, {where}{mark(illustrative=is_invented(estimate, dashboard))}"
    )


def _clear_title(one: ImpactEstimate, dashboard: Dashboard) -> str:
    answer, question = one.answer, one.question
    if answer is None:
        return ""
    others = "its peers" if not question.wards else "other wards"
    if question.controls:
        others = "its control wards"
    where = f" in {wording.listed(list(question.wards))}" if question.wards else ""
    tail = mark(illustrative=is_invented(one, dashboard))
    low, high = sorted((abs(answer.low), abs(answer.high)))
    way = "fewer" if answer.fewer > 0 else "more"
    moved = "more than" if fell_further(one, dashboard) else "otherwise than"
    return (
        f"{one.indicator.name}{where} moved {moved} {others}: {abs(answer.fewer):,.0f} "
        f"{way}{tail} ({low:,.0f} to {high:,.0f})"
    )


def _others(answered: Sequence[ImpactEstimate], clear: Sequence[ImpactEstimate]) -> str:
    rest = len(answered) - len(clear)
    if not rest or not clear:
        return ""
    one = rest == 1
    return (
        f"The other {'' if one else f'{number(rest)} '}{'interval' if one else 'intervals'} "
        f"{'includes' if one else 'include'} no difference."
    )


def _outputs_heading(found: Findings) -> str:
    return f"Outputs{mark(illustrative=any(o.output.illustrative for o in found.outputs))}"


def _outputs_said(found: Findings) -> str:
    """``outputs ‡: 3 met, 7 on course, 6 behind``."""
    outputs = found.outputs
    parts = [
        f"{count} {status}"
        for status in OutputStatus
        if (count := sum(one.status is status for one in outputs))
    ]
    return f"{_outputs_heading(found).lower()}: {', '.join(parts)}"
