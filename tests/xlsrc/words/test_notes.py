"""Notes: each absent figure with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import made_up_assessment, made_up_settings, with_parts
from xlsrc.comparison.comparison import Alone, Comparison, Mixed, NoPeers, NoRate
from xlsrc.domain.indicator import Source
from xlsrc.domain.settings import PeerGroup
from xlsrc.words.note import Note
from xlsrc.words.notes import notes, peer_notes

SETTINGS = made_up_settings()
BURGLARY = made_up_assessment(next(i for i in SETTINGS.indicators if i.id == "burglary"), SETTINGS)
HATE_CRIME = made_up_assessment(
    next(i for i in SETTINGS.indicators if i.id == "hate_crime"), SETTINGS
)
NATIONAL = PeerGroup(id="national", name="National", members=(), note="Not available: no tables.")


def alone(why: NoPeers, source: Source = Source.MPS_RECORDED_CRIME) -> Alone:
    return Alone(why=why, source=source, group=NATIONAL)


@pytest.mark.parametrize(
    ("volume", "said"),
    [
        ("last_3", "volume_3m: a gap in, or fewer than, the 3 months to December 2025"),
        (
            "last_3_before",
            "volume_3m_prior: a gap in, or fewer than, the 15 months to December 2025",
        ),
        ("last_12", "volume_12m: a gap in, or fewer than, the 12 months to December 2025"),
        (
            "last_12_before",
            "volume_12m_prior: a gap in, or fewer than, the 24 months to December 2025",
        ),
    ],
)
def test_a_volume_over_a_gap_says_which_months_it_needs(volume: str, said: str) -> None:
    gapped = with_parts(BURGLARY, volume={volume: None})

    assert said in map(str, notes(gapped))


def test_a_year_before_a_recording_change_is_not_comparable() -> None:
    broken = with_parts(HATE_CRIME, volume={"last_12_before": None}, change={"difference": None})

    assert [str(note) for note in notes(broken)][:2] == [
        "volume_12m_prior: not comparable: recording changed March 2024",
        "change: there are no two years to compare",
    ]


def test_a_small_base_has_no_percentage() -> None:
    few = with_parts(BURGLARY, change={"percent": None, "broken_by": None})

    assert str(notes(few)[0]) == (
        "change_pct: fewer than 20 a year before: too few for a percentage"
    )


def test_a_note_of_no_figure_stands_by_itself() -> None:
    few = replace(BURGLARY, few_a_month=True)

    assert "Few a month: only large changes can be seen" in map(str, notes(few))


@pytest.mark.parametrize(
    ("peers", "said"),
    [
        (Comparison(no_rate=NoRate.NO_DATA), "rate_per_1000: no data"),
        (Comparison(no_rate=NoRate.COUNT_ONLY), "rate_per_1000: shown as a count only"),
        (
            Comparison(no_rate=NoRate.SHARE),
            "rate_per_1000: a share has no rate per 1,000 residents",
        ),
        (
            Comparison(no_rate=NoRate.NO_POPULATION),
            "rate_per_1000: no population, or a gap in the 12 months",
        ),
        (
            Comparison(alone=alone(NoPeers.SOURCE, Source.PARTNER_RETURN)),
            "peer_rate: no figures for other areas in a partner return",
        ),
        (
            Comparison(alone=alone(NoPeers.GROUP)),
            "peer_rate: National: not available: no tables",
        ),
        (
            Comparison(alone=alone(NoPeers.NO_OTHER)),
            "peer_rate: National: no other member has a whole year of figures",
        ),
        (
            Comparison(left_out=("Brent", "Harrow")),
            "peer_rate: without Brent and Harrow (no whole year of figures)",
        ),
        (
            Comparison(left_out=tuple("ABCDEFGHIJKL")),
            "peer_rate: without A, B, C, D, E, F, G, H, I, J and 2 more (no whole year of figures)",
        ),
        (
            Comparison(mixed=Mixed(usual="2026-01", others=(("Harrow", "2025-12"),))),
            "peer_rate: not all of the release 2026-01: Harrow (2025-12)",
        ),
    ],
)
def test_the_comparison_says_what_it_lacks(peers: Comparison, said: str) -> None:
    assert [str(note) for note in peer_notes(peers)] == [said]


def test_a_note_is_told_under_the_readers_own_name_of_the_figure() -> None:
    note = Note(figure="change_pct", text="shown as a count only")

    assert note.named("Change %") == "Change %: shown as a count only"
