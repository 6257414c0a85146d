"""Where rows, columns and drawings of a sheet lie on the pages that it was printed on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.publish.pdf_tags.box import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.publish.pdf_tags.content import Content
    from workbook.publish.pdf_tags.drawn import Drawn
    from workbook.publish.pdf_tags.printed_sheet import PrintedSheet

_NEAR: Final = 1.2
"""How far, in points, a painted edge may be from a cell's: each row is rounded on its own."""

_THIN: Final = 0.6
_TITLE_ROWS: Final = 4

_FEWEST_EDGES: Final = 0.6
"""The share of painted bands whose edges must be those of rows: below it the page is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One page: its rows in order with their upper and lower edges, and its columns' sides.

    ``body`` is where cells are printed; below it is the footer.
    """

    rows: Mapping[int, tuple[float, float]]
    columns: Mapping[int, tuple[float, float]]
    scale: float
    body: Box

    def row_at(self, y: float) -> int | None:
        """The row at a height of the page, None outside."""
        return next((r for r, (top, low) in self.rows.items() if low <= y < top), None)

    def box(self, row: int, column: int, row_end: int, column_end: int) -> Box:
        """The box of a range of cells, as far as it is on the page."""
        rows = [self.rows[r] for r in range(row, row_end + 1) if r in self.rows]
        right = self.columns[min(column_end, max(self.columns))][1]
        return Box(self.columns[column][0], rows[-1][1], right, rows[0][0])

    def drawing(self, drawn: Drawn) -> Box | None:
        """Where a drawing is on the page; None when it begins elsewhere."""
        column, right, row, down = drawn.start
        if row not in self.rows or column not in self.columns:
            return None
        left = self.columns[column][0] + right * self.scale
        top = self.rows[row][0] - down * self.scale
        if drawn.end is None:
            width, height = drawn.extent
            return Box(left, top - height * self.scale, left + width * self.scale, top)
        column, right, row, down = drawn.end
        low = self.rows[row][0] - down * self.scale if row in self.rows else self.body.bottom
        ends = self.columns.get(column)
        end = ends[0] + right * self.scale if ends else max(r for _, r in self.columns.values())
        return Box(left, low, end, top)


def grids(
    sheet: PrintedSheet, pages: Sequence[Content], sides: Sequence[Box]
) -> tuple[Grid, ...] | None:
    """The grid of each page of a sheet; None where what is painted does not lie on it.

    ``sides`` are the pages' own boxes. LibreOffice scales a sheet by whole percents.
    """
    for scale in _scales(sheet, pages[0], sides[0]):
        # A sheet fitted to its pages is rounded down here and there: nothing of it runs over.
        parts = _parts(sheet, float("inf"))
        if len(parts) != len(pages):
            parts = _parts(sheet, _room(sheet, scale, sides[0]))
        if len(parts) != len(pages):
            continue
        found = tuple(
            _grid(sheet, rows, scale, page, side)
            for rows, page, side in zip(parts, pages, sides, strict=True)
        )
        if all(_is_on(grid, page, sheet) for grid, page in zip(found, pages, strict=True)):
            return found
    return None


def _bands(page: Content) -> list[Box]:
    """What is painted over the width of cells: filled rectangles, from the top down."""
    boxes = [piece.box for piece in page.pieces if not piece.is_text]
    flat = [box for box in boxes if box.right - box.left > box.top - box.bottom > _THIN]
    return sorted(flat, key=lambda box: -box.top)


def _title(page: Content, side: Box) -> Box | None:
    """The title's band: the uppermost of those as wide as the page."""
    wide = [box for box in _bands(page) if box.right - box.left > (side.right - side.left) / 2]
    return wide[0] if wide else None


def _scales(sheet: PrintedSheet, page: Content, side: Box) -> tuple[float, ...]:
    """The whole percents that the title's height may mean, the nearest first."""
    title = _title(page, side)
    if title is None:
        return ()
    # A title of several rows of one colour is painted at once.
    rows = range(sheet.first_row, min(sheet.first_row + _TITLE_ROWS, sheet.last_row + 1))
    found = []
    for height in itertools.accumulate(sheet.heights[row] for row in rows):
        percent = 100 * (title.top - title.bottom) / height if height else 0
        near = sorted(range(10, 401), key=lambda one: abs(one - percent))[:3]
        found += [one / 100 for one in near]
    return tuple(found)


def _room(sheet: PrintedSheet, scale: float, side: Box) -> float:
    """How high the rows of a page can be."""
    return (side.top - side.bottom - sheet.top_margin - sheet.bottom_margin) / scale


def _parts(sheet: PrintedSheet, room: float) -> tuple[tuple[int, ...], ...]:
    """The rows of each page: broken where the sheet says, and where a page is full."""
    again = sum(sheet.heights.get(row, 0.0) for row in sheet.repeated)
    parts, rows, used = [], list[int](), 0.0
    for row in range(sheet.first_row, sheet.last_row + 1):
        height = sheet.heights[row]
        if rows and (row - 1 in sheet.breaks or used + height > room + 1):
            parts.append(rows)
            rows = [one for one in sheet.repeated if one < row]
            used = again if rows else 0.0
        rows = [*rows, row]
        used += height
    return tuple(tuple(part) for part in (*parts, rows))


def _grid(sheet: PrintedSheet, rows: Iterable[int], scale: float, page: Content, side: Box) -> Grid:
    title = _title(page, side)
    top = side.top - sheet.top_margin
    left, right = (title.left, title.right) if title else (side.left, side.right)
    heights = [(row, sheet.heights[row] * scale) for row in rows]
    lows = list(
        itertools.accumulate((height for _, height in heights), lambda y, h: y - h, initial=top)
    )
    whole = sum(sheet.widths.values())
    unit = (right - left) / whole if whole else 0.0
    ends = list(itertools.accumulate((w * unit for w in sheet.widths.values()), initial=left))
    return Grid(
        rows={row: (lows[at], lows[at + 1]) for at, (row, _) in enumerate(heights)},
        columns=dict(zip(sheet.widths, itertools.pairwise(ends), strict=True)),
        scale=scale,
        body=Box(side.left, side.bottom + sheet.bottom_margin, side.right, top),
    )


def _is_on(grid: Grid, page: Content, sheet: PrintedSheet) -> bool:
    """Whether what is painted across cells begins and ends where rows do."""
    edges = {edge for sides in grid.rows.values() for edge in sides}
    lefts = {side for sides in grid.columns.values() for side in sides}
    drawings = [box for drawn in sheet.drawn if (box := grid.drawing(drawn))]

    def is_near(value: float, among: set[float]) -> bool:
        return any(abs(value - one) <= _NEAR for one in among)

    bands = [
        box
        for box in _bands(page)
        if is_near(box.left, lefts)
        and is_near(box.right, lefts)
        and not any(drawing.holds(box, _NEAR) for drawing in drawings)
    ]
    on = sum(is_near(box.top, edges) and is_near(box.bottom, edges) for box in bands)
    return bool(bands) and on >= _FEWEST_EDGES * len(bands)
