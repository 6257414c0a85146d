"""What stands where on Checks."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Table, formula, refresh

CHECKS: Final = Sheet(
    name="Checks", group=Group.EVIDENCE, purpose="Formulas that recompute the figures"
)

CHECKS_TABLE: Final = Table(
    name="Checks",
    sheet=CHECKS.name,
    columns=(
        refresh("Indicator", 30),
        refresh("Figure", 18),
        refresh("Months to", 8, "month"),
        refresh("Months", 8, "count"),
        refresh("Written", 12, "checked"),
        formula("These months", 14, "checked"),
        formula("A year earlier", 14, "checked"),
        formula("Recomputed", 12, "checked"),
        formula("Agrees", 9, "truth"),
    ),
    identity=("Indicator", "Figure"),
)

AS_AT: Final = cell("checks.as_at")
AGREE: Final = cell("checks.agree")
"""How many of the figures agree."""
