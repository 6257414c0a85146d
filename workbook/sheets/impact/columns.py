"""The columns of Impact, and how much text they have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

COLUMNS_PX: Final = (226, 18, 206, 18, 130, 136, 18, 362)
"""Columns of text with an arrow's width between them; the third of text is of two."""


def room(first: int, last: int | None = None) -> float:
    """Points for a line of text from one column to the end of another, or of itself."""
    end = first if last is None else last
    return cell_room(sum(COLUMNS_PX[first : end + 1]))
