"""What stands where on Data."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Table, refresh

DATA: Final = Sheet(name="Data", group=Group.EVIDENCE, purpose="The monthly figures")

DATA_TABLE: Final = Table(
    name="Data",
    sheet=DATA.name,
    columns=(
        refresh("Indicator", 30),
        refresh("Area", 9),
        refresh("Month", 7, "month"),
        refresh("Count", 8, "count"),
        refresh("Out of", 8, "count"),
        refresh("Expected", 8, "expected"),
        refresh("Range low", 8, "expected"),
        refresh("Range high", 8, "expected"),
        refresh("Level", 8, "expected"),
        refresh("Exception", 14),
        refresh("Vintage", 8),
        refresh("Source", 19),
    ),
    identity=("Indicator", "Area", "Month"),
)

AS_AT: Final = cell("data.as_at")
