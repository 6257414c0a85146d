from __future__ import annotations

from workbook.pack.said.content import Words
from workbook.pack.said.panel_reading import panel_words
from workbook.sheets.section.panel_text import CUT, fitted
from xlsrc.domain.commentary import View
from xlsrc.domain.month import Month

QUESTION = Words(heading="Ask", text="What explains the rise?")
LONG = "Locks were fitted in every home of the two wards where most of the burglaries were. " * 9


def view(text: str = "Locks were fitted.", *, speaks_of: Month | None = None) -> View:
    return View(
        indicator_id="burglary",
        text=text,
        confirmed_for=None,
        data_to=None,
        draft="",
        speaks_of=speaks_of,
        mark="",
    )


def said(above: str, below: Words, of: View | None) -> list[tuple[str, str]]:
    return [(one.heading, one.text) for one in panel_words(above, below, of).words]


def test_without_a_view_the_text_below_is_a_question_whatever_its_heading() -> None:
    below = Words(heading="Think about", text="Why?")

    assert panel_words("It rose.", below, None).question == "Why?"


def test_a_view_above_a_question_has_its_own_heading() -> None:
    above = "It rose.\nAnalyst's view (to Nov 25): Locks were fitted."

    assert said(above, QUESTION, view(speaks_of=Month.of(2025, 11))) == [
        ("What it shows", "It rose."),
        ("Analyst's view (to Nov 25)", "Locks were fitted."),
        ("Ask", "What explains the rise?"),
    ]


def test_a_line_that_is_not_the_view_stays_where_it_is() -> None:
    above = "It rose.\nAnalyst's view: see the note; 7 things."

    assert said(above, QUESTION, None)[0] == (
        "What it shows",
        "It rose. Analyst's view: see the note; 7 things.",
    )


def test_a_view_that_the_panel_cuts_short_is_given_whole() -> None:
    cut = fitted(LONG.strip())
    assert cut.endswith(CUT)

    found = said(f"It rose.\nAnalyst's view: {cut}", QUESTION, view(LONG))
    assert found[1:] == [("Analyst's view", LONG.strip()), ("Ask", QUESTION.text)]


def test_a_view_that_leaves_no_room_for_the_drafted_text_is_given() -> None:
    found = said("Analyst's view: Locks were fitted.", QUESTION, view())

    assert found == [("Analyst's view", "Locks were fitted."), ("Ask", QUESTION.text)]


def test_a_view_in_other_words_is_carried_and_is_no_question() -> None:
    below = Words(heading="We think", text="12 of 16 things … (all on Commentary)")

    found = panel_words("It rose.", below, view(speaks_of=Month.of(2025, 12)))
    assert (found.words[1], found.question) == (below, "")


def test_a_view_that_the_refresh_has_not_seen_yet_hides_no_question() -> None:
    assert panel_words("It rose.", QUESTION, view()).question == QUESTION.text


def test_a_question_under_its_heading_stays_one_where_both_texts_are_in_other_words() -> None:
    below = Words(heading="Ask", text="12 of 16?")

    assert (
        panel_words("7 things.", below, view(speaks_of=Month.of(2025, 12))).question == below.text
    )
