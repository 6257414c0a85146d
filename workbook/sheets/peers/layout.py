"""What stands where on Peers."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Table, refresh

PEERS: Final = Sheet(name="Peers", group=Group.EXPLORE, purpose="The areas behind each comparison")

PEERS_TABLE: Final = Table(
    name="Peers",
    sheet=PEERS.name,
    columns=(
        refresh("Indicator", 21.5),
        refresh("Area", 18.5),
        refresh("Data to", 7, "month"),
        refresh("Count", 7, "count"),
        refresh("Residents", 8, "count"),
        refresh("Per 1,000", 6.5, "rate"),
        refresh("Rate, low", 6, "rate"),
        refresh("Rate, high", 6, "rate"),
        refresh("Rank", 5, "rank"),
        refresh("Of", 4.5, "count"),
        refresh("Expected rate", 8, "rate"),
        refresh("95 % low", 6, "rate"),
        refresh("95 % high", 6, "rate"),
        refresh("99.8 % low", 6, "rate"),
        refresh("99.8 % high", 6, "rate"),
        refresh("z", 5.5, "z"),
        refresh("Against peers", 10),
        refresh("Vintage", 7.5),
    ),
    identity=("Indicator", "Area"),
)

AS_AT: Final = cell("peers.as_at")
GROUP: Final = cell("peers.group")
AREA: Final = cell("peers.area")
"""The workbook's own area."""
