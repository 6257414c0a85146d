"""The blocks of the Impact sheet."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.sheets.impact import layout
from workbook.sheets.impact.chain_rows import chain_rows
from workbook.sheets.impact.columns import room
from workbook.sheets.impact.pages import rows_of
from workbook.sheets.plan.words import (
    PERCENT,
    amount,
    output_prospect,
    output_status,
    shortened,
    to_date_absent,
)
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.plan.actions import burn_up
from xlsrc.plan.chain import links, orphans
from xlsrc.plan.outputs import OutputStatus, measured_outputs
from xlsrc.words.action_sentences import (
    estimate_words,
    estimates_of,
    impact_state,
    mark,
    states,
    tracked_of,
    tracked_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from workbook.layout.named_block import NamedBlock
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.action import Output
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.settings import Settings
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.plan.outputs import MeasuredOutput

Cells = dict[str, "Cell"]

LABEL_EVERY: Final = 6
"""Months between two labels of the chart's axis: closer ones turn, and shrink, to fit."""

ORPHAN_ROOM: Final = room(layout.CHAIN.column("priority"))
"""Points for a line of what the chain lacks."""

LINES_OF_ORPHAN: Final = 2
WHOLE: Final = "every action has an output, and every output an outcome"
NOT_BEGUN: Final = "nothing is recorded on Actions, Outputs and Outcomes yet"

NOTE: Final = (
    "What we do, what it produces, what that leads to, and whether the figures moved more than "
    "those of peers."
)
NONE_ASKED: Final = "No impact is asked about on the Outcomes sheet."
FIRST_STEPS: Final = (
    (NONE_ASKED, "The plan comes first. These entries fill the two pages, in any order:"),
    ("1  Actions", "On the sheet Actions, a row an action: its priority, who leads it, when due."),
    ("2  Outputs", "On Outputs, what the actions produce, how much of it is wanted and by when."),
    ("3  Outcomes", "On Outcomes, what the outputs should lead to, for which priority."),
    (
        "4  Impact",
        "On Outcomes, what the work should move, where and from when: its estimate stands here.",
    ),
)
"""What to enter, and where, on the page of a plan that is not begun."""

OUTPUT_ORDER: Final = (
    OutputStatus.MISSED,
    OutputStatus.BEHIND,
    OutputStatus.NO_RETURN,
    OutputStatus.ON_COURSE,
    OutputStatus.MET,
    OutputStatus.NO_TARGET,
    OutputStatus.NOT_SHOWN,
)
"""Outputs that the board should ask about come first."""


def blocks(
    dashboard: Dashboard,
    room_for: Mapping[str, int] = MappingProxyType({}),
    *,
    is_edition: bool = False,
) -> tuple[Block, ...]:
    """Every block of the sheet; ``room_for`` are the rows of the workbook's blocks by name, those
    of a new template where it does not say. An edition tells nobody what to enter.
    """
    settings = dashboard.settings
    outputs = measured_outputs(settings.plan, dashboard.as_at)
    priorities = [section for section in settings.sections if section.is_priority]
    invented = mark(tracked_on(dashboard)) or any(o.output.illustrative for o in outputs)
    new = rows_of(settings)
    rows = {
        layout.OUTPUTS.name: new.outputs,
        layout.ORPHANS.name: new.outputs,
        layout.CHAIN.name: new.links,
        layout.ESTIMATES.name: new.estimates,
        **room_for,
    }

    def filled(block: NamedBlock, found: Sequence[Cells], none: str) -> Block:
        return _filled(block.with_rows(rows[block.name]), found, none)

    written = [
        layout.HEAD.written(
            {
                "title": "Impact: what is done, and whether it works",
                "period": wording.period(dashboard),
            },
            {"note": NOTE, "illustrative": wording.INVENTED_PLAN_NOTE if invented else None},
        ),
        filled(
            layout.OUTPUTS,
            [_output_row(one) for one in sorted(outputs, key=_by_concern)],
            "No outputs are recorded on the Outputs sheet.",
        ),
        layout.BURN_UP_TITLE.written(
            ("Actions complete and due" if tracked_on(dashboard) else "No action is recorded",)
        ),
        layout.BURN_UP.written(*_burn_up(dashboard)),
        filled(layout.CHAIN, chain_rows(links(settings)), "no priority is kept"),
        filled(
            layout.ESTIMATES,
            [estimate_row(dashboard, one) for one in dashboard.impacts]
            or ([] if is_edition else _first_steps(settings)),
            NONE_ASKED,
        ),
        _orphans(dashboard, rows[layout.ORPHANS.name]),
    ]
    if priorities:
        states_of = (priority_row(dashboard, section, outputs) for section in priorities)
        written.append(layout.PRIORITIES.written(*states_of))
    return tuple(written)


