"""Many tests at once: how few of those that are called findings are false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FALSE_DISCOVERY_RATE: Final = 0.05
"""Of what is called a finding, the share that may be false on average."""


def false_discovery(p: Array) -> Array:
    """Benjamini-Hochberg adjusted p over all values of an array of any shape.

    Those at most 0.05 may be called findings, of which one in twenty is false on average.
    ``nan`` values are no tests, and stay ``nan``.

    Notes
    -----
    Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57(1) 289-300.

    """
    p = np.asarray(p, dtype=np.float64)
    adjusted = np.full(p.shape, np.nan)
    tested = np.isfinite(p)
    values = p[tested]
    order = np.argsort(values)[::-1]
    number = len(values)
    stepped = values[order] * number / np.arange(number, 0, -1)
    back = np.empty(number)
    back[order] = np.minimum(1, np.minimum.accumulate(stepped))
    adjusted[tested] = back
    return adjusted
