"""What the Board of any London borough reads: the surest first, and nothing against a figure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings as table_settings
from xlsrc.assess import dashboard
from xlsrc.defaults import settings_for
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.library import open_extracts
from xlsrc.measures.change import Certainty
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.words.asks import ask, ask_of_exception
from xlsrc.words.board import MOST_SENTENCES, board_sentences
from xlsrc.words.movers import all_crime, movers

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.extracts.store import Store

pytestmark = pytest.mark.slow

BOROUGHS = (
    "Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon",
    "Ealing", "Enfield", "Greenwich", "Hackney", "Hammersmith and Fulham", "Haringey", "Harrow",
    "Havering", "Hillingdon", "Hounslow", "Islington", "Kensington and Chelsea",
    "Kingston upon Thames", "Lambeth", "Lewisham", "Merton", "Newham", "Redbridge",
    "Richmond upon Thames", "Southwark", "Sutton", "Tower Hamlets", "Waltham Forest",
    "Wandsworth", "Westminster",
)  # fmt: skip
CREDIT = re.compile(r"\b(worked|works|thanks to|because of|due to|caused|success)\b", re.IGNORECASE)


@cache
def extracts() -> Store:
    return open_extracts()


@cache
def of_borough(name: str) -> Dashboard:
    store = extracts()
    area = store.area(name)
    return dashboard(Scope.of(store, settings_for(area, store.holding([area]))))


def said(shown: Dashboard) -> str:
    return " ".join(f"{topic}: {text}" for topic, text in board_sentences(shown))


@pytest.mark.parametrize("name", BOROUGHS)
def test_the_surest_real_change_of_a_headline_is_among_the_sentences(name: str) -> None:
    shown = of_borough(name)
    whole = all_crime(shown)
    real = [
        one
        for one in shown.assessments
        if one.indicator.headline and not one.illustrative and one is not whole
        if one.change.is_real
    ]
    words = said(shown).casefold()

    assert len(board_sentences(shown)) <= MOST_SENTENCES
    if not real:
        return
    surest = min(real, key=_p)
    behind = shown.offences.behind(surest.indicator)
    # A basket is said by the part that drives it, and a part by the surer whole.
    stand_for = [
        one
        for one in shown.assessments
        if one is surest
        or (one.change.is_real and behind and shown.offences.behind(one.indicator) <= behind)
        or (one.change.is_real and behind and behind <= shown.offences.behind(one.indicator))
    ]
    assert any(one.indicator.name.casefold() in words for one in stand_for if one is not whole)


def _p(one: Assessment) -> float:
    p = 1.0 if one.change.p is None else one.change.p
    return p if one.change.doubt is None else max(p, one.change.doubt.p)


@pytest.mark.parametrize("name", BOROUGHS)
def test_no_sentence_contradicts_a_figure_or_credits_work(name: str) -> None:
    shown = of_borough(name)
    words = said(shown)

    assert CREDIT.search(words) is None
    for mover in movers(shown)[:2]:
        one, change = mover.assessment, mover.assessment.change
        if change.difference is None or change.percent is None:
            continue
        more = f"{abs(change.difference):,.0f} {'more' if change.difference > 0 else 'fewer'}"
        assert f"{one.volume.last_12:,.0f}, {more} ({'+' if change.percent > 0 else '−'}" in words
        if change.certainty is Certainty.NO_CLEAR_CHANGE:
            assert f"{one.label}: {one.volume.last_12:,.0f}, {more}" in words


def test_barnets_sentences_are_of_what_changed_most_surely() -> None:
    store = extracts()
    shown = dashboard(Scope.of(store, table_settings(default_tables(), store.offences.names)))

    lines = board_sentences(shown)

    assert [topic for topic, _ in lines] == [
        "Real falls",
        "Violence without injury",
        "All crime",
        "Not comparable",
        "Actions ‡",
        "For decision ‡",
    ]
    assert lines[0][1] == (
        "Theft from a motor vehicle 1,763, 488 fewer (−22 %); burglary 2,089, 344 fewer (−14 %). "
        "London boroughs −18 % and −10 %. Burglary's level is still falling."
    )
    assert lines[1][1].startswith(
        "3,710, 371 more (+11 %). Probably a real rise. London boroughs +6 %"
    )
    assert lines[-1][1] == (
        "Extend the residential burglary plan to Colindale South and East Barnet? "
        "(204 there, 75 more than a year ago; all of Barnet 203 fewer)"
    )


@pytest.mark.parametrize("name", BOROUGHS)
def test_every_indicator_has_a_question_of_its_own(name: str) -> None:
    shown = of_borough(name)
    asked = [ask(one) for one in shown.assessments]

    assert all(text.strip() for text in asked)
    assert max(Counter(asked).values()) <= 3
    for section in shown.settings.sections:
        here = [ask(one) for one in shown.of_section(section)]
        assert [text for text, times in Counter(here).items() if times > 2] == []


@pytest.mark.parametrize("name", BOROUGHS)
def test_no_question_stands_in_five_exceptions_of_ten(name: str) -> None:
    shown = of_borough(name)
    asked = [ask_of_exception(row) for row in (*shown.exceptions, *shown.watched)]

    for first in range(max(1, len(asked) - 9)):
        ten = asked[first : first + 10]
        assert max(Counter(ten).values(), default=0) < 5
    assert [text for text in asked if len(text) > 100 or "{" in text] == []


def test_the_peers_movement_is_the_sum_of_their_two_years() -> None:
    """By the release itself, read without the program: shoplifting in all of London's boroughs."""
    (path,) = data_folder().rglob("2026-01/MPS Borough Level Crime (most recent 24 months).csv")
    now = before = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        months = [column for column in reader.fieldnames or () if column.isdigit()]
        for row in reader:
            is_it = "SHOPLIFTING" in (row.get("MinorText") or "").upper()
            borough = next(text for key, text in row.items() if "Borough" in key)
            if is_it and borough.replace(" Upon ", " upon ") in BOROUGHS:
                now += sum(int(row[month]) for month in months[-12:])
                before += sum(int(row[month]) for month in months[-24:-12])

    moved = next(
        one.peers.moved
        for one in of_borough("Barnet").assessments
        if one.indicator.id == "shoplifting"
    )

    assert moved == pytest.approx(100 * (now / before - 1))
    assert extracts().select(Source.MPS_RECORDED_CRIME, Level.BOROUGH)
