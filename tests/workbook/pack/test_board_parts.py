"""Names beside the ends of lines: each at its own line, none on another."""

from __future__ import annotations

from itertools import pairwise

import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.pack.looks import Run
from workbook.pack.slides.board_parts import parted
from workbook.pack.slides.slide_parts import write

APART = 20.0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], []),
        ([10.0, 50.0], [10.0, 50.0]),
        ([100.0, 100.0], [90.0, 110.0]),
        ([100.0, 110.0, 120.0], [90.0, 110.0, 130.0]),
        ([0.0, 100.0, 105.0, 300.0], [0.0, 92.5, 112.5, 300.0]),
    ],
)
def test_names_move_as_far_up_as_down(wanted: list[float], found: list[float]) -> None:
    assert parted(wanted, APART) == found


def test_a_cell_without_words_is_no_higher_than_one_with_them() -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    box = slide.shapes.add_textbox(0, 0, 100, 100)

    write(box.text_frame, ((Run(text="", size=14),),))

    (end,) = box.element.iter("{*}endParaRPr")
    assert end.get("sz") == "1400"


@pytest.mark.slow
@given(st.lists(st.floats(0, 400), max_size=6).map(sorted))
def test_no_two_names_stand_on_one_another(wanted: list[float]) -> None:
    found = parted(wanted, APART)

    assert len(found) == len(wanted)
    assert all(b - a >= APART - 1e-6 for a, b in pairwise(found))
