"""Random partnerships over four editions, and an attack on what they publish of sensitive wards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.linalg import block_diag
from scipy.optimize import linprog

from tests.support.by_quarter import indicator
from xlsrc.disclosure.suppression import is_small
from xlsrc.disclosure.ward_years import KEPT, SMALL, WardYears, safe_tables
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Disclosure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

EDITIONS: Final = 4
WIDE: Final = 2.0
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Edition:
    """The offences of wards × kinds × years as they stood, and the tables that were published."""

    offences: Numbers
    years: tuple[int, ...]
    tables: tuple[WardYears, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The editions of one partnership. ``parts`` are indicators × kinds of offences; it
    ``repeats`` where a year is shown as it first was.
    """

    parts: NDArray[np.bool_]
    editions: tuple[Edition, ...]
    repeats: bool


def history(seed: int, *, repeats: bool = True) -> History:
    """Three to five wards and one to three indicators, perhaps parts of one another; four quarters
    that reach over the end of a year, in half of the cases with late records.
    """
    random = np.random.default_rng(seed)
    wards, kinds, columns = (int(random.integers(low, 1 + high)) for low, high in _SIZES)
    parts = random.random((columns, kinds)) < _HALF
    parts[np.arange(columns), random.integers(0, kinds, columns)] = True
    level = random.choice([3.0, 6.0, 9.0, 15.0], size=(1, kinds, 1))
    now = random.poisson(level * random.gamma(1.5, 1 / 1.5, size=(wards, kinds, 3))).astype(float)
    restates = random.random() < _HALF
    areas = tuple(
        Area(code=f"E{at:02}", name=f"Ward {at}", level=Level.WARD) for at in range(wards)
    )
    named = [
        replace(indicator(f"n{at}", "Rape"), declared=Disclosure.SMALL_NUMBERS)
        for at in range(columns)
    ]
    new_year = int(random.integers(0, EDITIONS))
    editions: list[Edition] = []
    published: list[WardYears] = []
    for at in range(EDITIONS):
        begin = int(at >= new_year)
        years, own = (2023 + begin, 2024 + begin), now[:, :, begin : begin + 2]
        counts = np.einsum("ik,wky->wiy", parts.astype(float), own)
        tables = safe_tables((named, areas, years), counts, parts, published if repeats else ())
        published += tables
        editions.append(Edition(own, years, tables))
        if restates:
            now = now + (random.random(now.shape) < _LATE) * random.integers(1, 4, now.shape)
    return History(parts, tuple(editions), repeats)


_SIZES: Final = ((3, 5), (1, 3), (1, 3))
_LATE: Final = 0.15
"""Of the counts that a quarter adds late records to."""


def attacked(found: History) -> tuple[int, int]:
    """How many small counts were attacked, and how many of them told to within `WIDE`.

    Known are, of every edition, each cell, what the signs and the rules mean, and each
    indicator's total of the year; where no total moved nothing was restated, and no record is
    ever taken back. A total below 2 says by itself what its counts are: those are no target.
    """
    by_year: defaultdict[int, list[tuple[Edition, int]]] = defaultdict(list)
    for edition in found.editions:
        for column, year in enumerate(edition.years):
            by_year[year].append((edition, column))
    known = _Known(
        *map(list, zip(*(_of_year(found, one) for one in by_year.values()), strict=True))
    )
    every = known.widths()
    return every.size, int((every < WIDE - 1e-6).sum())


@dataclass(frozen=True, slots=True)
class _Known:
    """Per year: rows of what is asked; of what equals something, and what; of what is at most
    something, and what.
    """

    targets: list[Numbers]
    equal: list[Numbers]
    equals: list[Numbers]
    below: list[Numbers]
    limits: list[Numbers]

    def widths(self) -> Numbers:
        """The highest less the lowest of each target; where more than `WIDE` is found, that.

        Two worlds that agree with all that is known, and are so far apart in a count, leave it
        open; each other count has its own two searches.
        """
        targets = block_diag(*self.targets)
        if not targets.size:
            return np.empty(0)
        matrices = [
            (block_diag(*rows), np.concatenate(values))
            for rows, values in ((self.equal, self.equals), (self.below, self.limits))
        ]
        low, high = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)
        signs = np.where(np.arange(len(targets)) % 2, -1.0, 1.0)
        for sign in (np.ones(len(targets)), signs):
            for end in (sign, -sign):
                world = _world(end @ targets, *matrices)
                low, high = np.fmin(low, targets @ world), np.fmax(high, targets @ world)
            if (high - low >= WIDE).all():
                break
        for at in np.flatnonzero(high - low < WIDE):
            low[at] = targets[at] @ _world(-targets[at], *matrices)
            high[at] = targets[at] @ _world(targets[at], *matrices)
        return np.asarray(high - low)


def _world(
    most: Numbers, equal: tuple[Numbers, Numbers], below: tuple[Numbers, Numbers]
) -> Numbers:
    """Offences that agree with all that is known, with the most of something."""
    best = linprog(-most, A_eq=equal[0], b_eq=equal[1], A_ub=below[0], b_ub=below[1])
    assert best.status == 0, best.message
    return np.asarray(best.x)


def _of_year(found: History, of_year: Sequence[tuple[Edition, int]]) -> tuple[Numbers, ...]:
    """What `_Known` has of one year."""
    own = found.parts.astype(float)
    stands: list[Numbers] = []
    stand_of: list[int] = []
    for edition, column in of_year:
        offences = edition.offences[:, :, column]
        if not stands or (own @ (offences - stands[-1]).sum(axis=0)).any():
            stands.append(offences)
        stand_of.append(0 if found.repeats else len(stands) - 1)
    wards, kinds = stands[0].shape
    # One row for each ward's count of each indicator, by how the offences stood.
    rows = np.kron(np.eye(len(stands) * wards), own).reshape(len(stands), wards, len(own), -1)
    counts = stands[0] @ own.T
    targets = is_small(counts) & (counts.sum(axis=0) >= WIDE)
    equal, below = _said(rows, of_year, stand_of)
    for stand, offences in enumerate(stands):
        totals = own @ offences.sum(axis=0)
        equal += list(zip(rows[stand].sum(axis=0), totals.tolist(), strict=True))
    size = wards * kinds
    late = np.eye(size * len(stands))
    below += [(late[at] - late[at + size], 0.0) for at in range(size * (len(stands) - 1))]
    return (rows[0][targets], *_once(equal), *_once(below, size * len(stands)))


def _once(known: list[tuple[Numbers, float]], columns: int = 0) -> tuple[Numbers, Numbers]:
    if not known:
        return np.empty((0, columns)), np.empty(0)
    found = np.unique([(*row, value) for row, value in known], axis=0)
    return found[:, :-1], found[:, -1]


def _said(
    rows: Numbers, of_year: Sequence[tuple[Edition, int]], stand_of: Sequence[int]
) -> tuple[list[tuple[Numbers, float]], list[tuple[Numbers, float]]]:
    """What the cells say: rows and what they equal, rows and what they are at most."""
    equal: list[tuple[Numbers, float]] = []
    below: list[tuple[Numbers, float]] = []
    for (edition, column), stand in zip(of_year, stand_of, strict=True):
        for at, table in enumerate(edition.tables):
            cells = [of_ward[column] for of_ward in table.shown]
            for row, cell in zip(rows[stand, :, at], cells, strict=True):
                if isinstance(cell, int):
                    equal.append((row, float(cell)))
                elif cell == SMALL:
                    below += [(row, 4.0), (-row, -1.0)]
                elif set(cells) != {KEPT}:
                    below.append((-row, -5.0))
    return equal, below
