"""What the filter knows of a level, its season and drift, by another implementation."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.engine_vectors import case
from xlsrc.measures.families import Counts
from xlsrc.measures.level_filter import BURN, CLIP, MEMORY, QUARTERS, filtered, normal, pulled_in
from xlsrc.measures.level_state import LEVEL_VARIANCE, SEASON_VARIANCE, State, grid
from xlsrc.measures.level_trend import levels, trend


@pytest.mark.parametrize("name", ["step_declared", "share_barnet_da_positive_outcomes", "short_24"])
def test_what_is_known_month_by_month_is_as_known(name: str) -> None:
    known = case(name)
    given = known.values, known.family

    run = filtered(
        *given, first_month=known.first_month, steps=known.steps, ahead=(3, 6), levels=True
    )

    for what, found in {
        "mean": run.mean,
        "variance": run.variance,
        "pulled_in": run.pulled_in,
        "filtered_level": run.level,
        "filtered_level_variance": run.level_variance,
        "filtered_season": run.season,
        "next3_mean": run.sums[3][0],
        "next6_variance": run.sums[6][1],
        "weights_at_end": run.weights[0],
    }.items():
        np.testing.assert_allclose(found[0], known.expected(what), rtol=1e-8, err_msg=what)


@pytest.mark.parametrize("name", ["step_declared", "share_barnet_da_positive_outcomes"])
def test_levels_looked_at_from_both_sides_are_as_known(name: str) -> None:
    known = case(name)
    weights = known.expected("weights_at_end")[None]

    found = levels(
        known.values, known.family, weights, first_month=known.first_month, steps=known.steps
    )

    for what, values in {
        "smoothed_level": found.level,
        "smoothed_level_variance": found.variance,
        "smoothed_season": found.season,
        "change_12m": found.change,
        "change_12m_variance": found.change_variance,
    }.items():
        np.testing.assert_allclose(values[0], known.expected(what), rtol=1e-7, err_msg=what)


def test_a_level_begins_with_its_series_and_its_change_a_year_later() -> None:
    values = np.full((2, 30), 7.0)
    values[1, :5] = values[:, 9] = np.nan
    weights = np.full((2, 25), 1 / 25)

    found = levels(values, Counts(), weights, first_month=0)
    short = levels(values[:1, :12], Counts(), weights[:1], first_month=0)

    assert [np.isfinite(row).argmax() for row in found.level] == [0, 5]
    assert [int(np.isfinite(row).sum()) for row in found.season] == [30, 25]
    assert [np.isfinite(row).argmax() for row in found.change] == [12, 17]
    assert [int(np.isfinite(row).sum()) for row in found.change_variance] == [18, 13]
    assert np.isnan(short.change).all()
    assert np.isfinite(short.level).all()


@pytest.mark.parametrize(
    ("z", "before", "word"),
    [
        (1.97, 0, 1),
        (1.95, 0, 0),
        (-1.97, 0, -1),
        (-1.95, 0, 0),
        # A word once said is kept while the change stays beyond 80 %.
        (1.29, 1, 1),
        (1.27, 1, 0),
        (-1.29, -1, -1),
        (-1.27, -1, 0),
        (1.9, -1, 0),
        (-1.97, 1, -1),
        (0, 0, 0),
        (np.nan, 1, 0),
    ],
)
def test_a_change_has_a_word_beyond_95_per_cent_and_keeps_it_beyond_80(
    z: float, before: int, word: int
) -> None:
    found = trend(np.array([z * 0.3]), np.array([0.09]), np.array([before]))

    assert found.tolist() == [word]


def test_without_a_step_that_is_said_no_way_of_recording_changes() -> None:
    known = case("short_24")
    assert not known.steps.any()

    run = filtered(known.values, known.family, first_month=known.first_month)

    np.testing.assert_allclose(run.mean[0], known.expected("mean"), rtol=1e-8)
    # Not asked for, and so not reckoned.
    assert np.isnan(run.level).all()
    assert np.isnan(run.season).all()
    assert run.sums == {}


def test_25_cells_are_all_pairs_of_a_drift_and_a_deviation() -> None:
    """docs/statistics.md, "What is usual?"."""
    cells = grid()

    assert cells.drift.tolist() == np.repeat([0.003, 0.01, 0.03, 0.1, 0.3], 5).tolist()
    assert cells.deviation.tolist() == [0.04, 0.08, 0.16, 0.32, 0.64] * 5
    np.testing.assert_allclose([LEVEL_VARIANCE, SEASON_VARIANCE], [0.25, 0.15**2])
    assert (MEMORY, CLIP, BURN, QUARTERS) == (0.97, 3, 12, (0, 3, 6, 9, 12))


def test_a_state_begins_with_its_level_and_what_is_supposed_of_it() -> None:
    state = State(np.array([2.0, 3.0]), grid())

    assert state.mean[:, :, 0].tolist() == [[2, 3], [0, 0], [0, 0], [0, 0], [0, 0]]
    # The diagonal of the lower half: level, then the four coefficients of the season.
    assert state.half[:, 0, 0].tolist() == pytest.approx(
        [0.25, 0, 0.0225, 0, 0, 0.0225, 0, 0, 0, 0.0225, 0, 0, 0, 0, 0.0225]
    )


def test_a_month_that_passes_adds_the_drift_and_a_step_a_first_levels_variance() -> None:
    state = State(np.zeros(3), grid())

    state.drift_on(np.array([True, True, False]), np.array([False, True, True]))

    drifts = np.repeat([0.003, 0.01, 0.03, 0.1, 0.3], 5) ** 2
    assert state.half[0].tolist() == [
        pytest.approx((0.25 + drifts).tolist()),
        pytest.approx((0.5 + drifts).tolist()),
        [0.25] * 25,
    ]


def test_a_figure_is_pulled_in_to_three_standard_deviations_and_to_what_there_is() -> None:
    values = np.array([10.0, 22, 23, 0, 23])
    calm = np.array([True, True, True, True, False])

    found = pulled_in(values, np.full(5, 10.0), np.full(5, 16.0), 21.0, calm=calm)

    assert found.tolist() == [10, 21, 21, 0, 23]
    far = pulled_in(values, np.full(5, 10.0), np.full(5, 4.0), np.inf, calm=calm)
    assert far.tolist() == [10, 16, 16, 4, 23]


def test_weights_are_shares_of_one_however_small_their_logarithms() -> None:
    found = normal(np.log([[1.0, 3.0]]) - 5_000)

    assert found.tolist() == [pytest.approx([0.25, 0.75])]


def test_no_month_is_foretold_before_twelve_are_observed() -> None:
    values = np.full((1, 16), 7.0)
    values[0, 3] = np.nan

    run = filtered(values, Counts(), first_month=0, ahead=(1,), months_to_come=1)

    assert np.flatnonzero(np.isfinite(run.mean[0])).tolist() == [13, 14, 15]
    assert np.flatnonzero(np.isfinite(run.sums[1][0][0])).tolist() == [12, 13, 14, 15]
    assert run.observed[0, [2, 3, 4, 15]].tolist() == [3, 3, 4, 15]
    assert run.coming[0][0, 0] == pytest.approx(run.sums[1][0][0, -1])
    # A month is foretold from those before it, the month after it from it as well.
    for months, known in ((11, False), (12, True)):
        short = filtered(np.full((1, months), 7.0), Counts(), first_month=0, months_to_come=1)
        assert np.isfinite(short.coming[0][0, 0]) == known
