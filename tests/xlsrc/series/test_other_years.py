"""The year to date and the baseline: which months, which years, and what keeps them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.recorded_crime import indicator
from xlsrc.defaults import default_settings
from xlsrc.domain.baseline import THREE_YEARS
from xlsrc.domain.indicator import Indicator, Source
from xlsrc.domain.month import Month
from xlsrc.domain.setting import YesNo
from xlsrc.domain.settings import Effect, KnownChange, Settings
from xlsrc.measures.change import Certainty, change_on_year
from xlsrc.series.doubt import Doubt
from xlsrc.series.other_years import beside_baseline, year_to_date
from xlsrc.series.series import SeriesSet
from xlsrc.series.years import NoBaseline

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

ARSON = indicator("Arson")
LAST = Month.of(2025, 12)
YEARS = 8
ASKED = replace(default_settings(), to_date=YesNo.YES, known_changes=())


def series(
    values: ArrayLike,
    one: Indicator = ARSON,
    last: Month = LAST,
    out_of: ArrayLike | None = None,
) -> SeriesSet:
    """One series that ends in a month."""
    counts = np.asarray(values, dtype=np.float64)[np.newaxis]
    whole = np.full(counts.shape, np.nan) if out_of is None else np.asarray(out_of)[np.newaxis]
    return SeriesSet(
        indicators=(one,),
        as_at=last,
        numerators=counts,
        denominators=whole,
        vintages=(("2026-01",) * counts.shape[1],),
        illustrative=(False,),
        more=np.zeros(counts.shape),
        unsure=np.zeros(counts.shape, dtype=bool),
        least=counts,
        most=counts,
    )


def months(seed: int = 1) -> NDArray[np.float64]:
    """Eight years to December 2025, month 0 being January 2018."""
    return np.random.default_rng(seed).poisson(60.0, 12 * YEARS).astype(np.float64)


def against(baseline: str, **more: Any) -> Settings:
    return replace(ASKED, baseline=baseline, **more)


def test_neither_is_there_unless_settings_ask() -> None:
    assert year_to_date(series(months()), 0, default_settings()) is None
    assert beside_baseline(series(months()), 0, default_settings()) is None
    assert year_to_date(series([np.nan] * 36), 0, ASKED) is None


@pytest.mark.parametrize(("last", "number"), [((2025, 12), 9), ((2025, 4), 1), ((2025, 3), 12)])
def test_the_year_to_date_begins_in_april(last: tuple[int, int], number: int) -> None:
    counts = months()

    found = year_to_date(series(counts, last=Month.of(*last)), 0, ASKED)

    assert found is not None
    assert found.now[0].number == 4
    assert found.volume == counts[-number:].sum()
    assert found.volume_before == counts[-12 - number : -12].sum()
    assert found.difference == counts[-number:].sum() - counts[-12 - number : -12].sum()
    assert found.p is not None


def test_in_march_the_year_to_date_is_the_year() -> None:
    counts = months()
    whole = change_on_year(counts[np.newaxis])

    found = year_to_date(series(counts, last=Month.of(2025, 3)), 0, ASKED)

    assert found is not None
    assert (found.percent, found.p) == (whole.percent[0], whole.p[0])


def test_a_calendar_year_is_held_beside_the_months_of_the_same_name() -> None:
    counts = np.zeros(12 * YEARS)
    season = 20.0 + 10.0 * np.arange(12)
    counts[:] = np.tile(season, YEARS)
    last = Month.of(2025, 8)  # so that no year of the series ends with the baseline's

    found = beside_baseline(series(np.roll(counts, 4), last=last), 0, against("2019"))

    assert found is not None
    assert (found.difference, found.percent) == (0, 0)
    assert found.p == pytest.approx(1)
    assert found.before == (Month.of(2019, 1), Month.of(2019, 12))


def test_a_financial_year_is_the_sum_of_its_months() -> None:
    counts = months()

    found = beside_baseline(series(counts), 0, against("2018/19"))

    assert found is not None
    assert found.volume_before == counts[3:15].sum()
    assert found.volume == counts[-12:].sum()


def test_of_three_years_it_is_the_mean() -> None:
    counts = months()

    found = beside_baseline(series(counts), 0, against(THREE_YEARS))

    assert found is not None
    assert found.volume_before == pytest.approx(counts[-48:-12].sum() / 3)
    assert found.before == (Month.of(2022, 1), Month.of(2024, 12))
    assert found.years == 3


def test_a_fall_from_three_steady_years_is_real_and_none_is_none() -> None:
    counts = months()
    fallen = counts.copy()
    fallen[-12:] = np.floor(fallen[-12:] * 0.7)

    real = beside_baseline(series(fallen), 0, against(THREE_YEARS))
    none = beside_baseline(series(counts), 0, against(THREE_YEARS))

    assert real is not None
    assert none is not None
    assert (real.certainty, none.certainty) == (Certainty.REAL, Certainty.NO_CLEAR_CHANGE)


def test_a_share_moves_in_points() -> None:
    share = indicator("Arson", is_share=True)
    counts = months()

    found = year_to_date(series(counts, share, out_of=np.full(counts.size, 200.0)), 0, ASKED)

    assert found is not None
    assert found.volume == pytest.approx(100 * counts[-9:].sum() / 1800)
    assert found.percent is None
    assert found.certainty is Certainty.NO_CLEAR_CHANGE


def test_quarters_are_compared_with_quarters() -> None:
    quarterly = replace(ARSON, source=Source.HOME_OFFICE)
    counts = months()
    counts[np.arange(counts.size) % 3 < 2] = np.nan

    to_date = year_to_date(series(counts, quarterly), 0, ASKED)
    found = beside_baseline(series(counts, quarterly), 0, against("2019"))

    assert to_date is not None
    assert found is not None
    assert to_date.volume == counts[[-7, -4, -1]].sum()
    assert found.volume_before == counts[[14, 17, 20, 23]].sum()
    assert found.p is not None


@pytest.mark.parametrize(
    ("baseline", "why"),
    [
        ("2017", NoBaseline.TOO_EARLY),
        ("2026", NoBaseline.TO_COME),
        ("2025/26", NoBaseline.UNFINISHED),
        ("2025", NoBaseline.OVERLAPS),
        ("2020", NoBaseline.GAP),
    ],
)
def test_a_year_without_a_figure_says_why(baseline: str, why: NoBaseline) -> None:
    counts = months()
    counts[30] = np.nan

    found = beside_baseline(series(counts), 0, against(baseline))

    assert found is not None
    assert found.lacking is not None
    assert (found.lacking.why, found.difference, found.p) == (why, None, None)


def test_a_gap_in_the_two_years_leaves_the_sums_and_no_test() -> None:
    counts = months()
    counts[-11] = np.nan  # February, before the financial year

    found = year_to_date(series(counts), 0, ASKED)

    assert found is not None
    assert found.difference is not None
    assert (found.p, found.certainty) == (None, None)


@pytest.mark.parametrize(
    ("effect", "first", "last", "breaks_to_date", "breaks_baseline"),
    [
        (Effect.STEP, Month.of(2024, 3), None, False, True),
        (Effect.STEP, Month.of(2025, 6), None, True, True),
        (Effect.MASK, Month.of(2021, 1), Month.of(2021, 5), False, False),
        (Effect.MASK, Month.of(2019, 6), Month.of(2019, 6), False, True),
    ],
)
def test_a_known_change_between_the_months_keeps_them_from_being_compared(
    effect: Effect,
    first: Month,
    last: Month | None,
    breaks_to_date: bool,  # noqa: FBT001 - a column of the table above
    breaks_baseline: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    known = KnownChange(
        id="one", label="One", effect=effect, first=first, last=last,
        applies_to=(ARSON.id,), approved_by="a test",
    )  # fmt: skip
    settings = against("2019", known_changes=(known,))

    to_date = year_to_date(series(months()), 0, settings)
    baseline = beside_baseline(series(months()), 0, settings)

    assert to_date is not None
    assert baseline is not None
    assert (to_date.broken_by is known, to_date.difference is None) == (breaks_to_date,) * 2
    assert (baseline.broken_by is known, baseline.difference is None) == (breaks_baseline,) * 2


def test_a_doubt_that_could_turn_the_verdict_leaves_none() -> None:
    counts = months()
    counts[-12:] = np.floor(counts[-12:] * 0.8)
    doubt = Doubt(causes=(), low=None, high=None, p=0.9, shift=(0.0, 0.3))

    found = year_to_date(series(counts), 0, ASKED, doubt)

    assert found is not None
    assert (found.doubted, found.certainty) == (True, None)
    assert found.p is not None
    assert found.p < 0.05


def test_offences_without_a_place_in_the_baseline_s_years_are_weighed() -> None:
    counts = months()
    counts[-12:] = np.floor(counts[-12:] * 0.85)
    asked: list[object] = []

    def unplaced(before: object, now: object) -> tuple[float, float]:
        asked.append((before, now))
        return -0.02, 0.2

    found = beside_baseline(series(counts), 0, against("2019"), unplaced=unplaced)

    assert found is not None
    assert asked == [(found.before, found.now)]
    assert found.doubted
