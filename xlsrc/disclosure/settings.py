"""The settings of a public edition: without what may never be public, and without small numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlsrc.disclosure.control import taken_out
from xlsrc.domain.indicator import BY_PLACE, FEWEST_SHOWN, Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.domain.action import ImpactQuestion, Plan
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.offences import Offences


def public_settings(settings: Settings, known: Offences) -> Settings:
    """The settings without indicators that are never public, and all that is said of them.

    What shares an offence with a sensitive indicator has no figures by ward: from the whole and
    its other parts the sensitive one could be worked out. What holds an offence that is never
    public is not shown by offence. An output with a value of 1 to 4 shows none.
    """
    hidden = sensitive(settings)
    never = [one for one in hidden if is_never(one)]
    gone = {one.id for one in never}
    shown = tuple(
        replace(
            one,
            by_ward=one.by_ward and not _shares(one, hidden, known),
            by_offence=one.by_offence and not _shares(one, never, known),
        )
        for one in settings.indicators
        if one.id not in gone
    )
    on_map = next((one for one in shown if one.id == settings.map_indicator), None)
    changes = (
        replace(one, applies_to=tuple(name for name in one.applies_to if name not in gone))
        for one in settings.known_changes
    )
    evidence = (
        replace(one, linked_to=tuple(name for name in one.linked_to if name not in gone))
        for one in settings.evidence
    )
    return replace(
        settings,
        indicators=shown,
        asked=tuple(one for one in settings.asked if not is_never(one)),
        map_indicator=on_map.id if on_map is not None and on_map.by_ward else "",
        known_changes=tuple(one for one in changes if one.applies_to),
        evidence=tuple(one for one in evidence if one.linked_to),
        views=tuple(one for one in settings.views if one.indicator_id not in gone),
        targets=tuple(one for one in settings.targets if one.indicator not in gone),
        plan=_plan(settings.plan, shown),
    )


def sensitive(settings: Settings) -> tuple[Indicator, ...]:
    """The indicators of which the public may not see everything, by any of their sources."""
    return tuple(
        one
        for one in (*settings.indicators, *settings.asked)
        if any(by.disclosure is not Disclosure.OPEN for by in _every(one))
    )


def is_never(indicator: Indicator) -> bool:
    """Whether nothing of an indicator may be public."""
    return indicator.declared is Disclosure.NEVER


def _every(indicator: Indicator) -> tuple[Indicator, ...]:
    """The indicator as each of its sources counts it."""
    return tuple(map(indicator.using, indicator.choices)) or (indicator,)


def _shares(indicator: Indicator, others: Iterable[Indicator], known: Offences) -> bool:
    """Whether it counts an offence that any of the others counts, from police data."""
    return any(
        not taken_out((other,), known, source).isdisjoint(_behind(indicator, source, known))
        for other in others
        for source in BY_PLACE
    )


def _behind(indicator: Indicator, source: Source, known: Offences) -> frozenset[str]:
    by = indicator.by(source)
    return frozenset() if by is None else known.of_all(source, by.offences)


def _plan(plan: Plan, shown: Sequence[Indicator]) -> Plan:
    small = {one.output for one in plan.output_values if 0 < one.value < FEWEST_SHOWN}
    return replace(
        plan,
        outputs=tuple(
            replace(one, withheld=True) if one.ref in small else one for one in plan.outputs
        ),
        output_values=tuple(one for one in plan.output_values if one.output not in small),
        impact_questions=tuple(one for one in plan.impact_questions if _may_ask(one, shown)),
    )


def _may_ask(question: ImpactQuestion, shown: Sequence[Indicator]) -> bool:
    """Whether the figures that an impact is estimated from are public, too."""
    found = next((one for one in shown if one.id == question.indicator), None)
    return found is not None and (not question.wards or found.by_ward)
