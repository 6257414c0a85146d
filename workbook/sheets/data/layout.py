"""What stands where on Data."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

DATA: Final = Sheet(name="Data", group=Group.EVIDENCE, purpose="The monthly figures")

DATA_TABLE: Final = Table(
    name="Data",
    sheet=DATA.name,
    columns=(
        refresh("Indicator", 30, seen=Seen.PUBLIC),
        refresh("Area", 9, seen=Seen.PUBLIC),
        refresh("Month", 7, "month", seen=Seen.PUBLIC),
        refresh("Count", 8, "count", seen=Seen.PUBLIC),
        refresh("Out of", 8, "count", seen=Seen.PUBLIC),
        refresh("Expected", 8, "expected", seen=Seen.PUBLIC),
        refresh("Range low", 8, "expected", seen=Seen.PUBLIC),
        refresh("Range high", 8, "expected", seen=Seen.PUBLIC),
        refresh("Level", 8, "expected", seen=Seen.PUBLIC),
        refresh("Exception", 14, seen=Seen.PUBLIC),
        refresh("Vintage", 8, seen=Seen.PUBLIC),
        refresh("Source", 19, seen=Seen.PUBLIC),
    ),
    identity=("Indicator", "Area", "Month"),
)

AS_AT: Final = cell("data.as_at")
