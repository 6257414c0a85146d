"""How cells say actions and outputs within the room that there is."""

from __future__ import annotations

from workbook.sheets.plan.words import shortened

# "Neighbourhood police" is 81.5 points wide at 9 pt in Carlito, and 83.2 in bold, as FreeType
# draws it; two in a hundred are kept beside that.


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert shortened("Neighbourhood police", 84) == "Neighbourhood police"


def test_a_text_that_does_not_fit_ends_in_three_dots() -> None:
    assert shortened("Neighbourhood police", 83) == "Neighbourhood poli…"


def test_bold_letters_need_more_room() -> None:
    assert shortened("Neighbourhood police", 84, bold=True) == "Neighbourhood poli…"


def test_smaller_letters_need_less_room() -> None:
    assert shortened("Neighbourhood police", 80, 8.5) == "Neighbourhood police"


def test_the_mark_of_an_invented_text_stays_last() -> None:
    assert shortened("Neighbourhood police ‡", 83) == "Neighbourhood p… ‡"
