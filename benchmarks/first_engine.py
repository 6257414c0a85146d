"""What the engine that raises the product's alerts foretells: a rival of the filter.

It takes 60 months of history, the last six left out, for a level that never moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures import expected as engine
from xlsrc.measures.baseline import WINDOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def forecasts(counts: Array, months: int, *, ahead: int) -> tuple[Array, Array]:
    """Mean and variance foretold at each of the latest months, both series × months.

    Of the month after it (``ahead`` 1), or of the sum of so many months after it.
    """
    counts, regimes = engine._comparable(counts, None)  # noqa: SLF001 - the engine's own steps
    # A window ends with the month that is judged: for one month ahead that is the next one.
    if ahead == 1:
        late = np.hstack([counts, np.full((len(counts), 1), np.nan)])
        steps = np.zeros(late.shape, dtype=np.int64)
        _, fit = engine._fitted(late, steps, months)  # noqa: SLF001 - as above
        rows = np.arange(WINDOW - 1, WINDOW)
    else:
        _, fit = engine._fitted(counts, regimes, months)  # noqa: SLF001 - as above
        rows = np.arange(WINDOW, WINDOW + ahead)
    mean, variance = fit.forecast(rows)
    return mean.reshape(-1, months), variance.reshape(-1, months)
