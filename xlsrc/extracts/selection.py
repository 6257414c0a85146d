"""What a series counts, and which labels of a release that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Self

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.domain.names import name_key
from xlsrc.extracts.offences import ALL_NOTIFIABLE, name_and_measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.label import Label
    from xlsrc.extracts.offences import Offences

Atom = tuple[str, str]  # the key of a canonical offence, group or the total; the measure
_TOTAL = name_key(ALL_NOTIFIABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What one series counts: canonical offences or groups, summed, and the measure.

    ``weights`` are one for each of the ``offences``, none of which holds another; () where each
    counts once.
    """

    offences: tuple[str, ...]
    measure: str = OFFENCES_MEASURE
    weights: tuple[float, ...] = ()

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        """What an indicator counts, with its weights."""
        return cls(offences=indicator.offences, weights=indicator.weights)

    @property
    def squared(self) -> Selection:
        """The same with the squares of its weights."""
        return replace(self, weights=tuple(weight**2 for weight in self.weights))

    @property
    def weight_of(self) -> dict[str, float]:
        """The weight of each of the ``offences``, by its name."""
        weights = self.weights or (1.0,) * len(self.offences)
        return dict(zip(self.offences, weights, strict=True))


def atoms_of(source: Source, selection: Selection) -> tuple[Atom, ...]:
    """The distinct offences and groups of a selection, each with its measure."""
    pairs = [name_and_measure(source, name, selection.measure) for name in selection.offences]
    return tuple(dict.fromkeys((name_key(name), measure) for name, measure in pairs))


def labels_of(extract: Extract, atom: Atom) -> tuple[int, ...]:
    """The positions among a file's labels of those that an atom counts.

    A name that a summable group bears means the group, with any new label in it; the total is
    every notifiable label.
    """
    found: tuple[int, ...] | None = extract.worked_out.get(atom)
    if found is None:
        found = _positions(extract.offences, extract.source, extract.labels, atom)
        extract.worked_out[atom] = found
    return found


def counts_each(extract: Extract, names: Sequence[str]) -> bool:
    """Whether a file has labels of each of these offences or groups."""
    atoms = atoms_of(extract.source, Selection(offences=tuple(names)))
    return all(labels_of(extract, atom) for atom in atoms)


@lru_cache(maxsize=4096)
def _positions(
    known: Offences, source: Source, labels: tuple[Label, ...], atom: Atom
) -> tuple[int, ...]:
    name, measure = atom
    meanings = [known.meaning_of(source, label) for label in labels]
    groups = {name_key(meaning.group) for meaning in meanings if not meaning.overlaps}

    def counted(position: int) -> bool:
        meaning = meanings[position]
        if labels[position].measure != measure:
            return False
        if name == _TOTAL:
            return meaning.notifiable
        return name == name_key(meaning.group if name in groups else meaning.offence)

    return tuple(filter(counted, range(len(labels))))


def label_membership(extract: Extract, atoms: Sequence[Atom]) -> NDArray[np.float64]:
    """Atoms × labels of a file: 1 where the atom counts the label."""
    membership = np.zeros((len(atoms), len(extract.labels)))
    for row, atom in enumerate(atoms):
        membership[row, list(labels_of(extract, atom))] = 1.0
    return membership


def atom_membership(
    release: Sequence[Extract], selections: Sequence[Selection]
) -> tuple[tuple[Atom, ...], NDArray[np.float64]]:
    """The atoms behind the selections, and selections × atoms: 1, or its weight, where the
    selection sums it.

    A selection of which the release lacks an atom altogether sums nothing: an offence that a
    release does not know is missing from it, not 0. An atom inside another of the same selection
    counts once.
    """
    source = release[0].source
    wanted = [atoms_of(source, selection) for selection in selections]
    atoms = tuple(dict.fromkeys(atom for parts in wanted for atom in parts))
    counted = {
        atom: frozenset(
            (at, position)
            for at, extract in enumerate(release)
            for position in labels_of(extract, atom)
        )
        for atom in atoms
    }
    membership = np.zeros((len(selections), len(atoms)))
    for row, parts in enumerate(wanted):
        if all(counted[atom] for atom in parts):
            weight_of = _weights(source, selections[row])
            for atom in parts:
                inside = any(counted[atom] < counted[other] for other in parts)
                membership[row, atoms.index(atom)] = 0.0 if inside else weight_of[atom]
    return atoms, membership


def _weights(source: Source, selection: Selection) -> dict[Atom, float]:
    """The weight of each atom of a selection."""
    return {
        atom: weight
        for name, weight in selection.weight_of.items()
        for atom in atoms_of(source, replace(selection, offences=(name,), weights=()))
    }
