from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import (
    AS_AT,
    made_up_assessment,
    made_up_outside,
    made_up_settings,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Polarity
from xlsrc.drivers.drivers import Breakdown, Part
from xlsrc.measures.change import Certainty
from xlsrc.series.year_on_year import Change
from xlsrc.words.board import board_sentences
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.driver_sentences import driver_sentence, with_driver

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment

SETTINGS = made_up_settings()
MAY = AS_AT - 7
BURGLARY = next(i for i in SETTINGS.indicators if i.id == "burglary")

Changes = dict[str, tuple[float | None, bool | None]]
FALLS: Changes = {
    "Childs Hill": (-90, True),
    "Cricklewood": (-59, True),
    "Friern Barnet": (-58, True),
    "Burnt Oak": (-50, True),
    "Woodhouse": (-46, True),
    "Colindale South": (46, False),
}


def broken_down(by: str, changes: Changes, aside: str = "") -> Breakdown:
    parts = tuple(
        Part(
            name=name,
            now=1_000 + (difference or 0),
            before=1_000,
            difference=difference,
            p=None,
            more_than_noise=sure,
            aside=aside,
        )
        for name, (difference, sure) in changes.items()
    )
    return Breakdown(
        by=by,
        level=Level.WARD if by == "ward" else Level.BOROUGH,
        vintage="2026-01",
        months=12,
        last=AS_AT,
        total_now=sum(part.now for part in parts),
        total_before=sum(part.before for part in parts),
        difference=sum(part.difference or 0 for part in parts),
        borough_now=None,
        borough_before=None,
        parts=parts,
    )


def assessed(change: float, *drivers: Breakdown, real: bool = True) -> Assessment:
    return replace(
        made_up_assessment(BURGLARY, SETTINGS),
        change=Change(
            difference=change,
            percent=-14.0,
            certainty=Certainty.REAL if real else Certainty.NO_CLEAR_CHANGE,
        ),
        exception=None,
        drivers=drivers,
    )


def by_offence(changes: Changes, aside: str = "", *, real: bool = False) -> Assessment:
    breakdown = broken_down("offence", changes, aside)
    return assessed(breakdown.difference or 0, breakdown, real=real)


def by_ward(changes: Changes, *, change: float = -344, real: bool = True) -> Assessment:
    return assessed(change, broken_down("ward", changes), real=real)


def test_an_offence_that_outweighs_the_whole_change_is_named() -> None:
    total = by_offence({"Drug trafficking": (608, True), "Other theft": (-434, True)})

    assert driver_sentence(total) == "Drug trafficking added 608; the rest fell 434."


def test_an_offence_can_outweigh_the_change_by_falling() -> None:
    total = by_offence({"Theft from a motor vehicle": (-706, True), "Shoplifting": (1_336, False)})

    assert driver_sentence(total) == "Theft from a motor vehicle fell 706; the rest rose 1,336."


def test_what_is_mostly_police_activity_is_said_to_be() -> None:
    changes: Changes = {"Drug trafficking": (608, True), "Other theft": (-434, True)}

    sentence = driver_sentence(by_offence(changes, "mostly police activity"))

    assert sentence == "Drug trafficking, mostly police activity, added 608; the rest fell 434."


@pytest.mark.parametrize(
    "changes",
    [
        {"Drug trafficking": (608, False), "Other theft": (-434, False)},
        {"Drug trafficking": (608, True), "Other theft": (1, False)},
        {"Drug trafficking": (608, True), "Other theft": (None, None)},
    ],
    ids=["no more than noise", "smaller than the whole", "the rest not comparable"],
)
def test_an_offence_is_not_named_without_support(changes: Changes) -> None:
    assert driver_sentence(by_offence(changes)) == ""


def test_a_change_that_the_offences_do_not_make_up_is_not_explained_by_them() -> None:
    breakdown = broken_down("offence", {"A": (608, True), "B": (-434, True)})

    assert driver_sentence(assessed(175, breakdown)) == ""


def test_the_four_wards_that_fell_furthest_are_named() -> None:
    assert driver_sentence(by_ward(FALLS)) == (
        "Four wards had the largest falls: Childs Hill, Cricklewood, Friern Barnet, Burnt Oak."
    )


def test_one_ward_stands_by_itself() -> None:
    wards: Changes = {"West Hendon": (-142, True), "Hendon": (-73, False)}

    assert driver_sentence(by_ward(wards)) == "West Hendon had the largest fall."


def test_a_ward_with_a_larger_fall_that_may_be_chance_leaves_none_to_name() -> None:
    wards: Changes = {"Hendon": (-173, False), "West Hendon": (-142, True)}

    assert driver_sentence(by_ward(wards)) == ""


def test_a_ward_that_fell_as_far_as_one_left_out_is_not_among_the_largest() -> None:
    wards: Changes = {"Hendon": (-90, True), "Edgware": (-50, True), "Underhill": (-50, False)}

    assert driver_sentence(by_ward(wards)) == "Hendon had the largest fall."


def test_a_ward_against_the_direction_of_the_change_is_not_named() -> None:
    wards: Changes = {"Hendon": (90, True), "Edgware": (-100, False)}

    assert driver_sentence(by_ward(wards)) == ""


def test_wards_do_not_explain_usual_variation() -> None:
    assert driver_sentence(by_ward(FALLS, real=False)) == ""


def test_wards_that_together_went_the_other_way_explain_nothing() -> None:
    wards: Changes = {"Hendon": (-90, True), "Edgware": (100, False)}

    assert driver_sentence(by_ward(wards, change=-10)) == ""


def test_the_wards_stand_in_brackets_for_the_board() -> None:
    assert with_driver("A real fall", by_ward(FALLS)) == (
        "A real fall; four wards had the largest falls "
        "(Childs Hill, Cricklewood, Friern Barnet, Burnt Oak)."
    )


def test_one_ward_follows_a_semicolon_for_the_board() -> None:
    wards: Changes = {"West Hendon": (-142, True)}

    assert with_driver("A real fall", by_ward(wards)) == (
        "A real fall; West Hendon had the largest fall."
    )


def test_without_a_driver_the_boards_sentence_stays() -> None:
    assert with_driver("A real fall", assessed(-344)) == "A real fall."


def test_the_paragraph_says_it_after_how_sure_the_change_is() -> None:
    assert "A real fall. West Hendon had the largest fall. The level " in what_it_shows(
        by_ward({"West Hendon": (-142, True)})
    )


def test_a_range_named_after_a_ward_is_said_to_be_the_indicators() -> None:
    below = made_up_outside(first=MAY, last=MAY, z=-3.3)
    fell = replace(by_ward({"West Hendon": (-142, True)}), exception=below)

    assert "Burglary: below its usual range in May 2025." in what_it_shows(fell)


def test_the_sample_says_what_product_md_says() -> None:
    from tests.xlsrc.drivers.test_drivers import sample

    assert (
        "Drug trafficking, mostly police activity, added 608; the rest fell 434."
        in dict(board_sentences(sample()))["All crime"]
    )


@pytest.mark.parametrize("polarity", list(Polarity))
def test_the_words_are_the_same_whichever_way_is_good(polarity: Polarity) -> None:
    assessment = by_ward(FALLS)
    indicator = replace(assessment.indicator, polarity=polarity)

    assert driver_sentence(replace(assessment, indicator=indicator)) == driver_sentence(assessment)
