"""The titles of the ten slides: sentences whose figures are the assessments' own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from workbook.house.text_width import wrapped
from xlsrc.assess import dashboard
from xlsrc.defaults import settings_for
from xlsrc.domain.area import Area, Level
from xlsrc.domain.month import Month
from xlsrc.domain.wording import figure
from xlsrc.drivers.parts import BY_WARD
from xlsrc.library import open_extracts
from xlsrc.scope import Scope
from xlsrc.series.outside import Kind, Outside, Standing
from xlsrc.words.deck.findings import Findings, rises
from xlsrc.words.deck.opening import MOST_LED, key_figures
from xlsrc.words.deck.phrases import NUMBERS, is_or_are, moved_by, ordinal, peers_named
from xlsrc.words.deck.slides import slide_words
from xlsrc.words.movers import is_weighted, movers

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.words.deck.slide import SlideWords

AREAS = ("Barnet", "Camden", "Westminster", "Sutton", "Havering", "Hackney")
TITLE_WIDTH, TITLE_POINTS, ANSWER_POINTS = 873.6, 27, 38
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def shown(area: str) -> Dashboard:
    store = open_extracts()
    place = store.area(area)
    settings = replace(settings_for(place, store.holding([place])), area=area)
    return dashboard(Scope.of(store, settings))


@cache
def said(area: str) -> tuple[SlideWords | None, ...]:
    return slide_words(Findings(shown(area)))


def texts(slides: tuple[SlideWords | None, ...]) -> list[str]:
    return [
        text
        for one in slides
        if one is not None
        for text in (
            one.title,
            one.subtitle,
            one.foot,
            *(part for pair in (*one.keys, *one.leads) for part in pair),
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_the_answer_names_the_surest_change_with_its_own_figures(area: str) -> None:
    answer = said(area)[0]
    real = [one.assessment for one in movers(shown(area)) if one.is_real][:MOST_LED]

    assert answer is not None
    assert [one.label for one in real if moved_by(one) not in answer.title] == []
    names = answer.title.casefold()
    assert [one.label for one in real if one.label.casefold() not in names] == []


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(("slide", "moved"), [(2, "rose"), (3, "fell")])
def test_a_change_is_said_with_its_figures_and_called_so_only_where_it_is_real(
    area: str, slide: int, moved: str
) -> None:
    found = Findings(shown(area))
    one, words = (found.rise, found.fall)[slide - 2], said(area)[slide]

    assert (one is None) == (words is None)
    if one is not None and words is not None:
        volume = figure(one.volume.last_12 or 0, is_share=one.indicator.is_share)
        assert {moved_by(one), volume} <= {
            part for part in (moved_by(one), volume) if part in words.title
        }
        assert (f" {moved} " in words.title) == bool(one.change.is_real)
        assert rises(one) == (moved == "rose")


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_as_many_rose_and_fell_as_the_title_says(area: str) -> None:
    found, words = Findings(shown(area)), said(area)[1]
    up = sum(map(rises, found.changed))

    assert words is not None
    wanted = [NUMBERS[count] for count in (up, len(found.changed) - up) if count]
    assert [word for word in wanted if word not in words.title.casefold()] == []


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_a_ward_is_said_with_the_count_of_its_months(area: str) -> None:
    found, words = Findings(shown(area)).wards, said(area)[4]

    assert found is not None
    assert words is not None
    first = found.odd[0] if found.odd else found.wards[0]
    assert first.name in words.title
    assert f"{first.now:,.0f}" in words.title


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_a_rank_is_one_of_the_indicators_own(area: str) -> None:
    placed, words = Findings(shown(area)).ranked, said(area)[5]

    assert bool(placed) == (words is not None)
    if words is not None:
        last = [f"{ordinal(one.peers.rank or 0)} of {one.peers.rank_of}" for one in placed]
        assert any(place in words.title for place in last)


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_every_title_has_a_figure_and_no_more_lines_than_its_place(area: str) -> None:
    titles = [(at, one.title) for at, one in enumerate(said(area)) if one is not None]

    for at, title in titles:
        size, most = (ANSWER_POINTS, 4) if at == 0 else (TITLE_POINTS, 2)
        assert len(wrapped(title, TITLE_WIDTH, size, bold=True)) <= most, title
    words = {"none", *NUMBERS}
    bare = [
        title
        for at, title in titles
        if at < 9 and not NUMBER.search(title) and not set(title.casefold().split()) & words
    ]
    assert bare == []


@pytest.mark.slow
def test_a_ward_with_fewer_than_five_of_a_sensitive_offence_is_nowhere() -> None:
    whole = shown("Barnet")
    indicator = next(one.indicator for one in whole.assessments if one.indicator.id == "rape")
    ward = Area(code="E05013629", name="Brunswick Park", level=Level.WARD, borough="Barnet")
    month = Month.of(2025, 12)
    outside = Outside(
        kind=Kind.ONE_MONTH, standing=Standing.NEW, since=month, until=month, back=None,
        first=month, last=month, seen=4.0, low=0.0, high=1.0, z=9.0,
    )  # fmt: skip
    row = replace(whole.exceptions[0], indicator=indicator, area=ward, outside=outside)
    changed = replace(whole, exceptions=(row,))

    found = Findings(changed)
    assert found.wards is not None
    assert not found.wards.indicator.sensitive
    assert [text for text in texts(slide_words(found)) if "Brunswick Park" in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_the_first_two_slides_do_not_contradict_each_other(area: str) -> None:
    found, (answer, moves, *_) = Findings(shown(area)), said(area)

    assert answer is not None
    assert moves is not None
    nothing = answer.title.startswith(("None of", "No indicator"))
    assert nothing == (not found.changed)


@pytest.mark.slow
def test_a_question_names_no_ward_that_a_slide_may_not() -> None:
    """In Sutton recorded rapes rose most; several wards had fewer than five a year."""
    whole = shown("Sutton")
    one = next(a for a in whole.assessments if a.indicator.id == "rape")
    small = [
        part.name
        for part in next(b.parts for b in one.drivers if b.by == BY_WARD)
        if min(part.now, part.before) < 5
    ]

    rise = said("Sutton")[2]
    assert small
    assert rise is not None
    spoken = " ".join(text for pair in rise.leads for text in pair)
    assert Findings(whole).rise is one
    assert [name for name in small if name in spoken] == []


@pytest.mark.slow
def test_where_there_is_nothing_a_slide_gives_way_or_says_so() -> None:
    whole = shown("Barnet")
    bare = replace(whole, exceptions=(), wards=(), impacts=(), assessments=())

    slides = slide_words(Findings(bare))

    there = [at for at, one in enumerate(slides, start=1) if one is not None]
    assert there[0] == 1
    assert [at for at in (2, 3, 4, 5, 6, 8, 9) if at in there] == []
    assert all(one.title for one in slides if one is not None)


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_the_first_slide_names_its_area(area: str) -> None:
    answer = said(area)[0]

    assert answer is not None
    assert area in answer.subtitle


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_no_class_of_a_slides_map_has_most_of_its_wards(area: str) -> None:
    found = Findings(shown(area)).wards

    assert found is not None
    classes = [found.class_of(one.now) for one in found.wards if one.now is not None]
    assert max(classes.count(at) for at in range(5)) <= len(classes) / 2


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_what_ranks_highest_by_the_title_stands_in_the_words_beside(area: str) -> None:
    words = said(area)[5]

    assert words is not None
    first = dict(words.leads).get("Higher") or dict(words.leads).get("Furthest above", "")
    assert "none beyond" not in " ".join(text for _, text in words.leads)
    assert not re.search(r"\d% above|times the average", words.title) or first


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_no_figure_under_the_answer_is_of_another_unit(area: str) -> None:
    assert not any(map(is_weighted, key_figures(Findings(shown(area)))))


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("ASB incidents ‡", "are"),
        ("violence and sexual offences", "are"),
        ("drugs", "are"),
        ("possession of weapons", "is"),
        ("theft from the person", "is"),
        ("domestic abuse: positive outcomes per 100", "is"),
        ("confidence in the police ‡", "is"),
        ("business", "is"),
        ("MOPAC 7 total", "is"),
    ],
)
def test_the_verb_goes_with_the_name(name: str, verb: str) -> None:
    assert is_or_are(name) == verb


@pytest.mark.parametrize(
    ("group", "inside"),
    [
        ("Nearest areas that have data", "nearest areas that have data"),
        ("London boroughs", "London boroughs"),
        ("CSPs like us", "CSPs like us"),
    ],
)
def test_a_peer_group_is_named_inside_a_sentence(group: str, inside: str) -> None:
    assert peers_named(group) == inside
