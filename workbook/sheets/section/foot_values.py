"""The foot of a priority's first page: actions, outputs, the chain, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import LABEL_SIZE
from workbook.sheets.plan.words import (
    action_status,
    amount,
    day,
    output_status,
    shortened,
    to_date_absent,
)
from workbook.sheets.section import layout
from workbook.sheets.section.columns import narrowed
from workbook.sheets.section.fan_values import to_come
from workbook.sheets.section.order import assessed
from workbook.sheets.section.pages import FOOT_ROWS, MOST_PANELS
from xlsrc.domain.action import ILLUSTRATIVE_MARK, unmarked
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA
from xlsrc.plan.actions import overdue_first
from xlsrc.plan.outputs import measured_outputs
from xlsrc.words.action_sentences import mark, tracked_of
from xlsrc.words.outlook import AS_IT_HAS, next_months
from xlsrc.words.views import heard, heard_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.action import Output
    from xlsrc.domain.commentary import Evidence
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.settings import Settings
    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.outputs import MeasuredOutput

READ: Final = (
    "Thin line: recorded. Blue: its level, season taken out. Grey: usual range, 95 %; one month in "
    "twenty lies outside. ◆ newly outside it."
)
"""How to read the long charts of panels."""

_TO: Final = {"action": "lead", "lead": "due", "status": "output", "output": "to_date"}
"""The column before which the words of another must end."""


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
    rows: list[Mapping[str, Cell]] = [
        {
            "ref": _actions_title(section, actions, len(pending)),
            "output": _outputs_title(outputs),
        },
        layout.FOOT_HEADINGS,
    ]
    for at in range(FOOT_ROWS):
        left = _action(pending[at]) if at < len(pending) else {}
        right = _output(outputs[at]) if at < len(outputs) else {}
        if at == 0 and not pending:
            left = {"action": "All are complete" if actions else "No action is recorded"}
        if at == 0 and not outputs:
            right = {"output": "No output is recorded"}
        rows.append(left | right)
    lines = (
        _chain(dashboard, section),
        _heard(dashboard, section),
        how_to_read(dashboard, section),
    )
    rows += [{"ref": line} for line in lines]
    return layout.FOOT.of(section=section.id).written(*rows)


def _actions_title(section: Section, actions: Sequence[TrackedAction], pending: int) -> str:
    title = actions_title(section, actions)
    return f"{title} ({FOOT_ROWS} of {pending}; all on Actions)" if pending > FOOT_ROWS else title


def actions_title(section: Section, actions: Sequence[TrackedAction]) -> str:
    """What the actions are of, and in which order they stand."""
    plan = section.action_plan or f"Actions{mark(actions)}"
    return f"{plan}: overdue first, then the next due"


def outputs_title(outputs: Sequence[MeasuredOutput]) -> str:
    """What stands above outputs; ‡ where any is invented."""
    invented = any(one.output.illustrative for one in outputs)
    return f"Outputs against target{f' {ILLUSTRATIVE_MARK}' if invented else ''}"


def _outputs_title(outputs: Sequence[MeasuredOutput]) -> str:
    title = outputs_title(outputs)
    more = len(outputs) > FOOT_ROWS
    return f"{title} ({FOOT_ROWS} of {len(outputs)}; all on Outputs)" if more else title


def _action(one: TrackedAction) -> dict[str, Cell]:
    said = action_words(one)
    return {**said, **{key: _fitted(said[key], key) for key in ("action", "lead")}}


def action_words(one: TrackedAction) -> dict[str, str]:
    """An action's row by the keys of its headings, its words whole."""
    action = one.action
    return {
        "ref": action.ref,
        "action": action.text,
        "lead": action.lead,
        "due": day(action.due),
        "progress": NO_DATA if action.progress is None else f"{100 * action.progress:.0f} %",
        "status": action_status(one),
    }


def _output(one: MeasuredOutput) -> dict[str, Cell]:
    return {**output_words(one), "output": output_label(one.output)}


def output_words(one: MeasuredOutput) -> dict[str, str]:
    """An output's row by the keys of its headings, its words whole."""
    output = one.output
    target = DOES_NOT_APPLY if output.target is None else amount(output.target, output.unit)
    return {
        "output": output.text,
        "to_date": to_date_absent(one) if one.to_date is None else amount(one.to_date, output.unit),
        "target": target,
        "output_status": output_status(one),
    }


def output_label(output: Output) -> str:
    """What names an output's row."""
    return _fitted(output.text, "output")


def _fitted(text: str, key: str) -> str:
    """As much of a text as its column has room for."""
    column, end = layout.FOOT.column(key), layout.FOOT.column(_TO[key]) - 1
    return shortened(text, narrowed(column, end))


def _heard(dashboard: Dashboard, section: Section) -> str | None:
    """The newest piece of qualitative evidence on the priority."""
    evidence = heard(dashboard, section)
    return None if evidence is None else shown_heard(heard_line(evidence))


def heard_line(evidence: Evidence) -> str:
    """``Heard ‡  “I sleep better since the new door.” Resident, Childs Hill, Nov 2025``, whole."""
    label = f"Heard {ILLUSTRATIVE_MARK}" if evidence.illustrative else "Heard"
    return f"{label}  {heard_sentence(evidence)}"


def shown_heard(line: str) -> str:
    """As much of what was heard as the foot has room for."""
    return shortened(line, narrowed(0, layout.WIDTH - 1), LABEL_SIZE)


def how_to_read(dashboard: Dashboard, section: Section) -> str | None:
    """What the long charts of the page draw; of the fans only where there are any."""
    shown = assessed(dashboard, section)[:MOST_PANELS]
    if not shown:
        return None
    fans = {next_months(one) for one in shown if to_come(one)}
    if not fans:
        return READ
    # Figures of other sources may run to another month.
    months = fans.pop() if len(fans) == 1 else "the three months after the figures"
    return f"{READ} Blue fan: {months}, {AS_IT_HAS}; not a target."


def _chain(dashboard: Dashboard, section: Section) -> str | None:
    chain = chain_line(dashboard.settings, section)
    return None if chain is None else shown_chain(chain)


def chain_line(settings: Settings, section: Section) -> str | None:
    """The first whole chain of the priority: output → outcome → objective."""
    plan = settings.plan
    by_ref = {output.ref: output for output in plan.outputs}
    for outcome in plan.outcomes_of(section.id):
        known = [by_ref[ref] for ref in outcome.outputs]
        if not known:
            continue
        output = known[0]
        chain = " → ".join((unmarked(output.text), unmarked(outcome.text), section.name))
        invented = output.illustrative or outcome.illustrative
        label = f"Chain {ILLUSTRATIVE_MARK}" if invented else "Chain"
        return f"{label}  {chain}"
    return None


def shown_chain(line: str) -> str:
    """As much of the chain as the foot has room for."""
    return shortened(line, narrowed(0, layout.WIDTH - 1), LABEL_SIZE)
