"""Each month against what the months before it foretold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import Z_95, count_z
from xlsrc.measures.level_filter import filtered
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """Mean and variance foretold of each month, and the z of what it has; all series × months.

    ``nan`` where nothing was foretold: fewer than twelve months before, or no month there.
    """

    mean: Numbers
    variance: Numbers
    z: Numbers

    @classmethod
    def of(cls, counts: Numbers, steps: Flags, joins: Flags, first_month: int) -> Self:
        """What the engine foretells of whole counts, series × months, gaps NaN.

        ``steps`` marks months from which a series may stand at another level, ``joins`` those that
        are only another release's: nothing is said of either. ``first_month`` is the ordinal of
        the first column.
        """
        mean, variance = np.full((2, *counts.shape), np.nan)
        known = np.isfinite(counts)
        begins = np.where(known.any(axis=1), known.argmax(axis=1), counts.shape[1])
        # Short series beside long ones are run by themselves: months before them teach nothing.
        half = counts.shape[1] // 2
        for rows in (np.flatnonzero(begins < half), np.flatnonzero(begins >= half)):
            since = int(begins[rows].min(initial=counts.shape[1]))
            if since < counts.shape[1]:
                run = filtered(
                    counts[rows, since:],
                    Counts(),
                    first_month=(first_month + since) % MONTHS_IN_YEAR,
                    steps=steps[rows, since:],
                )
                mean[rows, since:], variance[rows, since:] = run.mean, run.variance
        mean[steps | joins] = np.nan
        return cls(mean=mean, variance=variance, z=count_z(counts, mean, variance))

    def rows(self, rows: slice) -> Expected:
        """Some of the series."""
        return Expected(mean=self.mean[rows], variance=self.variance[rows], z=self.z[rows])

    def most_missing(self, counts: Numbers) -> Numbers:
        """How many more there may be: from what is there to the upper end of the usual range."""
        return np.maximum(0.0, self.mean + Z_95 * np.sqrt(self.variance) - counts)
