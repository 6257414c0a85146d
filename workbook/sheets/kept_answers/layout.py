"""The sheet Kept answers: what analysts wrote beside rows that are gone."""

from __future__ import annotations

from typing import Final

from workbook.layout.kept_answers import KEPT_ANSWERS
from workbook.layout.sheet import Group, Sheet

KEPT: Final = Sheet(name=KEPT_ANSWERS, group=Group.ANALYST, purpose="Answers whose row is gone")
