"""The sheet Duties."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables import duties_layout

DUTIES: Final = Sheet(
    name=duties_layout.DUTIES,
    group=Group.ANALYST,
    purpose="What the law asks, and what is late",
)
