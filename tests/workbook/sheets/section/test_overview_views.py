"""The analyst's views on an overview: whole where there is room, else cut at a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.house.style import LABEL_SIZE
from workbook.house.text_width import fits
from workbook.sheets.section.columns import narrowed
from workbook.sheets.section.order import assessed
from workbook.sheets.section.overview_values import overview_blocks, views
from workbook.sheets.section.panel_text import CUT
from xlsrc.domain.commentary import View

DASHBOARD = made_up_dashboard()
MOPAC = next(section for section in DASHBOARD.settings.sections if section.id == "mopac7")
ASSESSMENTS = assessed(DASHBOARD, MOPAC)
ROOM = narrowed(0, 15)
LONG = ("The fall began before the patrols did, and went on after they had ended. " * 5).strip()
SHORT = "It fell."


def said(texts: dict[int, str], most: int) -> tuple[str, ...]:
    """The lines of views on some of the overview's indicators, by their places."""
    found = tuple(
        View(
            indicator_id=ASSESSMENTS[at].indicator.id,
            text=text,
            confirmed_for=None,
            data_to=ASSESSMENTS[at].as_at,
            draft="",
            speaks_of=None,
            mark="",
        )
        for at, text in texts.items()
    )
    settings = replace(DASHBOARD.settings, views=found)
    return views(replace(DASHBOARD, settings=settings), ASSESSMENTS, most)


def test_views_on_an_overview_stand_whole() -> None:
    lines = said({2: LONG}, 3)

    assert LONG in " ".join(lines)
    assert len(lines) <= 3
    assert all(fits(line, ROOM, LABEL_SIZE) for line in lines)


@pytest.mark.parametrize(
    ("texts", "most"), [({2: LONG}, 1), ({1: SHORT, 2: LONG}, 2), ({1: LONG, 2: LONG}, 3)]
)
def test_a_view_that_has_no_room_is_cut_at_a_word_in_the_last_line(
    texts: dict[int, str], most: int
) -> None:
    lines = said(texts, most)

    whole = " ".join(said(texts, 99))
    kept = " ".join(lines)
    assert (len(lines), kept.endswith(CUT)) == (most, True)
    assert whole.startswith(kept.removesuffix(CUT))
    assert whole.removeprefix(kept.removesuffix(CUT))[0] in " ,;:"
    assert all(fits(line, ROOM, LABEL_SIZE) for line in lines)


def test_where_the_lines_are_full_a_further_view_is_left_out_whole() -> None:
    assert said({1: SHORT, 2: SHORT, 3: LONG}, 2) == said({1: SHORT, 2: SHORT}, 2)


def test_without_lines_or_views_there_is_nothing() -> None:
    assert (said({1: SHORT}, 0), said({}, 3)) == ((), ())


def test_an_overview_without_indicators_has_no_blocks() -> None:
    assert overview_blocks(MOPAC, (), {}) == []
