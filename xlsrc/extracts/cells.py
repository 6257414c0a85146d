"""A file's figures as a table of area × label × month, and their sums for each atom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.extracts.selection import label_membership

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.selection import Atom


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """Area × label × month: the sum of a file's rows, and where any of them is missing or None."""

    sums: NDArray[np.float64]
    missing: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """The rows of a file placed in area × label × month.

    ``areas`` gives each of the file's areas its place, −1 for one that is left out; ``months``
    are the ordinals of the months with rows. ``denominators`` is None where the file gives none.
    ``there`` says where there is a row at all.
    """

    areas: NDArray[np.intp]
    months: NDArray[np.intp]
    counts: Figures
    denominators: Figures | None
    there: NDArray[np.bool_]

    @classmethod
    def of(cls, extract: Extract, wanted: NDArray[np.bool_]) -> Self:
        """The rows of the wanted ones of a file's areas."""
        areas = np.where(wanted, np.cumsum(wanted) - 1, -1)
        rows = slice(None) if wanted.all() else np.flatnonzero(wanted[extract.area])
        month = extract.month[rows]
        begin = int(month[0]) if month.size else 0
        begin = int(month.min(initial=begin))
        has_rows = np.bincount(month - begin) > 0
        column = np.cumsum(has_rows) - 1
        shape = (int(wanted.sum()), len(extract.labels), int(has_rows.sum()))
        label = extract.label[rows]
        cell = (areas[extract.area[rows]] * shape[1] + label) * shape[2] + column[month - begin]

        def summed(weights: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.bincount(cell, weights, minlength=int(np.prod(shape))).reshape(shape)

        def figures(values: NDArray[np.float64]) -> Figures:
            missing = np.isnan(values)
            if not missing.any():
                return Figures(sums=summed(values), missing=None)
            sums = summed(np.where(missing, 0.0, values))
            return Figures(sums=sums, missing=summed(missing.astype(np.float64)))

        there = np.zeros(shape, dtype=np.bool_)
        there.reshape(-1)[cell] = True
        gives = bool(np.isfinite(extract.denominator).any())
        return cls(
            areas=areas,
            months=np.flatnonzero(has_rows) + begin,
            counts=figures(extract.count[rows]),
            denominators=figures(extract.denominator[rows]) if gives else None,
            there=there,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """A file's figures at the places of some areas, from a month on; ``members`` is atom × label.

    ``taken`` are the file's areas that have a place, as the figures are ``placed``, and ``place``
    is where each of them goes; ``column`` is where each month goes that ``inside`` says has one.
    """

    extract: Extract
    placed: Placed
    taken: NDArray[np.intp]
    place: NDArray[np.intp]
    inside: NDArray[np.bool_]
    column: NDArray[np.intp]
    shape: tuple[int, int, int]
    members: NDArray[np.float64]
    atoms: tuple[Atom, ...]
    first: int

    @classmethod
    def of(
        cls,
        extract: Extract,
        wanted: NDArray[np.int64],
        shape: tuple[int, int, int],
        atoms: tuple[Atom, ...],
        first: int,
    ) -> Cells:
        """The cells of a file: ``wanted`` gives each of its areas a place, −1 for none.

        ``shape`` is areas × atoms × months, from the month ordinal ``first``.
        """
        placed = _placed(extract, wanted >= 0)
        column = placed.months - first
        inside = (column >= 0) & (column < shape[2])
        return cls(
            extract=extract,
            placed=placed,
            taken=placed.areas[wanted >= 0],
            place=wanted[wanted >= 0],
            inside=inside,
            column=column[inside],
            shape=shape,
            members=label_membership(extract, atoms),
            atoms=atoms,
            first=first,
        )

    def counts(self) -> NDArray[np.float64]:
        """Area × atom × month: the rows' sum; ``nan`` where any of them is missing."""
        return self._sums(self.placed.counts)

    def denominators(self) -> NDArray[np.float64] | None:
        """As the counts; None where the file gives none."""
        found = self.placed.denominators
        return None if found is None else self._sums(found)

    def _sums(self, figures: Figures) -> NDArray[np.float64]:
        sums = self._summed(figures.sums)
        if figures.missing is not None:
            sums[self._summed(figures.missing) > 0] = np.nan
        return sums

    def _summed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Area × atom × month of area × label × month of the file."""
        mine = values[self.taken]
        sums = np.zeros(self.shape)
        into = self.members @ (mine if self.inside.all() else mine[:, :, self.inside])
        if len(np.unique(self.place)) == len(self.place):
            sums[self.place[:, np.newaxis], :, self.column] = into.transpose(0, 2, 1)
        else:  # one area under two names
            np.add.at(sums, (self.place[:, np.newaxis], slice(None), self.column), into)
        return sums

    def covered(self) -> NDArray[np.bool_]:
        """Area × atom × month: a row, or in a sparse file a month in which no row means 0.

        In a file by the quarter that is one in which the area has any row, between the first and
        the last in which any area has one of the atom.
        """
        if not self.extract.sparse:
            return np.greater(self._summed(self.placed.there), 0.0)
        if self.extract.source.every > 1:
            return self._covered_where_reported()
        by_month = self._covered_by_group() if self.extract.covered_by_group else self._covered()
        present = np.zeros(self.shape[0], dtype=np.bool_)
        present[self.place] = True
        return np.logical_and(present[:, np.newaxis, np.newaxis], by_month)

    def _covered_where_reported(self) -> NDArray[np.bool_]:
        areas, _, months = self.shape
        reported = np.zeros((areas, months), dtype=np.bool_)
        rows = self.placed.there[self.taken][:, :, self.inside].any(axis=1)
        np.logical_or.at(reported, (self.place[:, np.newaxis], self.column), rows)
        recorded = self.members @ self._seen() > 0
        # Before its first row and after its last an offence was not what it is.
        begun = np.logical_or.accumulate(recorded, axis=1)
        goes_on = np.logical_or.accumulate(recorded[:, ::-1], axis=1)[:, ::-1]
        covered: NDArray[np.bool_] = reported[:, np.newaxis] & begun & goes_on
        return covered

    def _seen(self) -> NDArray[np.float64]:
        """Label × month: whether any area of the file has a row."""
        extract, months = self.extract, self.shape[2]
        month = extract.month - self.first
        inside = (month >= 0) & (month < months)
        cell = extract.label[inside].astype(np.int64) * months + month[inside]
        seen = np.bincount(cell, minlength=len(extract.labels) * months) > 0
        return seen.reshape(-1, months).astype(np.float64)

    def _covered(self) -> NDArray[np.bool_]:
        """Atom × month: the file's months, for atoms of which it has a label or at least the group.

        A group that a file lacks altogether was not published in it, or was cut off.
        """
        months = np.arange(self.shape[2]) + self.first
        groups = {meaning.group for meaning in self.extract.meanings}
        published = [
            bool(row.any())
            or not groups.isdisjoint(self.extract.offences.groups_of(self.extract.source, name))
            for row, (name, _) in zip(self.members, self.atoms, strict=True)
        ]
        return np.logical_and.outer(published, np.isin(months, self.extract.months))

    def _covered_by_group(self) -> NDArray[np.bool_]:
        groups = np.array([meaning.group for meaning in self.extract.meanings])
        same = (groups[:, np.newaxis] == groups).astype(np.float64)
        by_label = same @ self._seen() > 0
        # A sum over groups is covered where every group that it needs from this file is.
        lacking = self.members @ (~by_label).astype(np.float64)
        some = self.members.sum(axis=1, keepdims=True)
        return np.asarray((lacking == 0) & (some > 0), dtype=np.bool_)


def _placed(extract: Extract, wanted: NDArray[np.bool_]) -> Placed:
    """The rows of the wanted areas, perhaps with others."""
    if extract.level is not Level.BOROUGH:
        return Placed.of(extract, wanted)
    # Peers are asked for again and again; an area's parts once.
    found = extract.worked_out.get(Placed)
    if found is None:
        found = extract.worked_out[Placed] = Placed.of(extract, np.ones(len(wanted), dtype=bool))
    return found
