from __future__ import annotations

import numpy as np
import pytest

from benchmarks.oracle import judgement
from tests.support.vectors import barnet, london, rows_of
from xlsrc.measures.expected import (
    FLAG_Z,
    Expected,
    KnownChanges,
    expected,
    half_year,
    history,
    next_quarter,
)

SERIES = ("CamdenBURGLARYINADWELLING", "SuttonROBBERYOFPERSONALPROPERTY")
CASES = [(name, row) for name in SERIES for row in rows_of(f"expected_model_{name}.csv")]
OF_A_MONTH = [(name, row) for name, row in CASES if row["months"] == "1"]


def engine(name: str, row: dict[str, str]) -> Expected:
    return expected(london(name)[:, : int(row["k"])])


def made_up(series: int, months: int, mean: float, dispersion: float = 1.9) -> np.ndarray:
    random = np.random.default_rng(7)
    season = mean * np.exp(0.15 * np.sin(2 * np.pi * np.arange(months) / 12))
    return random.negative_binomial(
        season / (dispersion - 1), 1 / dispersion, (series, months)
    ).astype(np.float64)


def no_changes(series: int) -> KnownChanges:
    return KnownChanges(steps=((),) * series, masked=((),) * series)


@pytest.mark.parametrize(("name", "row"), CASES)
def test_how_far_out_months_lie_is_as_in_r(name: str, row: dict[str, str]) -> None:
    assert getattr(engine(name, row), f"z{row['months']}")[0] == pytest.approx(
        float(row["z"]), abs=1e-5
    )


@pytest.mark.parametrize(("name", "row"), OF_A_MONTH)
@pytest.mark.parametrize(
    ("figure", "column"), [("expected", "expected"), ("phi", "phi"), ("trend_used", "trend_used")]
)
def test_the_model_is_as_in_r(name: str, row: dict[str, str], figure: str, column: str) -> None:
    assert float(getattr(engine(name, row), figure)[0]) == pytest.approx(
        float(row[column]), abs=1e-5
    )


@pytest.mark.parametrize(("name", "row"), [case for case in CASES if case[1]["months"] == "3"])
def test_the_quarters_expected_sum_is_as_in_r(name: str, row: dict[str, str]) -> None:
    assert engine(name, row).expected_3m[0] == pytest.approx(float(row["expected"]), abs=1e-5)


@pytest.mark.parametrize(("name", "row"), [case for case in CASES if case[1]["months"] == "6"])
def test_the_half_years_expected_sum_is_as_in_r(name: str, row: dict[str, str]) -> None:
    spell = half_year(london(name)[:, : int(row["k"])])

    assert spell.expected[0] == pytest.approx(float(row["expected"]), abs=1e-5)


# The vectors hold quantiles; a count that carries its own half (mid-p) past 3.09 is outside.
@pytest.mark.parametrize(("name", "row"), OF_A_MONTH)
def test_the_range_begins_at_the_quantile_or_one_above(name: str, row: dict[str, str]) -> None:
    assert engine(name, row).lower[0] - float(row["lower998"]) in {0, 1}


@pytest.mark.parametrize(("name", "row"), OF_A_MONTH)
def test_the_range_ends_at_the_quantile_or_one_below(name: str, row: dict[str, str]) -> None:
    assert float(row["upper998"]) - engine(name, row).upper[0] in {0, 1}


@pytest.mark.parametrize("months", [1, 3, 6])
@pytest.mark.parametrize("mean", [5, 60, 2_000])
def test_many_series_are_judged_as_one_by_one_in_statsmodels(mean: float, months: int) -> None:
    counts = made_up(20, 66, mean)
    one_by_one = [judgement(series).by_months[months].z for series in counts]

    assert getattr(expected(counts), f"z{months}") == pytest.approx(one_by_one, abs=1e-6)


@pytest.mark.parametrize("mean", [0.7, 5, 60])
def test_a_month_is_outside_its_range_exactly_when_it_is_flagged(mean: float) -> None:
    counts = made_up(300, 66, mean, dispersion=3)
    counts[:, -1] = np.random.default_rng(1).poisson(2.2 * mean, 300)
    found = expected(counts)
    outside = (counts[:, -1] < found.lower) | (counts[:, -1] > found.upper)

    assert outside.tolist() == (np.abs(found.z1) > FLAG_Z).tolist()


def test_each_month_of_history_is_judged_as_if_it_were_the_last() -> None:
    counts = barnet("burglary")
    one_by_one = [expected(counts[:, : 189 - ago]).z6[0] for ago in reversed(range(24))]

    assert history(counts, 24).z6[0] == pytest.approx(one_by_one, abs=1e-8)


