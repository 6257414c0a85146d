"""The example's invented plan in the workbook of another area: nobody there did or said it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from xlsrc.defaults import default_settings
from xlsrc.domain.action import ILLUSTRATIVE_MARK, Plan
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from xlsrc.domain.settings import Settings


def without_invented(settings: Settings) -> Settings:
    """The settings without what is invented, unless they are for the example's own area.

    What is marked ‡ goes: actions, decisions, outputs and their values, outcomes, questions about
    actions that are gone, views, what was heard, names of action plans, the dates of duties, and
    counts of case reviews. The duties themselves are the law's.
    """
    if _is_example(settings.area):
        return settings
    return replace(
        settings,
        plan=_real(settings.plan),
        duties=tuple(
            replace(one, lead="", last_done=None, due=None) if one.illustrative else one
            for one in settings.duties
        ),
        case_reviews=tuple(one for one in settings.case_reviews if not one.illustrative),
        views=tuple(
            replace(view, text="") if view.illustrative else view for view in settings.views
        ),
        evidence=tuple(one for one in settings.evidence if not one.illustrative),
        sections=tuple(
            replace(one, action_plan="") if one.action_plan.endswith(ILLUSTRATIVE_MARK) else one
            for one in settings.sections
        ),
    )


def invented_note(settings: Settings) -> str:
    """The sentence on what was left out of an area's workbook; '' where nothing was."""
    real = without_invented(settings)
    plan, kept = settings.plan, real.plan
    left = {
        "Actions": len(plan.actions) - len(kept.actions),
        "Decisions": len(plan.decisions) - len(kept.decisions),
        "Outputs": len(plan.outputs) - len(kept.outputs),
        "Outcomes": len(plan.outcomes) - len(kept.outcomes),
        "Duties": len(settings.case_reviews)
        - len(real.case_reviews)
        + sum(one != other for one, other in zip(settings.duties, real.duties, strict=True)),
        "Commentary": sum(
            one != other for one, other in zip(settings.views, real.views, strict=True)
        ),
        "What we heard": len(settings.evidence) - len(real.evidence),
    }
    said = "; ".join(f"{name} {number}" for name, number in left.items() if number)
    if not said:
        return ""
    return (
        f"Rows that are invented (marked {ILLUSTRATIVE_MARK}) are the example's, not "
        f"{settings.area}'s: they are in no figure and on no page of the board's ({said}). Delete "
        f"or replace them, or begin with safer new --area '{settings.area}'."
    )


@cache
def _is_example(area: str) -> bool:
    known = shipped_places().known
    return known(area) == known(default_settings().area) is not None


def _real(plan: Plan) -> Plan:
    actions = tuple(one for one in plan.actions if not one.illustrative)
    outputs = tuple(one for one in plan.outputs if not one.illustrative)
    refs = {one.ref for one in actions}
    gone = {one.ref for one in plan.actions} - refs
    kept = {one.ref for one in outputs}
    return Plan(
        actions=actions,
        decisions=tuple(one for one in plan.decisions if not one.illustrative),
        outputs=outputs,
        output_values=tuple(one for one in plan.output_values if one.output in kept),
        outcomes=tuple(one for one in plan.outcomes if not one.illustrative),
        impact_questions=tuple(
            one for one in plan.impact_questions if not gone.intersection(one.actions)
        ),
    )
