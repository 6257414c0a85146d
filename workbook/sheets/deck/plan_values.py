"""The plan's rows on Deck: actions by priority and status, those to ask about, outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.deck import layout
from workbook.sheets.plan.words import PERCENT, action_status, amount, shortened
from xlsrc.domain.action import ActionStatus
from xlsrc.domain.wording import NO_DATA
from xlsrc.plan.actions import counts, overdue_first
from xlsrc.words.deck.findings import BEHIND
from xlsrc.words.deck.phrases import mark

if TYPE_CHECKING:
    from workbook.block import Cell
    from xlsrc.plan.outputs import MeasuredOutput
    from xlsrc.words.deck.findings import Findings

Cells = dict[str, "Cell"]

SLIDE_SIZE: Final = 14.0
ACTION_ROOM, LEAD_ROOM = 300.0, 170.0
"""Points for two lines of a slide's table."""

ORDER: Final = (ActionStatus.OVERDUE, ActionStatus.AT_RISK, ActionStatus.NOT_REPORTED)


def state_rows(found: Findings) -> list[Cells]:
    """How many actions of each priority stand how."""
    rows: list[Cells] = []
    for section in found.dashboard.settings.sections:
        own = [one for one in found.actions if one.action.priority == section.id]
        if not section.is_priority or not found.actions:
            continue
        states = counts(own)
        tail = mark(illustrative=any(one.action.illustrative for one in own))
        rows.append(
            {
                "priority": f"{section.sheet}{tail}",
                "complete": states[ActionStatus.COMPLETE],
                "on_track": states[ActionStatus.ON_TRACK],
                "not_started": states[ActionStatus.NOT_STARTED],
                "at_risk": states[ActionStatus.AT_RISK] + states[ActionStatus.NOT_REPORTED],
                "overdue": states[ActionStatus.OVERDUE],
            }
        )
    return rows[: layout.MOST_PRIORITIES]


def action_rows(found: Findings) -> list[Cells]:
    """The actions to ask about: overdue, at risk or not reported, then those due next."""
    pending = overdue_first(found.actions)
    late = [one for status in ORDER for one in pending if one.status is status]
    shown = [*late, *(one for one in pending if one not in late)][: layout.MOST_ACTIONS]
    return [
        {
            "ref": one.action.ref,
            "action": shortened(one.action.text, ACTION_ROOM, SLIDE_SIZE),
            "lead": shortened(one.action.lead, LEAD_ROOM, SLIDE_SIZE),
            "due": one.action.due,
            "status": f"{action_status(one)}{', new' if one.newly_overdue else ''}",
            "late": int(one.status is ActionStatus.OVERDUE),
            "invented": int(one.action.illustrative),
        }
        for one in shown
    ]


def output_rows(found: Findings) -> list[Cells]:
    """The outputs, those that are behind first."""
    return [
        {
            "output": shortened(one.output.text, ACTION_ROOM, SLIDE_SIZE),
            "to_date": _to_date(one),
            "behind": int(one.status in BEHIND),
            "invented": int(one.output.illustrative),
        }
        for one in found.outputs[: layout.MOST_OUTPUTS]
    ]


def _to_date(one: MeasuredOutput) -> str:
    output = one.output
    if one.to_date is None:
        return NO_DATA
    if output.target is not None:
        # A unit of both is said once.
        done = amount(one.to_date, "")
        return f"{done} of {amount(output.target, output.unit)}"
    done = amount(one.to_date, output.unit)
    return done if output.unit == PERCENT else f"{done} {output.unit}"
