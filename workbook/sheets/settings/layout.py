"""The sheet Settings."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables import settings_layout

SETTINGS: Final = Sheet(
    name=settings_layout.SETTINGS,
    group=Group.ANALYST,
    purpose="Area, month, sections, peers, targets",
)

INDICATOR_NAMES: Final = "settings.indicators"
"""The defined name of the indicators' names, which the list at Map indicator shows."""
