"""The sheet Published: every figure of each edition, as it was published."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables.published_layout import PUBLISHED

PUBLISHED_SHEET: Final = Sheet(
    name=PUBLISHED, group=Group.ANALYST, purpose="Every figure of each edition"
)
