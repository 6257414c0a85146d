"""The chain action → output → intermediate outcome → objective, and what hangs loose of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.plan.actions import unactioned

if TYPE_CHECKING:
    from xlsrc.domain.action import Action, Outcome, Output, Plan
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One line of a priority's chain; ``None`` where the chain is broken."""

    priority: Section
    action: Action | None
    output: Output | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """Something that the chain lacks, and what would mend it: ``5.4: no output measures it``."""

    what: str
    lacks: str


def links(settings: Settings) -> tuple[Link, ...]:
    """The chain of every priority: a line for each action and output, in the tables' order.

    An output of two actions stands on both lines. An outcome that no output leads to, and a
    priority without anything, have a line of their own.
    """
    found: list[Link] = []
    for priority in settings.sections:
        if not priority.is_priority:
            continue
        lines = _lines(settings.plan, priority)
        found += lines or [Link(priority=priority, action=None, output=None, outcome=None)]
    return tuple(found)


def _lines(plan: Plan, priority: Section) -> list[Link]:
    outcomes = plan.outcomes_of(priority.id)
    lines: list[Link] = []
    for action in plan.actions_of(priority.id):
        outputs = [output for output in plan.outputs if action.ref in output.actions]
        for output in (*outputs,) or (None,):
            reached = [o for o in outcomes if output is not None and output.ref in o.outputs]
            lines += [
                Link(priority=priority, action=action, output=output, outcome=outcome)
                for outcome in (*reached,) or (None,)
            ]
    led_to = {line.outcome for line in lines}
    lines += [
        Link(priority=priority, action=None, output=None, outcome=outcome)
        for outcome in outcomes
        if outcome not in led_to
    ]
    return lines


def orphans(settings: Settings) -> tuple[Orphan, ...]:
    """What the chain lacks, priority by priority."""
    plan = settings.plan
    measured = {ref for output in plan.outputs for ref in output.actions}
    leading = {ref for outcome in plan.outcomes for ref in outcome.outputs}
    found: list[Orphan] = []
    for section in settings.sections:
        if not section.is_priority:
            continue
        name = f"{section.id} {section.name}"
        if not plan.actions_of(section.id):
            found.append(Orphan(what=name, lacks="no action"))
        if not plan.outcomes_of(section.id):
            found.append(Orphan(what=name, lacks="no intermediate outcome"))
        if not any(indicator.headline for indicator in settings.of_section(section)):
            found.append(Orphan(what=name, lacks="no headline indicator"))
        found += [
            Orphan(what=f"Action {action.ref}  {action.text}", lacks="no output measures it")
            for action in plan.actions_of(section.id)
            if action.ref not in measured
        ]
        found += [
            Orphan(what=f"Outcome {outcome.ref}  {outcome.text}", lacks="no output leads to it")
            for outcome in plan.outcomes_of(section.id)
            if not outcome.outputs
        ]
    found += [
        Orphan(what=f"Output {output.ref}  {output.text}", lacks="it leads to no outcome")
        for output in plan.outputs
        if output.ref not in leading
    ]
    found += [
        Orphan(what=f"Decision {decision.ref}  {decision.text}", lacks="no action carries it out")
        for decision in unactioned(plan)
    ]
    return tuple(found)
