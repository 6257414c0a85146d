"""How far out every indicator is: a row of dots a section, as on the sheet Exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.text_width import unbroken
from workbook.html.svg.figure import (
    Figure,
    Mark,
    drawing,
    nothing,
    number,
    path,
    text_of,
    wide,
    words,
)
from workbook.html.svg.long_term import diamond
from workbook.html.svg.plane import LINE, WIDTH
from workbook.html.svg.rows import DEEP, Scale, rows_of, scale_words, verticals
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.dots import WAYS, dots, lines_words
from workbook.sheets.exceptions.dots import blocks as dot_blocks
from workbook.sheets.exceptions.layout import FURTHEST
from xlsrc.domain.wording import DOES_NOT_APPLY, signed
from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.unusual import BEGINS, WATCH_BEGINS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.html.svg.rows import Row
    from workbook.sheets.exceptions.dots import Dot
    from xlsrc.assessment import Dashboard

POINT: Final = 4.5
LISTED: Final = 6.5
SQUARE: Final = 8.0
LOWER, HIGHER = "← lower than usual", "higher than usual →"
LIST_HEADING: Final = "In the list"


def dots_figure(dashboard: Dashboard, name: str) -> Figure:
    """Every indicator by how many spreads it lies from the middle of its own usual range.

    A circle each; a diamond where one of the lists has it, its name beside its section's; a square
    where the figures are invented. ``name`` is the drawing's id on the page.
    """
    title = next(
        str(block.values[0][0])
        for block in dot_blocks(dashboard)
        if block.name == layout.DOTS_TITLE.name
    )
    found = dots(dashboard)
    if not found:
        return nothing("All indicators at once", f"{title}.")
    sections = dashboard.settings.sections
    in_rows = [[dot for dot in found if dot.row == at] for at in range(len(sections))]
    named = [
        (_heading(section.sheet, row), "", False)
        for section, row in zip(sections, in_rows, strict=True)
    ]
    rows, bottom = rows_of(named)
    scale = Scale(low=-FURTHEST, high=FURTHEST)
    ordered = sorted(found, key=lambda dot: -dot.out)
    told = "; ".join(f"{dot.assessment.label} {signed(dot.out, 1)}" for dot in ordered)
    describes = f"Spreads from the middle: {told}."
    table = tuple(
        (
            dot.assessment.label,
            sections[dot.row].sheet,
            signed(dot.out, 1),
            _list_of(dot),
        )
        for dot in ordered
    )
    return Figure(
        svg=drawing(
            name, title, describes, (WIDTH, bottom + 2 * LINE + 6), _parts(rows, in_rows, scale)
        ),
        caption=title,
        describes=describes,
        table=(("Indicator", "Section", "Spreads from the middle", LIST_HEADING), table),
        notes=_notes(dashboard),
    )


def _notes(dashboard: Dashboard) -> tuple[str, ...]:
    """What the distances are of, and what the lines and marks are; the page's lists follow."""
    what = WAYS.rpartition("    ")[2]
    lines = lines_words(dashboard).replace(" above.", ".").replace("  ", " ")
    return f"{what[:1].upper()}{what[1:]}.", lines


def _heading(section: str, row: Sequence[Dot]) -> str:
    """The section's name, and those of its indicators in a list: below it where there is no room
    beside it.
    """
    names = [f"◆ {dot.assessment.label}" for dot in row if dot.is_listed]
    line = "   ".join([section, *names])
    return unbroken(line if wide(line) <= WIDTH else "\n".join([section, *names]))


def _list_of(dot: Dot) -> str:
    one = dot.assessment
    if one.exception is not None and one.exception.in_force:
        return layout.OUTSIDE.heading
    return layout.WATCHED.heading if dot.is_listed else DOES_NOT_APPLY


def _parts(rows: Sequence[Row], in_rows: Sequence[Sequence[Dot]], scale: Scale) -> Iterator[str]:
    def both(value: float) -> tuple[float, float]:
        return scale.x(-value), scale.x(value)

    yield path(Mark.GRID, "".join(f"M0 {number(row.middle)}h{number(WIDTH)}" for row in rows))
    yield verticals(Mark.AXIS, rows, (scale.x(0),))
    yield verticals(Mark.CHANGE, rows, both(Z_95))
    yield verticals(Mark.WATCHED, rows, both(WATCH_BEGINS))
    yield verticals(Mark.TICK, rows, both(BEGINS))
    for row, found in zip(rows, in_rows, strict=True):
        yield from row.texts()
        for dot in sorted(found, key=lambda dot: dot.is_listed):
            yield _dot(scale.x(max(-FURTHEST, min(FURTHEST, dot.out))), row.middle, dot)
    bottom = rows[-1].top + DEEP
    named = [(-BEGINS, f"−{BEGINS:.0f}"), (0.0, "0"), (BEGINS, f"+{BEGINS:.0f}")]
    yield from scale_words(scale, named, bottom)
    yield words((0, bottom + 2 * LINE), LOWER)
    yield words((WIDTH, bottom + 2 * LINE), HIGHER, anchor="end")


def _dot(x: float, y: float, dot: Dot) -> str:
    """The mark of an indicator, named for those who point at it."""
    title = f"<title>{text_of(f'{dot.assessment.label} {signed(dot.out, 1)}')}</title>"
    if dot.assessment.illustrative:
        half = SQUARE / 2
        return (
            f'<rect class="{Mark.INVENTED}" x="{number(x - half)}" y="{number(y - half)}" '
            f'width="{number(SQUARE)}" height="{number(SQUARE)}">{title}</rect>'
        )
    if dot.is_listed:
        return f'<path class="{Mark.MARK}" d="{diamond(x, y, LISTED)}">{title}</path>'
    return (
        f'<circle class="{Mark.INDICATOR}" cx="{number(x)}" cy="{number(y)}" '
        f'r="{number(POINT)}">{title}</circle>'
    )
