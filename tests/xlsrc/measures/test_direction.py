"""Levels, their change on a year ago and its word, beside what another implementation says."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy import special

from tests.support.engine_vectors import NAMES, all_at_once, case, of_one
from xlsrc.measures.direction import Direction, direction
from xlsrc.measures.outlook import outlook

SHARE = "share_barnet_da_positive_outcomes"
TOLD = [name for name in NAMES if case(name).output["trend_at_end"] is not None]
Z_80, Z_95 = 1.281552, 1.959964

of_each = pytest.mark.parametrize("name", TOLD)


@cache
def all_directions() -> Direction:
    return direction(all_at_once())


def change_at_end(name: str) -> tuple[float, float]:
    """The known change of the level on its own scale, and its standard deviation."""
    known = case(name)
    return known.expected("change_12m")[-1], known.expected("change_12m_variance")[-1] ** 0.5


def shown(name: str, level: np.ndarray) -> np.ndarray:
    return 100 * special.expit(level) if name == SHARE else np.exp(level)


def of_counts(values: np.ndarray, steps: np.ndarray | None = None) -> Direction:
    none = np.zeros(values.shape, dtype=bool)
    past = outlook(
        values, np.full(values.shape, np.nan), none if steps is None else steps, months=60
    )
    return direction(past)


def poisson(months: int, mean: float = 40, rows: int = 1) -> np.ndarray:
    return np.random.default_rng(7).poisson(mean, (rows, months)).astype(float)


@of_each
def test_the_level_and_its_band_are_the_known_ones_per_100_for_a_share(name: str) -> None:
    known, found, row = case(name), all_directions(), NAMES.index(name)
    own = slice(found.level.shape[1] - known.values.shape[1], None)
    level = known.expected("smoothed_level")
    reach = Z_95 * np.sqrt(known.expected("smoothed_level_variance"))

    for of, wanted in (
        (found.level, level),
        (found.low, level - reach),
        (found.high, level + reach),
    ):
        np.testing.assert_allclose(of[row, own], shown(name, wanted), rtol=1e-8)


@of_each
def test_the_change_is_the_known_one_unless_recording_changed_in_the_year(name: str) -> None:
    known, found, row = case(name), all_directions(), NAMES.index(name)
    change, deviation = change_at_end(name)
    three = np.array([change, change - Z_95 * deviation, change + Z_95 * deviation])
    if name == SHARE:
        now = known.expected("smoothed_level")[-1]
        wanted = 100 * (special.expit(now) - special.expit(now - three))
    else:
        wanted = 100 * np.expm1(three)
    if known.steps[0, -12:].any():
        wanted[:] = np.nan

    np.testing.assert_allclose(
        [found.change[row], found.change_low[row], found.change_high[row]], wanted, rtol=1e-7
    )


@of_each
def test_the_word_is_the_known_one_where_no_earlier_word_is_kept(name: str) -> None:
    found = all_directions().trend[NAMES.index(name)]
    change, deviation = change_at_end(name)
    if case(name).steps[0, -12:].any():
        assert np.isnan(found)
    elif Z_80 <= abs(change) / deviation < Z_95:
        assert found in (0, np.sign(change))
    else:
        assert found == case(name).output["trend_at_end"]


@of_each
def test_a_word_never_contradicts_the_interval_of_the_change(name: str) -> None:
    for cut in (0, 4, 9):
        if case(name).values.shape[1] - cut < 24:
            continue
        found = direction(of_one(name, cut=cut))
        low, high, word = found.change_low[0], found.change_high[0], found.trend[0]
        if word == 0:
            assert low <= 0 <= high
        if not np.isnan(word) and word != 0:
            assert word * found.change[0] > 0


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("barnet_personal_robbery", 5),
        ("barnet_personal_robbery", 16),
        ("barnet_residential_burglary", 3),
        ("barnet_theft_from_vehicle", 2),
        ("camden_burglary_in_a_dwelling", 20),
        ("step_undeclared", 14),
    ],
)
def test_a_change_that_is_likely_but_not_clear_keeps_the_word_of_the_quarter_before(
    name: str, cut: int
) -> None:
    edition, before = (direction(of_one(name, cut=back)) for back in (cut, cut + 3))
    change, low = np.log1p([edition.change[0] / 100, edition.change_low[0] / 100])

    assert Z_80 <= abs(change) / ((change - low) / Z_95) < Z_95
    assert edition.trend[0] == (np.sign(change) if before.trend[0] == np.sign(change) else 0)


@of_each
def test_a_series_is_the_same_alone_as_beside_others_that_end_in_other_months(name: str) -> None:
    alone, together, row = direction(of_one(name)), all_directions(), NAMES.index(name)
    months = alone.level.shape[1]

    for what in ("level", "low", "high"):
        np.testing.assert_allclose(
            getattr(alone, what)[0], getattr(together, what)[row, -months:], rtol=1e-8
        )
    for what in ("change", "change_low", "change_high", "trend"):
        np.testing.assert_allclose(
            getattr(alone, what)[0], getattr(together, what)[row], rtol=1e-7, atol=1e-9
        )


@pytest.mark.parametrize(("months", "told"), [(23, False), (24, True)])
def test_a_level_takes_two_years(months: int, *, told: bool) -> None:
    found = of_counts(poisson(months))

    assert np.isnan(found.level).all() == (not told)
    assert np.isnan([found.change[0], found.change_low[0], found.trend[0]]).all() == (not told)


@pytest.mark.parametrize(("ago", "told"), [(0, False), (1, False), (11, False), (12, True)])
def test_no_change_is_stated_over_a_year_that_a_new_way_of_recording_began_in(
    ago: int, *, told: bool
) -> None:
    values = poisson(80)
    steps = np.zeros(values.shape, dtype=bool)
    steps[0, -1 - ago] = True

    found = of_counts(values, steps)

    assert [not np.isnan(of[0]) for of in (found.change, found.change_low, found.trend)] == [
        told
    ] * 3
    # The level after it is shown.
    assert not np.isnan(found.level[0]).any()


def test_a_gap_is_bridged() -> None:
    values = poisson(80)
    values[0, [50, 51, 79]] = np.nan

    found = of_counts(values)

    assert 30 < found.level[0, 50] < 50
    assert not np.isnan([found.level[0, 79], found.change[0], found.trend[0]]).any()
    # Less is known there.
    assert found.high[0, 51] / found.low[0, 51] > found.high[0, 45] / found.low[0, 45]


def test_a_series_has_no_level_before_it_begins() -> None:
    values = poisson(60, rows=2)
    values[1, :20] = np.nan

    assert np.isnan(of_counts(values).level[1]).tolist() == [True] * 20 + [False] * 40


@pytest.mark.parametrize(("growth", "word"), [(1.03, 1), (0.97, -1), (1.0, 0)])
def test_a_steady_rise_rises(growth: float, word: int) -> None:
    values = np.rint(400 * growth ** np.arange(60.0))[None]

    found = of_counts(values)

    assert found.trend[0] == word
    assert found.change_low[0] < 100 * (growth**12 - 1) < found.change_high[0]


def test_a_single_odd_year_is_no_trend() -> None:
    values = np.full((1, 84), 100.0)
    values[0, 48:60] = 140

    assert of_counts(values).trend[0] == 0


def test_a_share_that_is_none_has_its_level_as_shown_and_its_change_in_points() -> None:
    parts, whole = poisson(60, 30), np.full((1, 60), 10.0)
    steps = np.zeros(parts.shape, dtype=bool)

    found = direction(outlook(parts, whole, steps, months=60))
    counted = of_counts(parts)

    np.testing.assert_allclose(found.level, 10 * counted.level)
    year_ago = counted.level[0, -1] / (1 + counted.change[0] / 100)
    assert found.change[0] == pytest.approx(10 * (counted.level[0, -1] - year_ago))
    assert found.change_low[0] < found.change[0] < found.change_high[0]


def test_no_figures_have_no_level() -> None:
    found = of_counts(np.array([[np.nan] * 40, [2.5] * 40]))

    assert np.isnan(found.level).all()
    assert np.isnan(found.trend).all()


def test_noughts_show_no_clear_change() -> None:
    assert of_counts(np.zeros((1, 60))).trend[0] == 0


@pytest.mark.parametrize(("gap", "is_told"), [(5, True), (39, False)])
def test_no_change_is_told_where_the_year_before_is_a_gap(gap: int, *, is_told: bool) -> None:
    values = poisson(45 + gap + 12)
    values[:, 45 : 45 + gap] = np.nan

    found = of_counts(values)

    assert np.isfinite(found.change[0]) == is_told
    assert np.isfinite(found.trend[0]) == is_told
    assert np.isfinite(found.level[0, -1])


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        # Half of the latest 12 months (48 to 59), or of the 12 before (36 to 47), is enough.
        (52, 58, True),
        (52, 59, False),
        (36, 42, True),
        (36, 43, False),
        (29, 36, True),
    ],
)
def test_a_change_is_told_where_six_months_of_either_year_are_observed(
    first: int, last: int, *, is_told: bool
) -> None:
    values = poisson(60)
    values[0, first:last] = np.nan

    assert np.isfinite(of_counts(values).change[0]) == is_told