def test_history_is_no_longer_than_the_series() -> None:
    assert history(made_up(1, 40, 20), 60).z1.shape == (1, 40)


def test_barnets_burglary_has_a_sustained_fall() -> None:
    assert expected(barnet("burglary")).z6[0] < -FLAG_Z


def test_thirty_six_months_are_enough() -> None:
    assert np.isfinite(expected(made_up(1, 36, 20)).z6[0])


@pytest.mark.parametrize("figure", ["expected", "lower", "upper_3m", "z1", "z6", "phi"])
def test_thirty_five_months_are_not_enough(figure: str) -> None:
    assert np.isnan(getattr(expected(made_up(1, 35, 20)), figure)[0])


def test_a_gap_in_the_last_month_leaves_its_range() -> None:
    counts = made_up(1, 66, 20)
    counts[0, -1] = np.nan

    assert np.isfinite(expected(counts).upper[0])


@pytest.mark.parametrize("figure", ["z1", "z3", "z6"])
def test_a_gap_in_the_last_month_leaves_nothing_to_judge(figure: str) -> None:
    counts = made_up(1, 66, 20)
    counts[0, -1] = np.nan

    assert np.isnan(getattr(expected(counts), figure)[0])


def test_a_gap_before_leaves_the_month_to_judge() -> None:
    counts = made_up(1, 66, 20)
    counts[0, -2] = np.nan
    found = expected(counts)

    assert np.isfinite([found.z1[0], found.z3[0], found.z6[0]]).tolist() == [True, False, False]


def test_a_gap_in_the_baseline_is_left_out_of_the_fit() -> None:
    counts = made_up(1, 66, 20)
    masked = KnownChanges(steps=((),), masked=((20,),))
    gap = counts.copy()
    gap[0, 20] = np.nan

    assert expected(gap).z1[0] == expected(counts, known_changes=masked).z1[0]


def test_masked_months_do_not_move_what_is_expected() -> None:
    counts = made_up(1, 66, 200)
    undisturbed = expected(counts).expected[0]
    counts[0, 20:26] /= 10
    masked = KnownChanges(steps=((),), masked=(tuple(range(20, 26)),))

    assert expected(counts, known_changes=masked).expected[0] == pytest.approx(
        undisturbed, rel=0.05
    )


def test_a_masked_month_is_not_judged() -> None:
    masked = KnownChanges(steps=((),), masked=((65,),))

    assert np.isnan(expected(made_up(1, 66, 20), known_changes=masked).z1[0])


def test_a_recording_change_is_no_exception() -> None:
    counts = made_up(1, 66, 50)
    counts[0, 40:] = np.round(counts[0, 40:] * 1.6)
    step = KnownChanges(steps=((40,),), masked=((),))

    assert abs(expected(counts, known_changes=step).z6[0]) < FLAG_Z


def test_a_recording_change_is_fitted_as_a_level_of_its_own() -> None:
    counts = made_up(1, 66, 50)
    undisturbed = expected(counts)
    step = KnownChanges(steps=((40,),), masked=((),))
    before = counts.copy()
    before[0, :40] *= 3

    assert expected(before, known_changes=step).expected[0] == pytest.approx(
        undisturbed.expected[0], rel=0.2
    )


def test_two_recording_changes_are_two_levels() -> None:
    counts = made_up(1, 66, 50)
    counts[0, 20:40] *= 4
    steps = KnownChanges(steps=((20, 40),), masked=((),))

    assert expected(counts, known_changes=steps).expected[0] == pytest.approx(50, rel=0.3)


def test_half_a_year_of_new_recording_in_the_baseline_is_needed() -> None:
    # The baseline of the last of 66 months ends at the 59th.
    steps = KnownChanges(steps=((53,), (54,)), masked=((), ()))

    assert np.isfinite(expected(made_up(2, 66, 50), known_changes=steps).z1).tolist() == [
        True,
        False,
    ]


def test_a_recording_change_before_the_window_changes_nothing() -> None:
    counts = made_up(1, 80, 50)
    step = KnownChanges(steps=((18,),), masked=((),))

    assert expected(counts, known_changes=step).z6[0] == expected(counts).z6[0]


def test_series_without_changes_are_judged_alike_beside_others_with() -> None:
    counts = made_up(3, 66, 50)
    steps = KnownChanges(steps=((), (30,), ()), masked=((), (), (12,)))

    assert expected(counts, known_changes=steps).z6[0] == pytest.approx(
        expected(counts).z6[0], abs=1e-9
    )


@pytest.mark.parametrize(
    "changes",
    [
        KnownChanges(steps=((66,),), masked=((),)),
        KnownChanges(steps=((),), masked=((-1,),)),
        no_changes(2),
    ],
)
def test_changes_outside_the_series_are_refused(changes: KnownChanges) -> None:
    with pytest.raises(ValueError, match="months 0 to 65 of each of 1 series"):
        expected(made_up(1, 66, 20), known_changes=changes)


