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

FEWEST_IN_ALL: Final = 20
"""A year of which all wards together have fewer is shown of none.

Of so few the tables that fail the test are few, too: of two wards with 8 in all only 4 and 4 do,
so that a year kept back would say what it keeps back.
"""

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
    marks, totals = _pattern(counts), counts.sum(axis=0)
    if ((totals > 0) & (totals < FEWEST_IN_ALL)).any():
        return np.full_like(marks, Mark.KEPT)
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
    if counts.shape[1] > 1:
        return _leaves_open(counts[hidden], marks[hidden], parts)
    # Of one column the ends are plain.
    few, many = (marks == Mark.SMALL).sum(), (marks == Mark.KEPT).sum()
    rest = counts[hidden].sum()
    low = 1 if many else max(1, rest - MOST_SMALL * (few - 1))
    return bool(min(MOST_SMALL, rest - (few - 1) - FEWEST_SHOWN * many) - low >= NARROWEST)


def _leaves_open(counts: Numbers, marks: Marks, parts: Flags) -> bool:
    """Whether all that is known of the wards of which something is kept back leaves each small
    count open.

    Known are the counts that are shown, the sum of each column, and what the marks mean. Two
    tables that agree with it, and are far enough apart in a count, leave that one open: most
    counts need no search of their own.
    """
    wards, columns = counts.shape
    # A ward's counts are sums of its offences', which are what is not known.
    sums = np.kron(np.eye(wards), parts.astype(float))
    marked = marks.ravel()
    small, hidden = marked == Mark.SMALL, marked != Mark.SHOWN
    lowest = np.where(small, 1.0, float(FEWEST_SHOWN))[hidden]
    at_most = np.vstack([-sums[hidden], sums[small]])
    most = np.concatenate([-lowest, np.full(small.sum(), float(MOST_SMALL))])
    equal = np.vstack([sums[~hidden], np.tile(np.eye(columns), wards) @ sums])
    sure = np.concatenate([counts.ravel()[~hidden], counts.sum(axis=0)])
    asked = sums[small]
    low, high = np.full(len(asked), np.inf), np.full(len(asked), -np.inf)

    def look(way: Numbers) -> Flags:
        for end in (way, -way):
            found = linprog(end @ asked, A_ub=at_most, b_ub=most, A_eq=equal, b_eq=sure)
            if found.x is not None:
                np.fmin(low, asked @ found.x, out=low)
                np.fmax(high, asked @ found.x, out=high)
        return np.asarray(high - low >= NARROWEST - _ROUNDING)

    every = np.eye(len(asked))
    is_open = look(every.sum(axis=0))
    if not is_open.all():
        is_open = look(every[::2].sum(axis=0) - every[1::2].sum(axis=0))
    for at, way in enumerate(every):
        if not is_open[at]:
            is_open = look(way)
            if not is_open[at]:
                return False
    return True
