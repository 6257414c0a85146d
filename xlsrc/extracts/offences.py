"""What a release's offence labels mean: one canonical offence and group for each of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import WrongCellError
from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.own_list import list_rows, own_list
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.label import Label

OFFENCES_FILE: Final = "offences.csv"
ALL_NOTIFIABLE: Final = "All notifiable offences"
_COLUMNS: Final = ("source", "release_group", "release_label", "offence", "group", "notifiable")
_LABEL_CUT: Final = 50  # releases cut longer labels at this many characters
_NOTIFIABLE, _OVERLAPS = "yes", "overlaps"  # else "no": recorded, but not part of the total
_MEASURE_SEPARATOR: Final = ": "

_Key = tuple[str, str]


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Labels:
    """The labels of one source's releases; by label alone where only one meaning is known."""

    by_group_and_label: dict[_Key, Meaning]
    by_label: dict[str, Meaning]
    by_group: dict[str, Meaning]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offences:
    """What every label of every source's releases stands for: the rows of ``offences.csv``."""

    by_source: Mapping[Source, _Labels]

    def meaning_of(self, source: Source, label: Label) -> Meaning:
        """What a release's label stands for, whatever its case, punctuation and length.

        A label that the list does not know is of its subgroup; without one that the list knows it
        keeps its own words (``mapped`` is false) and counts in its group, and in the total unless
        the group is not notifiable.
        """
        return _meaning_of(self.by_source[source], label)

    def knows_group(self, source: Source, name: str) -> bool:
        """Whether a release's group of labels is of the list, under the release's own name."""
        return name_key(name) in self.by_source[source].by_group

    def groups_of(self, source: Source, name: str) -> frozenset[str]:
        """The canonical groups that an offence, or a group itself, belongs to; empty if unknown."""
        return _groups_of(self.by_source[source], name_key(name))

    def names(self, source: Source) -> frozenset[str]:
        """Every name that the Definitions table may give for a source's offences.

        Canonical offences, groups that can be summed, the total of notifiable offences, and for
        dashboards each of them with a measure behind a colon ("Hate crime: Positive outcomes").
        """
        meanings = set(self.by_source[source].by_group_and_label.values())
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

    def of(self, source: Source, name: str) -> frozenset[str]:
        """The canonical offences behind a name of the Definitions table; empty if unknown.

        ``name`` is an offence, a group that can be summed, or the total of notifiable offences,
        with or without a measure behind a colon. A name that a summable group bears means the
        group.
        """
        plain, _ = name_and_measure(source, name, OFFENCES_MEASURE)
        return _offences_of(self.by_source[source], name_key(plain))

    def behind(self, indicator: Indicator) -> frozenset[str]:
        """The canonical offences that an indicator counts."""
        return self.of_all(indicator.source, indicator.offences)

    def of_all(self, source: Source, names: Iterable[str]) -> frozenset[str]:
        """The canonical offences behind some names, as :meth:`of` gives those behind one."""
        return frozenset().union(*(self.of(source, name) for name in names))


@cache
def shipped_offences() -> Offences:
    """The bundled list."""
    return _offences(data_folder() / OFFENCES_FILE)


def offences_for(extracts: Path) -> Offences:
    """The list ``offences.csv`` in a folder of extracts; for labels that it lacks the bundled one.

    Raises
    ------
    ExtractError
        A column of the list is missing.
    """
    own = own_list(extracts, OFFENCES_FILE)
    if own is None:
        return shipped_offences()
    return _offences(data_folder() / OFFENCES_FILE, own)


def offences_digest(extracts: Path) -> str:
    """What tells the list that a folder's labels go by from other lists."""
    shipped = data_folder() / OFFENCES_FILE
    own = own_list(extracts, OFFENCES_FILE)
    lists = [shipped] if own is None else [own, shipped]
    return hashlib.sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()


def name_and_measure(source: Source, name: str, measure: str) -> tuple[str, str]:
    """An offence's name and measure: the one behind its colon, else ``measure``."""
    for other in source.other_measures:
        suffix = f"{_MEASURE_SEPARATOR}{other}".casefold()
        if name.casefold().endswith(suffix):
            return name[: -len(suffix)], other
    return name, measure


def _offences(*paths: Path) -> Offences:
    """The rows of some lists; of two rows for one label the later counts."""
    rows: dict[Source, dict[_Key, Meaning]] = {source: {} for source in Source}
    for path in paths:
        for number, row in enumerate(list_rows(path, _COLUMNS), start=2):
            key = name_key(row["release_group"]), _label_key(row["release_label"])
            rows[_source(row["source"], f"{path.name}, line {number}")][key] = Meaning(
                offence=row["offence"],
                group=row["group"],
                notifiable=row["notifiable"] == _NOTIFIABLE,
                overlaps=row["notifiable"] == _OVERLAPS,
            )
    return Offences(by_source={source: _labels(known) for source, known in rows.items()})


def _source(text: str, where: str) -> Source:
    try:
        return Source(text)
    except ValueError:
        message = f"{where}: a source of {', '.join(Source)} was wanted; found {text!r}: correct it"
        raise WrongCellError(message) from None


def _labels(known: dict[_Key, Meaning]) -> _Labels:
    meanings: defaultdict[str, set[Meaning]] = defaultdict(set)
    groups: dict[str, Meaning] = {}
    for (group, label), meaning in known.items():
        meanings[label].add(meaning)
        groups.setdefault(group, meaning)
    unambiguous = {label: found.pop() for label, found in meanings.items() if len(found) == 1}
    return _Labels(by_group_and_label=known, by_label=unambiguous, by_group=groups)


def _label_key(label: str) -> str:
    return name_key(label[:_LABEL_CUT])


@lru_cache(maxsize=8192)
def _meaning_of(known: _Labels, label: Label) -> Meaning:
    group = name_key(label.group)
    for offence in map(_label_key, filter(None, (label.offence, label.subgroup))):
        meaning = known.by_group_and_label.get((group, offence)) or known.by_label.get(offence)
        if meaning is not None:
            return meaning
    relative = known.by_group.get(group)
    return Meaning(
        offence=label.subgroup or label.offence,
        group=label.group if relative is None else relative.group,
        notifiable=relative is None or relative.notifiable,
        overlaps=relative is not None and relative.overlaps,
        mapped=False,
    )


@lru_cache(maxsize=1024)
def _groups_of(known: _Labels, key: str) -> frozenset[str]:
    return frozenset(
        meaning.group
        for meaning in known.by_group_and_label.values()
        if key in (name_key(meaning.offence), name_key(meaning.group))
    )


@lru_cache(maxsize=1024)
def _offences_of(known: _Labels, key: str) -> frozenset[str]:
    meanings = frozenset(known.by_group_and_label.values())
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
