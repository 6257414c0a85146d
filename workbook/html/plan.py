"""What is done: the actions and outputs of a priority, and whether the work makes a difference."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.html.table import HEADING_LINE, Column, Line, Table, cell_text, columns
from workbook.sheets.impact import layout as impact
from workbook.sheets.impact.values import estimate_row, priority_row
from workbook.sheets.plan.words import output_prospect
from workbook.sheets.section.foot_values import (
    action_words,
    actions_title,
    output_words,
    outputs_title,
)
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.plan.actions import overdue_first
from xlsrc.plan.chain import links
from xlsrc.plan.outputs import measured_outputs
from xlsrc.words.action_sentences import tracked_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.block import Cell
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.plan.chain import Link

ACTIONS: Final = ("Action", "Status", "Due", "Progress", "Lead", "Ref")
"""What a phone shows first is how the action stands."""

OUTPUTS: Final = ("Output", "To date", "Target", "Status", impact.OUTPUT_HEADINGS["will_meet"])
CHAIN: Final = "The chain: from what is done to what it is for"


def actions_table(dashboard: Dashboard, section: Section, within: str) -> Table | None:
    """All actions of a priority, overdue ones first and complete ones last; None without any."""
    actions = tracked_of(dashboard, section)
    pending = overdue_first(actions)
    rows = map(action_words, [*pending, *(one for one in actions if one not in pending)])
    keys = ("action", "status", "due", "progress", "lead", "ref")
    return _table(
        Table(
            ident=f"{within}-actions",
            within=within,
            caption=actions_title(section, actions),
            columns=columns(ACTIONS, ("Due", "Progress")),
            lines=tuple(Line(tuple(row[key] for key in keys)) for row in rows),
        )
    )


def outputs_table(dashboard: Dashboard, section: Section, within: str) -> Table | None:
    """All outputs of a priority's actions, in the table's order; None without any."""
    refs = {output.ref for output in dashboard.settings.plan.outputs_of(section.id)}
    outputs = [
        one
        for one in measured_outputs(dashboard.settings.plan, dashboard.as_at)
        if one.output.ref in refs
    ]
    keys = ("output", "to_date", "target", "output_status")
    return _table(
        Table(
            ident=f"{within}-outputs",
            within=within,
            caption=outputs_title(outputs),
            columns=columns(OUTPUTS, ("To date", "Target")),
            lines=tuple(
                Line((*(output_words(one)[key] for key in keys), output_prospect(one)))
                for one in outputs
            ),
        )
    )


def priorities_table(dashboard: Dashboard) -> Table | None:
    """How the actions, outputs and impact of each priority stand; None without priorities."""
    outputs = measured_outputs(dashboard.settings.plan, dashboard.as_at)
    rows = (
        priority_row(dashboard, section, outputs)
        for section in dashboard.settings.sections
        if section.is_priority
    )
    return _table(_by_keys("priorities", "Each priority", impact.PRIORITY_HEADINGS, rows))


def estimates_table(dashboard: Dashboard) -> Table | None:
    """What the figures show of each piece of work; None where nothing is asked."""
    rows = (estimate_row(dashboard, one) for one in dashboard.impacts)
    return _table(_by_keys("estimates", "What the work made of it", impact.ESTIMATE_HEADINGS, rows))


def chain_table(dashboard: Dashboard) -> Table | None:
    """Every action with its output and outcome, priority by priority; None without a plan."""
    if not dashboard.settings.plan.is_begun:
        return None
    lines: list[Line] = []
    for priority, group in groupby(links(dashboard.settings), key=lambda one: one.priority):
        name = wording.section_title(priority)
        lines.append(Line((name, priority.objective), HEADING_LINE))
        lines += map(_link, group)
    headings = [impact.CHAIN_HEADINGS[key] for key in ("action", "output", "outcome")]
    return Table(ident="chain", caption=CHAIN, columns=columns(headings), lines=tuple(lines))


def _link(one: Link) -> Line:
    named = (
        f"{part.ref}  {part.text}" if part is not None else DOES_NOT_APPLY
        for part in (one.action, one.output)
    )
    return Line((*named, DOES_NOT_APPLY if one.outcome is None else one.outcome.text))


def _by_keys(
    ident: str,
    caption: str,
    headings: Mapping[str, str],
    rows: Iterable[Mapping[str, Cell]],
) -> Table:
    return Table(
        ident=ident,
        caption=caption,
        columns=tuple(Column(heading) for heading in headings.values()),
        lines=tuple(Line(tuple(cell_text(row[key]) for key in headings)) for row in rows),
    )


def _table(table: Table) -> Table | None:
    return table if table.lines else None
