"""What stands where on Exceptions: its two lists, and its table of all their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Column, Table, refresh
from xlsrc.measures.unusual import BEGINS, ENDS, WATCH_BEGINS, WATCH_ENDS

if TYPE_CHECKING:
    from workbook.layout.named_block import NamedBlock

EXCEPTIONS: Final = Sheet(
    name="Exceptions", group=Group.BOARD, purpose="What is outside its usual range"
)

HEADINGS: Final = {
    "standing": "New or known",
    "what": "What",
    "where": "Where",
    "when": "When",
    "seen": "Seen",
    "usual_range": "Usual range",
    "ask": "Ask",
}
LIST: Final = "List"
"""The heading of the table's last column: the heading of the list that a row stands in."""

WIDTH: Final = len(HEADINGS) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of the page: its heading, its rule in words, and how many rows the page shows.

    An empty list has a sentence in the first cell of its first row, and nothing beside it.
    """

    heading: str
    rule: str
    rows: NamedBlock
    more: NamedBlock

    @property
    def most(self) -> int:
        """Rows that the page shows before it says how many more there are."""
        return self.rows.rows or 0


OUTSIDE: Final = Listed(
    heading="Outside its usual range",
    rule=(
        f"{BEGINS:.0f} or more usual spreads from the middle, for a month or for six months; "
        f"listed until below {ENDS:.0f}"
    ),
    rows=rows("exceptions.table", tuple(HEADINGS), 10),
    more=cell("exceptions.more", "more"),
)
WATCHED: Final = Listed(
    heading="Worth watching",
    rule=(
        f"about {WATCH_BEGINS:.1f} usual spreads from the middle; listed until below about "
        f"{WATCH_ENDS:.1f}; the whole area only"
    ),
    rows=rows("exceptions.watched", tuple(HEADINGS), 6),
    more=cell("exceptions.watched_more", "more"),
)
LISTS: Final = (OUTSIDE, WATCHED)

HEAD: Final = form(
    "exceptions.head", ends("title", "period", WIDTH), ends("note", "illustrative", WIDTH)
)
CHANCE: Final = form("exceptions.chance", ("by_chance",), ("wards",))
ALL_PERIOD: Final = cell("exceptions.all_period", "period")

EXCEPTIONS_TABLE: Final = Table(
    name="Exceptions",
    sheet=EXCEPTIONS.name,
    columns=(
        refresh("New or known", 14),
        Column(header="What", width=23, wraps=True),
        refresh("Where", 20),
        refresh("When", 12),
        refresh("Seen", 9, "figure"),
        refresh("Usual range", 12),
        Column(header="Ask", width=40, wraps=True),
        Column(header=LIST, width=14, wraps=True),
    ),
    identity=("What", "Where", LIST),
)
