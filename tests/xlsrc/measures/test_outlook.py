"""What the past says of whole series, run side by side, beside what another implementation says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tests.support.engine_vectors import NAMES, Case, all_at_once, case, of_one
from xlsrc.measures.outlook import Outlook, outlook

COUNTS = [name for name in NAMES if case(name).out_of is None]
SHARE = "share_barnet_da_positive_outcomes"
CUT = 60
"""Where the past ends that must not move when the months after it are others."""

of_every_series = pytest.mark.parametrize("name", NAMES)


def own(name: str, values: np.ndarray) -> np.ndarray:
    """The row of a series, in its own months."""
    return values[NAMES.index(name), -case(name).values.shape[1] :]


def history(known: Case) -> np.ndarray:
    """The figures up to and with each month."""
    return np.cumsum(~np.isnan(known.values[0]))


def of_counts(values: np.ndarray, steps: np.ndarray | None = None) -> Outlook:
    none = np.zeros(values.shape, dtype=bool)
    return outlook(
        values,
        np.full(values.shape, np.nan),
        none if steps is None else steps,
        months=values.shape[1],
    )


def poisson(months: int, mean: float = 40, rows: int = 1) -> np.ndarray:
    return np.random.default_rng(7).poisson(mean, (rows, months)).astype(float)


def months_without(values: np.ndarray) -> list[int]:
    return np.flatnonzero(np.isnan(values)).tolist()


@of_every_series
def test_each_month_is_expected_as_known(name: str) -> None:
    known = case(name)
    mean = np.where(known.steps[0], np.nan, known.expected("mean"))
    if known.out_of is not None:
        mean = 100 * mean / known.out_of[0]

    np.testing.assert_allclose(own(name, all_at_once().expected), mean, rtol=1e-8)


@pytest.mark.parametrize("name", COUNTS)
def test_the_range_of_each_month_is_known_and_is_lost_in_a_month_of_a_step_alone(name: str) -> None:
    known = case(name)
    low, high = np.where(known.steps[0], np.nan, known.expected("range95_month"))

    np.testing.assert_array_equal(own(name, all_at_once().low), low)
    np.testing.assert_array_equal(own(name, all_at_once().high), high)


@of_every_series
def test_a_month_is_judged_from_two_years_on_and_six_from_three(name: str) -> None:
    known = case(name)
    for found, wanted, least in ((all_at_once().z1, "z1", 24), (all_at_once().z6, "z6", 36)):
        z = np.where(history(known) >= least, known.expected(wanted), np.nan)
        np.testing.assert_allclose(own(name, found), z, rtol=1e-8, atol=1e-10)


@of_every_series
def test_exceptions_begin_and_end_in_the_known_months(name: str) -> None:
    known = case(name)
    # What began while six months were not judged yet may still be in force a while.
    late = history(known) > 48
    force = own(name, all_at_once().force)
    begun = (force != 0) & (force != np.concatenate(([0], force[:-1])))

    np.testing.assert_array_equal(force[late], known.expected("exception")[late])
    np.testing.assert_array_equal(begun[late], known.expected("new")[late].astype(bool))


@pytest.mark.parametrize("name", COUNTS)
def test_quarters_before_and_to_come_have_the_known_ranges(name: str) -> None:
    known, row, past = case(name), NAMES.index(name), all_at_once()
    before, coming = known.expected("range95_next3")[:, [-4, -1]].T

    np.testing.assert_array_equal([past.next_low[row], past.next_high[row]], coming)
    np.testing.assert_array_equal([past.quarter_low[row], past.quarter_high[row]], before)


def test_the_next_quarter_of_a_share_is_per_100_of_three_mean_months() -> None:
    known = case(SHARE).output["range95_next3_at_end"]
    row, past = NAMES.index(SHARE), all_at_once()

    assert [past.next_low[row], past.next_high[row]] == pytest.approx(
        [100 * count / known["n"] for count in known["counts"]]
    )


def test_months_and_their_ranges_of_a_share_are_per_100_of_their_wholes() -> None:
    # Parts of about five of fifty: a tenth, and whole numbers of fiftieths.
    parts, steps = np.array([[4.0, 5.0, 6.0, 5.0] * 15]), np.zeros((1, 60), dtype=bool)

    past = outlook(parts, np.full((1, 60), 50.0), steps, months=60)

    ends = np.stack([past.low, past.high])[:, 0, 30:]
    np.testing.assert_allclose(past.expected[0, 30:], 10, atol=1)
    assert (ends[0] < 10).all()
    assert (ends[1] > 10).all()
    np.testing.assert_array_equal(ends, 2 * np.rint(ends / 2))


def test_a_month_s_share_lies_within_the_quantiles_of_a_beta_binomial() -> None:
    known = case(SHARE)
    mean, variance = known.expected("mean"), known.expected("variance")
    assert known.out_of is not None
    seen = 0
    for month in np.flatnonzero(~np.isnan(mean) & ~known.steps[0] & ~np.isnan(known.values[0])):
        whole, share = known.out_of[0, month], mean[month] / known.out_of[0, month]
        within = (variance[month] / (whole * share * (1 - share)) - 1) / (whole - 1)
        of = stats.betabinom(int(whole), share * (1 / within - 1), (1 - share) * (1 / within - 1))
        low, high = (
            round(own(SHARE, ends)[month] * whole / 100)
            for ends in (all_at_once().low, all_at_once().high)
        )

        # Half of a number's own chance counts as below it.
        assert of.cdf(low - 1) + of.pmf(low) / 2 >= 0.025
        assert of.cdf(low - 1) - of.pmf(low - 1) / 2 < 0.025
        assert of.cdf(high) - of.pmf(high) / 2 <= 0.975
        assert of.cdf(high + 1) - of.pmf(high + 1) / 2 > 0.975
        seen += 1
    assert seen > 30


@pytest.mark.parametrize("name", ["outlier", "step_undeclared", "garden_suburb_rape"])
def test_six_months_far_out_have_a_range_that_the_quantiles_give(name: str) -> None:
    known, past = case(name), all_at_once()
    z6 = own(name, past.z6)
    lasting = np.flatnonzero(np.abs(z6) >= 1.645)

    assert lasting.size
    assert np.isnan(own(name, past.half_low)[np.abs(z6) < 1.645]).all()
    for month in lasting:
        mean, variance = (known.expected(f"next6_{x}")[month - 6] for x in ("mean", "variance"))
        of = stats.nbinom(mean**2 / (variance - mean), mean / variance)
        low, high = own(name, past.half_low)[month], own(name, past.half_high)[month]

        assert of.cdf(low - 1) - of.pmf(low - 1) / 2 < 0.025 <= of.cdf(low) - of.pmf(low) / 2
        assert of.cdf(high) - of.pmf(high) / 2 <= 0.975
        assert of.cdf(high + 1) - of.pmf(high + 1) / 2 > 0.975


@of_every_series
def test_a_series_is_the_same_alone_as_beside_others_that_end_in_other_months(name: str) -> None:
    alone, together = of_one(name), all_at_once()

    for what in ("expected", "low", "high", "half_low", "half_high", "z1", "z6"):
        np.testing.assert_allclose(
            getattr(alone, what)[0],
            own(name, getattr(together, what)),
            rtol=1e-8,
            atol=1e-10,
            err_msg=what,
        )
    for what in ("quarter_low", "quarter_high", "next_low", "next_high", "observed"):
        np.testing.assert_allclose(
            getattr(alone, what)[0], getattr(together, what)[NAMES.index(name)], rtol=1e-8
        )


def test_nothing_of_a_month_moves_when_the_months_after_it_are_others() -> None:
    values = poisson(100, rows=4)
    shuffled = values.copy()
    shuffled[:, CUT:] = np.random.default_rng(1).permuted(3 * shuffled[:, CUT:], axis=1)

    one, other = of_counts(values), of_counts(shuffled)

    for what in ("expected", "low", "high"):
        now = slice(None, CUT + 1)
        np.testing.assert_array_equal(getattr(one, what)[:, now], getattr(other, what)[:, now])
    for what in ("z1", "z6", "half_low", "half_high", "force", "watched"):
        np.testing.assert_array_equal(getattr(one, what)[:, :CUT], getattr(other, what)[:, :CUT])


@pytest.mark.parametrize("name", ["outlier", "step_declared", SHARE])
def test_an_earlier_edition_said_the_same_of_its_months(name: str) -> None:
    edition, now = of_one(name, cut=12), of_one(name)

    for what in ("expected", "low", "high", "z1", "z6", "force", "watched"):
        np.testing.assert_array_equal(getattr(edition, what), getattr(now, what)[:, :-12])


def test_a_gap_has_a_range_and_no_z_and_is_no_nought() -> None:
    values = poisson(80)
    values[0, 60] = np.nan

    past = of_counts(values)

    assert months_without(past.expected[0]) == list(range(12))
    assert months_without(past.z1[0]) == [*range(23), 60]
    assert months_without(past.z6[0]) == [*range(35), *range(60, 66)]
    assert past.low[0, 60] > 0
    assert past.observed[0] == 79


@pytest.mark.parametrize("gap", [77, 78, 79])
def test_a_quarter_with_a_gap_has_no_range_and_the_next_has(gap: int) -> None:
    values = poisson(80)
    values[0, gap] = np.nan

    past = of_counts(values)

    assert np.isnan([past.quarter_low[0], past.quarter_high[0]]).all()
    assert past.next_low[0] < past.next_high[0]


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (np.nan, 100), (np.nan, np.nan)])
@pytest.mark.parametrize("usually", [100.0, 10.0], ids=["a part", "more than its whole"])
def test_of_a_share_without_a_part_or_a_whole_nothing_is_said(
    part: float, whole: float, usually: float
) -> None:
    parts, wholes = poisson(60, 20), np.full((1, 60), usually)
    parts[0, 50], wholes[0, 50] = part, whole

    past = outlook(parts, wholes, np.zeros(parts.shape, dtype=bool), months=60)

    for found in (past.expected, past.low, past.high):
        assert months_without(found[0]) == [*range(12), 50]
    assert months_without(past.z6[0]) == [*range(35), *range(50, 56)]
    assert past.observed[0] == 59


def test_a_new_way_of_recording_costs_one_month_of_range_and_six_of_six() -> None:
    values = poisson(80)
    values[0, 60:] *= 2
    steps = np.zeros(values.shape, dtype=bool)
    steps[0, 60] = True

    past = of_counts(values, steps)

    assert months_without(past.expected[0]) == [*range(12), 60]
    assert months_without(past.low[0]) == [*range(12), 60]
    assert months_without(past.z1[0]) == [*range(23), 60]
    assert months_without(past.z6[0]) == [*range(35), *range(60, 66)]
    assert not past.force[0, 60:72].any()


@pytest.mark.parametrize(
    ("months", "next_quarter", "month", "z1", "z6"),
    [
        (11, False, False, False, False),
        (12, True, False, False, False),
        (13, True, True, False, False),
        (23, True, True, False, False),
        (24, True, True, True, False),
        (35, True, True, True, False),
        (36, True, True, True, True),
    ],
)
def test_what_can_be_said_of_a_short_history(
    months: int, *, next_quarter: bool, month: bool, z1: bool, z6: bool
) -> None:
    past = of_counts(poisson(months))

    found = (past.next_high[0], past.high[0, -1], past.z1[0, -1], past.z6[0, -1])
    assert [not np.isnan(value) for value in found] == [next_quarter, month, z1, z6]


def test_months_asked_for_before_a_series_begins_say_nothing() -> None:
    values = poisson(60, rows=2)
    values[1, :40] = np.nan

    past = of_counts(values)

    assert months_without(past.expected[1]) == list(range(52))
    np.testing.assert_allclose(past.expected[1, 40:], of_counts(values[1:, 40:]).expected[0])


def test_parts_that_exceed_their_whole_as_a_rule_are_judged_by_their_count() -> None:
    parts, whole = poisson(60, 30), poisson(60, 10) + 1
    steps = np.zeros(parts.shape, dtype=bool)

    past, counted = outlook(parts, whole, steps, months=60), of_counts(parts)

    np.testing.assert_allclose(past.z1, counted.z1, rtol=1e-8)
    np.testing.assert_allclose(past.high, 100 * counted.high / whole)


def test_a_month_whose_part_exceeds_its_whole_is_taken_as_all_of_it() -> None:
    parts, whole = poisson(60, 20), np.full((1, 60), 100.0)
    above, all_of_it = parts.copy(), parts.copy()
    above[0, 50], all_of_it[0, 50] = 130, 100
    steps = np.zeros(parts.shape, dtype=bool)

    one, other = (outlook(these, whole, steps, months=60) for these in (above, all_of_it))

    np.testing.assert_array_equal(one.z1, other.z1)


def test_half_of_the_months_above_their_whole_are_not_yet_the_rule() -> None:
    whole, steps = np.full((2, 60), 100.0), np.zeros((2, 60), dtype=bool)
    parts = poisson(60, 20, rows=2)
    parts[0, :30] = 130
    parts[1, :31] = 130

    past = outlook(parts, whole, steps, months=60)

    assert past.is_part.tolist() == [True, False]
    # The whole of a month to come is the mean of the last year; of a count there is none to be of.
    assert past.whole.tolist() == [100, 100]


@pytest.mark.parametrize(("most", "is_judged"), [(1e9, True), (1e9 + 1, False)])
def test_a_thousand_million_is_the_most_that_is_counted(most: float, *, is_judged: bool) -> None:
    values = poisson(60)
    values[0, 10] = most

    assert np.isfinite(of_counts(values).z1[0, -1]) == is_judged


@pytest.mark.parametrize("wrong", [7.5, -1.0])
def test_a_series_of_no_whole_numbers_gets_nothing_and_its_neighbours_everything(
    wrong: float,
) -> None:
    values = poisson(60, rows=3)
    alone = of_counts(values[[0, 2]])
    values[1, 10] = wrong

    past = of_counts(values)

    for what in ("expected", "high", "z1", "z6", "next_high"):
        assert np.isnan(getattr(past, what)[1]).all()
        np.testing.assert_allclose(getattr(past, what)[[0, 2]], getattr(alone, what), rtol=1e-8)
    assert past.observed.tolist() == [60, 0, 60]


def test_of_noughts_at_most_one_is_expected_and_one_is_no_exception() -> None:
    values = np.zeros((2, 60))
    values[1, -1] = 1

    past = of_counts(values)

    assert past.low[0, 24:].tolist() == [0] * 36
    assert set(past.high[0, 24:].tolist()) <= {0, 1}
    assert not past.force[0].any()


def test_no_figures_at_all_say_nothing() -> None:
    past = of_counts(np.full((2, 40), np.nan))

    assert np.isnan(past.expected).all()
    assert past.observed.tolist() == [0, 0]
