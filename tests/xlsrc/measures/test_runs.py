"""What series are run over: the wholes of the months to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures.runs import runs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NONE = np.nan


def whole_to_come(parts: Numbers, whole: Numbers) -> float:
    (run,) = runs_of(parts, whole, np.zeros(parts.shape, dtype=bool), shown=60)
    (found,) = run.whole
    return float(found)


def test_the_whole_of_a_month_to_come_is_the_mean_of_the_last_years_known_ones() -> None:
    whole, parts = np.full((1, 60), 7.0), np.full((1, 60), 5.0)
    whole[0, 48:] = [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 26, NONE]

    # 226 / 11 is 20.5: whole numbers only.
    assert whole_to_come(parts, whole) == 21
    # A month whose part nobody knows adds nothing to the whole of a month to come.
    whole[0, 58:], parts[0, 58] = [32, 20], NONE
    assert whole_to_come(parts, whole) == 20
    assert np.isnan(whole_to_come(np.full((1, 60), 5.0), np.full((1, 60), NONE)))
