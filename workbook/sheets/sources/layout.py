"""What stands where on Sources: tables of refresh, and two that analysts fill."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh
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
        refresh("File", 41.5, wraps=True, seen=Seen.NEVER),
        refresh("Source", 12, wraps=True, seen=Seen.PUBLIC),
        refresh("Publisher", 22, wraps=True, seen=Seen.PUBLIC),
        refresh("Layout", 13, wraps=True, seen=Seen.PUBLIC),
        refresh("Level", 7.5, seen=Seen.PUBLIC),
        refresh("Vintage", 7.5, seen=Seen.PUBLIC),
        refresh("First month", 7, "month", seen=Seen.PUBLIC),
        refresh("Last month", 7, "month", seen=Seen.PUBLIC),
        refresh("Rows", 7, "count", seen=Seen.PUBLIC),
        refresh("Missing months", 8, wraps=True, seen=Seen.PUBLIC),
        refresh("Illustrative", 10, seen=Seen.PUBLIC),
        refresh("SHA-256", 17, seen=Seen.NEVER),
        refresh("Notes", 150, wraps=True, seen=Seen.RESTRICTED),
    ),
    identity=("File", "Source", "Level"),
)

REVISIONS_TABLE: Final = Table(
    name="Revisions",
    sheet=SOURCES.name,
    columns=(
        refresh("Indicator", 32, seen=Seen.PUBLIC),
        refresh("Month", 8, "month", seen=Seen.PUBLIC),
        refresh("Was", 9, "count", seen=Seen.PUBLIC),
        refresh("In vintage", 9, seen=Seen.PUBLIC),
        refresh("Is now", 9, "count", seen=Seen.PUBLIC),
        refresh("From vintage", 9, seen=Seen.PUBLIC),
        refresh("Difference", 10, "count_change", seen=Seen.PUBLIC),
    ),
    identity=("Indicator", "Month"),
)

AS_AT: Final = cell("sources.as_at")
