"""What was to be expected of each series, of each area and of the whole: one run of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.gate.expected import Expected
from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.cells import Cells

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SERIES_ARE_JUDGED_FROM: Final = 4.0
"""The mean of some year of a series that is foretold at all: no rule speaks of smaller ones."""

_ENOUGH_SERIES: Final = 1500
"""Of thousands of wards' series the share that is low is as sure by so many."""

_A_FEW: Final = 4

DAYS_A_MONTH: Final = 30.4375


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """Offences of which the same months are there: their total is one series.

    ``offences`` are places among those of the cells. ``areas`` are area × month, ``areas_sum``
    their sums; ``whole`` is 1 × month, as of months of average length. NaN where there is none.
    """

    offences: NDArray[np.intp]
    areas: Numbers
    areas_sum: Numbers
    area_expected: Expected
    whole: Numbers
    whole_expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Foretold:
    """The series that are large enough to be judged, and the totals.

    ``area`` and ``offence`` are the places of each judged series among those of the cells;
    ``counts`` and ``expected`` are series × month.
    """

    cells: Cells
    area: NDArray[np.intp]
    offence: NDArray[np.intp]
    counts: Numbers
    expected: Expected
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, cells: Cells) -> Self:
        """All that is foretold of the cells of a source."""
        judged = _enough(cells, _is_judged(cells.counts) & cells.ordinary[:, None])
        area, offence = np.nonzero(judged)
        series = cells.counts[area, offence]
        totals = _totals(cells)
        days = _days(cells)
        counts, marks = [series], [np.stack((cells.levels, cells.joins))[:, area, offence]]
        for _, areas, whole, marked in totals:
            counts += [areas, np.rint(whole * DAYS_A_MONTH / days)]
            marks += [marked, np.asarray(marked.any(axis=1, keepdims=True))]
        steps, joins = np.concatenate(marks, axis=1)
        expected = Expected.of(np.concatenate(counts), steps, joins, cells.first)
        parts, at = [], len(series)
        for offences, areas, whole, _ in totals:
            end = at + len(areas)
            parts.append(
                Part(
                    offences=offences,
                    areas=areas,
                    areas_sum=np.nansum(areas, axis=0),
                    area_expected=expected.rows(slice(at, end)),
                    whole=np.rint(whole * DAYS_A_MONTH / days),
                    whole_expected=expected.rows(slice(end, end + 1)),
                )
            )
            at = end + 1
        return cls(
            cells=cells,
            area=area,
            offence=offence,
            counts=series,
            expected=expected.rows(slice(0, len(series))),
            parts=tuple(parts),
        )

    def is_apart(self, part: Part) -> bool:
        """Whether it is a few areas, or offences, of which other months are there than of the rest.

        A real low month of one of them is no fault of a whole: only its last month is judged.
        """
        cells = self.cells
        few_areas = not cells.every_area and cells.ordinary.sum() < _A_FEW
        of_all = int((cells.members & cells.is_there).sum())
        return bool(few_areas or part.offences.size < min(_A_FEW, of_all))

    def most_missing(self, month: int) -> Numbers:
        """Area × offence: how many more there may be in a month (column); 0 where nothing is known.

        Of series too small to be foretold it goes by the mean of the year before, as of a Poisson.
        """
        counts = self.cells.counts
        before = counts[:, :, max(0, month - MONTHS_IN_YEAR) : month]
        known = np.isfinite(before)
        mean = np.where(known, before, 0.0).sum(axis=2) / np.maximum(known.sum(axis=2), 1)
        most = np.maximum(0.0, mean + Z_95 * np.sqrt(mean) - np.nan_to_num(counts[:, :, month]))
        own = self.expected.most_missing(self.counts)[:, month]
        most[self.area, self.offence] = np.where(
            np.isfinite(own), own, most[self.area, self.offence]
        )
        return np.asarray(most)


def _is_judged(counts: Numbers) -> Flags:
    """Area × offence: series of whole counts with a year that is large enough."""
    known = np.isfinite(counts)
    filled = np.where(known, counts, 0.0)
    whole = ((filled == np.floor(filled)) & (filled >= 0)).all(axis=2)
    if counts.shape[2] < MONTHS_IN_YEAR:
        return np.zeros(counts.shape[:2], dtype=bool)
    sums = np.cumsum(np.pad(filled, ((0, 0), (0, 0), (1, 0))), axis=2)
    years = sums[:, :, MONTHS_IN_YEAR:] - sums[:, :, :-MONTHS_IN_YEAR]
    return np.asarray(whole & (years.max(axis=2) >= SERIES_ARE_JUDGED_FROM * MONTHS_IN_YEAR))


def _enough(cells: Cells, judged: Flags) -> Flags:
    """Those of large areas, and of others the largest, so many as make shares sure."""
    if judged.sum() <= _ENOUGH_SERIES:
        return judged
    sums = np.where(judged, np.nan_to_num(cells.counts).sum(axis=2), 0.0)
    least = np.partition(sums.ravel(), -_ENOUGH_SERIES)[-_ENOUGH_SERIES]
    return np.asarray(judged & (cells.large[:, None] | (sums >= least)))


def _totals(cells: Cells) -> list[tuple[NDArray[np.intp], Numbers, Numbers, Flags]]:
    """Of each part its offences, area × month, 1 × month, and (levels, joins) × area × month; all
    areas, odd ones too, are in the whole: what only lost its place is not missing.
    """
    there: Flags = np.asarray(np.isfinite(cells.counts).any(axis=0))
    kinds: dict[bytes, list[int]] = {}
    for at in np.flatnonzero(cells.members).tolist():
        if there[at].any():
            kinds.setdefault(there[at].tobytes(), []).append(at)
    found = []
    for offences in kinds.values():
        own = cells.counts[:, offences]
        known = np.isfinite(own)
        sums = np.where(known, own, 0.0).sum(axis=1)
        areas = np.where(known.any(axis=1), sums, np.nan)
        whole = np.where(known.any(axis=(0, 1)), sums.sum(axis=0), np.nan)[None]
        both = np.stack((cells.levels[:, offences], cells.joins[:, offences]))
        marks: Flags = np.asarray(both.any(axis=2))
        found.append((np.array(offences, dtype=np.intp), areas, whole, marks))
    return found


def _days(cells: Cells) -> Numbers:
    ordinals = range(cells.first, cells.first + cells.months)
    return np.array(
        [(Month(one + 1).first_day - Month(one).first_day).days for one in ordinals],
        dtype=np.float64,
    )
