from __future__ import annotations

import pytest

from workbook.sheets.section.pages import (
    CLOSING_LINE,
    CLOSING_TITLE,
    PAGE_POINTS,
    TITLE_POINTS,
    section_pages,
)

A4_LANDSCAPE_POINTS = 595.3 - (8 + 11) / 25.4 * 72
PANEL_WITHOUT_CHARTS = 66.0


def panels(indicators: int) -> tuple[int, ...]:
    return tuple(page.panels for page in section_pages(indicators, is_priority=True).pages)


@pytest.mark.parametrize(
    ("indicators", "pages"),
    [
        (0, (0,)),
        (1, (1,)),
        (2, (2,)),
        (3, (2, 1)),
        (5, (2, 3)),
        (6, (2, 2, 2)),
        (7, (2, 3, 2)),
        (12, (2, 3, 3, 2, 2)),
    ],
)
def test_panels_are_spread_evenly(indicators: int, pages: tuple[int, ...]) -> None:
    assert panels(indicators) == pages


@pytest.mark.parametrize("indicators", range(1, 20))
@pytest.mark.parametrize("is_priority", [True, False])
def test_no_later_page_is_taller_than_a4(
    indicators: int,
    is_priority: bool,  # noqa: FBT001 - a case
) -> None:
    layout = section_pages(indicators, is_priority=is_priority)
    later = [
        TITLE_POINTS + page.panels * (PANEL_WITHOUT_CHARTS + 9 * 0.75 * page.chart_row_px)
        for page in layout.pages[1:]
    ]
    if later:
        later[-1] += CLOSING_LINE * (layout.counted_lines * indicators + layout.heard)
        later[-1] += CLOSING_TITLE * (bool(layout.counted_lines) + bool(layout.heard))

    assert [points for points in later if points > A4_LANDSCAPE_POINTS] == []


def test_a_page_is_no_taller_than_the_paper() -> None:
    assert PAGE_POINTS < A4_LANDSCAPE_POINTS


def test_a_full_last_page_closes_with_nothing() -> None:
    layout = section_pages(5, is_priority=True)

    assert (layout.counted_lines, layout.heard) == (0, 0)


def test_a_last_page_with_room_says_what_is_counted_and_heard() -> None:
    layout = section_pages(3, is_priority=True)

    assert (layout.counted_lines, layout.heard) == (3, 3)
