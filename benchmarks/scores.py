"""The two engines as scores of each month: how far out it lies, and what of that is flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.first_engine.expected import scores
from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import one_month_z, total_z
from xlsrc.measures.level_filter import filtered
from xlsrc.measures.unusual import BEGINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Labels = NDArray[np.int8]

HALF_YEAR: Final = 6
FIRST_FLAG: Final = 3.09
"""Beyond which the first engine flags."""

MATCHED: Final = 0.005
"""Share of the months without a step that each rule may flag as high."""


def larger(z1: Array, z6: Array) -> Array:
    """Whichever of the two is further out, with its sign; 0 where there is neither."""
    month, half_year = np.nan_to_num(z1), np.nan_to_num(z6)
    return np.where(np.abs(half_year) > np.abs(month), half_year, month)


def looks(
    counts: Array, steps: NDArray[np.bool_] | None = None, first_month: int = 0
) -> tuple[Array, Array]:
    """The filter's z of each month, and of the six months to it, of the pulled-in counts."""
    changed = np.zeros(counts.shape, dtype=np.bool_) if steps is None else steps
    run = filtered(counts, Counts(), first_month=first_month, steps=changed, ahead=(HALF_YEAR,))
    return one_month_z(counts, run, None, changed), total_z(run, HALF_YEAR, None, changed)


def filter_score(counts: Array, judged: int) -> Array:
    """The larger of z1 and z6 of each month judged."""
    z1, z6 = looks(counts)
    return larger(z1, z6)[:, -judged:]


def first_score(counts: Array, judged: int) -> Array:
    """The same of the first engine."""
    return larger(*scores(counts, judged))


def flagged(score: Array | Labels, threshold: float = BEGINS) -> float:
    """Share of series-months at or beyond a threshold, either way."""
    return float(np.mean(np.abs(score) >= threshold))


def found(score: Array | Labels, months: int, threshold: float = BEGINS) -> float:
    """Share of series flagged as high within some months of the step."""
    return float(np.mean((score[:, :months] >= threshold).any(axis=1)))
