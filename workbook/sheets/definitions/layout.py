"""The sheet Definitions."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables import settings_layout

DEFINITIONS: Final = Sheet(
    name=settings_layout.DEFINITIONS,
    group=Group.ANALYST,
    purpose="What each indicator counts",
)
