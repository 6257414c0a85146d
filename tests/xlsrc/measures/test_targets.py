from __future__ import annotations

import math

import numpy as np
import pytest

from xlsrc.domain.baseline import baseline_months
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.target import Target, TargetKind
from xlsrc.measures.targets import (
    Grey,
    Rag,
    progress,
    run_rate_needed,
    target_figure,
)


@pytest.mark.parametrize(
    ("value", "polarity", "rag"),
    [
        (100, Polarity.LOWER, Rag.GREEN),
        (80, Polarity.LOWER, Rag.GREEN),
        (104, Polarity.LOWER, Rag.AMBER),
        (108, Polarity.LOWER, Rag.RED),
        (120, Polarity.HIGHER, Rag.GREEN),
        (96, Polarity.HIGHER, Rag.AMBER),
        (92, Polarity.HIGHER, Rag.RED),
    ],
)
def test_a_figure_is_judged_on_the_side_that_is_good(
    value: float, polarity: Polarity, rag: Rag
) -> None:
    assert progress(value, 100, polarity).rag is rag


@pytest.mark.parametrize(("value", "target"), [(105, 100), (1.05, 1), (2.1, 2), (0.42, 0.40)])
def test_a_miss_of_exactly_five_per_cent_is_amber(value: float, target: float) -> None:
    assert progress(value, target, Polarity.LOWER).rag is Rag.AMBER


@pytest.mark.parametrize(
    ("interval", "is_chance"),
    [
        ((100, 110), True),
        ((90, 100), True),
        ((100.1, 110), False),
        ((90, 99.9), False),
        (None, False),
    ],
)
def test_a_missed_target_within_the_interval_could_be_chance(
    interval: tuple[float, float] | None, *, is_chance: bool
) -> None:
    found = progress(104, 100, Polarity.LOWER, interval)

    assert (found.rag, found.could_be_chance, found.grey) == (Rag.AMBER, is_chance, None)
    assert [found.distance, found.miss] == pytest.approx([4, 0.04])


@pytest.mark.parametrize(
    ("value", "target", "polarity", "why", "distance"),
    [
        (5, math.nan, Polarity.LOWER, Grey.NO_TARGET, math.nan),
        (math.nan, 5, Polarity.LOWER, Grey.NO_FIGURE, math.nan),
        (math.nan, math.nan, Polarity.NEUTRAL, Grey.NO_TARGET, math.nan),
        (7, 5, Polarity.NEUTRAL, Grey.NEUTRAL, 2),
    ],
)
def test_a_figure_without_a_colour_has_its_reason(
    value: float, target: float, polarity: Polarity, why: Grey, distance: float
) -> None:
    found = progress(value, target, polarity)

    assert (found.rag, found.grey, found.could_be_chance) == (Rag.GREY, why, False)
    assert found.distance == pytest.approx(distance, nan_ok=True)
    assert math.isnan(found.miss)


def test_a_target_of_none_at_all_is_missed_without_end_and_one_under_1_by_its_share() -> None:
    missed, met = progress(3, 0, Polarity.LOWER), progress(3, 3, Polarity.HIGHER)
    small = progress(0.6, 0.5, Polarity.LOWER)

    assert (missed.rag, missed.miss, missed.distance) == (Rag.RED, math.inf, 3)
    assert (met.rag, met.miss, met.distance) == (Rag.GREEN, 0, 0)
    assert small.rag is Rag.RED
    assert small.miss == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("months_left", "needed"), [(1, 1_200 - 11 * 80), (11, (1_200 - 80) / 11), (12, 100), (13, 100)]
)
def test_what_is_needed_a_month_is_what_is_left_of_the_year(
    months_left: int, needed: float
) -> None:
    counts = np.array([[999.0, *[80.0] * 11]])

    assert run_rate_needed(counts, [1_200], months_left).tolist() == [pytest.approx(needed)]
    # So many past months are enough, and one fewer is not.
    past = max(0, 12 - months_left)
    assert run_rate_needed(counts[:, 12 - past :], [1_200], months_left)[0] == pytest.approx(needed)
    if past:
        with pytest.raises(ValueError, match=f"^{past} past months .* the series has {past - 1}$"):
            run_rate_needed(counts[:, 13 - past :], [1_200], months_left)


