"""What refresh works out in the analysts' tables of the plan, row by row, found by Ref."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import TableBlock
from workbook.sheets.plan.words import (
    ACTION_WORDS,
    NOT_SHOWN,
    NOT_YET_AN_ACTION,
    NOT_YET_TAKEN,
    OUTPUT_WORDS,
    TREND_WORDS,
    action_status,
)
from workbook.tables.plan_layout import (
    ACTIONS_TABLE,
    DECISIONS_TABLE,
    IMPACT_QUESTIONS_TABLE,
    OUTPUTS_TABLE,
)
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA
from xlsrc.plan.outputs import measured_outputs
from xlsrc.words.action_sentences import estimate_words, tracked_on

if TYPE_CHECKING:
    from workbook.block import Row
    from workbook.layout.table import Table
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.action import Decision
    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.outputs import MeasuredOutput


def blocks(dashboard: Dashboard) -> tuple[TableBlock, ...]:
    """The columns of refresh in Actions, Decisions, Outputs and ImpactQuestions."""
    plan = dashboard.settings.plan
    actions = {one.action.ref: one for one in tracked_on(dashboard)}
    outputs = measured_outputs(plan, dashboard.as_at)
    return (
        _block(ACTIONS_TABLE, tuple(map(_action_row, actions.values()))),
        _block(
            DECISIONS_TABLE,
            (
                *(_decision_row(one, actions.get(one.action)) for one in plan.decisions),
                *((one.ref, None, NOT_YET_TAKEN) for one in plan.later_decisions),
            ),
        ),
        _block(OUTPUTS_TABLE, tuple(map(_output_row, outputs))),
        _block(IMPACT_QUESTIONS_TABLE, _question_rows(dashboard)),
    )


def _question_rows(dashboard: Dashboard) -> tuple[Row, ...]:
    """What each question shows; one about an indicator whose sections are all off says so."""
    answers = {
        one.question.ref: estimate_words(one, dashboard.area.name) for one in dashboard.impacts
    }
    return tuple(
        (one.ref, answers.get(one.ref, NOT_SHOWN))
        for one in dashboard.settings.plan.impact_questions
    )


def _block(table: Table, rows: tuple[Row, ...]) -> TableBlock:
    return TableBlock(table.name, ("Ref", *table.refresh_headers), rows, keys=("Ref",))


def _action_row(one: TrackedAction) -> Row:
    return one.action.ref, action_status(one), "yes" if one.stale else "no"


def _decision_row(decision: Decision, carried_out: TrackedAction | None) -> Row:
    if carried_out is None:
        return decision.ref, None, NOT_YET_AN_ACTION
    return decision.ref, carried_out.action.due, ACTION_WORDS[carried_out.status]


def _output_row(one: MeasuredOutput) -> Row:
    if one.to_date is None:
        return one.output.ref, NO_DATA, DOES_NOT_APPLY, DOES_NOT_APPLY, OUTPUT_WORDS[one.status]
    return (
        one.output.ref,
        one.to_date,
        DOES_NOT_APPLY if one.share is None else one.share,
        TREND_WORDS[one.trend] if one.trend else DOES_NOT_APPLY,
        OUTPUT_WORDS[one.status],
    )
