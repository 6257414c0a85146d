"""The blocks of the Impact sheet."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from workbook.block import Block
from workbook.house import wording
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import room_for, wrapped
from workbook.layout.parts import (
    CHAIN_GROUP,
    MOST_ESTIMATES,
    MOST_LINKS,
    MOST_ORPHANS,
    MOST_OUTPUTS,
)
from workbook.sheets.impact.columns import LAST, TEXT_COLUMNS, room
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
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.block import Cell, Row
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.plan.chain import Link
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.plan.outputs import MeasuredOutput

COLUMNS: Final = 7
LABEL_EVERY: Final = 6
"""Months between two labels of the chart's axis: closer ones turn, and shrink, to fit."""

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
    head = (
        _row({0: "Impact: what is done, and whether it works", 6: wording.period(dashboard)}),
        _row({0: NOTE, 6: wording.INVENTED_PLAN_NOTE if invented else None}),
    )
    written = [
        Block("impact.head", head),
        Block(
            "impact.outputs",
            _filled(
                [_output_row(one) for one in sorted(outputs, key=_by_concern)],
                MOST_OUTPUTS,
                "No outputs are recorded on the Outputs sheet.",
                width=5,
            ),
        ),
        Block("impact.burn_up", _burn_up(dashboard)),
        Block(
            "impact.chain", _filled(_chain_rows(links(settings)), MOST_LINKS, "no priority is kept")
        ),
        Block(
            "impact.estimates",
            _filled(
                [_estimate_row(dashboard, one) for one in dashboard.impacts],
                MOST_ESTIMATES,
                "No impact is asked about on the Outcomes sheet.",
            ),
        ),
        Block(
            "impact.orphans",
            _filled(
                [
                    _row({0: shortened(one.what, room(0, 3), bold=True), 4: one.lacks})
                    for one in orphans(settings)
                ],
                MOST_ORPHANS,
                "Nothing: every action has an output, and every output an outcome.",
            ),
        ),
    ]
    if priorities:
        rows = tuple(_priority_row(dashboard, section, outputs) for section in priorities)
        written.append(Block("impact.priorities", rows))
    return tuple(written)


def _row(cells: Mapping[int, Cell], width: int = COLUMNS) -> Row:
    return tuple(cells.get(column) for column in range(width))


def _filled(rows: Sequence[Row], most: int, none: str, width: int = COLUMNS) -> tuple[Row, ...]:
    """As many rows as there is room for, blank ones after them, and how many more there are."""
    shown = list(rows[:most]) or [_row({0: none}, width)]
    more = len(rows) - most
    last = _row({0: f"and {more} more" if more > 0 else None}, width)
    return (*shown, *[_row({}, width)] * (most - len(shown)), last)


def _priority_row(dashboard: Dashboard, section: Section, outputs: Iterable[MeasuredOutput]) -> Row:
    actions = tracked_of(dashboard, section)
    refs = {output.ref for output in dashboard.settings.plan.outputs_of(section.id)}
    found = Counter(one.status for one in outputs if one.output.ref in refs)
    parts = [f"{found[status]} {status}" for status in OUTPUT_ORDER if found[status]]
    impact = impact_state(dashboard, section)
    return _row(
        {
            0: f"{wording.section_title(section)}{mark(actions)}",
            2: states(actions),
            4: ", ".join(parts) or "none",
            6: impact[:1].upper() + impact[1:],
        }
    )


def _by_concern(one: MeasuredOutput) -> tuple[int, float]:
    return OUTPUT_ORDER.index(one.status), 0.0 if one.share is None else one.share


def _output_row(one: MeasuredOutput) -> Row:
    output = one.output
    name = f"{output.ref}  {output.text}"
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
    return _row({0: shortened(name, room(0), bold=True), 2: figure, 4: output_status(one)}, 5)


def _burn_up(dashboard: Dashboard) -> tuple[Row, ...]:
    """The chart's feeder: complete as the thick line, due as the dashed one."""
    months = burn_up(tracked_on(dashboard), dashboard.as_at)
    rows: list[Row] = [("Month", "Complete", "Due", "Complete", "Due")]
    for at, one in enumerate(months):
        rows.append(
            (
                one.month.short if at % LABEL_EVERY == 0 else "",
                one.complete,
                one.due,
                one.complete if one.month == dashboard.as_at else None,
                one.due if at == len(months) - 1 else None,
            )
        )
    return tuple(rows)


def _chain_rows(found: Sequence[Link]) -> list[Row]:
    """Each link's boxes, what stands in the row above left out; the objective beside its own."""
    rows: list[Row] = []
    for priority, group in groupby(found, key=lambda link: link.priority):
        lines = list(group)
        beside = room(LAST) - room_for(GOES_ON, BODY_SIZE)
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


def _chain_row(link: Link, above: Link | None, side: str | None) -> Row:
    action = f"{link.action.ref}  {link.action.text}" if link.action else "no action"
    output = f"{link.output.ref}  {link.output.text}" if link.output else "no output"
    outcome = link.outcome.text if link.outcome else "no outcome"
    texts: list[str | None] = [
        shortened(text, room(column))
        for text, column in zip((action, output, outcome), TEXT_COLUMNS[:3], strict=True)
    ]
    texts.append(shortened(side, room(LAST), bold=side.startswith(CHAIN_GROUP)) if side else None)
    if above is not None and link.action is not None and above.action == link.action:
        texts[0] = None
        texts[1] = None if above.output == link.output else texts[1]
    cells: dict[int, Cell] = dict(zip(TEXT_COLUMNS, texts, strict=True))
    cells[1] = ARROW if texts[0] and texts[1] and link.action and link.output else None
    cells[3] = ARROW if link.output and link.outcome else None
    cells[5] = ARROW if link.outcome else None
    return _row(cells)


def _estimate_row(dashboard: Dashboard, one: ImpactEstimate) -> Row:
    question = one.question
    actions = [a for a in dashboard.settings.plan.actions if a.ref in question.actions]
    invented = any(action.illustrative for action in actions)
    where = ", ".join(question.wards) or dashboard.area.name
    noun = "action" if len(question.actions) == 1 else "actions"
    refs = f", {noun} {', '.join(question.actions)}" if question.actions else ""
    work = f"Priority {question.priority}{refs}: {where}, from {question.start.short}"
    tail = f" {ILLUSTRATIVE_MARK}" if invented else ""
    return _row({0: f"{work}{tail}", 2: estimate_words(one, dashboard.area.name)})
