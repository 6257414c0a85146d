"""The Impact sheet's cells as what a pack says of the work and whether it made a difference."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, ImpactView, Look, Tone
from workbook.sheets.impact import layout
from workbook.sheets.impact.layout import IMPACT
from workbook.sheets.impact.values import output_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.pack.said.source import RefreshedWorkbook

PRIORITY_SHARES: Final = (26, 24, 24, 30)
OUTPUT_SHARES: Final = (34, 28, 22, 26)
TONED: Final = "status"
"""The cell of an output that its tone is of."""

ESTIMATE_SHARES: Final = (30, 70)

PLAIN: Final = (False, Tone.PLAIN)
"""How a row is marked that nothing is known of."""


def impact(book: RefreshedWorkbook) -> ImpactView:
    """The tables of the sheet, those that have rows, and its chart."""
    grids = (_priorities(book), _outputs(book), _estimates(book))
    return ImpactView(
        title=book.text(layout.HEAD, "title") or IMPACT.name,
        note=book.text(layout.HEAD, "note"),
        mark=book.text(layout.HEAD, "illustrative"),
        tables=tuple(grid for grid in grids if grid.rows),
        # Of a plan without an action the chart is blank paper.
        burn_up=book.chart(
            layout.BURN_UP,
            title="Actions complete, and due by then",
            alt_text="Line chart of actions complete against actions due, month by month.",
        )
        if book.settings.plan.actions
        else None,
    )


def _priorities(book: RefreshedWorkbook) -> Grid:
    """A row for each priority, in their order."""
    priorities = [section for section in book.settings.sections if section.is_priority]
    plan = book.settings.plan
    marks = [
        (any(one.illustrative for one in plan.actions_of(priority.id)), Tone.PLAIN)
        for priority in priorities
    ]
    rows = book.rows(layout.PRIORITIES) if priorities else ()
    return _grid(
        "Where each priority stands", layout.PRIORITY_HEADINGS, PRIORITY_SHARES, rows, marks
    )


def _outputs(book: RefreshedWorkbook) -> Grid:
    """A row for each output, told by its reference and text."""
    known = {
        words(output_label(one)): (one.illustrative, book.output_tones.get(one.ref, Tone.PLAIN))
        for one in book.settings.plan.outputs
    }
    rows = book.rows(layout.OUTPUTS)
    marks = [known.get(words(row["output"]), PLAIN) for row in rows]
    return _grid("Outputs against target", layout.OUTPUT_HEADINGS, OUTPUT_SHARES, rows, marks)


def _estimates(book: RefreshedWorkbook) -> Grid:
    """A row for each of the first impact questions, in their order."""
    plan = book.settings.plan
    illustrative = {one.ref for one in plan.actions if one.illustrative}
    marks = [
        (not illustrative.isdisjoint(question.actions), Tone.PLAIN)
        for question in plan.impact_questions
    ]
    rows = book.rows(layout.ESTIMATES)
    return _grid(
        "Has it made a difference?", layout.ESTIMATE_HEADINGS, ESTIMATE_SHARES, rows, marks
    )


def _grid(
    title: str,
    headings: Mapping[str, str],
    shares: Sequence[float],
    rows: Sequence[Mapping[str, object]],
    marks: Sequence[tuple[bool, Tone]],
) -> Grid:
    """A table by the keys of its cells; of each of its first rows whether it is invented, and the
    tone of its status.
    """
    found = []
    for row, (invented, tone) in zip(rows, chain(marks, repeat(PLAIN)), strict=False):
        cells = tuple(
            GridCell(text=words(row[key]), tone=tone if key == TONED else Tone.PLAIN)
            for key in headings
        )
        if any(cell.text for cell in cells):
            found.append(GridRow(cells=cells, invented=invented))
    return Grid(
        title=title,
        columns=tuple(
            GridColumn(heading=heading, share=share, look=Look.TEXT if at else Look.STRONG)
            for at, (heading, share) in enumerate(zip(headings.values(), shares, strict=True))
        ),
        rows=tuple(found),
    )
