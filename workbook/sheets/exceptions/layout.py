"""What stands where on Exceptions: its blocks and its table of all exceptions."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Column, Table, refresh

EXCEPTIONS: Final = Sheet(
    name="Exceptions", group=Group.BOARD, purpose="What is outside its usual range"
)

MOST_EXCEPTIONS: Final = 10
"""Rows that the page shows before it says how many more there are."""

HEADINGS: Final = {
    "standing": "New or known",
    "what": "What",
    "where": "Where",
    "when": "When",
    "seen": "Seen",
    "usual_range": "Usual range",
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

EXCEPTIONS_TABLE: Final = Table(
    name="Exceptions",
    sheet=EXCEPTIONS.name,
    columns=(
        refresh("New or known", 14),
        refresh("What", 23),
        refresh("Where", 20),
        refresh("When", 12),
        refresh("Seen", 9, "figure"),
        refresh("Usual range", 12),
        Column(header="Ask", width=40, wraps=True),
    ),
)
