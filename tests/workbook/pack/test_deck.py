"""Slides on templates of few layouts, and charts that give way so that one slide holds all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pptx
import pytest

from tests.support import office_templates
from workbook.pack.looks import Run
from workbook.pack.slides.deck import Deck
from workbook.pack.slides.items import GAP, Item
from workbook.pack.slides.placeholders import kind
from workbook.pack.slides.slide_template import slide_template
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.pack.fit import Frame

LINES = ((Run(text="Barnet, to December 2025", size=20),),)
TITLED, CONTENT, TITLE_ONLY, BLANK = 0, 1, 5, 6
"""Layouts of PowerPoint's own first template."""


def of_layouts(path: Path, *kept: int) -> Path:
    """A template with some of PowerPoint's layouts alone."""
    office_templates.presentation(path)
    made = pptx.Presentation(str(path))
    for slide in list(made.slides.element):
        made.part.drop_rel(slide.rId)
        made.slides.element.remove(slide)
    layouts = list(made.slide_layouts)
    for at, layout in enumerate(layouts):
        if at not in kept:
            made.slide_layouts.remove(layout)
    made.save(str(path))
    return path


def a_deck(path: Path, *kept: int) -> tuple[Deck, Any]:
    template = slide_template(of_layouts(path, *kept))
    return Deck(template, footer=("Barnet",)), template.presentation


def kinds(slide: Any) -> list[str]:  # noqa: ANN401 - pptx's
    return sorted(
        name for one in slide.placeholders if (name := kind(one)) not in ("FOOTER", "SLIDE_NUMBER")
    )


@pytest.mark.parametrize(
    ("kept", "cover", "others"),
    [
        ((TITLED, CONTENT, TITLE_ONLY), ["CENTER_TITLE", "SUBTITLE"], ["TITLE"]),
        ((TITLE_ONLY,), ["TITLE"], ["TITLE"]),
        ((CONTENT,), ["OBJECT", "TITLE"], ["TITLE"]),
    ],
    ids=["a layout for each", "a title alone", "one with a body"],
)
def test_no_slide_has_an_empty_place_of_its_layouts(
    kept: tuple[int, ...], cover: list[str], others: list[str], tmp_path: Path
) -> None:
    deck, presentation = a_deck(tmp_path / "own.pptx", *kept)

    deck.cover("Safer Barnet", LINES)
    deck.add("What moved", [])

    first, second = presentation.slides
    assert (kinds(first), kinds(second)) == (cover, others)
    texts = [one.text_frame.text for one in first.shapes if one.has_text_frame]
    assert {"Safer Barnet", "Barnet, to December 2025"} <= set(texts)


def test_a_template_whose_layouts_have_no_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"needs a layout with a title; '.*own\.pptx' has none"):
        slide_template(of_layouts(tmp_path / "own.pptx", BLANK))


@pytest.mark.parametrize(
    ("over", "shrinks", "titles"),
    [
        (0.0, False, ["Both"]),
        (0.1, True, ["Both"]),
        (0.3, False, ["Both (1 of 2)", "Both (2 of 2)"]),
    ],
    ids=["fits", "a little too high", "much too high"],
)
def test_a_chart_gives_up_a_little_of_its_height_so_that_one_slide_holds_all(
    over: float, titles: list[str], tmp_path: Path, *, shrinks: bool
) -> None:
    deck, presentation = a_deck(tmp_path / "own.pptx", TITLE_ONLY)
    room = deck.frame.height - 100 - GAP
    drawn: list[float] = []

    def draw(_slide: object, place: Frame) -> None:
        drawn.append(place.height)

    text = Item(height=100, draw=draw)
    deck.add("Both", [text, Item(height=room * (1 + over), draw=draw, stretchable=True)])

    assert [one.shapes.title.text_frame.text for one in presentation.slides] == titles
    assert drawn == [100, pytest.approx(room if len(titles) == 1 else deck.frame.height, abs=0.1)]
    assert (drawn[1] < room * (1 + over) and len(titles) == 1) is shrinks
