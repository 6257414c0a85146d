"""What stands where on Sources: tables of refresh, and two that analysts fill."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Table, refresh
from workbook.tables import plan_layout

SOURCES: Final = Sheet(
    name=plan_layout.SOURCES,
    group=Group.EVIDENCE,
    purpose="Where figures came from",
)

SOURCES_TABLE: Final = Table(
    name="Sources",
    sheet=SOURCES.name,
    columns=(
        refresh("File", 41.5, wraps=True),
        refresh("Source", 12, wraps=True),
        refresh("Publisher", 22, wraps=True),
        refresh("Layout", 13, wraps=True),
        refresh("Level", 7.5),
        refresh("Vintage", 7.5),
        refresh("First month", 7, "month"),
        refresh("Last month", 7, "month"),
        refresh("Rows", 7, "count"),
        refresh("Missing months", 8, wraps=True),
        refresh("Illustrative", 10),
        refresh("SHA-256", 17),
        refresh("Notes", 150, wraps=True),
    ),
    identity=("File", "Source", "Level"),
)

REVISIONS_TABLE: Final = Table(
    name="Revisions",
    sheet=SOURCES.name,
    columns=(
        refresh("Indicator", 32),
        refresh("Month", 8, "month"),
        refresh("Was", 9, "count"),
        refresh("In vintage", 9),
        refresh("Is now", 9, "count"),
        refresh("From vintage", 9),
        refresh("Difference", 10, "count_change"),
    ),
    identity=("Indicator", "Month"),
)

AS_AT: Final = cell("sources.as_at")
