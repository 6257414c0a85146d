"""What stands where on Exceptions: its two lists, its dot plot, its table of all their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.block import ChartText
from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Column, Seen, Table, refresh
from xlsrc.measures.foretelling import Z_95
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
    "peers": "What peers did",
    "ask": "Ask",
}
"""The columns of both lists. That of the peers says on the page who they are."""

LIST: Final = "List"
"""The heading of the table's last column: the heading of the list that a row stands in."""

WIDTH: Final = len(HEADINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of the page: its heading, its rule in words, and how many rows the page shows.

    An empty list has a sentence in the first cell of its first row, and nothing beside it.
    """

    heading: str
    rule: str
    rows: NamedBlock
    peers: NamedBlock
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
    rows=rows("exceptions.table", tuple(HEADINGS), 7),
    peers=cell("exceptions.peers", "heading"),
    more=cell("exceptions.more", "more"),
)
WATCHED: Final = Listed(
    heading="Worth watching",
    rule=(
        f"about {WATCH_BEGINS:.1f} usual spreads from the middle; listed until below about "
        f"{WATCH_ENDS:.1f}; the whole area only"
    ),
    rows=rows("exceptions.watched", tuple(HEADINGS), 3),
    peers=cell("exceptions.watched_peers", "heading"),
    more=cell("exceptions.watched_more", "more"),
)
LISTS: Final = (OUTSIDE, WATCHED)

HEAD: Final = form(
    "exceptions.head", ends("title", "period", WIDTH), ends("note", "illustrative", WIDTH)
)
CHANCE: Final = form("exceptions.chance", ("lines",), ("by_chance",), ("wards",))

DOTS_TITLE: Final = form("exceptions.dots_title", ends("title", "ways", WIDTH))
SECTIONS: Final = rows("exceptions.sections", ("section",))
DOT_COLUMNS: Final = ("out", "inside", "invented", "listed", "edge", "edge_top")
"""The dot plot's feeder. A row is an indicator: how far out it is, and in one of three columns the
height of its section's row. The last two are the two ends of each line across the plot."""

DOT_HEADINGS: Final = ("Out", "Inside", "Invented", "Listed", "Line", "Line, height")
FURTHEST: Final = 4
"""Where the plot's axis ends; what lies further out is drawn there."""

DOTS: Final = rows("exceptions.dots", DOT_COLUMNS, 121)
EDGES: Final = (0.0, -BEGINS, BEGINS, -WATCH_BEGINS, WATCH_BEGINS, -Z_95, Z_95)
"""Where the lines stand: the middle; what the solid, the dashed and the dotted ones mark."""

DOTS_TEXT: Final = ChartText(
    blocks=(DOTS.name,),
    text="How far each indicator lies from the middle of its own usual range, a row of dots a "
    "section: a circle inside, a diamond in one of the lists above, a square where the figures are "
    "invented.",
    series=len(EDGES) + 3,
)
ALL_PERIOD: Final = cell("exceptions.all_period", "period")

EXCEPTIONS_TABLE: Final = Table(
    name="Exceptions",
    sheet=EXCEPTIONS.name,
    columns=(
        refresh("New or known", 13, seen=Seen.PUBLIC),
        Column(header="What", width=26, wraps=True, seen=Seen.PUBLIC),
        refresh("Where", 20, seen=Seen.PUBLIC),
        refresh("When", 12, seen=Seen.PUBLIC),
        refresh("Seen", 9, "figure", seen=Seen.PUBLIC),
        refresh("Usual range", 12, seen=Seen.PUBLIC),
        Column(header=HEADINGS["peers"], width=17, wraps=True, seen=Seen.PUBLIC),
        Column(header="Ask", width=36, wraps=True, seen=Seen.PUBLIC),
        Column(header=LIST, width=14, wraps=True, seen=Seen.PUBLIC),
    ),
    identity=("What", "Where", LIST),
)
