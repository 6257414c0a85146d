"""The words of a panel: what it shows, the analyst's view, the question to ask."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import made_up_dashboard
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import text_width, unbroken
from workbook.sheets.section.columns import WIDER
from workbook.sheets.section.panel_text import (
    BAND,
    CUT,
    TEXT_LINES,
    fitted,
    panel_text,
    shared,
    shortened_draft,
    taken,
    view_line,
)
from xlsrc.domain.commentary import View
from xlsrc.domain.month import Month
from xlsrc.words import commentary
from xlsrc.words.asks import ask

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard

WORDS = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=12)
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: f"A{' '.join(words)}.")
FOUR_HUNDRED = (
    "Locks and lighting were fitted in the two wards where burglaries were highest, and the "
    "number there fell at once. Elsewhere nothing was done and nothing changed. The officers "
    "who patrolled the parade in the evenings believe that two families moved away in the "
    "spring; nobody can say whether that or the locks made the difference, and the board should "
    "read the fall with care until the next quarter has come and gone."
)


def with_view(text: str, **changes: object) -> tuple[Dashboard, Assessment]:
    """A dashboard with a view on an indicator."""
    dashboard = made_up_dashboard()
    assessment = next(
        a for a in dashboard.assessments if a.as_at is not None and len(shows(a)) < 100
    )
    view = View(
        indicator_id=assessment.indicator.id,
        text=text,
        confirmed_for=None,
        data_to=assessment.as_at,
        draft=shows(assessment),
        speaks_of=None,
        mark="",
    )
    view = dataclasses.replace(view, **changes)  # type: ignore[arg-type]  # fields of View
    settings = dataclasses.replace(dashboard.settings, views=(view,))
    return dataclasses.replace(dashboard, settings=settings), assessment


def shows(assessment: Assessment) -> str:
    return commentary.what_it_shows(assessment)


def test_a_view_of_four_hundred_letters_stands_whole_beside_the_question() -> None:
    assert len(FOUR_HUNDRED) >= 400
    dashboard, assessment = with_view(FOUR_HUNDRED)

    text, (heading, question) = panel_text(dashboard, assessment)

    assert view_line("Analyst's view", FOUR_HUNDRED) in text
    assert (heading, question) == ("Ask", ask(assessment))
    assert taken(text, BAND) <= TEXT_LINES


def test_a_view_stands_below_what_is_shown() -> None:
    dashboard, assessment = with_view("Locks were fitted.")

    assert panel_text(dashboard, assessment) == (
        unbroken(f"{shows(assessment)}\nAnalyst's view: Locks were fitted."),
        ("Ask", unbroken(ask(assessment))),
    )


def test_a_view_of_other_months_says_so() -> None:
    dashboard, assessment = with_view("It fell. " * 50, data_to=Month.of(2025, 3))

    assert "\nAnalyst's view (to Mar 25): It fell." in panel_text(dashboard, assessment)[0]


@pytest.mark.parametrize("text", ["Locks were fitted. " * 60, "x" * 20 + " y" * 600])
def test_a_view_that_is_too_long_is_cut_and_says_where_it_is_whole(text: str) -> None:
    assert fitted(text).endswith(CUT)


def test_a_view_that_fits_is_left_as_it_is() -> None:
    assert fitted("Locks were fitted.") == "Locks were fitted."


def test_a_draft_gives_up_first_what_is_a_key_figure() -> None:
    draft = "It rose. Usual range for Jan–Mar 26: 8–24. Four wards led it."

    assert shortened_draft(draft, 130.0, 1) == "It rose. Four wards led it."


def test_one_sentence_that_is_too_long_is_cut() -> None:
    assert shortened_draft("It rose " + "and rose " * 60, BAND, 2).endswith("…")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(drafts=st.lists(SENTENCE, min_size=1, max_size=8), view=st.lists(SENTENCE, max_size=8))
def test_a_panels_text_fits_also_where_it_is_drawn_wider(
    drafts: list[str], view: list[str]
) -> None:
    text = shared(" ".join(drafts), "Analyst's view", " ".join(view), BAND, TEXT_LINES)

    assert taken(text, BAND) <= TEXT_LINES
    widest = max(text_width(word, BODY_SIZE) for word in text.split())
    assert widest * WIDER <= BAND * WIDER
