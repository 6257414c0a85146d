"""All indicators at once, ranks and estimates on the page: each value in its place and in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.drawn_svg import assert_safe, assert_words_fit, parsed
from tests.support.made_up import made_up_dashboard, with_parts
from workbook.html.svg.dots import dots_figure
from workbook.html.svg.estimates import estimates_figure
from workbook.html.svg.plane import WIDTH
from workbook.html.svg.ranks import ranks_figure
from workbook.html.svg.rows import SIDE
from workbook.sheets.exceptions.dots import dots
from workbook.sheets.exceptions.layout import FURTHEST
from xlsrc.domain.action import ImpactQuestion
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

DASHBOARD = made_up_dashboard()
LONG = "Violence against people who work in shops, pubs, buses, schools and hospitals, all kinds"


def ranked() -> Dashboard:
    """With likely places of every indicator that has a rank."""
    return replace(
        DASHBOARD,
        assessments=tuple(
            with_parts(
                one,
                peers={
                    "rank_low": max(1, (one.peers.rank or 1) - 2),
                    "rank_high": min(32, (one.peers.rank or 1) + 3),
                },
            )
            for one in DASHBOARD.assessments
        ),
    )


def with_estimates(*answers: Fewer | None) -> Dashboard:
    """One long-named estimate an answer."""
    indicator = replace(DASHBOARD.assessments[5].indicator, name=LONG)
    question = ImpactQuestion(
        ref="", priority="5", actions=(), indicator=indicator.id, start=DASHBOARD.as_at - 12
    )
    return replace(
        DASHBOARD,
        impacts=tuple(
            ImpactEstimate(question=question, indicator=indicator, answer=one) for one in answers
        ),
    )


def test_every_indicator_with_a_range_is_a_dot_at_its_distance() -> None:
    figure = dots_figure(DASHBOARD, "a")
    shown = {dot.assessment.label: dot.out for dot in dots(DASHBOARD)}

    assert_safe(figure.svg)
    assert_words_fit(figure.svg, 15)
    assert {row[0] for row in figure.table[1]} == set(shown)
    unit = (WIDTH - 2 * SIDE) / (2 * FURTHEST)
    for mark in parsed(figure.svg).iter("circle"):
        label, _, said = (mark.findtext("title") or "").rpartition(" ")
        out = (float(mark.get("cx", "")) - WIDTH / 2) / unit
        assert out == pytest.approx(max(-FURTHEST, min(FURTHEST, shown[label])), abs=0.5 / unit)
        assert said in figure.describes


def test_what_is_listed_is_a_diamond_and_named_beside_its_section() -> None:
    figure = dots_figure(DASHBOARD, "a")
    listed = [dot.assessment.label for dot in dots(DASHBOARD) if dot.is_listed]
    words = " ".join(one.text or "" for one in parsed(figure.svg).iter("text"))

    assert listed
    marks = [one for one in parsed(figure.svg).iter("path") if one.get("class") == "s-mark"]
    assert len(marks) == len([label for label in listed if "‡" not in label])
    assert all(f"◆ {label}" in words for label in listed)
    # The lists stand below on the page.
    assert "◆ in a list." in figure.notes[1]
    assert "above" not in " ".join((*figure.notes, *figure.table[0]))


def test_without_any_range_a_sentence_stands_for_the_dots() -> None:
    without = tuple(
        with_parts(one, usual={"z1": None, "z6": None}) for one in DASHBOARD.assessments
    )
    figure = dots_figure(replace(DASHBOARD, assessments=without), "a")

    assert not figure.svg
    assert figure.describes.startswith("No indicator has a usual range yet")


def test_ranks_have_their_likely_places() -> None:
    figure = ranks_figure(ranked(), "a")

    assert_safe(figure.svg)
    assert_words_fit(figure.svg, 15)
    assert figure.table[0] == ("Indicator", "Rank", "Of", "Likely")
    pale, place = (
        next(
            one.get("d", "") for one in parsed(figure.svg).iter("path") if one.get("class") == mark
        )
        for mark in ("s-pale", "s-mark")
    )
    assert pale.count("M") == place.count("M") == len(figure.table[1])


def test_an_area_alone_has_no_ranks() -> None:
    assert not ranks_figure(DASHBOARD, "a").svg


def test_estimates_are_intervals_about_0_with_their_words() -> None:
    few, wide = Fewer(fewer=12.0, low=-3.0, high=25.0), Fewer(fewer=190.0, low=60.0, high=310.0)

    figure = estimates_figure(with_estimates(few, None, wide), "a")

    assert_safe(figure.svg)
    assert_words_fit(figure.svg, 15)
    assert [row[1:] for row in figure.table[1]] == [("−12", "−25", "+3"), ("−190", "−310", "−60")]
    words = {one.text for one in parsed(figure.svg).iter("text")}
    assert {"−12 (−25 to +3)", "−190 (−310 to −60)", "0"} <= words
    zero = next(
        float(one.get("x", "")) for one in parsed(figure.svg).iter("text") if one.text == "0"
    )
    few_at, wide_at = (float(one.get("cx", "")) - zero for one in parsed(figure.svg).iter("circle"))
    assert few_at < 0
    assert wide_at == pytest.approx(few_at * 190 / 12, rel=0.02)
    strong = [one.text for one in parsed(figure.svg).iter("text") if one.get("class") == "s-strong"]
    assert strong == ["−190 (−310 to −60)"]


def test_without_an_answer_there_is_no_drawing_of_estimates() -> None:
    figure = estimates_figure(with_estimates(None), "a")

    assert (figure.svg, figure.describes) == ("", "No estimate can be given yet.")
