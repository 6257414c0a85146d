"""What stands where on Heat tables."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, numbered, rows
from workbook.layout.sheet import Group, Sheet
from xlsrc.measures.rolling import MONTHS_IN_YEAR

HEAT_TABLES: Final = Sheet(
    name="Heat tables",
    group=Group.EXPLORE,
    purpose="Ward by month; month by year",
    mark="heat.period",
)

YEARS: Final = 6
"""Calendar years of an indicator's table, the as-at month's the last."""

PERIOD: Final = cell("heat.period")
NOTE: Final = cell("heat.note")
TABLE: Final = rows("heat.{table}", ("name", *numbered("month", MONTHS_IN_YEAR), "total"))
"""A heading, rows of months with their total, and what is over all of them."""

MONTHS: Final = rows("heat.{table}.months", numbered("month", MONTHS_IN_YEAR))
"""A table's months, which its formulas add up."""

WARDS: Final = "wards"
"""What the table of wards is called; the others go by their indicator's id."""

NAME_COLUMNS: Final = (1,)
"""The columns, A being 1, that are as wide as the longest name in the area that is drawn."""
