"""Whose each piece of a page is: a cell's, a drawing's, the footer's, or nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.publish.pdf_tags.box import Box, around

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.publish.pdf_tags.content import Content, Piece
    from workbook.publish.pdf_tags.grid import Grid
    from workbook.publish.pdf_tags.printed_sheet import Look, PrintedSheet

Place = tuple[int, int]
"""A cell's row and column."""

Owner = Place | int | str
"""A cell, a drawing by its number, or an artifact by its kind ('' for decoration)."""

FOOTER: Final = "Footer"
HEADER: Final = "Header"

_ABOVE: Final = 2.0
"""A letter's foot may be this much below its cell's text."""

_NEAR: Final = 1.0
_SLACK: Final = 4.0
_SAME_LINE: Final = 0.5
_NEXT: Final = 2.0


def owners(
    sheet: PrintedSheet, grid: Grid, content: Content, *, is_first: bool
) -> tuple[Owner, ...]:
    """The owner of each piece of a page; what a sheet repeats on its further pages is a header."""
    drawings = {at: box for at, drawn in enumerate(sheet.drawn) if (box := grid.drawing(drawn))}
    texts = {
        place: look
        for place, look in sheet.looks.items()
        if look.text and look.row in grid.rows and place[1] in grid.columns
    }
    found: list[Owner] = []
    before: tuple[Piece, Owner] | None = None
    for piece in content.pieces:
        owner: Owner = ""
        if piece.box.bottom < grid.body.bottom - _ABOVE:
            owner = FOOTER if piece.is_text else ""
        elif piece.is_text:
            if before is not None and _goes_on(before[0].box, piece.box):
                owner = before[1]
            else:
                owner = _of_text(piece.box, grid, texts, drawings)
        else:
            owner = _of_path(piece.box, drawings)
        if isinstance(owner, tuple) and not is_first and owner[0] in sheet.repeated:
            owner = HEADER
        if piece.is_text:
            before = (piece, owner)
        found.append(owner)
    return tuple(found)


def boxes(content: Content, found: Sequence[Owner]) -> dict[Owner, Box]:
    """The box around what each owner draws, in the order of drawing."""
    parts: dict[Owner, list[Box]] = {}
    for piece, owner in zip(content.pieces, found, strict=True):
        parts.setdefault(owner, []).append(piece.box)
    return {owner: around(some) for owner, some in parts.items()}


def _goes_on(before: Box, box: Box) -> bool:
    """Whether a text goes on where another ended: letters of another font in one line."""
    return abs(before.bottom - box.bottom) < _SAME_LINE and abs(box.left - before.right) < _NEXT


def _of_path(box: Box, drawings: Mapping[int, Box]) -> Owner:
    """The drawing that holds a path: a sparkline's neighbour is nearer than the slack of others."""
    holding = (at for slack in (_NEAR, _SLACK) for at, d in drawings.items() if d.holds(box, slack))
    return next(holding, "")


def _of_text(
    box: Box, grid: Grid, texts: Mapping[Place, Look], drawings: Mapping[int, Box]
) -> Owner:
    middle = (box.bottom + box.top) / 2
    row = grid.row_at(middle)
    near = [] if row is None else list(_of_row(row, texts))
    inside = [
        look
        for look in near
        if grid.columns[look.column][0] - 1 <= box.left and box.left < _right(grid, look) - 1
    ]
    if inside:
        return (inside[0].row, inside[0].column)
    drawing = _of_path(box, drawings)
    if drawing != "":
        return drawing
    if not near:
        return _nearest_above(middle, grid, texts, box)
    best = min(near, key=lambda look: _distance(look, grid, box))
    return (best.row, best.column)


def _of_row(row: int, texts: Mapping[Place, Look]) -> Iterator[Look]:
    return (look for look in texts.values() if look.row <= row <= look.row_end)


def _right(grid: Grid, look: Look) -> float:
    return grid.columns[min(look.column_end, max(grid.columns))][1]


def _distance(look: Look, grid: Grid, box: Box) -> float:
    """How far a text is from where its cell's text would begin, end or lie."""
    left, right = grid.columns[look.column][0], _right(grid, look)
    if look.align == "right":
        return abs(right - box.right)
    if look.align == "center":
        return abs((left + right - box.left - box.right) / 2)
    return abs(box.left - left)


def _nearest_above(middle: float, grid: Grid, texts: Mapping[Place, Look], box: Box) -> Owner:
    """The cell above of which a text hangs down; nobody's where there is none."""
    above = [
        look
        for look in texts.values()
        if grid.rows[look.row][0] > middle
        and grid.columns[look.column][0] - 1 <= box.left < _right(grid, look)
    ]
    if not above:
        return ""
    best = min(above, key=lambda look: grid.rows[look.row][0])
    return (best.row, best.column)
