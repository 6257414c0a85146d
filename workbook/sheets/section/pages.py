"""How a section stands on its printed pages: what is where, how many lines, how many pages."""

from __future__ import annotations

import dataclasses
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
BOX_LINES: Final = 3
BOX_POINTS: Final = (13.0, 37.0, 0.75)
"""The boxes' headings, their texts of three lines, and the gap below."""

PANEL_POINTS: Final = (17.0, 11.5, 15.0, 12.0)
"""Rows of a panel above its charts: name, labels, key figures, titles."""

CHART_ROWS: Final = 10
CHART_ROW: Final = 9.75
PANEL_GAP: Final = 0.75
ALL_PANEL: Final = sum(PANEL_POINTS) + CHART_ROWS * CHART_ROW + PANEL_GAP

MOST_PANELS: Final = 2
"""Panels in full on a priority's first page."""

MOST_LINES_ALSO: Final = 2
"""Further indicators that have a line on the first page; more have a page of small panels."""

FOOT_ROWS: Final = 5
"""Actions, and outputs, that the foot of a priority's first page has room for."""

FOOT_LINE: Final = 11.5
FOOT_TOP: Final = 11.25

LINE: Final = 11.0
"""A line of the small text that runs across the page."""

FOOT_POINTS: Final = 2 * FOOT_TOP + FOOT_ROWS * FOOT_LINE + 3 * LINE

SMALL_POINTS: Final = (14.0, 15.0, 12.0, 12.0)
"""Rows of a small panel above its chart: name, volume, whether it is real, trend."""

NAME_OF_TWO_LINES: Final = 24.0
"""The row of a small panel's name on a priority, where a long one takes two lines."""

SMALL_ROWS: Final = 6
SMALL_ROW: Final = 11.5
TALLEST_SMALL_ROW: Final = 21.0
"""Points of a row of a small panel's chart on an overview, at least and, of two rows, at most."""

LOWEST_CHART_ROW: Final = 9.75
TALLEST_CHART_ROW: Final = 36.0
"""The same on a priority, and of an overview's only row. A priority's charts take what their texts
leave: a chart a little wider than it is high shows a change best.
"""

ROWS_OF_PRIORITY: Final = 2
"""Rows of small panels on a later page of a priority."""

FEWEST_TEXT_LINES: Final = 4
SMALL_GAP: Final = 3.0
PER_ROW: Final = 4
"""Small panels side by side."""

TEXT_LINES_OF_ONE_ROW: Final = 10
TEXT_LINES_OF_TWO_ROWS: Final = 6
"""Lines of text under each small panel of a priority, before its chart grows."""

MOST_TEXT_LINES: Final = 13
"""Lines of text under each small panel of a priority at most."""

HEARD_LINES: Final = 5
"""Lines for what was heard, with its heading, in the cells that a row of panels leaves free."""

TEXT_LINE: Final = 12.0

TOTAL_HEAD: Final = 17.0
TOTAL_ROWS: Final = 11
"""Key figures of the first indicator of an overview, a row each."""

TOTAL_ROW: Final = 11.0
TALLEST_TOTAL_ROW: Final = 17.0
HEADING_POINTS: Final = 13.0
VIEW_LINES: Final = 3
"""Lines that the analyst's views have above those that say what is counted, on an overview and
for each page of two rows of small panels.
"""

TEXT_CHART_ROWS: Final = 2
"""Rows beside a small chart that an overview's text takes where what is counted stands below it."""

FIRST_PAGE_ROWS: Final = 2
LATER_PAGE_ROWS: Final = 3
"""Rows of small panels on an overview's first page and on each later one."""

OVERVIEW_TOP: Final = (
    TITLE_POINTS + NOTE_POINTS + TOTAL_HEAD + TOTAL_ROWS * TOTAL_ROW + HEADING_POINTS + LINE
)
"""What an overview's first page takes beside its small panels and its end."""

