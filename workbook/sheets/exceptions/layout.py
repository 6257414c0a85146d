"""What stands where on Exceptions: its blocks and its table of all exceptions."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, ends, form, rows

MOST_EXCEPTIONS: Final = 10
"""Rows that the page shows before it says how many more there are."""

HEADINGS: Final = {
    "standing": "New or known",
    "what": "What",
    "where": "Where",
    "when": "When",
    "seen": "Seen",
    "usual_range": "Usual range",
    "how_unusual": "How unusual, in words",
    "ask": "Ask",
}

HEAD: Final = form(
    "exceptions.head",
    ends("title", "period", len(HEADINGS)),
    ends("note", "illustrative", len(HEADINGS)),
)
TABLE: Final = rows("exceptions.table", tuple(HEADINGS), MOST_EXCEPTIONS)
MORE: Final = cell("exceptions.more", "more")
CHANCE: Final = cell("exceptions.chance", "by_chance")
ALL_PERIOD: Final = cell("exceptions.all_period", "period")
