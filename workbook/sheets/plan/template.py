"""The sheets of the plan, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.plan import actions_template, outcomes_template, outputs_template

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas


def author(canvas: Canvas) -> None:
    """Add Actions, Outputs and Outcomes, each with the rows that seed its tables."""
    for module in (actions_template, outputs_template, outcomes_template):
        module.author(canvas)
