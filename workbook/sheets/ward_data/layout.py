"""What stands where on Ward data."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

WARD_DATA: Final = Sheet(
    name="Ward data", group=Group.EVIDENCE, purpose="Ward by ward, the last 36 months"
)

WARD_DATA_TABLE: Final = Table(
    name="WardData",
    sheet=WARD_DATA.name,
    columns=(
        refresh("Indicator", 34, seen=Seen.PUBLIC),
        refresh("Ward code", 12, seen=Seen.PUBLIC),
        refresh("Ward", 24, seen=Seen.PUBLIC),
        refresh("Month", 10, "month", seen=Seen.PUBLIC),
        refresh("Count", 10, "count", seen=Seen.PUBLIC),
        refresh("Vintage", 11, seen=Seen.PUBLIC),
    ),
    identity=("Indicator", "Ward code", "Month"),
)

AS_AT: Final = cell("ward_data.as_at")
