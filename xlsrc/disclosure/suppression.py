"""Which counts of a table of wards are kept back so that no small one can be worked out."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linprog

from xlsrc.domain.indicator import FEWEST_SHOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Marks = NDArray[np.int8]
    Flags = NDArray[np.bool_]

MOST_SMALL: Final = FEWEST_SHOWN - 1
KEPT_WITH_IT: Final = 2
"""Larger counts that are kept back beside small ones, in each column that has any kept back."""

NARROWEST: Final = 2.0
"""What everything published must leave open of a small count, at least: its highest − lowest."""

_ROUNDING: Final = 1e-6


class Mark(IntEnum):
    """What is shown in place of a count."""

    SHOWN = 0
    SMALL = 1
    KEPT = 2
    GAP = 3


def suppressed(counts: Numbers, parts: Flags) -> Marks:
    """Wards × indicators × years: the mark of each count of the same shape, ``nan`` for a gap.

    ``parts`` says of which offences, that share none, each indicator is the sum (indicators ×
    offences): indicators that share any are one family, and safe together. The wards stand in an
    order that does not hang on their counts.

    In each year of a family: 1 to 4 is small. Of a ward with a small count no count of the family
    is shown but 0. In each column with anything kept back, `KEPT_WITH_IT` counts of at least 5
    are, those of the first wards that have such. All of that hangs on which counts are small, 0 or
    larger, and on nothing else. If whoever knows the table, its totals and these rules could still
    tell a small count to within `NARROWEST`, the whole year of the family is kept back: they could
    have judged that as well, so that a table that is shown tells nothing by being shown.
    """
    marks = np.full(counts.shape, Mark.SHOWN, dtype=np.int8)
    for family in families(parts):
        own = parts[family]
        own = own[:, own.any(axis=0)]
        for year in range(counts.shape[2]):
            marks[:, family, year] = _year(counts[:, family, year], own)
    return marks


def families(parts: Flags) -> list[NDArray[np.intp]]:
    """The positions of the indicators that share offences, directly or by others between them."""
    shares = np.eye(len(parts), dtype=bool) | (parts.astype(int) @ parts.T.astype(int) > 0)
    for _ in range(len(parts)):
        shares = shares.astype(int) @ shares.astype(int) > 0
    return [np.flatnonzero(row) for at, row in enumerate(shares) if not row[:at].any()]


def is_small(counts: Numbers) -> Flags:
    """Whether counts are 1 to 4."""
    return np.asarray((counts > 0) & (counts < FEWEST_SHOWN))


def _year(counts: Numbers, parts: Flags) -> Marks:
    """The marks of one family in one year: wards × indicators."""
    if np.isnan(counts).any():
        return np.full(counts.shape, Mark.GAP, dtype=np.int8)
    marks = _pattern(counts)
    return marks if _is_safe(counts, marks, parts) else np.full_like(marks, Mark.KEPT)


def _pattern(counts: Numbers) -> Marks:
    small: Flags = is_small(counts)
    large: Flags = np.asarray(counts >= FEWEST_SHOWN)
    hidden: Flags = np.asarray(small.any(axis=1))
    kept = np.zeros_like(small)
    more = hidden
    while more.any():
        hidden[np.flatnonzero(more)[0]] = True
        kept = np.asarray(large & hidden[:, np.newaxis])
        concerned = kept.any(axis=0) | small.any(axis=0)
        lacks = concerned & (kept.sum(axis=0) < KEPT_WITH_IT)
        more = np.asarray((large & lacks).any(axis=1) & ~hidden)
    marks = np.full(counts.shape, Mark.SHOWN, dtype=np.int8)
    marks[kept] = Mark.KEPT
    marks[small] = Mark.SMALL
    return marks


def _is_safe(counts: Numbers, marks: Marks, parts: Flags) -> bool:
    """Whether the table and its totals leave every small count open enough."""
    if not (marks == Mark.SMALL).any():
        return True
    hidden = (marks != Mark.SHOWN).any(axis=1)
    low, high = bounds(counts[hidden], marks[hidden], parts)
    small = marks[hidden] == Mark.SMALL
    return bool((high - low >= NARROWEST - _ROUNDING)[small].all())


def bounds(counts: Numbers, marks: Marks, parts: Flags) -> tuple[Numbers, Numbers]:
    """The lowest and highest that each small count can be, of wards of which something is kept
    back; ``nan`` for others.

    Known are the counts that are shown, the sum of each column, and what the marks mean. A family
    of one column needs no search.
    """
    low, high = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    small, kept = marks == Mark.SMALL, marks == Mark.KEPT
    if counts.shape[1] == 1:
        rest = counts[small | kept].sum()
        few, many = small.sum(), kept.sum()
        low[small] = 1 if many else max(1, rest - MOST_SMALL * (few - 1))
        high[small] = min(MOST_SMALL, rest - (few - 1) - FEWEST_SHOWN * many)
        return low, high
    wards, columns = counts.shape
    # A ward's counts are sums of its offences', which are what is not known.
    sums = np.kron(np.eye(wards), parts.astype(float))
    totals = np.tile(np.eye(columns), wards) @ sums
    shown = (marks == Mark.SHOWN).ravel()
    lowest = np.where(kept, FEWEST_SHOWN, 1).ravel()[~shown].astype(float)
    some = small.ravel()
    for at in np.flatnonzero(some):
        for sign, found in ((1, low), (-1, high)):
            best = linprog(
                sign * sums[at],
                A_ub=np.vstack([-sums[~shown], sums[some]]),
                b_ub=np.concatenate([-lowest, np.full(some.sum(), float(MOST_SMALL))]),
                A_eq=np.vstack([sums[shown], totals]),
                b_eq=np.concatenate([counts.ravel()[shown], counts.sum(axis=0)]),
                bounds=(0, None),
                method="highs",
            )
            found.flat[at] = np.nan if best.fun is None else sign * best.fun
    return low, high
