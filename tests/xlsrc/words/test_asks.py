"""What the figures of an indicator ask where the year did not clearly change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard, with_parts
from xlsrc.domain.area import Level
from xlsrc.drivers.drivers import Breakdown, Part
from xlsrc.measures.benchmark import Verdict
from xlsrc.measures.change import Certainty
from xlsrc.series.level import Trend
from xlsrc.words.asks import ask

STEADY = {
    "difference": 10.0,
    "percent": 1.0,
    "p": 0.9,
    "certainty": Certainty.NO_CLEAR_CHANGE,
    "broken_by": None,
}
BURGLARY = with_parts(
    replace(
        next(a for a in made_up_dashboard().assessments if a.indicator.id == "burglary"),
        drivers=(),
    ),
    change=STEADY,
    level={"trend": Trend.NO_CLEAR_CHANGE},
    target={"aim": None, "figure": None, "needed": None, "lately": None},
    peers={"verdict": Verdict.SIMILAR},
)


def of_wards(*counts: tuple[str, float, float]) -> Breakdown:
    parts = tuple(
        Part(
            name=name,
            now=now,
            before=before,
            difference=now - before,
            p=None,
            more_than_noise=False,
        )
        for name, now, before in counts
    )
    return Breakdown(
        by="ward",
        level=Level.WARD,
        vintage="2026-01",
        months=12,
        last=AS_AT,
        total_now=sum(one.now for one in parts),
        total_before=sum(one.before for one in parts),
        difference=sum(one.now - one.before for one in parts),
        borough_now=None,
        borough_before=None,
        parts=parts,
    )


@pytest.mark.parametrize(
    ("rank", "place"), [(11, "the highest of 11"), (10, "the 2nd highest of 11")]
)
def test_a_rate_above_its_peers_is_asked_about_by_its_place(rank: int, place: str) -> None:
    high = with_parts(BURGLARY, peers={"verdict": Verdict.HIGHER, "rank": rank, "rank_of": 11})

    assert ask(high).startswith(f"The rate is {place}. ")


def test_a_level_that_rises_is_asked_about_before_the_rank() -> None:
    rising = with_parts(
        BURGLARY,
        level={"trend": Trend.RISING},
        peers={"verdict": Verdict.HIGHER, "rank": 11, "rank_of": 11},
    )

    assert ask(rising).startswith("The level is rising. ")


def test_the_ward_that_rose_most_is_named() -> None:
    wards = of_wards(("Hendon", 90, 60), ("Edgware", 80, 60), ("Whetstone", 19, 1))

    found = ask(replace(BURGLARY, drivers=(wards,)))

    assert " in Hendon" in found
    assert found.endswith(" (30 more there)")


@pytest.mark.parametrize(
    ("difference", "wards", "end"),
    [
        (300.0, (("Hendon", 90, 60), ("Edgware", 40, 60)), " Hendon rose most: 30 more."),
        (-300.0, (("Hendon", 90, 60), ("Edgware", 40, 60)), " But Hendon had 30 more."),
    ],
)
def test_a_real_change_names_the_ward_that_rose_most(
    difference: float, wards: tuple[tuple[str, float, float], ...], end: str
) -> None:
    real = with_parts(
        replace(BURGLARY, drivers=(of_wards(*wards),)),
        change={"difference": difference, "certainty": Certainty.REAL, "p": 0.001},
    )

    assert ask(real).endswith(end)


def test_a_real_change_of_no_ward_names_none() -> None:
    real = with_parts(
        replace(BURGLARY, drivers=(of_wards(("Hendon", 60, 61)),)),
        change={"difference": 300.0, "certainty": Certainty.REAL, "p": 0.001},
    )

    assert "Hendon" not in ask(real)
