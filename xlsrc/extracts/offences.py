"""What a release's offence labels mean: one canonical offence and group for each of them."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.extracts.places import name_key
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.extracts.extract import Label

ALL_NOTIFIABLE: Final = "All notifiable offences"
_LABEL_CUT: Final = 50  # releases cut longer labels at this many characters
_NOTIFIABLE, _OVERLAPS = "yes", "overlaps"  # else "no": recorded, but not part of the total
_MEASURE_SEPARATOR: Final = ": "


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The canonical offence and group of a label.

    ``overlaps`` marks strands that share offences and are never summed; an unmapped label stands
    under its own words, inside its group where the group is known.
    """

    offence: str
    group: str
    notifiable: bool
    overlaps: bool
    mapped: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    by_group_and_label: dict[tuple[str, str], Meaning]
    by_label: dict[str, Meaning]
    by_group: dict[str, Meaning]


@cache
def _labels(source: Source) -> _Labels:
    both: dict[tuple[str, str], Meaning] = {}
    label_meanings: defaultdict[str, set[Meaning]] = defaultdict(set)
    groups: dict[str, Meaning] = {}
    with (data_folder() / "offences.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] != source.value:
                continue
            meaning = Meaning(
                offence=row["offence"],
                group=row["group"],
                notifiable=row["notifiable"] == _NOTIFIABLE,
                overlaps=row["notifiable"] == _OVERLAPS,
            )
            group, label = name_key(row["release_group"]), _label_key(row["release_label"])
            both[group, label] = meaning
            label_meanings[label].add(meaning)
            groups.setdefault(group, meaning)
    unambiguous = {label: found.pop() for label, found in label_meanings.items() if len(found) == 1}
    return _Labels(by_group_and_label=both, by_label=unambiguous, by_group=groups)


def _label_key(label: str) -> str:
    return name_key(label[:_LABEL_CUT])


@cache
def meaning_of(source: Source, label: Label) -> Meaning:
    """What a release's label stands for, whatever its case, punctuation and length.

    A label that ``data/offences.csv`` does not know keeps its own words (``mapped`` is false) and
    counts in its group, and in the total unless the group is not notifiable.
    """
    known = _labels(source)
    group, offence = name_key(label.group), _label_key(label.offence)
    meaning = known.by_group_and_label.get((group, offence)) or known.by_label.get(offence)
    if meaning is not None:
        return meaning
    relative = known.by_group.get(group)
    return Meaning(
        offence=label.offence,
        group=label.group if relative is None else relative.group,
        notifiable=relative is None or relative.notifiable,
        overlaps=relative is not None and relative.overlaps,
        mapped=False,
    )


@cache
def groups_of(source: Source, name: str) -> frozenset[str]:
    """The canonical groups that an offence, or a group itself, belongs to; empty if unknown."""
    key = name_key(name)
    return frozenset(
        meaning.group
        for meaning in _labels(source).by_group_and_label.values()
        if key in (name_key(meaning.offence), name_key(meaning.group))
    )


@cache
def offence_names(source: Source) -> frozenset[str]:
    """Every name that the Definitions table may give for a source's offences.

    Canonical offences, groups that can be summed, the total of notifiable offences, and for
    dashboards each of them with a measure behind a colon ("Hate crime: Positive outcomes").
    """
    meanings = set(_labels(source).by_group_and_label.values())
    names = {meaning.offence for meaning in meanings}
    names |= {meaning.group for meaning in meanings if not meaning.overlaps}
    if any(meaning.notifiable for meaning in meanings):
        names.add(ALL_NOTIFIABLE)
    measured = {
        f"{name}{_MEASURE_SEPARATOR}{measure}"
        for name in names
        for measure in source.other_measures
    }
    return frozenset(names | measured)


@cache
def offences_of(source: Source, name: str) -> frozenset[str]:
    """The canonical offences behind a name of the Definitions table; empty if unknown.

    ``name`` is an offence, a group that can be summed, or the total of notifiable offences, with
    or without a measure behind a colon. A name that a summable group bears means the group.
    """
    plain, _ = name_and_measure(source, name, OFFENCES_MEASURE)
    key = name_key(plain)
    meanings = frozenset(_labels(source).by_group_and_label.values())
    if key == name_key(ALL_NOTIFIABLE):
        return frozenset(meaning.offence for meaning in meanings if meaning.notifiable)
    of_group = frozenset(
        meaning.offence
        for meaning in meanings
        if key == name_key(meaning.group) and not meaning.overlaps
    )
    return of_group or frozenset(
        meaning.offence for meaning in meanings if key == name_key(meaning.offence)
    )


def offences_behind(indicator: Indicator) -> frozenset[str]:
    """The canonical offences that an indicator counts."""
    return frozenset().union(*(offences_of(indicator.source, name) for name in indicator.offences))


def name_and_measure(source: Source, name: str, measure: str) -> tuple[str, str]:
    """An offence's name and measure: the one behind its colon, else ``measure``."""
    for other in source.other_measures:
        suffix = f"{_MEASURE_SEPARATOR}{other}".casefold()
        if name.casefold().endswith(suffix):
            return name[: -len(suffix)], other
    return name, measure
