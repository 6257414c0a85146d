"""Lines that have room, and lines that are shortened by whole clauses."""

from __future__ import annotations

import pytest

from xlsrc.words.lines import Fits, few_letters, first_that_fits, shortened, with_room


def up_to(letters: int) -> Fits:
    return lambda _topic, sentence: len(sentence) <= letters


@pytest.mark.parametrize(
    ("sentence", "letters", "left"),
    [
        ("It rose. It fell; it stood.", 30, "It rose. It fell; it stood."),
        ("It rose. It fell; it stood.", 20, "It rose. It fell."),
        ("It rose. It fell; it stood.", 10, "It rose."),
        ("It rose. It fell; it stood.", 1, "It rose."),
        ("Why so? It rose again.", 10, "Why so?"),
        ("It rose (by 3; by 4) again.", 10, "It rose (by 3; by 4) again."),
        ("It rose [by 3. By 4] again.", 10, "It rose [by 3. By 4] again."),
    ],
)
def test_a_line_loses_its_last_clauses_and_keeps_its_first(
    sentence: str, letters: int, left: str
) -> None:
    assert shortened("Burglary", sentence, up_to(letters)) == ("Burglary", left)


@pytest.mark.parametrize(
    ("letters", "said"),
    [(20, "A long form. Or two."), (10, "A short."), (5, "A b."), (3, "A b.")],
)
def test_the_first_form_that_fits_is_said_else_the_last_shortened(letters: int, said: str) -> None:
    forms = ("A long form. Or two.", "A short.", "A b. Or c.")

    assert first_that_fits("Topic", forms, up_to(letters)) == ("Topic", said)


def test_of_no_forms_nothing_is_said() -> None:
    assert first_that_fits("Topic", (), up_to(0)) == ("Topic", "")


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (40, "It rose. By many hundreds. Again."),
        (25, "It rose. By many. Again."),
        (16, "It rose. Again."),
        (8, "It rose."),
    ],
)
def test_what_has_room_is_added_in_its_longest_form(letters: int, said: str) -> None:
    more = (("By many hundreds.", "By many."), "", "Again.")

    assert with_room("Burglary", "It rose.", more, up_to(letters)) == ("Burglary", said)


@pytest.mark.parametrize(
    ("topic", "sentence", "short"), [(26, 166, True), (27, 166, False), (26, 167, False)]
)
def test_where_nobody_measures_letters_say_what_has_room(
    topic: int, sentence: int, *, short: bool
) -> None:
    assert few_letters("t" * topic, "s" * sentence) is short
