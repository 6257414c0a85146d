"""The rows of one file placed in area × label × month, and summed for each atom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.extracts.selection import label_membership

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.selection import Atom


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Where each row of a file falls in area × label × month, and what its atoms sum.

    ``present`` says which areas occur in the file, ``row`` which rows fall inside, ``cell`` where
    each of those stands in the flattened ``shape``; ``members`` is atom × label.
    """

    extract: Extract
    present: NDArray[np.bool_]
    row: NDArray[np.bool_]
    cell: NDArray[np.int64]
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
        areas, _, months = shape
        area, month = wanted[extract.area], extract.month - first
        row = (area >= 0) & (month >= 0) & (month < months)
        labels = len(extract.labels)
        return cls(
            extract=extract,
            present=np.isin(np.arange(areas), wanted),
            row=row,
            cell=(area[row] * labels + extract.label[row]) * months + month[row],
            shape=(areas, labels, months),
            members=label_membership(extract, atoms),
            atoms=atoms,
            first=first,
        )

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Area × atom × month: the rows' sum; ``nan`` where any of them is missing."""
        inside = values[self.row]
        missing = np.isnan(inside)
        if not missing.any():
            return self._summed(inside)
        sums = self._summed(np.where(missing, 0.0, inside))
        sums[self._summed(missing.astype(np.float64)) > 0] = np.nan
        return sums

    def _summed(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        cube = np.bincount(self.cell, weights=weights, minlength=int(np.prod(self.shape)))
        sums: NDArray[np.float64] = self.members @ cube.reshape(self.shape)
        return sums

    def covered(self) -> NDArray[np.bool_]:
        """Area × atom × month: a row, or in a sparse file a month in which no row means 0.

        In a file by the quarter that is one in which the area has any row, between the first and
        the last in which any area has one of the atom.
        """
        if not self.extract.sparse:
            return np.greater(self._summed(np.ones(self.cell.size)), 0.0)
        if self.extract.source.every > 1:
            return self._covered_where_reported()
        by_month = self._covered_by_group() if self.extract.covered_by_group else self._covered()
        return np.logical_and(self.present[:, np.newaxis, np.newaxis], by_month)

    def _covered_where_reported(self) -> NDArray[np.bool_]:
        areas, labels, months = self.shape
        reported = np.bincount(
            self.cell // (labels * months) * months + self.cell % months, minlength=areas * months
        ).reshape(areas, months)
        extract, month = self.extract, self.extract.month - self.first
        inside = (month >= 0) & (month < months)
        seen = np.bincount(
            extract.label[inside].astype(np.int64) * months + month[inside],
            minlength=labels * months,
        ).reshape(labels, months)
        recorded = self.members @ seen > 0
        # Before its first row and after its last an offence was not what it is.
        begun = np.logical_or.accumulate(recorded, axis=1)
        goes_on = np.logical_or.accumulate(recorded[:, ::-1], axis=1)[:, ::-1]
        covered: NDArray[np.bool_] = (reported > 0)[:, np.newaxis] & begun & goes_on
        return covered

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
        extract, months = self.extract, self.shape[2]
        month = extract.month - self.first
        inside = (month >= 0) & (month < months)
        cell = extract.label[inside].astype(np.int64) * months + month[inside]
        seen = np.bincount(cell, minlength=len(extract.labels) * months).reshape(-1, months) > 0
        groups = np.array([meaning.group for meaning in extract.meanings])
        by_label = (groups[:, np.newaxis] == groups).astype(np.float64) @ seen > 0
        # A sum over groups is covered where every group that it needs from this file is.
        lacking = self.members @ (~by_label).astype(np.float64)
        some = self.members.sum(axis=1, keepdims=True)
        return np.asarray((lacking == 0) & (some > 0), dtype=np.bool_)
