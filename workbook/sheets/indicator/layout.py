"""The sheet Indicator."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet

INDICATOR: Final = Sheet(
    name="Indicator", group=Group.EXPLORE, purpose="Choose any indicator from a list"
)
