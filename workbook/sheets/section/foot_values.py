"""The foot of a priority's first page: actions, outputs, the chain, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block
from workbook.house.style import LABEL_SIZE
from workbook.layout.parts import FOOT_ROWS, section_name
from workbook.sheets.plan.words import action_status, amount, day, output_status, shortened
from workbook.sheets.section.columns import room
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA
from xlsrc.plan.actions import overdue_first
from xlsrc.plan.outputs import measured_outputs
from xlsrc.words.action_sentences import mark, tracked_of
from xlsrc.words.views import heard, heard_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.outputs import MeasuredOutput

COLUMNS: Final = 11
SHRUNK: Final = 8
"""The size to which a cell may shrink its words before they are cut."""

HEADINGS: Final = {
    0: "Ref", 1: "Action", 2: "Lead", 3: "Due", 4: "Progress", 5: "Status",
    7: "Output", 8: "To date", 9: "Target", 10: "Status",
}  # fmt: skip


def foot(dashboard: Dashboard, section: Section) -> Block:
    """The block of a priority's foot."""
    actions = tracked_of(dashboard, section)
    refs = {output.ref for output in dashboard.settings.plan.outputs_of(section.id)}
    outputs = [
        one
        for one in measured_outputs(dashboard.settings.plan, dashboard.as_at)
        if one.output.ref in refs
    ]
    pending = overdue_first(actions)
    rows: list[Mapping[int, Cell]] = [
        {
            0: _actions_title(section, actions, len(pending)),
            7: _outputs_title(outputs),
        },
        HEADINGS,
    ]
    for at in range(FOOT_ROWS):
        left = _action(pending[at]) if at < len(pending) else {}
        right = _output(outputs[at]) if at < len(outputs) else {}
        if at == 0 and not pending:
            left = {1: "All are complete" if actions else "No action is recorded"}
        if at == 0 and not outputs:
            right = {7: "No output is recorded"}
        rows.append(left | right)
    rows.append({0: _chain(dashboard, section), 7: _heard(dashboard, section)})
    values = tuple(tuple(row.get(column) for column in range(COLUMNS)) for row in rows)
    return Block(section_name(section.id, "foot"), values)


def _actions_title(section: Section, actions: Sequence[TrackedAction], pending: int) -> str:
    plan = section.action_plan or f"Actions{mark(actions)}"
    title = f"{plan}: overdue first, then the next due"
    return f"{title} ({FOOT_ROWS} of {pending}; all on Actions)" if pending > FOOT_ROWS else title


def _outputs_title(outputs: Sequence[MeasuredOutput]) -> str:
    invented = any(one.output.illustrative for one in outputs)
    title = f"Outputs against target{f' {ILLUSTRATIVE_MARK}' if invented else ''}"
    more = len(outputs) > FOOT_ROWS
    return f"{title} ({FOOT_ROWS} of {len(outputs)}; all on Outputs)" if more else title


def _action(one: TrackedAction) -> dict[int, Cell]:
    action = one.action
    return {
        0: action.ref,
        1: shortened(action.text, room(1), SHRUNK),
        2: shortened(action.lead, room(2), SHRUNK),
        3: day(action.due),
        4: NO_DATA if action.progress is None else f"{100 * action.progress:.0f} %",
        5: action_status(one),
    }


def _output(one: MeasuredOutput) -> dict[int, Cell]:
    output = one.output
    target = DOES_NOT_APPLY if output.target is None else amount(output.target, output.unit)
    return {
        7: shortened(output.text, room(7), SHRUNK),
        8: NO_DATA if one.to_date is None else amount(one.to_date, output.unit),
        9: target,
        10: output_status(one),
    }


def _heard(dashboard: Dashboard, section: Section) -> str | None:
    """The newest piece of qualitative evidence on the priority."""
    evidence = heard(dashboard, section)
    if evidence is None:
        return None
    label = f"Heard {ILLUSTRATIVE_MARK}" if evidence.illustrative else "Heard"
    return shortened(f"{label}  {heard_sentence(evidence)}", room(7, 10), LABEL_SIZE)


def _chain(dashboard: Dashboard, section: Section) -> str | None:
    """The first whole chain of the priority: output → outcome → objective."""
    plan = dashboard.settings.plan
    by_ref = {output.ref: output for output in plan.outputs}
    for outcome in plan.outcomes_of(section.id):
        known = [by_ref[ref] for ref in outcome.outputs]
        if not known:
            continue
        parts = [known[0].text, outcome.text]
        invented = any(part.endswith(ILLUSTRATIVE_MARK) for part in parts)
        plain = [part.removesuffix(ILLUSTRATIVE_MARK).strip() for part in parts]
        chain = " → ".join((*plain, section.name))
        label = f"Chain {ILLUSTRATIVE_MARK}" if invented else "Chain"
        return shortened(f"{label}  {chain}", room(0, 6), LABEL_SIZE)
    return None
