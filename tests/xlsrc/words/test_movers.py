"""Which indicators moved, in what order, and which parts stand for a basket."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard, made_up_outside, with_parts
from xlsrc.measures.change import Certainty
from xlsrc.series.outside import Kind
from xlsrc.words.board import board_sentences
from xlsrc.words.movers import Way, movers

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

MADE_UP = made_up_dashboard()


def moved(**changes: tuple[float, float]) -> Dashboard:
    """Nothing moved but these: by how much, and with which p."""
    found = []
    for one in MADE_UP.assessments:
        difference, p = changes.get(one.indicator.id, (1.0, 0.9))
        certainty = (
            Certainty.REAL
            if p < 0.01
            else Certainty.PROBABLY_REAL
            if p < 0.05
            else Certainty.NO_CLEAR_CHANGE
        )
        change = {
            "difference": difference,
            "percent": difference / 10,
            "p": p,
            "certainty": certainty,
            "broken_by": None,
        }
        found.append(with_parts(replace(one, exception=None), change=change))
    return replace(MADE_UP, assessments=tuple(found))


def names(dashboard: Dashboard) -> list[str]:
    return [mover.assessment.indicator.id for mover in movers(dashboard)]


def test_the_surest_comes_first_and_of_equals_the_largest() -> None:
    dashboard = moved(
        rape=(-20, 0.03), shoplifting=(100, 0.004), public_order=(300, 0.03), hate_crime=(9, 0.2)
    )

    assert names(dashboard) == ["shoplifting", "public_order", "rape"]


def test_a_basket_gives_way_to_the_parts_that_drive_it() -> None:
    dashboard = moved(
        mopac7_total=(-840, 0.0003), burglary=(-344, 0.008), theft_from_vehicle=(-488, 0.0005)
    )

    assert names(dashboard) == ["theft_from_vehicle", "burglary"]


@pytest.mark.parametrize(
    "parts",
    [
        {"burglary": (-344, 0.2)},
        {"burglary": (344, 0.001)},
        {"arson": (-700, 0.001)},
        {"robbery": (-100, 0.001)},
    ],
    ids=["no part is real", "the part went the other way", "no part of it", "the least of it"],
)
def test_a_basket_that_no_part_drives_stands_for_itself(
    parts: dict[str, tuple[float, float]],
) -> None:
    assert names(moved(mopac7_total=(-840, 0.0003), **parts))[0] == "mopac7_total"


def test_of_two_that_count_the_same_the_surer_stands_for_both() -> None:
    dashboard = moved(
        mopac7_total=(-840, 0.0003), burglary=(-800, 0.008), residential_burglary=(-203, 0.04)
    )

    assert names(dashboard) == ["burglary"]


def test_a_part_that_went_the_other_way_is_said_as_well() -> None:
    dashboard = moved(
        mopac7_total=(-840, 0.0003), burglary=(-800, 0.008), residential_burglary=(203, 0.04)
    )

    assert names(dashboard) == ["burglary", "residential_burglary"]


def test_all_crime_and_invented_figures_are_no_movers() -> None:
    assert names(moved(total_notifiable=(900, 0.0001), deliberate_fires=(90, 0.0001))) == []


def test_what_only_lies_outside_its_usual_range_moves_by_its_exception() -> None:
    dashboard = moved(shoplifting=(100, 0.03))
    outside = made_up_outside(kind=Kind.ONE_MONTH, z=-4.0)
    found = tuple(
        replace(one, exception=outside) if one.indicator.id == "rape" else one
        for one in dashboard.assessments
    )

    first, second = movers(replace(dashboard, assessments=found))

    assert (first.assessment.indicator.id, first.way, first.is_real) == ("rape", Way.FALL, False)
    assert 0.00006 < first.evidence < 0.00007
    assert (second.assessment.indicator.id, second.way) == ("shoplifting", Way.RISE)


def test_two_of_one_direction_share_a_line_where_there_is_no_room_for_each() -> None:
    dashboard = moved(
        burglary=(-344, 0.008),
        mopac7_total=(-840, 0.0003),
        theft_from_vehicle=(-488, 0.0005),
        violence_without_injury=(371, 0.003),
    )
    broken = MADE_UP.settings.known_changes[0]
    found = tuple(
        with_parts(one, change={"broken_by": broken, "difference": None, "certainty": None})
        if one.indicator.id == "domestic_abuse"
        else one
        for one in dashboard.assessments
    )

    lines = board_sentences(replace(dashboard, assessments=found))

    assert [topic for topic, _ in lines] == [
        "Real falls",
        "Violence without injury",
        "All crime",
        "Not comparable",
        "Actions ‡",
        "For decision ‡",
    ]
    assert lines[0][1].startswith("Theft from a motor vehicle ")
    assert "; burglary " in lines[0][1]
