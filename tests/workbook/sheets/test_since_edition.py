"""What the sheets say beside the last edition: both figures, and lists that were restated."""

from __future__ import annotations

from tests.support.four_quarters import MARCH, four_quarters
from workbook.block import Block
from workbook.sheets.all_indicators.values import values
from workbook.sheets.cover.values import blocks as cover
from workbook.sheets.exceptions.values import blocks as exceptions
from xlsrc.domain.published import Figure
from xlsrc.words.what_is_new import new_lines

FIRST, SECOND = (one.shown for one in four_quarters()[:2])


def test_all_indicators_has_the_published_year_and_the_same_now() -> None:
    assert SECOND.since is not None
    then = next(
        one
        for one in SECOND.since.volumes
        if one.indicator.id == "shoplifting" and one.figure is Figure.VOLUME_12M
    )
    shown = values(SECOND.assessments[2], SECOND.settings, then)

    assert (shown["Last edition's month"], shown["Published then"], shown["The same now"]) == (
        MARCH.first_day,
        then.published,
        then.now,
    )


def test_without_an_edition_the_columns_hold_none() -> None:
    shown = values(FIRST.assessments[2], FIRST.settings)

    assert {shown[name] for name in ("Last edition's month", "Published then", "The same now")} == {
        "–"
    }


def words(blocks: tuple[object, ...]) -> list[object]:
    found = [one for one in blocks if isinstance(one, Block)]
    return [cell for block in found for row in block.values for cell in row]


def test_exceptions_marks_the_row_that_was_restated() -> None:
    said = words(exceptions(SECOND))

    assert "– Restated" in said
    assert "Restated: is what was begun about it still needed?" in said


def test_cover_and_the_last_line_of_a_refresh_say_what_was_restated() -> None:
    sentence = "Figures of 1 indicator restated; most, Shoplifting, 12 months to March 2025:"
    cells = words(cover(SECOND))

    assert any(
        isinstance(cell, str) and "Figures of 1 indicator restated" in cell for cell in cells
    )
    assert any(line.startswith(sentence) for line in new_lines(SECOND))
