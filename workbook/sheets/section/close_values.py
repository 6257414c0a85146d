"""What closes a section's last page: what its indicators count, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import LABEL_SIZE
from workbook.sheets.plan.words import shortened
from workbook.sheets.section import layout as blocks
from workbook.sheets.section.columns import room
from workbook.sheets.section.pages import section_pages
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.words.views import evidence_on, heard_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.commentary import Evidence
    from xlsrc.domain.indicator import Section

TEXT_ROOM: Final = room(blocks.COUNTED.column("definition"), blocks.WIDTH - 1)
WHOLE_ROOM: Final = room(0, blocks.WIDTH - 1)
"""Points of a line beside an indicator's name, and across the page."""

NOTHING_HEARD: Final = "Nothing is recorded on the sheet What we heard."


def close(dashboard: Dashboard, section: Section) -> list[Block]:
    """The blocks for which the section's last page has room."""
    assessments = dashboard.of_section(section)
    layout = section_pages(len(assessments), is_priority=section.is_priority)
    written = []
    if layout.counted_lines:
        rows = _counted(assessments, layout.counted_lines)
        written.append(blocks.COUNTED.of(section=section.id).written(*rows))
    if layout.heard:
        lines = _heard(evidence_on(dashboard, section)[: layout.heard])
        heard = blocks.HEARD.of(section=section.id).with_rows(layout.heard)
        written.append(heard.filled(*({"heard": line} for line in lines)))
    return written


def _counted(assessments: Sequence[Assessment], lines: int) -> list[Mapping[str, Cell]]:
    # In the order of the panels: headline indicators first.
    ordered = sorted(assessments, key=lambda assessment: not assessment.indicator.headline)
    rows: list[Mapping[str, Cell]] = []
    for assessment in ordered:
        indicator = assessment.indicator
        definition = shortened(indicator.definition or DOES_NOT_APPLY, TEXT_ROOM)
        good = f"What good looks like: {indicator.good_looks_like or DOES_NOT_APPLY}"
        notes = [good, indicator.caveats or DOES_NOT_APPLY][-(lines - 1) :]
        rows.append({"indicator": assessment.label, "definition": definition})
        rows.extend({"definition": shortened(note, TEXT_ROOM, LABEL_SIZE)} for note in notes)
    return rows


def _heard(evidence: Sequence[Evidence]) -> list[str]:
    return [_line(one) for one in evidence] or [NOTHING_HEARD]


def _line(evidence: Evidence) -> str:
    tail = f" {ILLUSTRATIVE_MARK}" if evidence.illustrative else ""
    return shortened(heard_sentence(evidence) + tail, WHOLE_ROOM)
