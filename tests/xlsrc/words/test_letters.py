"""Which sentences begin with a large letter."""

from __future__ import annotations

import pytest

from xlsrc.words.letters import upper_word


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("figures of Barnet were wanted", "Figures of Barnet"),
        ("board.xlsx is damaged", "board.xlsx is"),
        ("wards.geojson: an outline was wanted", "wards.geojson: an"),
        ("/home/board: no folder", "/home/board: no"),
        ("data\\board, which is none", "data\\board, which"),
        ("my_board has no sheets", "my_board has"),
        ("nothing.", "Nothing."),
        ("", ""),
    ],
)
def test_a_sentence_begins_large_but_for_the_name_of_a_file(said: str, begins: str) -> None:
    assert upper_word(said).startswith(begins)
    assert upper_word(said).casefold() == said.casefold()
