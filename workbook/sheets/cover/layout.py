"""What stands where on Cover."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet

COVER: Final = Sheet(
    name="Cover", group=Group.BOARD, purpose="Contents and how to read it", footer_size=10
)

WIDTH: Final = 8
"""Columns of the page."""

CHANGED_LINES: Final = 5
CHECKED_LINES: Final = 4
WORST: Final = 3
"""What withholds or stops that the page names, before it says how much more there is."""

WORST_LINES: Final = 2
"""Lines of each."""

HEAD: Final = form(
    "cover.head", ends("title", "edition", WIDTH), ends("subtitle", "data_as_at", WIDTH)
)
NOTE: Final = form("cover.note", ends("note", "illustrative", WIDTH))
CHANGED: Final = rows("cover.changed", ("line",), CHANGED_LINES)
QUALITY_TITLE: Final = cell("cover.quality_title", "title")
QUALITY: Final = rows("cover.quality", ("line",), WORST * WORST_LINES)
QUALITY_MORE: Final = cell("cover.quality_more", "more")
CHECKED: Final = rows("cover.checked", ("how_many", "of_what"), CHECKED_LINES)
SOURCES: Final = cell("cover.sources", "sources")

BUTTONS: Final = (
    (("Refresh", "sc_refresh"), ("What changed?", "sc_what_changed")),
    (("Check", "sc_check"), ("Draft commentary", "sc_commentary")),
    (("Help", "sc_help"), ("Export PDF", "sc_export_pdf")),
)
"""Buttons by row: what each says, and the defined name that its link goes to.

With the add-in a click runs the action of that name; without it, it leads to How to refresh.
"""
