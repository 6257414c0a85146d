from __future__ import annotations

import numpy as np
import pytest

from tests.support.engine_vectors import NAMES, Case, case
from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import (
    Z_80,
    Z_95,
    Z_998,
    count_range,
    month_correlation,
    one_month_z,
    part_range,
    share_correlation,
    total_z,
)
from xlsrc.measures.level_filter import Filtered, filtered
from xlsrc.measures.level_trend import levels, trend
from xlsrc.measures.unusual import standing

# Seventeen whole series, each filtered with every sum of the coming year.
pytestmark = pytest.mark.slow

RANGES = {"80": Z_80, "95": Z_95, "99.8": Z_998}


@pytest.fixture(scope="module", params=NAMES)
def known(request: pytest.FixtureRequest) -> Case:
    return case(request.param)


@pytest.fixture(scope="module")
def run(known: Case) -> Filtered:
    return filtered(
        known.values,
        known.family,
        first_month=known.first_month,
        steps=known.steps,
        ahead=range(1, 13),
        levels=True,
    )


def test_the_filter_gives_what_the_other_implementation_gives(known: Case, run: Filtered) -> None:
    found = {
        "mean": run.mean,
        "variance": run.variance,
        "pulled_in": run.pulled_in,
        "filtered_level": run.level,
        "filtered_level_variance": run.level_variance,
        "filtered_season": run.season,
        "next3_mean": run.sums[3][0],
        "next3_variance": run.sums[3][1],
        "next6_mean": run.sums[6][0],
        "next6_variance": run.sums[6][1],
        "weights_at_end": run.weights[0],
    }

    for name, values in found.items():
        np.testing.assert_allclose(values[0], known.expected(name), rtol=1e-8, err_msg=name)


def test_the_coming_year_is_foretold_month_by_month(known: Case, run: Filtered) -> None:
    mean, variance = np.array([run.sums[k] for k in range(1, 13)])[:, :, 0, -1].T

    if "forecast_1_to_12_mean" in known.output:
        np.testing.assert_allclose(mean, known.expected("forecast_1_to_12_mean"), rtol=1e-8)
        np.testing.assert_allclose(variance, known.expected("forecast_1_to_12_variance"), rtol=1e-8)
    else:
        assert np.isnan(mean).all()


def test_z_is_what_the_other_implementation_gives(known: Case, run: Filtered) -> None:
    found = {
        "z1": one_month_z(known.values, run, known.out_of, known.steps),
        "z3": total_z(run, 3, known.out_of, known.steps),
        "z6": total_z(run, 6, known.out_of, known.steps),
    }

    for name, values in found.items():
        # A z near 0 is the difference of two halves: its tenth decimal is all there is.
        np.testing.assert_allclose(
            values[0], known.expected(name), rtol=1e-8, atol=1e-11, err_msg=name
        )


def test_ranges_are_the_same_whole_numbers(known: Case, run: Filtered) -> None:
    for name, z in RANGES.items():
        if known.out_of is None:
            for what, (mean, variance) in (
                ("month", (run.mean, run.variance)),
                ("next3", run.sums[3]),
            ):
                least, greatest = count_range(mean, variance, z)
                expected = known.expected(f"range{name}_{what}")

                np.testing.assert_array_equal([least[0], greatest[0]], expected)
        else:
            whole = np.round(known.out_of[:, -12:].mean(axis=1))
            for what, months in (("month", 1), ("next3", 3)):
                expected = known.output[f"range{name}_{what}_at_end"]
                share, variance = (values[:, -1] for values in run.sums[months])
                found = part_range(whole * months, share, share_correlation(share, variance), z)

                assert whole[0] * months == expected["n"]
                assert [found[0][0], found[1][0]] == expected["counts"]


def test_levels_and_their_change_are_the_same_from_both_sides(known: Case, run: Filtered) -> None:
    found = levels(
        known.values,
        known.family,
        run.weights[0],
        first_month=known.first_month,
        steps=known.steps,
    )

    for name, values in {
        "smoothed_level": found.level,
        "smoothed_level_variance": found.variance,
        "smoothed_season": found.season,
        "change_12m": found.change,
        "change_12m_variance": found.change_variance,
    }.items():
        np.testing.assert_allclose(values[0], known.expected(name), rtol=1e-8, err_msg=name)
    word = known.output["trend_at_end"]
    assert trend(found.change[:, -1], found.change_variance[:, -1])[0] == (word or 0)


def test_exceptions_begin_and_end_in_the_same_months(known: Case, run: Filtered) -> None:
    z1 = one_month_z(known.values, run, known.out_of, known.steps)
    z6 = total_z(run, 6, known.out_of, known.steps)

    force, new = standing(z1, z6)

    np.testing.assert_array_equal(force[0], known.expected("exception"))
    np.testing.assert_array_equal(new[0], known.expected("new"))


def test_nothing_is_known_of_a_month_before_it_has_come() -> None:
    rng = np.random.default_rng(2)
    values = rng.poisson(40, (3, 90)).astype(float)
    shuffled = values.copy()
    shuffled[:, 60:] = rng.permuted(shuffled[:, 60:] * 3, axis=1)

    one, other = (
        filtered(these, Counts(), first_month=0, ahead=(3,)) for these in (values, shuffled)
    )

    np.testing.assert_array_equal(one.mean[:, :61], other.mean[:, :61])
    np.testing.assert_array_equal(one.sums[3][0][:, :60], other.sums[3][0][:, :60])


def test_series_side_by_side_are_as_each_alone() -> None:
    first, second = case("barnet_personal_robbery"), case("garden_suburb_rape")
    together = np.vstack([first.values, second.values])

    run = filtered(together, Counts(), first_month=first.first_month, ahead=(3,))

    np.testing.assert_allclose(run.mean[0], first.expected("mean"), rtol=1e-8)
    np.testing.assert_allclose(run.mean[1], second.expected("mean"), rtol=1e-8)


def test_a_series_that_begins_later_is_as_if_the_months_before_were_not() -> None:
    known = case("sutton_robbery_of_personal_property")
    padded = np.hstack([np.full((1, 24), np.nan), known.values])

    run = filtered(padded, Counts(), first_month=known.first_month, ahead=(6,))
    found = levels(padded, Counts(), run.weights[0], first_month=known.first_month)

    np.testing.assert_allclose(run.mean[0, 24:], known.expected("mean"), rtol=1e-8)
    np.testing.assert_allclose(found.change[0, 24:], known.expected("change_12m"), rtol=1e-8)


@pytest.mark.parametrize("wrong", [-1.0, 2.5, np.inf])
def test_a_figure_that_is_no_count_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="whole"):
        filtered(np.array([[3.0, wrong]]), Counts(), first_month=0)


def test_a_month_s_share_varies_as_a_binomial_where_its_variance_is_one() -> None:
    found = month_correlation(np.array(20.0), np.array(100 * 0.2 * 0.8), np.array(100.0))

    assert found == pytest.approx(0)
