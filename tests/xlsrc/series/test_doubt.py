from __future__ import annotations

import csv
import math

import numpy as np
import pytest

from tests.xlsrc.test_assess import assessed, sample
from xlsrc.measures.change import Certainty, change_on_year
from xlsrc.resources import data_folder
from xlsrc.series.doubt import Because, Doubt
from xlsrc.series.level import Trend
from xlsrc.words.notes import notes

NEWEST = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
NO_BOROUGH = {
    "Aviation Security (SO18)",
    "London Heathrow and London City Airports",
    "Unknown",
}


def doubt_of(indicator: str) -> Doubt:
    doubt = assessed(indicator).change.doubt
    assert doubt is not None
    return doubt


def unknown_shares() -> list[float]:
    """From the release itself: per cent of all offences without a borough, this year and last."""
    with (data_folder() / NEWEST).open(encoding="utf-8-sig", newline="") as file:
        _, *rows = list(csv.reader(file))
    shares = []
    for months in (slice(-12, None), slice(-24, -12)):
        unknown, placed = (
            sum(sum(map(int, row[months])) for row in rows if (row[2] in names) is is_in)
            for names, is_in in (({"Unknown"}, True), (NO_BOROUGH, False))
        )
        shares.append(100 * unknown / (placed + unknown))
    return shares


def test_the_share_without_a_borough_is_that_of_the_release() -> None:
    (cause,) = (one for one in doubt_of("total_notifiable").causes if one.before)

    assert [cause.now, cause.before] == pytest.approx(unknown_shares())


def test_the_total_s_change_is_marked_with_what_lost_places_could_explain() -> None:
    moved = assessed("total_notifiable")

    assert moved.change.percent == pytest.approx(0.613, abs=0.001)
    assert any("which alone could explain about 1.2 points" in one.text for one in notes(moved))


def test_a_change_that_lost_places_could_turn_has_no_verdict() -> None:
    total = assessed("total_notifiable").change

    assert (doubt_of("total_notifiable").turns, total.certainty) == (True, None)


def test_a_change_is_no_surer_than_at_the_worst_of_what_could_explain_it() -> None:
    found = assessed("violence_without_injury").change

    assert found.p == pytest.approx(0.0033, abs=0.0001)
    assert found.certainty is Certainty.PROBABLY_REAL


def test_weapons_change_is_marked_with_what_later_releases_may_add() -> None:
    weapons = doubt_of("weapons")

    # 5 to 10 % later on the year, up to 1.4 % on the year before.
    assert [
        (round(one.low, 1), round(one.high, 1))
        for one in weapons.causes
        if one.because is Because.LATER
    ] == [(3.6, 10.0)]


def test_nothing_is_doubted_of_a_share() -> None:
    assert assessed("da_positive_outcomes").change.doubt is None


def test_no_verdict_of_the_sample_is_another_wherever_lost_places_could_move_it() -> None:
    """By the formula of the design, worked out here from the shares alone."""
    looked_at = 0
    for one in sample().assessments:
        moved = one.change
        places = [c for c in moved.doubt.causes if c.before] if moved.doubt else []
        if moved.certainty is None or not places:
            continue
        b0, b1 = (share / (100 - share) for share in (places[0].before, places[0].now))
        g, w = math.log((1 + 2 * b1) / (1 + 2 * b0)), (b0 + b1) / 2
        counts = np.array([one.monthly.numerators[-24:]], dtype=np.float64)
        verdicts = set()
        for shift in np.linspace(min(0, g) - w, max(0, g) + w, 21):
            shifted = counts.copy()
            shifted[:, -12:] *= math.exp(shift)
            change = change_on_year(shifted)
            verdicts.add(int(np.sign(change.difference[0])) if change.p[0] < 0.05 else 0)
        assert len(verdicts) == 1, one.indicator.id
        looked_at += 1
    assert looked_at >= 15


def test_a_level_that_lost_places_could_turn_has_no_word() -> None:
    level = assessed("residential_burglary").level

    # Its interval only just holds 0, and lost places could move it down by two points.
    assert (level.low, level.high) == pytest.approx((-29.8, 0.2), abs=0.1)
    assert doubt_of("residential_burglary").shift[0] == pytest.approx(-0.021, abs=0.002)
    assert level.trend is None


def test_a_level_that_stands_far_from_0_keeps_its_word() -> None:
    assert assessed("shoplifting").level.trend is Trend.RISING
