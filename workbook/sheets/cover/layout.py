"""What stands where on Cover."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet

COVER: Final = Sheet(
    name="Cover",
    group=Group.BOARD,
    purpose="Contents and how to read it",
    footer_size=10,
    mark="cover.changed",
)

COLUMNS_PX: Final = (112, 304, 34, 10, 116, 206, 10, 122, 240)
"""The contents with their pages, what is on screen, and the key, with gutters between."""

WIDTH: Final = len(COLUMNS_PX)
LEFT, PURPOSE, PAGE, MIDDLE, RIGHT, LAST = 0, 1, 2, 4, 7, WIDTH - 1

NOTES_PX: Final = sum(COLUMNS_PX[MIDDLE : MIDDLE + 2])
"""The width of an edition's notes, below what is on screen."""

CHANGED_PX: Final = sum(COLUMNS_PX[PURPOSE : MIDDLE + 2])
"""The width of the sentences of what changed."""

QUALITY_PX: Final = sum(COLUMNS_PX[RIGHT:])
"""The width of the findings' sentences."""

BELOW_LINES: Final = 9
"""Rows of what changed, and of what was found in the data beside it."""

REASON_LINES: Final = 3
"""Rows that the reasons of what is meant to be otherwise may take, in an edition."""

SENTENCE_LINES: Final = 2
"""Rows that one finding may take."""

CHECKED_LINES: Final = 4
WORST: Final = 3
"""Findings that the page names, before it says how many more there are."""

EDITION: Final = cell("edition.name", "edition")
"""The band's cell of the edition, by which an edition is known from a working workbook."""

HEAD: Final = form(
    "cover.head", ends("title", "edition", WIDTH), ends("subtitle", "data_as_at", WIDTH)
)
"""The band; its cell ``edition`` is empty until an edition is published."""

DRAFT: Final = form("cover.draft", ("draft", "means", *("",) * (WIDTH - 3), "illustrative"))
"""The line below the band; publishing empties its first two cells."""

CHANGED_TITLE: Final = cell("cover.changed_title", "title")
CHANGED: Final = rows("cover.changed", ("topic", "sentence"), BELOW_LINES)
QUALITY_TITLE: Final = cell("cover.quality_title", "title")
QUALITY: Final = rows("cover.quality", ("line",), BELOW_LINES - 1)
QUALITY_MORE: Final = cell("cover.quality_more", "more")
CHECKED: Final = rows("cover.checked", ("how_many", "of_what"), CHECKED_LINES)
SOURCES: Final = cell("cover.sources", "sources")
