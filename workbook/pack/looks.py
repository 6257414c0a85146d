"""How the words and tables of a pack look, on slides and in reports alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workbook.house import style
from workbook.house.text_width import unbroken
from workbook.pack.said.content import Look, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.pack.fit import Type
    from workbook.pack.said.content import Grid, GridCell, GridColumn
    from workbook.pack.theme import Theme

CELL_SIDE, CELL_END = 5.0, 3.0
"""Points that a table's cell keeps free at its sides, and above and below its text."""

AFTER_NUMBERS: Final = 14.0
"""Points more before words that follow a column of figures."""

COMFORTABLE: Final = 0.85
"""The share of a table's width that its longest words may take."""


CHIPS: Final = {
    Tone.WORSE: (style.WHITE[1:], style.WORSE[1:]),
    Tone.BETTER: (style.BETTER_TEXT[1:], style.BETTER_FILL[1:]),
    Tone.NEW: (style.INK[1:], style.TINT[1:]),
}
"""The colour of a status, and of the ground that it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look; ``colour`` is a theme's name (``tx2``) or RRGGBB, '' for the text's."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""


Paragraph = tuple[Run, ...]


def marking(text: str, size: float, theme: Theme) -> Paragraph:
    """The sentence that says what is illustrative."""
    return (Run(text=text, size=size, bold=True, colour=theme.illustrative),)


def cell_look(
    column: GridColumn, cell: GridCell, size: float, theme: Theme, *, invented: bool
) -> tuple[Run, str]:
    """How a cell is written, and on what fill ('' for none): as in the workbook."""
    if column.look is Look.STATUS and cell.tone in CHIPS:
        colour, fill = CHIPS[cell.tone]
        return Run(text=cell.text, size=size, bold=True, colour=colour), fill
    colour = theme.illustrative if invented else ""
    if column.look is Look.QUIET:
        colour = colour or theme.second
    bold = is_bold(column, cell)
    return Run(text=cell.text, size=size, bold=bold, italic=invented, colour=colour or "tx1"), ""


def is_bold(column: GridColumn, cell: GridCell) -> bool:
    """Whether a cell stands out: what names its row, and what has gone wrong."""
    return column.look is Look.STRONG or cell.tone in (Tone.WORSE, Tone.GONE_WRONG)


def row_heights(grid: Grid, width: float, type_: Type) -> tuple[float, ...]:
    """The heights of a table's heading and rows when it is set this wide."""
    widths = column_widths(grid, width, type_)
    heading = heading_type(type_)
    head = max(
        heading.height(text, wide - sides(grid, at), bold=True)
        for at, (text, wide) in enumerate(zip(grid.headings, widths, strict=True))
    )
    rows = [
        max(
            type_.height(cell.text, wide - sides(grid, at), bold=is_bold(column, cell))
            for at, (cell, wide, column) in enumerate(
                zip(row.cells, widths, grid.columns, strict=True)
            )
        )
        for row in grid.rows
    ]
    return tuple(height + 2 * CELL_END for height in (head, *rows))


def by_words(grid: Grid, width: float, type_: Type) -> Grid:
    """A table whose columns are as wide as their words in one line, where a width allows that."""
    heading = heading_type(type_)
    needed = [
        max(
            heading.width(column.heading, bold=True),
            *(type_.width(row.texts[at], bold=True) for row in grid.rows),
        )
        + sides(grid, at)
        + 1
        for at, column in enumerate(grid.columns)
    ]
    left = width - sum(needed)
    if left < 0:
        return grid
    return grid.with_shares([one + left / len(needed) for one in needed])


def before(grid: Grid, at: int) -> float:
    """Points that the cells of a column keep free before their text."""
    follows = at > 0 and grid.columns[at - 1].look is Look.NUMBER
    return CELL_SIDE + (
        AFTER_NUMBERS if follows and grid.columns[at].look is not Look.NUMBER else 0
    )


def sides(grid: Grid, at: int) -> float:
    """Points that the cells of a column keep free on both sides of their text."""
    return before(grid, at) + CELL_SIDE


def column_widths(grid: Grid, width: float, type_: Type) -> tuple[float, ...]:
    """The widths of a table's columns in points: by their shares, but no word is broken.

    What a column needs beyond its share for its longest word the others give, each by its share.
    """
    least = [
        min(width / 3, _longest(column, [row.texts[at] for row in grid.rows], type_))
        + before(grid, at)
        - CELL_SIDE
        for at, column in enumerate(grid.columns)
    ]
    if sum(least) >= width:
        return tuple(width * one / sum(least) for one in least)
    held: set[int] = set()
    while True:
        shares = sum(c.share for at, c in enumerate(grid.columns) if at not in held)
        room = width - sum(least[at] for at in held)
        widths = [
            least[at] if at in held else room * column.share / shares
            for at, column in enumerate(grid.columns)
        ]
        narrow = {at for at, wide in enumerate(widths) if wide < least[at]} - held
        if not narrow:
            return tuple(widths)
        held |= narrow


def has_room(grid: Grid, width: float, type_: Type) -> bool:
    """Whether a table can be set this wide without breaking words, and with room to spare."""
    needed = (
        _longest(column, [row.texts[at] for row in grid.rows], type_)
        for at, column in enumerate(grid.columns)
    )
    return sum(needed) < COMFORTABLE * width


def _longest(column: GridColumn, texts: Sequence[str], type_: Type) -> float:
    """The width that the longest word of a column needs; a status is one word."""
    words = [
        (part, type_, column.look is Look.STRONG or column.look is Look.STATUS)
        for text in texts
        for part in ([text] if column.look is Look.STATUS else unbroken(text).split(" "))
    ]
    words += [(part, heading_type(type_), True) for part in column.heading.split()]
    return max(one.width(text, bold=bold) for text, one, bold in words) + 2 * CELL_SIDE + 1


def heading_type(type_: Type) -> Type:
    """The type of a table's headings beside that of its rows."""
    return replace(type_, size=min(type_.heading, type_.size))
