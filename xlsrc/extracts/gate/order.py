"""One fault, one finding: what an earlier finding explains is its echo and is not said again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from xlsrc.extracts.gate.merged import files_of, merged, missing_of

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
    "hole",
    "force-stops",
    "months-missing",
    "same-month-twice",
    "offence-lost",
    "label-stops",
    "label-starts",
    "definition-changed",
    "offence-restated",
    "unknown-month",
    "unknown-share",
    "street-pointed",
    "street-elsewhere",
    "two-downloads",
    "month-incomplete",
    "area-month-low",
    "label-zero",
    "series-zero",
    "area-disagrees",
    "month-disagrees",
    "label-falls",
    "ward-borough",
    "former-wards",
    "unknown-label",
    "series-low",
    "area-month-high",
    "series-high",
    "a-copy",
)
"""The rules, causes before what they bring about."""

# What only says how figures look, and is an echo already where it meets a cause in some cells.
_LOOKS: Final = frozenset(
    {
        "area-month-low", "label-zero", "series-zero", "area-disagrees", "month-disagrees",
        "series-low", "area-month-high", "series-high",
    }
)  # fmt: skip
_CAUSES: Final = frozenset(ORDER[ORDER.index("unknown-area") : ORDER.index("area-disagrees")]) - {
    "unknown-share"
}
_NO_CAUSES: Final = frozenset(
    {
        "unknown-share",
        "street-pointed",
        "street-elsewhere",
        "two-downloads",
        "a-copy",
        "label-falls",
        "ward-borough",
        "former-wards",
    }
)
"""What explains no other finding, however wide it is."""
_CHANGES: Final = frozenset({"label-stops", "label-starts", "definition-changed", "unknown-month"})
"""Changes of what is counted, which explain what looks wrong though they are only noted."""
_HIGHS: Final = frozenset({"area-month-high", "series-high"})
_LOW_MONTHS: Final = frozenset({"month-incomplete", "area-month-low"})
_YEAR: Final = 12

_IN_PART: Final = frozenset(
    {("area-disagrees", "month-disagrees"), ("offence-lost", "definition-changed")}
)
"""What is an echo of the first where it meets it in some cells, though neither only looks so."""

_BROUGHT_ABOUT: Final = frozenset({("hole", "unknown-share")})
"""What comes first and is the other's effect: a month all of whose places are lost has no figures.
"""

_TOO_LITTLE: Final = frozenset({("unknown-month", "label-zero"), ("unknown-month", "series-zero")})
"""What comes first and explains a low month, but is not known to leave an area with nothing: the
offences without a place are a part of a month's."""

_Item = TypeVar("_Item")


def without_echoes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of their rules, without those that others of the same files
    explain, and those that are alike as one.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (_rank(one.rule), one.id)):
        if not any(_explains(earlier, finding) for earlier in kept):
            kept.append(finding)
    return tuple(sorted(_once(merged(kept)), key=lambda one: (_rank(one.rule), one.id)))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """One finding of those of one identity: the same is found in files of boroughs and of wards."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.id, []).append(one)
    return [
        replace(group[0], files=files_of(group), missing=missing_of(group))
        for group in found.values()
    ]


def _rank(rule: str) -> int:
    return ORDER.index(rule) if rule in ORDER else len(ORDER)


def _explains(earlier: Finding, later: Finding) -> bool:
    is_only_noted = later.is_doubt and not earlier.is_doubt and earlier.rule not in _CHANGES
    if earlier.rule == later.rule or earlier.rule in _NO_CAUSES or is_only_noted:
        return False
    pair = earlier.rule, later.rule
    if not _share_a_file(earlier, later) or pair in _BROUGHT_ABOUT | _TOO_LITTLE:
        return False
    if (
        _within(later.areas, earlier.areas)
        and _within(later.offences, earlier.offences)
        and _within(later.months, earlier.months)
    ):
        return True
    if pair not in _IN_PART and (later.rule not in _LOOKS or earlier.rule not in _CAUSES):
        return False
    if not _meet(later.areas, earlier.areas) or not _meet(later.offences, earlier.offences):
        return False
    return _meet(later.months, earlier.months) or _recovers(earlier, later)


def _share_a_file(earlier: Finding, later: Finding) -> bool:
    """Whether both are about one file; what has no borough in one has no ward in another."""
    if earlier.rule == "unknown-month":
        return earlier.source is later.source
    return not set(earlier.files).isdisjoint(later.files)


def _recovers(earlier: Finding, later: Finding) -> bool:
    """Whether a high is within a year after a low month, which the engine had learned from."""
    return (
        later.rule in _HIGHS
        and earlier.rule in _LOW_MONTHS
        and later.months is not None
        and earlier.months is not None
        and any(0 < a - b <= _YEAR for a in later.months for b in earlier.months)
    )


def _within(inner: frozenset[_Item] | None, outer: frozenset[_Item] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def _meet(one: frozenset[_Item] | None, other: frozenset[_Item] | None) -> bool:
    return one is None or other is None or not one.isdisjoint(other)