def _first_steps(settings: Settings) -> list[Cells]:
    """What fills the page, where no plan is begun; nothing where one is."""
    if settings.plan.is_begun:
        return []
    return [{"work": step, "shows": then} for step, then in FIRST_STEPS]


def _orphans(dashboard: Dashboard, rows: int) -> Block:
    """What the chain lacks, two lines each; where it lacks more than there is room for, how
    many more.
    """
    settings = dashboard.settings
    found = orphans(settings) if settings.plan.is_begun else ()
    room_of = rows // LINES_OF_ORPHAN
    shown = found if len(found) <= room_of else found[: room_of - 1]
    lines = [
        line for one in shown for line in (shortened(one.what, ORPHAN_ROOM, bold=True), one.lacks)
    ]
    if len(found) > len(shown):
        lines.append(f"and {len(found) - len(shown)} more")
    elif not found:
        lines = [
            *(("Nothing", WHOLE) if settings.plan.is_begun else ("The plan", NOT_BEGUN)),
        ]
    return layout.ORPHANS.with_rows(rows).filled(*((line,) for line in lines))


def _filled(block: NamedBlock, rows: Sequence[Cells], none: str) -> Block:
    """As many rows as there is room for, the last of them how many more there are; blank ones
    below.
    """
    first, *_ = block.columns
    most = block.rows or 1
    if len(rows) <= most:
        return block.filled(*(rows or [{first: none}]))
    shown = rows[: most - 1]
    return block.filled(*shown, {first: f"and {len(rows) - len(shown)} more"})


def priority_row(
    dashboard: Dashboard, section: Section, outputs: Iterable[MeasuredOutput]
) -> Cells:
    """The row of a priority: how its actions, its outputs and its impact stand."""
    actions = tracked_of(dashboard, section)
    refs = {output.ref for output in dashboard.settings.plan.outputs_of(section.id)}
    found = Counter(one.status for one in outputs if one.output.ref in refs)
    parts = [f"{found[status]} {status}" for status in OUTPUT_ORDER if found[status]]
    return {
        "priority": f"{wording.section_title(section)}{mark(actions)}",
        "actions": states(actions),
        "outputs": ", ".join(parts) or "none",
        "impact": _impact_words(dashboard, section),
    }


def _impact_words(dashboard: Dashboard, section: Section) -> str:
    """The impact in a few words; where there is no estimate, why."""
    estimates = estimates_of(dashboard, section)
    said = impact_state(dashboard, section)
    said = said[:1].upper() + said[1:]
    if not estimates:
        return f"{said}: none is asked for on Outcomes"
    if any(one.answer is not None for one in estimates) or estimates[0].too_early:
        return said
    return f"{said}, since {estimates[0].reason}"


def _by_concern(one: MeasuredOutput) -> tuple[int, float]:
    return OUTPUT_ORDER.index(one.status), 0.0 if one.share is None else one.share


def _output_row(one: MeasuredOutput) -> Cells:
    output = one.output
    if one.to_date is None:
        figure = to_date_absent(one)
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
    return {
        "output": output_label(output),
        "to_date": figure,
        "status": output_status(one),
        "will_meet": output_prospect(one),
    }


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


def estimate_row(dashboard: Dashboard, one: ImpactEstimate) -> Cells:
    """The row of an estimate: which work, and what the figures show of it."""
    question = one.question
    actions = [a for a in dashboard.settings.plan.actions if a.ref in question.actions]
    invented = any(action.illustrative for action in actions)
    where = ", ".join(question.wards) or dashboard.area.name
    noun = "action" if len(question.actions) == 1 else "actions"
    refs = f", {noun} {', '.join(question.actions)}" if question.actions else ""
    work = f"Priority {question.priority}{refs}: {where}, from {question.start.short}"
    tail = f"\N{NO-BREAK SPACE}{ILLUSTRATIVE_MARK}" if invented else ""
    return {"work": f"{work}{tail}", "shows": estimate_words(one, dashboard.area.name)}
