"""The chain of Impact as rows of boxes with arrows between them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import room_for, wrapped
from workbook.sheets.impact import layout
from workbook.sheets.impact.columns import room
from workbook.sheets.impact.layout import CHAIN_GROUP
from workbook.sheets.plan.words import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Cell
    from xlsrc.plan.chain import Link

Cells = dict[str, "Cell"]

PRIORITY_ROOM: Final = room(layout.CHAIN.column("priority"))
"""Points for a line of text beside the boxes of the chain."""

ARROW: Final = "→"
GOES_ON: Final = " …"
"""What ends an objective that has more lines than its links."""

REMARK: Final = re.compile(r"\s*\([^()]*\)$")
"""A remark in brackets at the end of an objective, for which the chain has no room."""


def chain_rows(found: Sequence[Link]) -> list[Cells]:
    """Each link's boxes, what stands in the row above left out; the objective beside its own."""
    rows: list[Cells] = []
    for priority, group in groupby(found, key=lambda link: link.priority):
        lines = list(group)
        beside = PRIORITY_ROOM - room_for(GOES_ON, BODY_SIZE)
        objective = wrapped(REMARK.sub("", priority.objective), beside, BODY_SIZE)
        sides = [f"{CHAIN_GROUP} {wording.section_title(priority)}", *objective]
        if len(sides) > len(lines):
            sides = sides[: len(lines)]
            sides[-1] = sides[-1] if len(lines) == 1 else f"{sides[-1]}{GOES_ON}"
        above: Link | None = None
        for at, line in enumerate(lines):
            side = sides[at] if at < len(sides) else None
            rows.append(_chain_row(line, above, side))
            above = line
    return rows


def _chain_row(link: Link, above: Link | None, side: str | None) -> Cells:
    action = f"{link.action.ref}  {link.action.text}" if link.action else "no action"
    output = f"{link.output.ref}  {link.output.text}" if link.output else "no output"
    outcome = link.outcome.text if link.outcome else "no outcome"
    texts = {"action": action, "output": output, "outcome": outcome}
    boxes: Cells = {key: shortened(text, box_room(key)) for key, text in texts.items()}
    if side:
        is_title = side.startswith(CHAIN_GROUP)
        boxes["priority"] = shortened(side, PRIORITY_ROOM, bold=is_title)
    if above is not None and link.action is not None and above.action == link.action:
        del boxes["action"]
        if above.output == link.output:
            del boxes["output"]
    has_both = boxes.keys() >= {"action", "output"}
    return boxes | {
        "to_output": ARROW if has_both and link.action and link.output else None,
        "to_outcome": ARROW if link.output and link.outcome else None,
        "to_priority": ARROW if link.outcome else None,
    }


def box_room(key: str) -> float:
    """Points for a line in a box; that of an outcome is of two columns."""
    column = layout.CHAIN.column(key)
    return room(column, column + (key == "outcome"))
