"""What stands where on Checks."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, formula, refresh

CHECKS: Final = Sheet(
    name="Checks", group=Group.EVIDENCE, purpose="Formulas that recompute the figures"
)

CHECKS_TABLE: Final = Table(
    name="Checks",
    sheet=CHECKS.name,
    columns=(
        refresh("Indicator", 30, seen=Seen.PUBLIC),
        refresh("Figure", 18, seen=Seen.PUBLIC),
        refresh("Months to", 8, "month", seen=Seen.PUBLIC),
        refresh("Months", 8, "count", seen=Seen.PUBLIC),
        refresh("Written", 12, "checked", seen=Seen.PUBLIC),
        formula("These months", 14, "checked", seen=Seen.PUBLIC),
        formula("A year earlier", 14, "checked", seen=Seen.PUBLIC),
        formula("Recomputed", 12, "checked", seen=Seen.PUBLIC),
        formula("Agrees", 9, "truth", seen=Seen.PUBLIC),
    ),
    identity=("Indicator", "Figure"),
)

AS_AT: Final = cell("checks.as_at")
AGREE: Final = cell("checks.agree")
"""How many of the figures agree."""
