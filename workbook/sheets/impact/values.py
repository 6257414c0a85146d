"""The blocks of the Impact sheet."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import room_for, wrapped
from workbook.sheets.impact import layout
from workbook.sheets.impact.columns import room
from workbook.sheets.impact.layout import (
    CHAIN_GROUP,
)
from workbook.sheets.plan.words import PERCENT, amount, output_status, shortened
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.wording import NO_DATA
from xlsrc.plan.actions import burn_up
from xlsrc.plan.chain import links, orphans
from xlsrc.plan.outputs import OutputStatus, measured_outputs
from xlsrc.words.action_sentences import (
    estimate_words,
    impact_state,
    mark,
    states,
    tracked_of,
    tracked_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.block import Block, Cell, Row
    from workbook.layout.named_block import NamedBlock
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.action import Output
    from xlsrc.domain.indicator import Section
    from xlsrc.plan.chain import Link
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.plan.outputs import MeasuredOutput

Cells = dict[str, "Cell"]

LABEL_EVERY: Final = 6
"""Months between two labels of the chart's axis: closer ones turn, and shrink, to fit."""

PRIORITY_ROOM: Final = room(layout.CHAIN.column("priority"))
ORPHAN_ROOM: Final = room(layout.ORPHANS.column("what"), layout.ORPHANS.column("lacks") - 1)
"""Points for a line of text beside the boxes of the chain, and of what the chain lacks."""

ARROW: Final = "→"
GOES_ON: Final = " …"
"""What ends an objective that has more lines than its links."""

REMARK: Final = re.compile(r"\s*\([^()]*\)$")
"""A remark in brackets at the end of an objective, for which the chain has no room."""

NOTE: Final = (
    "What we do, what it produces, what that leads to, and whether the figures moved more than "
    "those of peers."
)
OUTPUT_ORDER: Final = (
    OutputStatus.MISSED,
    OutputStatus.BEHIND,
    OutputStatus.NO_RETURN,
    OutputStatus.ON_COURSE,
    OutputStatus.MET,
    OutputStatus.NO_TARGET,
)
"""Outputs that the board should ask about come first."""


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Every block of the sheet."""
    settings = dashboard.settings
    outputs = measured_outputs(settings.plan, dashboard.as_at)
    priorities = [section for section in settings.sections if section.is_priority]
    invented = mark(tracked_on(dashboard)) or any(o.output.illustrative for o in outputs)
    rows = [_output_row(one) for one in sorted(outputs, key=_by_concern)]
    written = [
        layout.HEAD.written(
            {
                "title": "Impact: what is done, and whether it works",
                "period": wording.period(dashboard),
            },
            {"note": NOTE, "illustrative": wording.INVENTED_PLAN_NOTE if invented else None},
        ),
        _filled(layout.OUTPUTS, rows, "No outputs are recorded on the Outputs sheet."),
        layout.BURN_UP_TITLE.written(
            ("Actions complete and due" if tracked_on(dashboard) else "No action is recorded",)
        ),
        layout.BURN_UP.written(*_burn_up(dashboard)),
        _filled(layout.CHAIN, _chain_rows(links(settings)), "no priority is kept"),
        _filled(
            layout.ESTIMATES,
            [_estimate_row(dashboard, one) for one in dashboard.impacts],
            "No impact is asked about on the Outcomes sheet.",
        ),
        _filled(
            layout.ORPHANS,
            [
                {"what": shortened(one.what, ORPHAN_ROOM, bold=True), "lacks": one.lacks}
                for one in orphans(settings)
                if settings.plan.is_begun
            ],
            "Nothing: every action has an output, and every output an outcome."
            if settings.plan.is_begun
            else "The plan: nothing is recorded on Actions, Outputs and Outcomes yet.",
        ),
    ]
    if priorities:
        states_of = (_priority_row(dashboard, section, outputs) for section in priorities)
        written.append(layout.PRIORITIES.written(*states_of))
    return tuple(written)


def _filled(block: NamedBlock, rows: Sequence[Cells], none: str) -> Block:
    """As many rows as there is room for, blank ones after them, and how many more there are."""
    first, *_ = block.columns
    most = (block.rows or 1) - 1
    shown = list(rows[:most]) or [{first: none}]
    more = len(rows) - most
    last = {first: f"and {more} more" if more > 0 else None}
    return block.written(*shown, *({} for _ in range(most - len(shown))), last)


def _priority_row(
    dashboard: Dashboard, section: Section, outputs: Iterable[MeasuredOutput]
) -> Cells:
    actions = tracked_of(dashboard, section)
    refs = {output.ref for output in dashboard.settings.plan.outputs_of(section.id)}
    found = Counter(one.status for one in outputs if one.output.ref in refs)
    parts = [f"{found[status]} {status}" for status in OUTPUT_ORDER if found[status]]
    impact = impact_state(dashboard, section)
    return {
        "priority": f"{wording.section_title(section)}{mark(actions)}",
        "actions": states(actions),
        "outputs": ", ".join(parts) or "none",
        "impact": impact[:1].upper() + impact[1:],
    }


def _by_concern(one: MeasuredOutput) -> tuple[int, float]:
    return OUTPUT_ORDER.index(one.status), 0.0 if one.share is None else one.share


def _output_row(one: MeasuredOutput) -> Cells:
    output = one.output
    if one.to_date is None:
        figure = NO_DATA
    elif output.target is None:
        figure = f"{amount(one.to_date, output.unit)} {output.unit}"
    else:
        is_share = output.unit == PERCENT or one.share is None
        share = "" if is_share else f" ({100 * (one.share or 0):.0f} %)"
        unit = "" if output.unit == PERCENT else f" {output.unit}"
        figure = (
            f"{amount(one.to_date, output.unit)} of {amount(output.target, output.unit)}"
            f"{unit}{share}"
        )
    return {"output": output_label(output), "to_date": figure, "status": output_status(one)}


def output_label(output: Output) -> str:
    """``O6  Men who began the programme ‡``: what names an output's row."""
    name = f"{output.ref}  {output.text}"
    return shortened(name, room(layout.OUTPUTS.column("output")), bold=True)