CLOSING_TITLE: Final = 16.0
MOST_HEARD: Final = 3
CLOSING_LINE: Final = 12.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPage:
    """Rows of small panels on one page, the points of each row of their charts, and the lines of
    text under each panel; ``has_text_row`` where the last row is an overview's text alone, whose
    rows are ``SMALL_ROW`` high; ``closes`` where the section's last words stand below them.
    """

    rows: int
    chart_row: float = SMALL_ROW
    name_row: float = SMALL_POINTS[0]
    text_lines: int = 0
    has_text_row: bool = False
    closes: bool = False

    @property
    def points(self) -> float:
        """The height of all its rows of panels with their texts."""
        name = self.name_row - SMALL_POINTS[0]
        each = row_points(self.chart_row) + name + self.text_lines * TEXT_LINE
        spared = SMALL_ROWS * (self.chart_row - SMALL_ROW) if self.has_text_row else 0.0
        return self.rows * each - spared


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPages:
    """The pages of a section sheet.

    ``panels`` stand in full on the first page; ``also`` are lines for the others there. ``small``
    are the pages of small panels; on an overview the first of them is the first page itself.
    ``views`` lines are for the analyst's views that have no room beside their panels, ``counted``
    lines say what is counted, ``heard`` rows what was heard. These last words stand below the
    panels, or in the cells that the last row of panels leaves free from the quarter ``beside``.
    ``total_row`` is the height of a key figure of an overview.
    """

    is_priority: bool
    panels: int
    also: int
    small: tuple[SmallPage, ...]
    counted: int
    views: int = 0
    heard: int = 0
    beside: int = 0
    total_row: float = TOTAL_ROW

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
        return SectionPages(is_priority=True, panels=panels, also=rest, small=(), counted=counted)
    rows = math.ceil(rest / PER_ROW)
    counted = counted_lines(indicators, is_tight=False)
    views = VIEW_LINES * (rows // ROWS_OF_PRIORITY)
    last = rows % ROWS_OF_PRIORITY or ROWS_OF_PRIORITY
    pages = [_with_text(ROWS_OF_PRIORITY, 0.0)] * ((rows - last) // ROWS_OF_PRIORITY)
    beside, final = rest % PER_ROW, dataclasses.replace(_with_text(last, 0.0), closes=True)
    if beside and _lines_beside(final) * (PER_ROW - beside) >= PER_ROW * counted:
        return SectionPages(
            is_priority=True,
            panels=panels,
            also=1,
            small=(*pages, final),
            counted=_lines_beside(final) - views,
            views=views,
            heard=1,
            beside=beside,
        )
    closing = CLOSING_TITLE + (views + counted) * LINE
    final = _with_text(last, closing + CLOSING_TITLE + CLOSING_LINE)
    if final.text_lines < FEWEST_TEXT_LINES:
        final = _with_text(last, closing)
    if final.text_lines < FEWEST_TEXT_LINES:
        pages.append(_with_text(last, 0.0))
        final = SmallPage(rows=0, closes=True)
    spare = PAGE_POINTS - TITLE_POINTS - HEADING_POINTS - closing - CLOSING_TITLE - final.points
    return SectionPages(
        is_priority=True,
        panels=panels,
        also=1,
        small=(*pages, final),
        counted=counted,
        views=views,
        heard=min(max(int(spare // CLOSING_LINE), 0), MOST_HEARD),
    )


def _lines_beside(page: SmallPage) -> int:
    """The lines for what is counted beside the last row of small panels of a page."""
    points = page.points / page.rows - page.name_row - HEARD_LINES * TEXT_LINE
    return int(points // LINE)


def _with_text(rows: int, closing: float) -> SmallPage:
    """A page of small panels of a priority: each with its text, and as tall as there is room."""
    each = (PAGE_POINTS - TITLE_POINTS - HEADING_POINTS - closing) / rows
    spare = each - row_points(0) - (NAME_OF_TWO_LINES - SMALL_POINTS[0])
    wanted = TEXT_LINES_OF_TWO_ROWS if rows > 1 else TEXT_LINES_OF_ONE_ROW
    lines = int((spare - SMALL_ROWS * LOWEST_CHART_ROW) // TEXT_LINE)
    chart_row = _whole(
        (spare - min(lines, wanted) * TEXT_LINE) / SMALL_ROWS, LOWEST_CHART_ROW, TALLEST_CHART_ROW
    )
    return SmallPage(
        rows=rows,
        chart_row=chart_row,
        name_row=NAME_OF_TWO_LINES,
        text_lines=min(int((spare - SMALL_ROWS * chart_row) // TEXT_LINE), MOST_TEXT_LINES),
        closes=closing > 0,
    )


def _overview(indicators: int) -> SectionPages:
    # The first indicator stands above; its place among the cells is the text's.
    rows = math.ceil(indicators / PER_ROW)
    counted = counted_lines(indicators, is_tight=False)
    views = VIEW_LINES if rows else 0
    closing = (VIEW_LINES + counted) * LINE + SMALL_GAP
    total_row = TOTAL_ROW
    beside = 0
    if not rows:
        pages = []
    elif rows <= FIRST_PAGE_ROWS:
        charts = math.ceil((indicators - 1) / PER_ROW)
        lines = int((SMALL_ROWS - TEXT_CHART_ROWS - 1) * TALLEST_CHART_ROW // LINE)
        if charts == rows == 1 and lines * (PER_ROW + 1 - indicators) >= PER_ROW * counted:
            beside, closing = indicators - 1, 0.0
            counted = lines - views
        spare = ONE_PAGE_POINTS - OVERVIEW_TOP - closing - rows * row_points(0)
        spare -= (rows - charts) * SMALL_ROWS * SMALL_ROW
        tallest = TALLEST_CHART_ROW if charts == 1 else TALLEST_SMALL_ROW
        chart_row = _whole(spare / (max(charts, 1) * SMALL_ROWS), SMALL_ROW, tallest)
        spare -= charts * SMALL_ROWS * chart_row
        total_row = _whole(TOTAL_ROW + spare / TOTAL_ROWS, TOTAL_ROW, TALLEST_TOTAL_ROW)
        page = SmallPage(rows=rows, chart_row=chart_row, has_text_row=rows > charts, closes=True)
        pages = [page]
    else:
        later = TITLE_POINTS + closing
        most_last = min(int((PAGE_POINTS - later) // row_points(SMALL_ROW)), LATER_PAGE_ROWS)
        pages = [SmallPage(rows=FIRST_PAGE_ROWS)]
        left = rows - FIRST_PAGE_ROWS
        while left > max(most_last, 0):
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
        views=views,
        beside=beside,
        total_row=total_row,
    )


def _whole(points: float, least: float, most: float) -> float:
    """Points of a row between two heights, in quarters of a point."""
    return min(max(math.floor(points * 4) / 4, least), most)
