"""How a section's panels are spread over its printed pages, and what closes the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PAGE_POINTS: Final = 538.0
"""What an A4 landscape page has room for between the house's margins, less a hair."""

TITLE_POINTS: Final = 27.0
"""The title band, which every page repeats."""

TOP_POINTS: Final = (TITLE_POINTS, 16.0, 4.0, 15.0, 52.0, 4.0)
"""Rows of the first page above its panels: title, objective, and the three boxes."""

PANEL_POINTS: Final = (20.0, 12.75, 15.75, 13.5)
"""Rows of a panel above its charts: name, labels, key figures, titles."""

PANEL_GAP: Final = 4.0
CHART_ROWS: Final = 9
SHORTEST_ROW_PX: Final = 15
"""Of a panel's chart rows: LibreOffice breaks the word "recorded" in two on a lower chart."""

TALLEST_ROW_PX: Final = 30
POINTS_PER_PIXEL: Final = 0.75

FOOT_POINTS: Final = 84.75
"""Actions, outputs and the chain at the foot of a priority's first page."""

FIRST_PAGE_PANELS: Final = 2
LATER_PAGE_PANELS: Final = 3

CLOSING_TITLE: Final = 18.0
CLOSING_LINE: Final = 12.75
COUNTED_LINES: Final = (3, 2)
"""Lines of an indicator under "What is counted", the first number there is room for: its
definition, what good looks like, and its caveats; or without the second."""

MOST_HEARD: Final = 3
"""Pieces of evidence that the end of a section has room for at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The panels of one page and the height of their chart rows."""

    panels: int
    chart_row_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPages:
    """The pages of a section sheet.

    ``counted_lines`` (of each indicator under "What is counted") and ``heard`` (rows of evidence)
    are what the last page has room for below its panels; 0 for none.
    """

    pages: tuple[Page, ...]
    counted_lines: int
    heard: int


def section_pages(indicators: int, *, is_priority: bool) -> SectionPages:
    """The pages of a section with so many indicators: two panels on the first, the others spread
    evenly, at most three a page. A last page with room to spare closes with words.
    """
    first_room = PAGE_POINTS - sum(TOP_POINTS) - (FOOT_POINTS if is_priority else 0.0)
    later_room = PAGE_POINTS - TITLE_POINTS
    later = _spread(indicators - FIRST_PAGE_PANELS)
    first = _page(min(indicators, FIRST_PAGE_PANELS), first_room)
    spare = later_room - later[-1] * _shortest_panel() if later else 0.0
    heights = {lines: CLOSING_TITLE + lines * CLOSING_LINE * indicators for lines in COUNTED_LINES}
    counted_lines = next((lines for lines, height in heights.items() if height <= spare), 0)
    closing = heights.get(counted_lines, 0.0)
    heard = min(int((spare - closing - CLOSING_TITLE) // CLOSING_LINE), MOST_HEARD)
    closing += CLOSING_TITLE + CLOSING_LINE * heard if heard > 0 else 0.0
    pages = [_page(panels, later_room) for panels in later[:-1]]
    pages += [_page(panels, later_room - closing) for panels in later[-1:]]
    return SectionPages(
        pages=(first, *pages),
        counted_lines=counted_lines,
        heard=max(heard, 0),
    )


def _spread(panels: int) -> tuple[int, ...]:
    """Panels over the later pages, as evenly as can be, the fuller pages first."""
    pages = -(-panels // LATER_PAGE_PANELS)
    if pages <= 0:
        return ()
    each, over = divmod(panels, pages)
    return tuple(each + (page < over) for page in range(pages))


def _page(panels: int, room: float) -> Page:
    """A page whose panels share its room."""
    if not panels:
        return Page(panels=0, chart_row_px=SHORTEST_ROW_PX)
    charts = room / panels - sum(PANEL_POINTS) - PANEL_GAP
    pixels = int(charts / CHART_ROWS / POINTS_PER_PIXEL)
    return Page(panels=panels, chart_row_px=min(max(pixels, SHORTEST_ROW_PX), TALLEST_ROW_PX))


def _shortest_panel() -> float:
    charts = CHART_ROWS * SHORTEST_ROW_PX * POINTS_PER_PIXEL
    return sum(PANEL_POINTS) + charts + PANEL_GAP
