"""How sections of any size are spread over pages."""

from __future__ import annotations

import pytest

from workbook.sheets.section.pages import (
    ALL_PANEL,
    BOX_POINTS,
    CLOSING_LINE,
    CLOSING_TITLE,
    FOOT_POINTS,
    HEADING_POINTS,
    LINE,
    NOTE_POINTS,
    ONE_PAGE_POINTS,
    PAGE_POINTS,
    PER_ROW,
    TITLE_POINTS,
    TOTAL_HEAD,
    TOTAL_ROWS,
    SectionPages,
    counted_lines,
    section_pages,
)

A4_LANDSCAPE_POINTS = 595.3 - (8 + 11) / 25.4 * 72
SMALLEST_TYPE, SMALLEST_PRINT = 8.5, 8.0
SIZES = range(21)
MOSTLY_FULL = 0.85


def closing(pages: SectionPages) -> float:
    if pages.beside:
        return 0.0
    points = LINE * (pages.views + pages.counted)
    if pages.is_priority:
        points += CLOSING_TITLE * (1 + bool(pages.heard)) + CLOSING_LINE * pages.heard
    return points


def heights(pages: SectionPages) -> list[float]:
    """The height of each page's rows."""
    top = TITLE_POINTS + NOTE_POINTS
    found = []
    if pages.is_priority:
        first = top + sum(BOX_POINTS) + pages.panels * ALL_PANEL + pages.also * LINE + FOOT_POINTS
        found.append(first if pages.small else first + pages.counted * LINE)
    for number, page in enumerate(pages.small):
        points = page.points
        if number or pages.is_priority:
            points += TITLE_POINTS + (HEADING_POINTS if not number else 0)
        else:
            points += top + TOTAL_HEAD + TOTAL_ROWS * pages.total_row + HEADING_POINTS + LINE
        found.append(points + (closing(pages) if page.closes else 0))
    return found


@pytest.mark.parametrize(
    ("indicators", "pages"),
    [(0, 1), (1, 1), (2, 1), (4, 1), (5, 2), (7, 2), (10, 2), (12, 3), (20, 4)],
)
def test_a_priority_of_more_than_four_has_further_pages(indicators: int, pages: int) -> None:
    assert section_pages(indicators, is_priority=True).pages == pages


@pytest.mark.parametrize(
    ("indicators", "pages"), [(0, 1), (1, 1), (3, 1), (4, 1), (8, 1), (9, 2), (20, 3)]
)
def test_an_overview_of_up_to_eight_is_one_page(indicators: int, pages: int) -> None:
    assert section_pages(indicators, is_priority=False).pages == pages


@pytest.mark.parametrize("indicators", SIZES)
@pytest.mark.parametrize("kind", ["priority", "overview"])
def test_no_page_of_several_is_taller_than_a4(indicators: int, kind: str) -> None:
    pages = section_pages(indicators, is_priority=kind == "priority")
    if pages.pages > 1:
        assert [points for points in heights(pages) if points > A4_LANDSCAPE_POINTS] == []


@pytest.mark.parametrize("indicators", SIZES)
@pytest.mark.parametrize("kind", ["priority", "overview"])
def test_a_single_page_prints_no_word_below_8_points(indicators: int, kind: str) -> None:
    pages = section_pages(indicators, is_priority=kind == "priority")
    if pages.pages == 1:
        scale = min(1.0, A4_LANDSCAPE_POINTS / max(heights(pages), default=1.0))
        assert scale * SMALLEST_TYPE >= SMALLEST_PRINT


@pytest.mark.parametrize("indicators", SIZES)
@pytest.mark.parametrize("kind", ["priority", "overview"])
def test_every_indicator_stands_somewhere(indicators: int, kind: str) -> None:
    pages = section_pages(indicators, is_priority=kind == "priority")
    small = 4 * sum(page.rows for page in pages.small)

    on_lines = 0 if pages.small else pages.also
    first = 0 if pages.is_priority else min(indicators, 1)
    assert pages.panels + small + on_lines + first >= indicators
    assert bool(pages.counted) is bool(indicators)
    assert sum(page.closes for page in pages.small) == bool(pages.small)


@pytest.mark.parametrize("indicators", SIZES)
def test_the_later_pages_of_a_priority_use_their_height(indicators: int) -> None:
    pages = section_pages(indicators, is_priority=True)
    empty = [points for points in heights(pages)[1:] if points < MOSTLY_FULL * PAGE_POINTS]
    # What is counted may need a page of its own.
    assert len(empty) <= (1 if any(page.rows == 0 for page in pages.small) else 0)


@pytest.mark.parametrize("indicators", range(2, 9))
def test_an_overview_of_one_page_uses_its_height(indicators: int) -> None:
    pages = section_pages(indicators, is_priority=False)
    assert heights(pages)[0] >= MOSTLY_FULL * PAGE_POINTS


@pytest.mark.parametrize("indicators", SIZES)
@pytest.mark.parametrize("kind", ["priority", "overview"])
def test_a_cell_beside_the_last_panels_is_free_and_has_lines(indicators: int, kind: str) -> None:
    pages = section_pages(indicators, is_priority=kind == "priority")
    first = pages.panels if pages.is_priority else 1
    if pages.beside:
        assert pages.beside == (indicators - first) % PER_ROW
        free = PER_ROW - pages.beside
        assert (pages.counted + pages.views) * free >= PER_ROW * counted_lines(
            indicators, is_tight=False
        )


def test_a_page_is_no_taller_than_the_paper() -> None:
    assert PAGE_POINTS < A4_LANDSCAPE_POINTS
    assert A4_LANDSCAPE_POINTS / ONE_PAGE_POINTS * SMALLEST_TYPE >= SMALLEST_PRINT
