"""Indicators against their targets: the words, the figure to be reached, what it would take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up import AS_AT, made_up_assessment, made_up_settings
from tests.support.recorded_crime import indicator
from xlsrc.comparison.comparison import Comparison
from xlsrc.comparison.targets import target_standing
from xlsrc.domain.indicator import Indicator, Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange, Settings
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind
from xlsrc.series.measured import measured
from xlsrc.series.series import SeriesSet
from xlsrc.words.notes import notes
from xlsrc.words.verdicts import target_words

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment

YEARS = 5
BASELINE = "2021"
STEP = KnownChange(
    id="new_system",
    label="New recording system",
    effect=Effect.STEP,
    first=Month.of(2024, 3),
    last=None,
    applies_to=("made_up",),
    approved_by="the board",
)


def value(amount: float, **fields: Any) -> IndicatorTarget:
    target = Target(kind=TargetKind.VALUE, amount=amount)
    return IndicatorTarget(indicator="made_up", target=target, **fields)


def change(amount: float, year: str = BASELINE) -> IndicatorTarget:
    target = Target(kind=TargetKind.CHANGE, amount=amount, baseline_year=year)
    return IndicatorTarget(indicator="made_up", target=target)


def series_of(
    counts: list[float], shown: Indicator, out_of: list[float] | None = None
) -> SeriesSet:
    """Five years that end at the as-at month."""
    return SeriesSet(
        indicators=(shown,),
        as_at=AS_AT,
        numerators=np.array([counts]),
        denominators=np.array([out_of or [float("nan")] * len(counts)]),
        vintages=(("2026-01",) * len(counts),),
        illustrative=(False,),
        more=np.zeros((1, len(counts))),
        unsure=np.zeros((1, len(counts)), dtype=bool),
        least=np.array([counts]),
        most=np.array([counts]),
    )


def settings_with(*targets: IndicatorTarget, **fields: Any) -> Settings:
    plain = replace(made_up_settings(), targets=targets, known_changes=())
    return replace(plain, **fields)


@dataclass(frozen=True)
class Judged:
    """How an indicator stands, and what is said of it."""

    assessment: Assessment

    @property
    def figure(self) -> float | None:
        return self.assessment.target.figure

    @property
    def words(self) -> str:
        return target_words(self.assessment)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(str(note) for note in notes(self.assessment) if note.figure == "target")


def judged(
    *targets: IndicatorTarget,
    counts: list[float] | None = None,
    out_of: list[float] | None = None,
    shown: Indicator | None = None,
    peers: Comparison | None = None,
    settings: Settings | None = None,
) -> Judged:
    months = counts or [10.0] * 12 * YEARS
    shown = shown or indicator("Arson")
    settings = settings or settings_with(*targets)
    series = series_of(months, shown, out_of)
    found = target_standing(
        series, 0, peers or Comparison(), settings, measured(series, settings).past
    )
    return Judged(replace(made_up_assessment(shown, settings), target=found))


def test_an_indicator_without_a_target_says_so() -> None:
    found = judged()

    assert (found.figure, found.words, found.notes) == (None, "No target", ())


@pytest.mark.parametrize(
    ("aim", "words"),  # 120 in the year; a Poisson count of 120 lies in 99 to 143 by Byar
    [
        (120, "Green: meets"),
        (118, "Amber: misses by 2 %, could be chance"),
        (104, "Red: misses by 15 %, could be chance"),
        (80, "Red: misses by 50 %"),
    ],
)
def test_a_count_against_a_figure(aim: float, words: str) -> None:
    assert judged(value(aim)).words == words


def test_higher_is_better_is_met_from_above() -> None:
    found = judged(value(100), shown=indicator("Arson", polarity=Polarity.HIGHER))

    assert found.words == "Green: meets"


@pytest.mark.parametrize("aim", [60, 120, 500])
def test_a_neutral_indicator_is_never_green_or_red(aim: float) -> None:
    found = judged(value(aim), shown=indicator("Arson", polarity=Polarity.NEUTRAL))

    assert found.words == "Neither good nor bad"


def test_a_change_is_measured_from_the_baseline_year() -> None:
    counts = [20.0] * 12 + [10.0] * 48

    found = judged(change(-20), counts=counts)

    assert (found.figure, found.words) == (192, "Green: meets; −50 % on 2021")


@pytest.mark.parametrize(
    ("year", "why"),  # figures of January 2021 to December 2025
    [
        ("2025/26", "it is not over where figures end, December 2025"),
        ("2026", "it has not begun where figures end, December 2025"),
        ("2026/27", "it has not begun where figures end, December 2025"),
        ("2020/21", "figures begin January 2021"),
        ("2020", "figures begin January 2021"),
        ("2011/12", "figures begin January 2021"),
    ],
)
def test_a_year_that_is_not_all_there_gives_no_figure(year: str, why: str) -> None:
    found = judged(change(-20, year))

    assert (found.figure, found.words) == (None, "No figure")
    assert found.notes == (f"target: no figure for {year}: {why}",)


@pytest.mark.parametrize("missing", range(1, 12))
@pytest.mark.parametrize("kind", ["a count", "a share"])
def test_a_year_whose_last_months_are_not_there_yet_gives_no_figure(
    missing: int, kind: str
) -> None:
    counts = [10.0] * (60 - missing) + [float("nan")] * missing
    shown = indicator("Arson", is_share=kind == "a share")

    found = judged(change(-20, "2025"), counts=counts, out_of=[40.0] * 60, shown=shown)

    ended = Month.of(2025, 12 - missing).name
    assert (found.words, found.notes) == (
        "No figure",
        (f"target: no figure for 2025: it is not over where figures end, {ended}",),
    )


def test_a_year_with_a_gap_gives_no_figure() -> None:
    counts = [10.0] * 28 + [float("nan")] + [10.0] * 31

    found = judged(change(-20, "2023"), counts=counts)

    assert (found.words, found.notes) == (
        "No figure",
        ("target: no figure for 2023: a gap in May 2023",),
    )


def test_a_year_that_ends_with_the_figures_is_a_baseline() -> None:
    found = judged(change(-20, "2025"))

    assert (found.figure, found.words) == (96, "Red: misses by 25 %")


def test_a_share_of_nothing_is_no_baseline() -> None:
    found = judged(
        change(-20),
        counts=[0.0] * 12 + [25.0] * 48,
        out_of=[0.0] * 12 + [100.0] * 48,
        shown=indicator("Arson", is_share=True),
    )

    assert found.notes == (
        "target: no figure for 2021: a share of nothing in the 12 months to December 2021",
    )


def test_an_unfinished_baseline_has_no_figure_whatever_was_recorded_otherwise() -> None:
    step = replace(STEP, first=Month.of(2025, 9))

    found = judged(settings=settings_with(change(-20, "2025/26"), known_changes=(step,)))

    assert found.words == "No figure"


def test_a_baseline_before_a_change_of_recording_is_not_comparable() -> None:
    found = judged(settings=settings_with(change(-20), known_changes=(STEP,)))

    assert (found.figure, found.words, found.notes) == (
        None,
        "Not comparable",
        ("target: recording changed March 2024, after 2021",),
    )


def test_a_share_is_judged_with_its_own_interval() -> None:
    # 300 of 1,200 people: 25 %, by Wilson 22.6 to 27.5 %.
    found = judged(
        value(23),
        counts=[25.0] * 60,
        out_of=[100.0] * 60,
        shown=indicator("Arson", is_share=True),
    )

    assert found.words == "Red: misses by 9 %, could be chance"


def test_the_miss_of_a_share_is_in_points() -> None:
    found = judged(
        value(23),
        counts=[25.0] * 60,
        out_of=[100.0] * 60,
        shown=indicator("Arson", is_share=True),
    )

    assert found.notes == ("target: 23.0 %; 2.0 pt above it",)


def test_the_peers_rate_can_be_the_target() -> None:
    target = IndicatorTarget(indicator="made_up", target=Target(kind=TargetKind.PEER_RATE))
    peers = Comparison(rate=6.0, low=5.6, high=6.4, peer_rate=5.0)

    found = judged(target, peers=peers)

    assert (found.figure, found.words) == (5.0, "Red: misses by 20 %")


def test_without_peers_their_rate_is_no_target() -> None:
    target = IndicatorTarget(indicator="made_up", target=Target(kind=TargetKind.PEER_RATE))

    assert judged(target).words == "No figure"


def test_a_count_only_indicator_misses_by_a_number() -> None:
    counts = [0.0] * 59 + [6.0]

    found = judged(value(2), counts=counts, shown=indicator("Arson", count_only=True))

    assert found.words == "Red: misses by 4"


def test_what_a_target_would_take_is_said() -> None:
    # 120 in the last year, 96 by June: six months of 10 stay in the sum, which leaves 36 for six.
    found = judged(value(96, due=Month.of(2026, 6)))

    assert found.notes == (
        "target: 96 by June 2026; 24 above it; 6.0 a month needed, 10.0 a month in the last year",
    )


def test_a_target_that_cannot_be_reached_in_time_is_said() -> None:
    found = judged(value(50, due=Month.of(2026, 3)))

    assert "out of reach by then" in found.notes[0]


@pytest.mark.parametrize(
    "target",
    [value(60, first=Month.of(2026, 1)), value(60, due=Month.of(2025, 11))],
    ids=["begins later", "is over"],
)
def test_a_target_is_judged_only_in_its_months(target: IndicatorTarget) -> None:
    assert judged(target).words == "No target"


def test_the_table_s_note_is_kept() -> None:
    found = judged(value(120, note="As the board decided in May."))

    assert found.notes == ("target: 120; 0 below it; As the board decided in May",)


def test_a_gap_in_the_year_gives_no_figure() -> None:
    found = judged(value(120), counts=[10.0] * 57 + [float("nan")] + [10.0] * 2)

    assert found.words == "No figure"
