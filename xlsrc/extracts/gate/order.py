"""One fault, one finding: what an earlier finding explains is its echo and is not said again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.extracts.gate.finding import Finding

ORDER: Final = (
    "repeated-key",
    "total-row",
    "unknown-area",
    "area-missing",
    "rows-missing",
    "same-month-twice",
    "offence-lost",
    "label-stops",
    "label-starts",
    "definition-changed",
    "offence-restated",
    "unknown-share",
    "area-disagrees",
    "month-disagrees",
    "a-copy",
    "label-falls",
    "ward-borough",
    "unknown-label",
)
"""The rules, causes before what they bring about."""

DISAGREEMENTS: Final = frozenset({"area-disagrees", "month-disagrees"})
"""What is an echo of any cause that it meets, be it wider than the cause."""

NO_CAUSES: Final = DISAGREEMENTS | {"unknown-share", "a-copy", "label-falls", "ward-borough"}
"""What explains no other finding, however wide it is."""

_Item = TypeVar("_Item")


def without_echoes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file in the order of their rules, without those that others explain."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (ORDER.index(one.rule), one.id)):
        if not any(_explains(earlier, finding) for earlier in kept):
            kept.append(finding)
    return tuple(_merged(kept))


def _explains(earlier: Finding, later: Finding) -> bool:
    is_in_part = (earlier.rule, later.rule) == ("area-disagrees", "month-disagrees")
    if earlier.rule == later.rule or (earlier.rule in NO_CAUSES and not is_in_part):
        return False
    if later.is_doubt and not earlier.is_doubt:
        return False
    if later.rule in DISAGREEMENTS:
        return (
            _meets(later.areas, earlier.areas)
            and _meets(later.offences, earlier.offences)
            and _meets(later.months, earlier.months)
        )
    return (
        _within(later.areas, earlier.areas)
        and _within(later.offences, earlier.offences)
        and _within(later.months, earlier.months)
    )


def _within(inner: frozenset[_Item] | None, outer: frozenset[_Item] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def _meets(one: frozenset[_Item] | None, other: frozenset[_Item] | None) -> bool:
    return one is None or other is None or not one.isdisjoint(other)


def _merged(findings: list[Finding]) -> list[Finding]:
    """Findings of one rule about the same months in many areas as one, the first one's words."""
    merged: list[Finding] = []
    for finding in findings:
        alike = next(
            (
                at
                for at, one in enumerate(merged)
                if one.rule == finding.rule == "same-month-twice"
                and (one.months == finding.months or one.areas == finding.areas)
                and one.offences == finding.offences
            ),
            None,
        )
        if alike is None:
            merged.append(finding)
            continue
        one = merged[alike]
        merged[alike] = replace(
            one,
            areas=_union(one.areas, finding.areas),
            months=_union(one.months, finding.months),
            found=f"{one.found}; {finding.found}",
        )
    return merged


def _union(one: frozenset[_Item] | None, other: frozenset[_Item] | None) -> frozenset[_Item] | None:
    return None if one is None or other is None else one | other
