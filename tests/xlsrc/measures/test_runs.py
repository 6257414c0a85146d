"""What series are run over and how it is shown; sums of months to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures.families import Counts
from xlsrc.measures.level_filter import filtered
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


def test_a_run_of_shares_shows_them_per_100_of_their_wholes_and_one_of_counts_as_they_are() -> None:
    steps = np.zeros((3, 60), dtype=bool)
    parts, whole = np.full((3, 60), 5.0), np.full((3, 60), 20.0)
    whole[2] = NONE

    counts, shares = runs_of(parts, whole, steps, shown=60)

    of = np.array([[20.0, 40.0], [50.0, 100.0]])
    months = np.array([[5.0, 10.0], [1.0, 3.0]])
    np.testing.assert_array_equal(shares.shown(months, of), [[25, 25], [2, 3]])
    np.testing.assert_array_equal(shares.shown(months[:, 0], of[:, 0]), [25, 2])
    np.testing.assert_array_equal(counts.shown(months[:1], of[:1]), [[5, 10]])


def test_sums_are_foretold_after_the_latest_months_that_are_asked_for_alone() -> None:
    values = np.tile(np.array([[7.0, 4.0, 9.0, 5.0]]), 12)
    every = filtered(values, Counts(), first_month=0, ahead=(3, 6))

    latest = filtered(values, Counts(), first_month=0, ahead=(3, 6), latest={3: 5})

    for one, whole in zip(latest.sums[3], every.sums[3], strict=True):
        assert np.isnan(one[:, :-5]).all()
        np.testing.assert_array_equal(one[:, -5:], whole[:, -5:])
    # Only after the last where it is not said.
    assert np.isfinite(latest.sums[6][0]).tolist() == [[False] * 47 + [True]]
