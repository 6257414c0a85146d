"""The columns of a section sheet, and how much text they have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

COLUMNS_PX: Final = (44, 122, 86, 12, 136, 60, 56, 12, 72, 120, 60, 12, 44, 64, 72, 72)
"""Widths of columns A to P: four equal quarters with a gutter between them.

Small panels stand on the quarters, and the panels, the boxes and the foot's tables on columns of
theirs, so that all of them share one sheet without a merged cell in a table.
"""

QUARTERS: Final = (0, 4, 8, 12)
"""The first column of each quarter."""

LAST_COLUMN: Final = len(COLUMNS_PX) - 1
QUARTER_ENDS: Final = (2, 6, 10, LAST_COLUMN)
"""The last column of each quarter; the last quarter has one column more than the others."""

WIDER: Final = 1.05
"""The part by which a program may draw text wider than it is reckoned, and it still fits."""


def room(first: int, last: int | None = None, *, wraps: bool = False) -> float:
    """Points for a line of text from one column to the end of another, or of itself."""
    return cell_room(span(first, last), wraps=wraps)


def narrowed(first: int, last: int, *, wraps: bool = False) -> float:
    """The same for text that fits also where a program draws it wider."""
    return room(first, last, wraps=wraps) / WIDER


def span(first: int, last: int | None = None) -> int:
    """Pixels from one column to the end of another, or of itself."""
    end = first if last is None else last
    return sum(COLUMNS_PX[first : end + 1])
