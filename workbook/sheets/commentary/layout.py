"""The sheets Commentary and What we heard."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables import plan_layout

COMMENTARY: Final = Sheet(
    name=plan_layout.COMMENTARY,
    group=Group.ANALYST,
    purpose="Drafted text, the analyst's view",
)

HEARD: Final = Sheet(
    name=plan_layout.HEARD, group=Group.ANALYST, purpose="Quotes and their sources"
)
