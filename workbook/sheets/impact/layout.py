"""What stands where on Impact."""

from __future__ import annotations

from typing import Final

from workbook.block import ChartText
from workbook.house.charts import YEAR_COLUMNS, YEAR_SERIES
from workbook.layout.named_block import ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.sheets.impact.columns import COLUMNS_PX

IMPACT: Final = Sheet(
    name="Impact",
    group=Group.BOARD,
    purpose="Actions, outputs, and whether they work",
    mark="impact.outputs",
)

CHAIN_GROUP: Final = "›"  # noqa: RUF001 - as on the house style's buttons
"""Stands before a priority's name in the chain, where a new group of rows begins."""

BURN_UP_MONTHS: Final = 19
"""Months of the chart of actions: the as-at month, a year before it, half a year after."""

WIDTH: Final = len(COLUMNS_PX)

HEAD: Final = form(
    "impact.head", ends("title", "period", WIDTH), ends("note", "illustrative", WIDTH)
)
PRIORITIES: Final = rows(
    "impact.priorities", ("priority", "", "actions", "", "outputs", "", "", "impact")
)
ESTIMATES: Final = rows("impact.estimates", ("work", "", "shows", "", "", ""))
OUTPUTS: Final = rows("impact.outputs", ("output", "", "to_date", "", "status", "will_meet"))
BURN_UP_TITLE: Final = form("impact.burn_up_title", ("title",))
BURN_UP: Final = rows("impact.burn_up", YEAR_COLUMNS, BURN_UP_MONTHS + 1)
BURN_UP_TEXT: Final = ChartText(
    blocks=(BURN_UP.name,),
    text="Actions complete, and actions due, by the end of each month: the thick line is what is "
    "complete, the dashed one what was to be.",
    series=YEAR_SERIES,
)
"""The alternative text of the chart of actions."""

CHAIN: Final = rows(
    "impact.chain",
    ("action", "to_output", "output", "to_outcome", "outcome", "", "to_priority", "priority"),
)
ORPHANS: Final = rows("impact.orphans", ("line",))
"""What the chain lacks, beside the outputs: two lines each, what it is and what it lacks."""

PRIORITY_HEADINGS: Final = {
    "priority": "Priority",
    "actions": "Actions",
    "outputs": "Outputs",
    "impact": "Impact",
}
OUTPUT_HEADINGS: Final = {
    "output": "Output",
    "to_date": "To date, of its target",
    "status": "Status",
    "will_meet": "Will it be met?",
}
CHAIN_HEADINGS: Final = {
    "action": "Action",
    "output": "Output",
    "outcome": "Intermediate outcome",
    "priority": "Priority and its objective",
}
ESTIMATE_HEADINGS: Final = {
    "work": "Work",
    "shows": "What the figures show, with the range that chance leaves",
}
ORPHAN_HEADING: Final = "What, and what it lacks"
