"""What returns say together: disagreement, corrections, running totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.return_shapes import is_cumulative, is_rolling_sum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from xlsrc.extracts.store import Store

BARNET = Area(code="E09000003", name="Barnet")
START = Month.parse("2023-01")


def a_return(figures: Iterable[object], *, first: Month = START) -> str:
    rows = [f"asb_incidents,Barnet,{first + at},{one}" for at, one in enumerate(figures)]
    return "\n".join(("indicator,area,month,value", *rows, ""))


def counts(store: Store, months: int, *, first: Month = START) -> NDArray[np.float64]:
    selection = Selection(offences=("asb_incidents",))
    panel = store.panel(
        Source.PARTNER_RETURN, Level.BOROUGH, [BARNET], [selection], first + (months - 1)
    )
    return panel.counts[0, 0, -months:]


# Of real shape: they rise and fall by more than the root of their size.
MONTHLY = [600, 637, 574, 621, 698, 655, 712, 669, 606, 643, 580, 617] * 2


def test_two_returns_that_disagree_are_both_left_out(store_of: Callable[..., Store]) -> None:
    other = [*MONTHLY[:20], 900, 901, *MONTHLY[22:]]
    store = store_of({"2025-01/a.csv": a_return(MONTHLY), "2025-01/b.csv": a_return(other)})

    expected = np.array(MONTHLY, dtype=float)
    expected[20:22] = np.nan
    np.testing.assert_array_equal(counts(store, 24), expected)
    (fault,) = store.faults
    assert "2025-01/a.csv" in fault
    assert "found 606 here and 900 in 2025-01/b.csv for September 2024" in fault
    assert "1 other month to October 2024" in fault


def test_two_returns_that_agree_count_once(store_of: Callable[..., Store]) -> None:
    store = store_of(
        {"2025-01/a.csv": a_return(MONTHLY), "2025-01/b.csv": a_return(MONTHLY) + "\n"}
    )

    np.testing.assert_array_equal(counts(store, 24), MONTHLY)
    assert store.faults == ()


def test_a_gap_in_one_copy_is_filled_by_the_other(store_of: Callable[..., Store]) -> None:
    gap = [*MONTHLY[:5], "[x]", *MONTHLY[6:]]
    store = store_of({"2025-01/a.csv": a_return(MONTHLY), "2025-01/b.csv": a_return(gap)})

    np.testing.assert_array_equal(counts(store, 24), MONTHLY)


def test_a_later_correction_is_used_and_listed(store_of: Callable[..., Store]) -> None:
    store = store_of(
        {
            "2025-01/r.csv": a_return(MONTHLY),
            "2025-03/r.csv": a_return([640, 660], first=START + 21),
        }
    )

    np.testing.assert_array_equal(counts(store, 24), [*MONTHLY[:21], 640, 660, MONTHLY[23]])
    found = store.revisions(
        Source.PARTNER_RETURN,
        Level.BOROUGH,
        BARNET,
        [Selection(offences=("asb_incidents",))],
        START + 23,
    )
    assert [(str(one.month), one.before, one.after) for one in found] == [
        ("2024-10", 643, 640),
        ("2024-11", 580, 660),
    ]


def test_a_correction_that_cannot_be_read_brings_nothing_old_back(
    store_of: Callable[..., Store],
) -> None:
    store = store_of(
        {"2025-01/r.csv": a_return(MONTHLY), "2025-03/r.csv": a_return(["6o0"], first=START + 22)}
    )

    assert np.isnan(counts(store, 24)).tolist() == [month == 22 for month in range(24)]


def test_a_large_correction_is_asked_about(store_of: Callable[..., Store]) -> None:
    store = store_of(
        {
            "2025-01/r.csv": a_return(MONTHLY),
            "2025-03/r.csv": a_return([900, 910, 870], first=START + 20),
        }
    )

    (fault,) = store.faults
    assert "3 months changed by more, November 2024 from 580" in fault
    np.testing.assert_array_equal(counts(store, 24)[20:23], [900, 910, 870])


@pytest.mark.parametrize("year_starts", [4, 1])
def test_running_totals_are_left_out(store_of: Callable[..., Store], year_starts: int) -> None:
    total, figures = 0, []
    for at, figure in enumerate(MONTHLY):
        total = figure + (0 if (START + at).number == year_starts else total)
        figures.append(total)
    store = store_of({"r.csv": a_return(figures)})

    assert np.isnan(counts(store, 24)).all()
    assert "looks cumulative" in store.faults[0]


def test_true_monthly_figures_are_quiet(store_of: Callable[..., Store]) -> None:
    assert store_of({"r.csv": a_return(MONTHLY)}).faults == ()


@pytest.mark.parametrize("mean", [2, 15, 60, 600])
def test_chance_alone_looks_neither_cumulative_nor_smooth(mean: int) -> None:
    """Counts that vary by chance as much as counts do, which real ones exceed."""
    month = np.arange(36, dtype=np.int32) + START.ordinal
    generator = np.random.default_rng(20_240_131)
    drawn = generator.poisson(mean, size=(400, 36)).astype(float)

    assert sum(is_cumulative(month, one) for one in drawn) == 0
    assert sum(is_rolling_sum(month, one) for one in drawn) <= 4


def test_sums_of_rolling_years_are_found() -> None:
    month = np.arange(36, dtype=np.int32) + START.ordinal
    drawn = np.random.default_rng(7).poisson(50, size=47).astype(float)

    assert is_rolling_sum(month, np.convolve(drawn, np.ones(12), mode="valid"))


def test_a_running_total_is_found_whatever_its_size() -> None:
    month = np.arange(24, dtype=np.int32) + Month.parse("2023-04").ordinal
    drawn = np.random.default_rng(11).poisson(5, size=(200, 2, 12)).astype(float)

    found = [is_cumulative(month, one.cumsum(axis=1).ravel()) for one in drawn]

    assert np.mean(found) > 0.98
