"""The months to come, each by itself: those of a series that goes on with gaps."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.london import london
from tests.support.engine_vectors import NAMES, Case, all_at_once, case, of_one
from xlsrc.measures.families import Counts, Shares
from xlsrc.measures.foretelling import Z_95, count_range, month_correlation, part_range
from xlsrc.measures.level_filter import Filtered, filtered
from xlsrc.measures.outlook import outlook

AHEAD = 3
HELD = (94.0, 97.0)
"""Per cent of the months that their 95 % range must hold: 1, 2 and 3 months ahead."""

SHARE = "share_barnet_da_positive_outcomes"
of_every_series = pytest.mark.parametrize("name", NAMES)


def whole(known: Case) -> np.ndarray:
    """The denominators of three months to come: the mean of the last year, whole."""
    assert known.out_of is not None
    latest = np.where(np.isnan(known.values), np.nan, known.out_of)[:, -12:]
    return np.repeat(np.rint(np.nanmean(latest, axis=1))[:, None], AHEAD, axis=1)


def with_gaps(known: Case, *, months_to_come: int = 0, gaps: int = 0) -> Filtered:
    """The filter run over a series, gaps appended."""
    family = Counts()
    if known.out_of is not None:
        family = Shares(out_of=np.hstack((known.out_of, whole(known))))
    return filtered(
        np.pad(known.values, ((0, 0), (0, gaps)), constant_values=np.nan),
        family,
        first_month=known.first_month,
        steps=np.pad(known.steps, ((0, 0), (0, gaps))),
        months_to_come=months_to_come,
    )


@of_every_series
def test_months_to_come_are_those_of_the_series_with_gaps_appended(name: str) -> None:
    known = case(name)
    asked, gapped = with_gaps(known, months_to_come=AHEAD), with_gaps(known, gaps=AHEAD)

    for found, wanted in zip(asked.coming, (gapped.mean, gapped.variance), strict=True):
        np.testing.assert_allclose(found, wanted[:, -AHEAD:], rtol=1e-8)


@pytest.mark.parametrize("name", [one for one in NAMES if case(one).out_of is None])
def test_the_first_month_to_come_is_known_from_the_other_implementation(name: str) -> None:
    known = case(name)
    found = np.array(with_gaps(known, months_to_come=1).coming)[:, 0, 0]

    if known.output["forecast_1_to_12_mean"] is not None:
        wanted = [known.expected(f"forecast_1_to_12_{of}")[0] for of in ("mean", "variance")]
        np.testing.assert_allclose(found, wanted, rtol=1e-8)
    else:
        assert np.isnan(found).all()


@of_every_series
def test_their_ranges_are_those_of_the_months_of_the_longer_series(name: str) -> None:
    known, past, row = case(name), all_at_once(), NAMES.index(name)
    gapped = with_gaps(known, gaps=AHEAD)
    mean, variance = gapped.mean[:, -AHEAD:], gapped.variance[:, -AHEAD:]
    if known.out_of is None:
        low, high = count_range(mean, variance, Z_95)
    else:
        n = whole(known)
        within = month_correlation(mean, variance, n)
        low, high = (100 * end / n for end in part_range(n, mean / n, within, Z_95))

    np.testing.assert_allclose([past.month_low[row]], low, rtol=1e-8)
    np.testing.assert_allclose([past.month_high[row]], high, rtol=1e-8)


def test_the_next_month_of_a_share_has_the_range_known_from_the_other_implementation() -> None:
    known = case(SHARE).output["range95_month_at_end"]
    past, row = all_at_once(), NAMES.index(SHARE)

    assert [past.month_low[row, 0], past.month_high[row, 0]] == pytest.approx(
        [100 * count / known["n"] for count in known["counts"]]
    )


@of_every_series
def test_they_are_there_where_the_next_quarter_is_and_the_same_alone(name: str) -> None:
    alone, together, row = of_one(name), all_at_once(), NAMES.index(name)

    has_quarter = not np.isnan(together.next_low[row])
    assert (~np.isnan(together.month_low[row])).tolist() == [has_quarter] * AHEAD
    np.testing.assert_array_equal(alone.month_low[0], together.month_low[row])
    np.testing.assert_array_equal(alone.month_high[0], together.month_high[row])


@pytest.mark.parametrize(("months", "is_said"), [(11, False), (12, True), (30, True)])
def test_a_short_history_says_nothing_of_them(months: int, *, is_said: bool) -> None:
    values = np.full((1, months), 20.0)
    past = outlook(values, np.full(values.shape, np.nan), np.zeros(values.shape, bool), months=40)

    assert np.isnan(past.month_low).any() != is_said
    assert np.isnan(past.next_low).any() != is_said


def test_their_season_is_that_of_their_own_months() -> None:
    # Fifty a month, and two hundred in the month that comes second.
    year = np.full(12, 50.0)
    year[1] = 200
    values = np.tile(year, 8)[None, :]
    past = outlook(values, np.full(values.shape, np.nan), np.zeros(values.shape, bool), months=40)

    first, second, third = past.month_high[0]
    assert second > first
    assert second > third


@pytest.mark.slow
def test_on_london_s_boroughs_they_hold_what_they_promise_one_two_and_three_months_ahead() -> None:
    series = london()
    # Every fourth month of four years, of every third series: each origin runs the whole past.
    counts, steps = series.counts[::3], series.steps[::3]
    held: list[list[np.ndarray]] = [[] for _ in range(AHEAD)]
    end = counts.shape[1]
    for origin in range(end - 48, end - AHEAD, 4):
        past = outlook(
            counts[:, :origin],
            np.full((len(counts), origin), np.nan),
            steps[:, :origin],
            months=1,
        )
        for ahead in range(AHEAD):
            seen = counts[:, origin + ahead]
            # A new way of recording that nobody knew of then is no fault of theirs.
            told = ~np.isnan(seen) & ~steps[:, origin : origin + ahead + 1].any(axis=1)
            told &= (past.observed >= 24) & ~np.isnan(past.month_low[:, ahead])
            inside = (seen >= past.month_low[:, ahead]) & (seen <= past.month_high[:, ahead])
            held[ahead].append(inside[told])

    shares = [100 * float(np.concatenate(one).mean()) for one in held]
    assert all(HELD[0] <= share <= HELD[1] for share in shares), shares
