"""Findings of one rule that are alike, said once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from xlsrc.extracts.gate.finding import Finding, Missing

MERGED: Final = frozenset(
    {
        "same-month-twice", "hole", "month-incomplete", "area-month-low", "label-zero",
        "series-zero", "series-low", "area-month-high", "series-high", "area-disagrees",
        "month-disagrees", "offence-restated", "ward-borough",
    }
)  # fmt: skip
"""The rules that speak of single months or areas: a fault of many is one fault."""

_LINES: Final = 2
"""Notes of one rule that stand by themselves: more are one line."""
_SAID: Final = 3
"""How many a sentence tells before it says how many more there are."""

_Item = TypeVar("_Item")
_Group = list["Finding"]


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Of one rule: equal months and offences as one over their areas, equal areas and offences
    over their months, equal offences over both; notes of the same months, too.
    """
    groups: list[_Group] = [[one] for one in findings]
    groups = _joined(groups, lambda one: (_offences(one), _months(one)))
    groups = _joined(groups, lambda one: (_offences(one), _areas(one)))
    groups = _joined(groups, lambda one: (_areas(one), _months(one)))
    groups = _joined(groups, _offences)
    groups = _joined(groups, _months, only_notes=True)
    lines = Counter(_kind(group) for group in groups)
    groups = _joined(groups, lambda one: lines[_kind(one)] > _LINES or id(one), only_notes=True)
    return [_one(group) for group in groups]


def _joined(
    groups: list[_Group], key: Callable[[_Group], Hashable], *, only_notes: bool = False
) -> list[_Group]:
    found: dict[Hashable, _Group] = {}
    for group in groups:
        joins = group[0].rule in MERGED and not (only_notes and group[0].is_doubt)
        found.setdefault((_kind(group), key(group)) if joins else id(group), []).extend(group)
    return list(found.values())


def _kind(group: _Group) -> Hashable:
    one = group[0]
    # A file's own months are its own; of series the files are only where they come from.
    files = one.files if one.rule == "same-month-twice" else ()
    return one.rule, one.severity, one.source, files


def _areas(group: _Group) -> Hashable:
    return _union([one.areas for one in group])


def _offences(group: _Group) -> Hashable:
    return _union([one.offences for one in group])


def _months(group: _Group) -> Hashable:
    return _union([one.months for one in group])


def _union(sets: Sequence[frozenset[_Item] | None]) -> frozenset[_Item] | None:
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _one(group: _Group) -> Finding:
    if len(group) == 1:
        return group[0]
    first = group[0]
    said = list(dict.fromkeys(one.found for one in group))
    more = f"; and {len(said) - _SAID:,} more" if len(said) > _SAID else ""
    wheres = list(dict.fromkeys(one.where for one in group))
    return replace(
        first,
        files=files_of(group),
        areas=_union([one.areas for one in group]),
        offences=_union([one.offences for one in group]),
        months=_union([one.months for one in group]),
        found="; ".join(said[:_SAID]) + more,
        where=". ".join(wheres),
        size=max((one.size for one in group), key=abs),
        missing=missing_of(group),
    )


def files_of(group: Iterable[Finding]) -> tuple[str, ...]:
    """The files of some findings, each once."""
    return tuple(dict.fromkeys(file for one in group for file in one.files))


def missing_of(group: Sequence[Finding]) -> tuple[Missing, ...]:
    """How much some findings can hide together; nothing where it is not known of one of them."""
    if any(not one.missing for one in group):
        return ()
    return tuple(part for one in group for part in one.missing)
