from __future__ import annotations

from itertools import pairwise

import pytest

from workbook.check.palette import contrast, luminance
from workbook.house.marks import STATUS_LOOKS
from workbook.house.style import BETTER_FILL, HEAT_TOP, INK, WORSE
from workbook.sheets.map.parts import CLASS_FILLS
from workbook.sheets.plan.words import ACTION_WORDS, OUTPUT_WORDS
from xlsrc.domain.status import Status

PAPER = "FFFFFF"
NEIGHBOURS_APART = 1.15
"""Contrast of two neighbouring map classes; each ward prints its value as well."""


@pytest.mark.parametrize(("pale", "dark"), list(pairwise(CLASS_FILLS)))
def test_a_higher_map_class_prints_darker(pale: str, dark: str) -> None:
    assert luminance(pale) / luminance(dark) > 1
    assert contrast(pale, dark) > NEIGHBOURS_APART


@pytest.mark.parametrize("fill", [*CLASS_FILLS, HEAT_TOP[1:]])
def test_ink_is_readable_on_every_shade_of_maps_and_heat_tables(fill: str) -> None:
    assert contrast(INK[1:], fill) >= 4.5


def test_worse_prints_dark_and_better_pale() -> None:
    assert contrast(WORSE[1:], PAPER) > 7
    assert contrast(BETTER_FILL[1:], PAPER) < 1.5
    assert contrast(WORSE[1:], BETTER_FILL[1:]) > 4.5


def test_every_status_begins_with_a_symbol_of_its_own() -> None:
    assert len({status.value[0] for status in Status}) == len(Status)


def test_every_status_that_has_a_look_is_known_by_its_symbol() -> None:
    assert [status.value[0] for status in STATUS_LOOKS] == ["▲", "▼", "◆", "?"]


@pytest.mark.parametrize("words", [ACTION_WORDS, OUTPUT_WORDS])
def test_every_state_of_the_plan_is_a_symbol_and_a_word(words: dict[object, str]) -> None:
    assert all(not text[0].isalnum() and text[2:].strip() for text in words.values())
