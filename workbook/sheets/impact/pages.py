"""How many rows Impact has room for, how high they are, and on which pages they print."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.sheets.impact.layout import IMPACT
from xlsrc.plan.chain import links

if TYPE_CHECKING:
    from workbook.layout.sheet import Sheet
    from xlsrc.domain.settings import Settings

FEWEST_OUTPUTS, FEWEST_LINKS, FEWEST_ESTIMATES = 16, 24, 6
"""Rows that there is room for in any case: two pages' full."""

TITLE_HEIGHT: Final = 27
NOTE_HEIGHT: Final = 14
HEAD_HEIGHT, HEADING_HEIGHT = 17.25, 13.5
"""Of a part's title, and of its columns' headings."""

GAP_HEIGHT, PART_GAP = 4.5, 12
PRIORITY_HEIGHT, ESTIMATE_HEIGHT, LINE, BOX = 25.5, 38.25, 12, 11.25
"""Of a row of two lines, of one of three, of one line, and of a box of the chain."""

PAGE: Final = 560
"""Points of a page at the scale at which the columns fill its width."""

HEADS: Final = 2
"""Rows above those of a part: its title, and its columns' headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How many rows each part of the sheet has room for."""

    priorities: int
    estimates: int
    outputs: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The first row of each part, from 0, the row below the last, and the pages.

    ``breaks`` are the rows that begin a page.
    """

    priorities: int
    estimates: int
    outputs: int
    chain: int
    end: int
    breaks: tuple[int, ...]
    pages: int


def rows_of(settings: Settings) -> Rows:
    """As many rows as the plan needs, and no fewer than fill two pages."""
    plan = settings.plan
    return Rows(
        priorities=sum(section.is_priority for section in settings.sections),
        estimates=max(FEWEST_ESTIMATES, len(plan.impact_questions)),
        outputs=max(FEWEST_OUTPUTS, len(plan.outputs)),
        links=max(FEWEST_LINKS, len(links(settings))),
    )


def places(rows: Rows) -> Places:
    """Where the parts stand: the plan's own begin the second page, and each that does not fit on
    its page the next one.
    """
    heads = HEAD_HEIGHT + HEADING_HEIGHT
    heights = (
        NOTE_HEIGHT + GAP_HEIGHT + heads + rows.priorities * PRIORITY_HEIGHT + PART_GAP,
        heads + rows.estimates * ESTIMATE_HEIGHT,
        heads + rows.outputs * LINE + GAP_HEIGHT,
        heads + rows.links * BOX,
    )
    estimates = _FIRST + HEADS + rows.priorities + 1
    outputs = estimates + HEADS + rows.estimates
    chain = outputs + HEADS + rows.outputs + 1
    starts = (_FIRST, estimates, outputs, chain)
    breaks, pages, used = [], 1, TITLE_HEIGHT + 0.0
    for start, height in zip(starts, heights, strict=True):
        if start == outputs or (start != _FIRST and used + height > PAGE):
            breaks.append(start)
            pages, used = pages + 1, float(TITLE_HEIGHT)
        used += height
        # A part that is longer than a page goes on on the next ones.
        more = max(0, math.ceil((used - PAGE) / (PAGE - TITLE_HEIGHT)))
        pages, used = pages + more, used - more * (PAGE - TITLE_HEIGHT)
    return Places(
        priorities=_FIRST,
        estimates=estimates,
        outputs=outputs,
        chain=chain,
        end=chain + HEADS + rows.links,
        breaks=tuple(breaks),
        pages=pages,
    )


def impact_sheet(settings: Settings) -> Sheet:
    """The sheet with as many pages as the plan takes."""
    return dataclasses.replace(IMPACT, pages=places(rows_of(settings)).pages)


_FIRST: Final = 3
"""Rows of the sheet's title, its note and the gap below."""
