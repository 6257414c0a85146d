"""The sheets of the plan: Actions, Outputs and Outcomes."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheet import Group, Sheet
from workbook.tables import plan_layout

ACTIONS: Final = Sheet(
    name=plan_layout.ACTIONS,
    group=Group.ANALYST,
    purpose="Who does what by when; decisions",
)

OUTPUTS: Final = Sheet(
    name=plan_layout.OUTPUTS, group=Group.ANALYST, purpose="What actions produce"
)

OUTCOMES: Final = Sheet(
    name=plan_layout.OUTCOMES,
    group=Group.ANALYST,
    purpose="What outputs lead to",
)
