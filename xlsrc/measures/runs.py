"""The filter run over series of counts and of shares, each kind at once.

Source: docs/statistics.md, "What is usual?".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.measures.families import Counts, Shares
from xlsrc.measures.foretelling import (
    Z_95,
    count_range,
    month_correlation,
    part_range,
    share_correlation,
)
from xlsrc.measures.level_filter import filtered
from xlsrc.measures.rolling import HALF_YEAR, MONTHS_IN_YEAR, PER_CENT, QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.families import Family
    from xlsrc.measures.level_filter import Filtered

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Rows = NDArray[np.intp]

ALL: Final = slice(None)

COMING: Final = range(1, MONTHS_IN_YEAR + 1)
"""Numbers of months to come whose total is foretold."""

MOST_COUNTED: Final = 1e9
"""Above this a figure is no count of anything in an area, and whole numbers cannot be walked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The filter run over the series of one family: counts, or parts of wholes.

    ``rows`` are their places among all series; ``is_share`` says which are shown per 100.
    ``values`` are what the filter was given, with gaps for what is to say nothing.
    ``denominators`` are those that shares are shown by, NaN for counts; ``whole`` is that of a
    month to come. ``out_of`` are those that the family has, None where it is of counts.
    """

    rows: Rows
    is_share: Flags
    values: Numbers
    denominators: Numbers
    whole: Numbers
    out_of: Numbers | None
    steps: Flags
    family: Family
    filtered: Filtered

    def range_of(
        self, mean: Numbers, variance: Numbers, whole: Numbers, rows: Rows | slice = ALL
    ) -> tuple[Numbers, Numbers]:
        """The 95 % range of a foretold total as it is shown, by the ``whole`` that it is part of.

        Mean and variance are those of a count, or of a share of one.
        """
        if self.out_of is None:
            low, high = count_range(mean, variance, Z_95)
        else:
            low, high = part_range(whole, mean, share_correlation(mean, variance), Z_95)
        return self.shown(low, whole, rows), self.shown(high, whole, rows)

    def month_range_of(
        self, mean: Numbers, variance: Numbers, out_of: Numbers | None, whole: Numbers
    ) -> tuple[Numbers, Numbers]:
        """The 95 % range of single months as they are shown, by the ``whole`` that each is part of.

        Mean and variance are those of a count, ``out_of`` the family's denominators of the months.
        """
        if out_of is None:
            low, high = count_range(mean, variance, Z_95)
        else:
            correlation = month_correlation(mean, variance, out_of)
            low, high = part_range(out_of, mean / out_of, correlation, Z_95)
        return self.shown(low, whole), self.shown(high, whole)

    def shown(self, count: Numbers, whole: Numbers, rows: Rows | slice = ALL) -> Numbers:
        """A count, or its share per 100 of a whole."""
        is_share = self.is_share[rows]
        if count.ndim > is_share.ndim:
            is_share = is_share[:, None]
        return np.where(is_share, PER_CENT * count / whole, count)


def runs_of(values: Numbers, out_of: Numbers, steps: Flags, shown: int) -> list[Run]:
    """The filter run over counts, and over parts of wholes; of each kind that there is.

    Arguments as for `outlook.outlook`; ``shown`` is how many of the latest months are judged.
    """
    is_share: Flags = np.any(np.isfinite(out_of), axis=1)
    with np.errstate(invalid="ignore"):
        usable = _is_whole(values, out_of) & (~is_share[:, None] | (out_of > 0))
        larger = np.sum(values > out_of, axis=1) > np.sum(~np.isnan(values), axis=1) / 2
    counted = np.where(usable, values, np.nan)
    is_part = is_share & ~larger
    found = []
    for rows in (np.flatnonzero(~is_part), np.flatnonzero(is_part)):
        if not rows.size:
            continue
        # Months before any of them begins teach nothing.
        known = np.flatnonzero(~np.isnan(counted[rows]).all(axis=0))
        since = int(known[0]) if known.size else -1
        own, denominators = counted[rows, since:], out_of[rows, since:]
        next_whole = _next_whole(own, denominators)
        whole = None
        family: Family = Counts()
        if is_part[rows[0]]:
            own = np.where(np.isnan(own), np.nan, np.fmin(own, denominators))
            whole = np.where(np.isnan(own), 1.0, denominators)
            to_come = np.repeat(next_whole[:, None], QUARTER, axis=1)
            family = Shares(out_of=np.hstack((whole, to_come)))
        run = filtered(
            own,
            family,
            first_month=0,
            steps=steps[rows, since:],
            ahead=COMING,
            latest={QUARTER: QUARTER + 1, HALF_YEAR: shown + HALF_YEAR},
            months_to_come=QUARTER,
        )
        found.append(
            Run(
                rows=rows,
                is_share=is_share[rows],
                values=own,
                denominators=denominators,
                whole=next_whole,
                out_of=whole,
                steps=steps[rows, since:],
                family=family,
                filtered=run,
            )
        )
    return found


def _next_whole(values: Numbers, denominators: Numbers) -> Numbers:
    """The denominator of a month to come: the mean of the last year, whole; NaN for counts."""
    latest = denominators[:, -MONTHS_IN_YEAR:]
    known = ~np.isnan(values[:, -MONTHS_IN_YEAR:]) & ~np.isnan(latest)
    total = np.where(known, latest, 0).sum(axis=1)
    return np.rint(np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan))


def _is_whole(values: Numbers, out_of: Numbers) -> Flags:
    """Which series hold whole numbers only that can be counted: series × 1."""
    known = np.nan_to_num(np.stack((values, out_of)))
    counted = (known >= 0) & (known <= MOST_COUNTED) & (known == np.floor(known))
    whole: Flags = counted.all(axis=(0, 2))
    return whole[:, None]


def merged(runs: Sequence[Run], of_each: Sequence[NDArray[Any]], shape: tuple[int, ...]) -> Numbers:
    """Each run's array in its rows of one array, months at its end; NaN where there is none."""
    whole = np.full(shape, np.nan)
    for run, own in zip(runs, of_each, strict=True):
        if own.ndim == 1:
            whole[run.rows] = own
        else:
            whole[run.rows, -own.shape[1] :] = own
    return whole
