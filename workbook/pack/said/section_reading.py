"""A section sheet's cells as what a pack says of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import (
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Look,
    SectionView,
    Tone,
    Words,
)
from workbook.pack.said.panel_reading import KEY_COLUMNS, Panel, indicator_view
from workbook.sheets.section import layout
from workbook.sheets.section.foot_values import (
    chain_line,
    heard_line,
    output_label,
    shown_chain,
    shown_heard,
)
from workbook.sheets.section.layout import BOX_HEADINGS, FOOT_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbook.pack.said.source import RefreshedWorkbook
    from xlsrc.domain.indicator import Indicator, Section

    Record = Mapping[str, object]
    Marks = Mapping[str, tuple[bool, Tone]]
    """Of actions or outputs, by what their row is told by: whether invented, and their tone."""

ACTION_SHARES: Final = {
    "ref": 6,
    "action": 38,
    "lead": 20,
    "due": 13,
    "progress": 11,
    "status": 16,
}
OUTPUT_SHARES: Final = {"output": 41, "to_date": 16, "target": 14, "output_status": 28}
"""Widths by the columns of the sheet's cells."""

LOOKS: Final = {
    "action": Look.STRONG,
    "due": Look.NUMBER,
    "progress": Look.NUMBER,
    "output": Look.STRONG,
    "to_date": Look.NUMBER,
    "target": Look.NUMBER,
}


def section_view(
    book: RefreshedWorkbook, section: Section, headlines: Sequence[Indicator]
) -> SectionView:
    """A section as its sheet shows it; ``headlines`` are those with a place of their own."""
    head = layout.HEAD.of(section=section.id)
    boxes = layout.BOXES.of(section=section.id)
    foot = book.rows(layout.FOOT.of(section=section.id)) if section.is_priority else ()
    return SectionView(
        title=book.text(head, "title") or section.name,
        objective=book.text(head, "objective"),
        note=book.text(head, "illustrative"),
        boxes=tuple(
            Words(heading=heading, text=text)
            for key, heading in BOX_HEADINGS.items()
            if (text := book.text(boxes, key))
        ),
        indicators=_indicators(book, section, book.settings.of_section(section)),
        headlines=tuple(indicator_view(Panel(book, section, one)) for one in headlines),
        plan=_plan(book, section, foot),
        foot=_last_line(book, section, foot[layout.FOOT_CHAIN : layout.FOOT_READ]) if foot else (),
    )


def _indicators(book: RefreshedWorkbook, section: Section, indicators: Sequence[Indicator]) -> Grid:
    """The key figures of every indicator of the section."""
    rows = []
    for indicator in indicators:
        panel = Panel(book, section, indicator)
        cells = (GridCell(text=panel.label), *panel.key_cells)
        rows.append(GridRow(cells=cells, invented=book.known[indicator.id].invented))
    return Grid(
        title="Every indicator of this section",
        columns=(GridColumn(heading="Indicator", share=24, look=Look.STRONG), *KEY_COLUMNS),
        rows=tuple(rows),
    )


def _plan(book: RefreshedWorkbook, section: Section, foot: Sequence[Record]) -> tuple[Grid, ...]:
    """The foot's tables of actions and of outputs, those that have rows."""
    if not foot:
        return ()
    plan = book.settings.plan
    actions: Marks = {
        one.ref: (one.illustrative, book.action_tones.get(one.ref, Tone.PLAIN))
        for one in plan.actions_of(section.id)
    }
    outputs: Marks = {
        words(output_label(one)): (
            one.illustrative,
            book.output_tones.get(one.ref, Tone.PLAIN),
        )
        for one in plan.outputs_of(section.id)
    }
    grids = (
        _foot_grid(foot, ACTION_SHARES, actions),
        _foot_grid(foot, OUTPUT_SHARES, outputs),
    )
    return tuple(grid for grid in grids if grid.rows)


def _foot_grid(foot: Sequence[Record], shares: dict[str, int], known: Marks) -> Grid:
    """A table of the foot, by the keys of its cells; the first tells what the row is of."""
    first, *_, status = shares
    rows = []
    for row in foot[layout.FOOT_TABLE : layout.FOOT_CHAIN]:
        invented, tone = known.get(words(row[first]), (False, Tone.PLAIN))
        cells = tuple(
            GridCell(text=words(row[key]), tone=tone if key == status else Tone.PLAIN)
            for key in shares
        )
        if any(cell.text for cell in cells):
            rows.append(GridRow(cells=cells, invented=invented))
    return Grid(
        title=words(foot[layout.FOOT_TITLES][first]),
        columns=tuple(
            GridColumn(heading=FOOT_HEADINGS[key], share=share, look=LOOKS.get(key, Look.TEXT))
            for key, share in shares.items()
        ),
        rows=tuple(rows),
    )


def _last_line(
    book: RefreshedWorkbook, section: Section, lines: Sequence[Record]
) -> tuple[str, ...]:
    """The chain and what was heard, each whole where the sheet has no room for it."""
    chain = chain_line(book.settings, section)
    heard = [heard_line(evidence) for evidence in book.settings.evidence]
    found = (
        _whole(words(lines[0]["ref"]), [chain] if chain else [], shown_chain),
        _whole(words(lines[1]["ref"]), heard, shown_heard),
    )
    return tuple(text for text in found if text)


def _whole(text: str, lines: Sequence[str], shown: Callable[[str], str]) -> str:
    """The one of the lines that the sheet shows as this text, cut to its room; else the text."""
    return next((words(line) for line in lines if words(shown(line)) == text), text)
