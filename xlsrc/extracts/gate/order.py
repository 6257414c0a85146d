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
    "street-repeated",
    "unknown-area",
    "area-missing",
    "rows-missing",
    "force-stops",
    "months-missing",
    "same-month-twice",
    "offence-lost",
    "label-stops",
    "unknown-share",
    "street-elsewhere",
    "two-downloads",
    "a-copy",
    "unknown-label",
)
"""The rules, causes before what they bring about."""

_Item = TypeVar("_Item")


def without_echoes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file in the order of their rules, without those that others explain."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (ORDER.index(one.rule), one.id)):
        if not any(_explains(earlier, finding) for earlier in kept):
            kept.append(finding)
    return tuple(_merged(kept))


def _explains(earlier: Finding, later: Finding) -> bool:
    if earlier.rule == later.rule:
        return False
    return (
        _within(later.areas, earlier.areas)
        and _within(later.offences, earlier.offences)
        and _within(later.months, earlier.months)
    )


def _within(inner: frozenset[_Item] | None, outer: frozenset[_Item] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


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
