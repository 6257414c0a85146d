"""Figures that there are none of: ``nan`` in the arrays of a measure, ``None`` in what is shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def or_none(value: float) -> float | None:
    """A figure as a plain number; ``None`` for ``nan``, and for what is too large for a number."""
    return float(value) if math.isfinite(value) else None


def each_or_none(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    """A row of figures as plain numbers; ``None`` as for one."""
    figures = np.asarray(values, dtype=np.float64)
    there = np.isfinite(figures)
    if there.all():
        return tuple(figures.tolist())
    return tuple(np.where(there, figures, None).tolist())
