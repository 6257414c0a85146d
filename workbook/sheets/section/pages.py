"""How a section stands on its printed pages: what is where, how many lines, how many pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

PAGE_POINTS: Final = 538.0
"""What an A4 landscape page has room for between the house's margins, less a hair."""

ONE_PAGE_POINTS: Final = 566.0
"""What a section of one page may take: it is fitted to its page, and no word prints below 8 pt."""

TITLE_POINTS: Final = 25.0
"""The title band, which every page repeats."""

NOTE_POINTS: Final = 14.0
BOX_POINTS: Final = (13.0, 44.0, 2.0)
"""The boxes' headings, their texts of four lines, and the gap below."""

PANEL_POINTS: Final = (17.0, 11.5, 15.0, 12.0)
"""Rows of a panel above its charts: name, labels, key figures, titles."""

CHART_ROWS: Final = 10
CHART_ROW: Final = 10.0
PANEL_GAP: Final = 2.0
ALL_PANEL: Final = sum(PANEL_POINTS) + CHART_ROWS * CHART_ROW + PANEL_GAP

MOST_PANELS: Final = 2
"""Panels in full on a priority's first page."""

MOST_LINES_ALSO: Final = 2
"""Further indicators that have a line on the first page; more have a page of small panels."""

FOOT_ROWS: Final = 5
"""Actions, and outputs, that the foot of a priority's first page has room for."""

FOOT_LINE: Final = 11.5
FOOT_TOP: Final = 12.5
FOOT_POINTS: Final = 3 * FOOT_TOP + FOOT_ROWS * FOOT_LINE

LINE: Final = 11.0
"""A line of the small text that runs across the page."""

SMALL_POINTS: Final = (14.0, 15.0, 12.0, 12.0)
"""Rows of a small panel above its chart: name, volume, whether it is real, trend."""

SMALL_ROWS: Final = 6
SMALL_ROW: Final = 11.5
TALLEST_SMALL_ROW: Final = 20.0
SMALL_GAP: Final = 3.0
PER_ROW: Final = 4
"""Small panels side by side."""

TEXT_LINES: Final = 16
"""Lines of text under each small panel of a priority."""

TEXT_LINE: Final = 12.0

TOTAL_HEAD: Final = 17.0
TOTAL_ROWS: Final = 11
"""Key figures of the first indicator of an overview, a row each."""

TOTAL_ROW: Final = 11.0
HEADING_POINTS: Final = 13.0
VIEW_LINES: Final = 3
"""Lines that the analyst's views have on an overview."""

FIRST_PAGE_ROWS: Final = 2
LATER_PAGE_ROWS: Final = 3
"""Rows of small panels on an overview's first page and on each later one."""

CLOSING_TITLE: Final = 16.0
MOST_HEARD: Final = 3
CLOSING_LINE: Final = 12.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPage:
    """Rows of small panels on one page, and the points of each row of their charts; ``closes``
    where the section's last words stand below them.
    """

    rows: int
    chart_row: float = SMALL_ROW
    closes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPages:
    """The pages of a section sheet.

    ``panels`` stand in full on the first page; ``also`` are lines for the others there. ``small``
    are the pages of small panels; on an overview the first of them is the first page itself.
    ``counted`` lines say what is counted, ``heard`` rows what was heard.
    """

    is_priority: bool
    panels: int
    also: int
    small: tuple[SmallPage, ...]
    counted: int
    heard: int

    @property
    def pages(self) -> int:
        """How many pages are printed."""
        return len(self.small) + (1 if self.is_priority or not self.small else 0)


def section_pages(indicators: int, *, is_priority: bool) -> SectionPages:
    """The pages of a section with so many indicators."""
    return _priority(indicators) if is_priority else _overview(indicators)


def counted_lines(indicators: int, *, is_tight: bool) -> int:
    """Lines that say what so many indicators count; fewer where the page is ``is_tight``."""
    return math.ceil((0.5 if is_tight else 0.65) * indicators) + 1 if indicators else 0


def row_points(chart_row: float) -> float:
    """The height of a row of small panels."""
    return sum(SMALL_POINTS) + SMALL_ROWS * chart_row + SMALL_GAP


def _priority(indicators: int) -> SectionPages:
    panels = min(indicators, MOST_PANELS)
    rest = indicators - panels
    if rest <= MOST_LINES_ALSO:
        counted = counted_lines(indicators, is_tight=True)
        return SectionPages(
            is_priority=True, panels=panels, also=rest, small=(), counted=counted, heard=0
        )
    counted = counted_lines(indicators, is_tight=False)
    small = TITLE_POINTS + HEADING_POINTS + row_points(15.0) + TEXT_LINES * TEXT_LINE
    spare = PAGE_POINTS - small
    closing = CLOSING_TITLE + counted * LINE
    pages = math.ceil(rest / PER_ROW)
    own = closing > spare
    spare = PAGE_POINTS - TITLE_POINTS if own else spare
    heard = min(int((spare - closing - CLOSING_TITLE) // CLOSING_LINE), MOST_HEARD)
    found = [SmallPage(rows=1, chart_row=15.0, closes=False) for _ in range(pages - (not own))]
    last = SmallPage(rows=0 if own else 1, chart_row=15.0, closes=True)
    return SectionPages(
        is_priority=True,
        panels=panels,
        also=1,
        small=(*found, last),
        counted=counted,
        heard=max(heard, 0),
    )


def _overview(indicators: int) -> SectionPages:
    # The first indicator stands above; its place among the cells is the text's.
    rows = math.ceil(indicators / PER_ROW)
    counted = counted_lines(indicators, is_tight=False)
    closing = VIEW_LINES * LINE + counted * LINE + 2 * SMALL_GAP
    top = TITLE_POINTS + NOTE_POINTS + TOTAL_HEAD + TOTAL_ROWS * TOTAL_ROW + HEADING_POINTS + LINE
    if rows <= FIRST_PAGE_ROWS:
        fixed = top + closing + rows * row_points(0)
        row = (ONE_PAGE_POINTS - fixed) / (rows * SMALL_ROWS) if rows else SMALL_ROW
        pages = [SmallPage(rows=rows, chart_row=_whole(row), closes=True)] if rows else []
    else:
        later = TITLE_POINTS + HEADING_POINTS + closing
        most_last = max(int((PAGE_POINTS - later) // row_points(SMALL_ROW)), 0)
        pages = [SmallPage(rows=FIRST_PAGE_ROWS)]
        left = rows - FIRST_PAGE_ROWS
        while left > min(most_last, LATER_PAGE_ROWS):
            taken = min(LATER_PAGE_ROWS, max(left - 1, 1))
            pages.append(SmallPage(rows=taken))
            left -= taken
        pages.append(SmallPage(rows=left, closes=True))
    return SectionPages(
        is_priority=False,
        panels=0,
        also=0,
        small=tuple(pages),
        counted=counted,
        heard=0,
    )


def _whole(points: float) -> float:
    """Points of a chart's row, no lower than it can be read, in quarters, which pixels can show."""
    return min(max(math.floor(points * 4) / 4, SMALL_ROW), TALLEST_SMALL_ROW)