def _burn_up(dashboard: Dashboard) -> tuple[Row, ...]:
    """The chart's feeder: complete as the thick line, due as the dashed one."""
    actions = tracked_on(dashboard)
    months = burn_up(actions, dashboard.as_at)
    rows: list[Row] = [("Month", "Complete", "Due", "Complete", "Due")]
    for at, one in enumerate(months):
        if not actions:
            # Lines along 0 would say that something was due; one point draws none, and ends an
            # axis that goes by nothing at 1.
            rows.append(("", None if at else 0, None, None, None))
            continue
        label = one.month.short if at % LABEL_EVERY == 0 else ""
        rows.append(
            (
                label,
                one.complete,
                one.due,
                one.complete if one.month == dashboard.as_at else None,
                one.due if at == len(months) - 1 else None,
            )
        )
    return tuple(rows)


def _chain_rows(found: Sequence[Link]) -> list[Cells]:
    """Each link's boxes, what stands in the row above left out; the objective beside its own."""
    rows: list[Cells] = []
    for priority, group in groupby(found, key=lambda link: link.priority):
        lines = list(group)
        beside = PRIORITY_ROOM - room_for(GOES_ON, BODY_SIZE)
        objective = wrapped(REMARK.sub("", priority.objective), beside, BODY_SIZE)
        sides = [f"{CHAIN_GROUP} {wording.section_title(priority)}", *objective]
        if len(sides) > len(lines):
            sides = sides[: len(lines)]
            sides[-1] = sides[-1] if len(lines) == 1 else f"{sides[-1]}{GOES_ON}"
        above: Link | None = None
        for at, line in enumerate(lines):
            side = sides[at] if at < len(sides) else None
            rows.append(_chain_row(line, above, side))
            above = line
    return rows


def _chain_row(link: Link, above: Link | None, side: str | None) -> Cells:
    action = f"{link.action.ref}  {link.action.text}" if link.action else "no action"
    output = f"{link.output.ref}  {link.output.text}" if link.output else "no output"
    outcome = link.outcome.text if link.outcome else "no outcome"
    texts = {"action": action, "output": output, "outcome": outcome}
    boxes: Cells = {
        key: shortened(text, room(layout.CHAIN.column(key))) for key, text in texts.items()
    }
    if side:
        is_title = side.startswith(CHAIN_GROUP)
        boxes["priority"] = shortened(side, PRIORITY_ROOM, bold=is_title)
    if above is not None and link.action is not None and above.action == link.action:
        del boxes["action"]
        if above.output == link.output:
            del boxes["output"]
    has_both = boxes.keys() >= {"action", "output"}
    return boxes | {
        "to_output": ARROW if has_both and link.action and link.output else None,
        "to_outcome": ARROW if link.output and link.outcome else None,
        "to_priority": ARROW if link.outcome else None,
    }


def _estimate_row(dashboard: Dashboard, one: ImpactEstimate) -> Cells:
    question = one.question
    actions = [a for a in dashboard.settings.plan.actions if a.ref in question.actions]
    invented = any(action.illustrative for action in actions)
    where = ", ".join(question.wards) or dashboard.area.name
    noun = "action" if len(question.actions) == 1 else "actions"
    refs = f", {noun} {', '.join(question.actions)}" if question.actions else ""
    work = f"Priority {question.priority}{refs}: {where}, from {question.start.short}"
    tail = f" {ILLUSTRATIVE_MARK}" if invented else ""
    return {"work": f"{work}{tail}", "shows": estimate_words(one, dashboard.area.name)}