def test_a_negative_count_is_refused() -> None:
    counts = made_up(1, 66, 20)
    counts[0, 3] = -1

    with pytest.raises(ValueError, match="0 or more; found -1"):
        expected(counts)


def test_a_history_of_no_months_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        history(made_up(1, 66, 20), 0)


def test_the_next_quarter_continues_the_season() -> None:
    # 66 months of a sine that is highest in months 3, 15, …: months 66 to 68 are 6 to 8 of a year.
    counts = np.round(400 * np.exp(0.3 * np.sin(2 * np.pi * np.arange(69) / 12)))[None]

    assert next_quarter(counts[:, :66]).expected[0] == pytest.approx(counts[0, 66:].sum(), rel=0.02)


def test_a_trend_is_held_where_the_baseline_ends() -> None:
    # 54 months of baseline, months 5 to 58; the level of month 58 is 100 × exp(58 / 60).
    counts = np.round(100 * np.exp(np.arange(66) / 60))[None]

    assert expected(counts).expected[0] == pytest.approx(100 * np.exp(58 / 60), rel=0.01)


MONTH = np.arange(66)
POISSON = np.random.default_rng(11).poisson(20, 66).astype(np.float64)
DEGENERATE = {
    "nothing": np.zeros(66),
    "once": np.where(MONTH == 20, 1.0, 0.0),
    "once at the end": np.where(MONTH == 65, 1.0, 0.0),
    "constant": np.full(66, 7.0),
    "a large constant": np.full(66, 70_000.0),
    "rare": np.random.default_rng(12).poisson(0.1, 66).astype(np.float64),
    "under one a month": np.random.default_rng(13).poisson(0.8, 66).astype(np.float64),
    "a spike to judge": np.where(MONTH == 65, 1e7, POISSON),
    "a spike in the past": np.where(MONTH == 30, 1e7, POISSON),
    "started": np.where(MONTH < 40, 0.0, 30.0),
    "stopped": np.where(MONTH < 40, 30.0, 0.0),
    "stopped lately": np.where(MONTH < 56, POISSON, 0.0),
    "half the months": np.where(MONTH % 2 == 0, 100.0, 0.0),
    "three months a year": np.where(MONTH % 12 < 3, 50.0, 0.0),
    "explosive": np.round(np.exp(MONTH / 5)),
    "dying out": np.round(np.exp(12 - MONTH / 5)),
    "began late": np.where(MONTH < 28, np.nan, POISSON),
}


@pytest.mark.parametrize("shape", DEGENERATE)
def test_no_series_is_too_odd_for_a_finite_answer(shape: str) -> None:
    found = expected(DEGENERATE[shape][None])

    assert np.isfinite(
        [found.expected, found.lower, found.upper, found.z1, found.z3, found.z6, found.phi]
    ).all()


@pytest.mark.parametrize("shape", ["nothing", "once", "rare", "started", "stopped"])
def test_a_series_too_thin_for_trend_and_season_is_called_sparse(shape: str) -> None:
    assert expected(DEGENERATE[shape][None]).sparse[0]


@pytest.mark.parametrize("shape", ["constant", "explosive", "a spike to judge", "began late"])
def test_a_series_that_can_be_fitted_is_not_called_sparse(shape: str) -> None:
    assert not expected(DEGENERATE[shape][None]).sparse[0]


def test_a_sparse_series_is_expected_at_its_mean() -> None:
    # 10 in the 54 months of baseline, months 5 to 58.
    counts = np.zeros((1, 66))
    counts[0, [7, 12, 18, 24, 25, 31, 38, 44, 50, 57]] = 1

    assert expected(counts).expected[0] == pytest.approx(10 / 54)


def test_one_offence_after_five_years_of_none_is_no_exception() -> None:
    assert abs(expected(DEGENERATE["once at the end"][None]).z1[0]) < FLAG_Z


def test_five_offences_after_five_years_of_none_are_an_exception() -> None:
    assert expected(5 * DEGENERATE["once at the end"][None]).z1[0] > FLAG_Z


@pytest.mark.parametrize("months", [1, 5, 35, 36, 47, 59, 60, 61])
def test_no_series_is_too_short_to_be_asked(months: int) -> None:
    counts = np.array(list(DEGENERATE.values()))[:, -months:]

    assert expected(counts).z1.shape == (len(DEGENERATE),)


def test_no_series_at_all_gives_no_figures() -> None:
    assert history(np.zeros((0, 66)), 24).z1.shape == (0, 24)
