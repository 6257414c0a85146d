"""Whatever moved, by however much and however surely: the Board's lines are true, whole and fit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_up import made_up_dashboard, made_up_outside, with_parts
from workbook.sheets.summary.values import has_room
from xlsrc.domain.action import ImpactQuestion
from xlsrc.domain.month import Month
from xlsrc.domain.wording import percent
from xlsrc.measures.change import Certainty
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate
from xlsrc.series.outside import Kind, Standing
from xlsrc.words.action_sentences import impact_box, impact_state
from xlsrc.words.board import board_sentences
from xlsrc.words.deck.findings import Findings
from xlsrc.words.deck.work_slides import impact
from xlsrc.words.movers import all_crime, offences_behind

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard

pytestmark = pytest.mark.slow

MADE_UP = made_up_dashboard()
LONG = "An offence whose own name is longer than any that a statistician would give it"
FIGURES = re.compile(r"([\d,]+), ([\d,]+) (more|fewer) \(([+−]?[\d,]+) %\)")
CREDIT = re.compile(r"\b(worked|works|thanks to|because|due to|caused|success)", re.IGNORECASE)


@st.composite
def moved(draw: st.DrawFn, one: Assessment) -> Assessment:
    """A count of a year and of the one before it, with a verdict that fits them and its p."""
    now, before = draw(st.integers(20, 90_000)), draw(st.integers(20, 90_000))
    certainty = draw(st.sampled_from(Certainty)) if now != before else Certainty.NO_CLEAR_CHANGE
    low, high = {
        Certainty.REAL: (1e-9, 0.0099),
        Certainty.PROBABLY_REAL: (0.011, 0.049),
        Certainty.NO_CLEAR_CHANGE: (0.051, 1.0),
    }[certainty]
    outside = draw(
        st.none()
        | st.builds(
            made_up_outside,
            kind=st.sampled_from(Kind),
            standing=st.sampled_from([Standing.NEW, Standing.CONTINUING]),
            z=st.sampled_from([-3.6, 3.4]),
        )
    )
    name = draw(st.sampled_from([one.indicator.name, one.indicator.name, f"{LONG} {one.as_at}"]))
    return with_parts(
        replace(one, exception=outside, indicator=replace(one.indicator, name=name)),
        volume={"last_12": float(now), "last_12_before": float(before)},
        change={
            "difference": float(now - before),
            "percent": 100 * (now / before - 1),
            "p": draw(st.floats(low, high)),
            "certainty": certainty,
            "broken_by": None,
            "doubt": None,
        },
    )


@st.composite
def dashboards(draw: st.DrawFn) -> Dashboard:
    found = tuple(
        draw(moved(one))
        if one.indicator.headline
        and not (one.illustrative or one.indicator.is_share or one.indicator.is_weighted)
        else one
        for one in MADE_UP.assessments
    )
    return replace(MADE_UP, assessments=found)


@given(dashboards())
def test_every_line_is_whole_and_fits_and_every_figure_is_one_of_the_dashboards(
    shown: Dashboard,
) -> None:
    lines = board_sentences(shown, has_room)

    figures = {
        (
            f"{one.volume.last_12 or 0:,.0f}",
            f"{abs(one.change.difference or 0):,.0f}",
            "more" if (one.change.difference or 0) > 0 else "fewer",
            percent(one.change.percent or 0).removesuffix(" %"),
        )
        for one in shown.assessments
    }
    assert len(lines) <= 6
    for topic, sentence in lines:
        # Only a name that is as long as a line by itself may need more room than there is.
        assert has_room(topic, sentence) or LONG in sentence
        assert sentence[-1] in ".?)]"
        assert sentence.count("(") == sentence.count(")")
        assert sentence.count("[") == sentence.count("]")
        assert set(FIGURES.findall(sentence)) <= figures
        assert CREDIT.search(sentence) is None


@given(dashboards())
def test_the_surest_real_change_is_said_by_itself_or_by_what_counts_the_same(
    shown: Dashboard,
) -> None:
    real = [
        one
        for one in shown.assessments
        if one.indicator.headline and not one.illustrative and not one.indicator.is_weighted
        if one is not all_crime(shown) and one.change.is_real
    ]
    if not real:
        return
    surest = min(real, key=lambda one: (one.change.p or 0, -abs(one.change.percent or 0)))
    behind = offences_behind(surest, shown)
    alike = [
        one
        for one in (*real, *(a for a in shown.assessments if a.change.is_real))
        if one is surest or behind <= (own := offences_behind(one, shown)) or own <= behind
    ]

    said = " ".join(f"{topic} {text}" for topic, text in board_sentences(shown, has_room))

    assert any(
        f"{one.volume.last_12:,.0f}, {abs(one.change.difference or 0):,.0f} " in said
        for one in alike
    )


@given(dashboards())
def test_a_line_of_one_says_its_own_verdict(shown: Dashboard) -> None:
    by_name = {one.label: one for one in shown.assessments if one.indicator.headline}
    words = {
        Certainty.REAL: "A real",
        Certainty.PROBABLY_REAL: "Probably a real",
        Certainty.NO_CLEAR_CHANGE: "No clear change",
    }

    for topic, sentence in board_sentences(shown, has_room):
        one = by_name.get(topic)
        if one is None or one is all_crime(shown) or one.change.certainty is None:
            continue
        assert words[one.change.certainty] in sentence or one.illustrative
        others = [word for kind, word in words.items() if kind is not one.change.certainty]
        assert not [word for word in others if f". {word}" in sentence]


@given(dashboards(), st.floats(-900, 900), st.floats(1, 900), st.floats(1, 900))
def test_no_surface_says_that_anything_moved_more_than_its_interval_allows(
    shown: Dashboard, fewer: float, below: float, above: float
) -> None:
    section = next(one for one in shown.settings.sections if one.is_priority)
    burglary = next(one for one in shown.assessments if one.indicator.id == "burglary")
    question = ImpactQuestion(
        ref="I1", priority=section.id, actions=(), indicator="burglary", start=Month.of(2025, 1)
    )
    answer = Fewer(fewer=fewer, low=fewer - below, high=fewer + above)
    estimate = ImpactEstimate(question=question, indicator=burglary.indicator, answer=answer)
    shown = replace(shown, impacts=(estimate,))

    slide = impact(Findings(shown))
    assert slide is not None
    said = " | ".join((impact_state(shown, section), impact_box(shown, section), slide.title))

    is_clear = answer.low > 0 or answer.high < 0
    assert CREDIT.search(said) is None
    if not is_clear:
        assert "moved" not in re.sub(r"if \S+ had moved", "", said)
    fell_more = (burglary.change.difference or 0) < 0 < fewer and is_clear
    assert ("moved more than" in said) == fell_more