def test_a_neutral_indicator_is_neither_good_nor_bad() -> None:
    assert progress(150, 100, Polarity.NEUTRAL).rag is Rag.GREY


def test_a_target_of_none_at_all_can_be_met() -> None:
    assert progress(0, 0, Polarity.LOWER).rag is Rag.GREEN


def test_a_negative_target_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be below 0"):
        progress(3, -20, Polarity.LOWER)


def test_distance_is_the_figure_less_the_target() -> None:
    assert progress(92, 100, Polarity.HIGHER).distance == -8


def test_miss_is_a_share_of_the_target() -> None:
    assert progress(92, 100, Polarity.HIGHER).miss == pytest.approx(0.08)


def test_a_value_is_its_own_target() -> None:
    assert target_figure(Target(kind=TargetKind.VALUE, amount=450)) == 450


def test_a_change_is_measured_from_its_baseline() -> None:
    # MOPAC 7 in Barnet was 14,902 in 2011/12; a fifth fewer.
    target = Target(kind=TargetKind.CHANGE, amount=-20, baseline_year="2011/12")

    assert target_figure(target, baseline=14_902) == pytest.approx(11_921.6)


def test_a_change_without_its_baseline_is_no_target() -> None:
    target = Target(kind=TargetKind.CHANGE, amount=-20, baseline_year="2009/10")

    assert math.isnan(target_figure(target))


def test_the_peer_rate_is_the_target_of_its_kind() -> None:
    assert target_figure(Target(kind=TargetKind.PEER_RATE), peer_rate=5.4) == 5.4


@pytest.mark.parametrize("year", ["2011/12", " 2011-12", "2011/2012", "2011–12"])
def test_a_financial_year_runs_from_april_to_march(year: str) -> None:
    assert baseline_months(year) == (Month.of(2011, 4), Month.of(2012, 3))


def test_a_calendar_year_runs_from_january_to_december() -> None:
    assert baseline_months("2019") == (Month.of(2019, 1), Month.of(2019, 12))


def test_the_last_financial_year_of_a_century_is_read() -> None:
    assert baseline_months("1999/00")[1] == Month.of(2000, 3)


@pytest.mark.parametrize("year", ["", "2011/13", "last year", "11/12", "2011/1912x"])
def test_other_wordings_of_a_year_are_refused(year: str) -> None:
    with pytest.raises(ValueError, match="2011/12 or 2019"):
        baseline_months(year)


def test_the_run_rate_makes_up_for_what_has_happened() -> None:
    # Nine months at 110 leave 1,200 - 990 = 210 for three.
    assert run_rate_needed(np.full(12, 110.0), 1_200, 3) == pytest.approx(70)


def test_a_whole_year_left_needs_a_twelfth_a_month() -> None:
    assert run_rate_needed(np.full(12, 500.0), 1_200, 15) == pytest.approx(100)


def test_a_target_out_of_reach_needs_fewer_than_none() -> None:
    assert run_rate_needed(np.full(12, 200.0), 1_200, 3) < 0


def test_only_a_gap_that_still_counts_hides_the_run_rate() -> None:
    counts = np.full((2, 12), 110.0)
    counts[0, 0] = counts[1, 11] = np.nan

    assert run_rate_needed(counts, [1_200, 1_200], 3) == pytest.approx([70, np.nan], nan_ok=True)


def test_a_target_that_is_due_has_no_run_rate() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        run_rate_needed(np.full(12, 100.0), 1_200, 0)


def test_a_series_too_short_for_its_target_is_refused() -> None:
    with pytest.raises(ValueError, match="9 past months"):
        run_rate_needed(np.full(4, 100.0), 1_200, 3)
