from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tests.support.vectors import json_of
from xlsrc.measures.exceptions import (
    Exceptions,
    Kind,
    Standing,
    exceptions,
    false_discovery,
    one_in,
    only_large_changes_show,
    ward_p,
)

P_VALUES = json_of("p_adjust.json")


def of_months(*z1: float, published: int | None = None) -> Exceptions:
    return exceptions(np.array([z1]), np.zeros((1, len(z1))), published=published)


def of_half_years(*z6: float, published: int | None = None) -> Exceptions:
    return exceptions(np.zeros((1, len(z6))), np.array([z6]), published=published)


def test_a_month_within_its_range_is_no_exception() -> None:
    assert of_months(0, 1, -2, 3.09).kind[0] is Kind.NONE


def test_a_month_outside_its_range_is_an_exception_of_one_month() -> None:
    assert of_months(0, 0, 0, 0, 3.1).kind[0] is Kind.ONE_MONTH


def test_six_months_outside_their_range_are_a_sustained_exception() -> None:
    assert of_half_years(0, 0, 0, 0, -3.1).kind[0] is Kind.SUSTAINED


def test_a_half_year_that_a_month_since_publication_explains_is_told_by_the_month() -> None:
    z1, z6 = np.zeros((1, 8)), np.zeros((1, 8))
    z1[0, 5], z6[0, 5:] = 8, 3.5

    found = exceptions(z1, z6)

    assert (found.kind[0], found.at[0]) == (Kind.ONE_MONTH, 5)


def test_a_half_year_that_a_published_month_still_lifts_is_told_by_the_half_year() -> None:
    z1, z6 = np.zeros((1, 8)), np.zeros((1, 8))
    z1[0, 4], z6[0, 4:] = 8, 3.5

    found = exceptions(z1, z6)

    assert (found.kind[0], found.at[0]) == (Kind.SUSTAINED, 7)


def test_a_half_year_further_out_than_its_months_is_sustained() -> None:
    z1, z6 = np.zeros((1, 8)), np.zeros((1, 8))
    z1[0, 4], z6[0, 4:] = 3.2, 5

    assert exceptions(z1, z6).kind[0] is Kind.SUSTAINED


@pytest.mark.parametrize(("z", "direction"), [(4.0, 1), (-4.0, -1), (0.0, 0)])
def test_an_exception_has_the_direction_of_its_z(z: float, direction: int) -> None:
    assert of_months(0, 0, 0, 0, z).direction[0] == direction


@pytest.mark.parametrize(
    ("z1", "standing"),
    [
        ((0, 0, 0, 4, 0, 0), Standing.NEW),
        ((0, 0, 4, 0, 0, 4), Standing.CONTINUING),
        ((0, 0, 4, 0, 0, 0), Standing.ENDED),
        ((0, 4, 0, 0, 0, 0), Standing.NONE),
        ((0, 0, -4, 0, 4, 0), Standing.NEW),
    ],
)
def test_without_a_publication_three_months_earlier_count(
    z1: tuple[float, ...], standing: Standing
) -> None:
    assert of_months(*z1).standing[0] is standing


@pytest.mark.parametrize(
    ("published", "standing"),
    [(-1, Standing.NEW), (0, Standing.NEW), (1, Standing.ENDED), (2, Standing.NONE)],
)
def test_the_last_publication_tells_new_from_known(published: int, standing: Standing) -> None:
    assert of_months(0, 4, 0, 0, published=published).standing[0] is standing


def test_a_month_published_already_is_judged_again() -> None:
    assert of_months(0, 0, 0, 4, published=3).standing[0] is Standing.CONTINUING


def test_a_publication_after_the_latest_month_is_refused() -> None:
    with pytest.raises(ValueError, match="at or before month 3; found 4"):
        of_months(0, 0, 0, 0, published=4)


def test_an_exception_goes_back_to_the_first_of_its_unbroken_flags() -> None:
    assert of_half_years(0, 4, 0, 4, 4, 4).since[0] == 3


def test_an_exception_that_ended_was_last_seen_at_the_publication() -> None:
    assert of_half_years(0, 4, 4, 0, 0, 0).until[0] == 2


def test_the_month_to_describe_is_the_last_one_outside() -> None:
    assert of_months(0, 0, 0, 4, 5, 0).at[0] == 4


def test_a_gap_raises_no_flag() -> None:
    assert of_months(0, 0, 0, 0, np.nan).kind[0] is Kind.NONE


def test_a_sustained_exception_is_drawn_over_its_six_months() -> None:
    assert np.flatnonzero(of_half_years(0, 0, 0, 0, 0, 0, 0, 4).sustained[0]).tolist() == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_only_months_outside_their_range_are_marked() -> None:
    assert of_months(0, 3.2, 0, -3.2, 3.0).one_month[0].tolist() == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_no_exception_has_no_z() -> None:
    assert np.isnan(of_months(0, 0, 0, 0).z[0])


def test_p_values_are_adjusted_as_r_adjusts_them() -> None:
    assert false_discovery(np.array(P_VALUES["p"])) == pytest.approx(P_VALUES["BH"], abs=1e-6)


def test_p_values_are_adjusted_over_wards_and_indicators_together() -> None:
    square = np.array(P_VALUES["p"]).reshape(8, 5)

    assert false_discovery(square).ravel() == pytest.approx(P_VALUES["BH"], abs=1e-6)


def test_a_gap_is_no_test() -> None:
    with_gap = np.array([*P_VALUES["p"], np.nan])

    assert false_discovery(with_gap)[:-1] == pytest.approx(P_VALUES["BH"], abs=1e-6)


def test_a_wards_p_is_that_of_two_looks() -> None:
    assert ward_p(np.array([-3.5]), np.array([2.0]))[0] == pytest.approx(
        4 * stats.t.sf(3.5, 48), rel=1e-9
    )


def test_a_ward_with_one_look_missing_has_the_p_of_the_other() -> None:
    assert ward_p(np.array([3.5]), np.array([np.nan]))[0] == pytest.approx(
        4 * stats.t.sf(3.5, 48), rel=1e-9
    )


@pytest.mark.parametrize(("z", "rarity"), [(3.13, 673), (-3.3, 1_094), (3.66, 3_191)])
def test_how_rare_a_month_is_comes_from_t_with_48_degrees(z: float, rarity: int) -> None:
    assert one_in(z) == pytest.approx(rarity, abs=1)


def test_only_large_changes_show_under_five_a_month() -> None:
    counts = np.array([[9.0] * 12 + [4.9] * 12, [1.0] * 12 + [5.0] * 12])

    assert only_large_changes_show(counts).tolist() == [True, False]
