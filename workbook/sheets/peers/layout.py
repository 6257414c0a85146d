"""What stands where on Peers."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

PEERS: Final = Sheet(name="Peers", group=Group.EXPLORE, purpose="The areas behind each comparison")

PEERS_TABLE: Final = Table(
    name="Peers",
    sheet=PEERS.name,
    columns=(
        refresh("Indicator", 21.5, seen=Seen.PUBLIC),
        refresh("Area", 18.5, seen=Seen.PUBLIC),
        refresh("Data to", 7, "month", seen=Seen.PUBLIC),
        refresh("Count", 7, "count", seen=Seen.PUBLIC),
        refresh("Residents", 8, "count", seen=Seen.PUBLIC),
        refresh("Per 1,000", 6.5, "rate", seen=Seen.PUBLIC),
        refresh("Rate, low", 6, "rate", seen=Seen.PUBLIC),
        refresh("Rate, high", 6, "rate", seen=Seen.PUBLIC),
        refresh("Rank", 5, "rank", seen=Seen.PUBLIC),
        refresh("Of", 4.5, "count", seen=Seen.PUBLIC),
        refresh("Expected rate", 8, "rate", seen=Seen.PUBLIC),
        refresh("95 % low", 6, "rate", seen=Seen.PUBLIC),
        refresh("95 % high", 6, "rate", seen=Seen.PUBLIC),
        refresh("99.8 % low", 6, "rate", seen=Seen.PUBLIC),
        refresh("99.8 % high", 6, "rate", seen=Seen.PUBLIC),
        refresh("z", 5.5, "z", seen=Seen.PUBLIC),
        refresh("Against peers", 10, seen=Seen.PUBLIC),
        refresh("Vintage", 7.5, seen=Seen.PUBLIC),
    ),
    identity=("Indicator", "Area"),
)

AS_AT: Final = cell("peers.as_at")
GROUP: Final = cell("peers.group")
AREA: Final = cell("peers.area")
"""The workbook's own area."""
