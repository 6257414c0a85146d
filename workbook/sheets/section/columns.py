"""The columns of a section sheet, and how much text they have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

COLUMNS_PX: Final = (44, 200, 112, 60, 60, 92, 14, 190, 66, 66, 132)
"""Widths of columns A to K; everything stands on the bands A:C, D:H and I:K."""


def room(first: int, last: int | None = None, *, wraps: bool = False) -> float:
    """Points for a line of text from one column to the end of another, or of itself."""
    end = first if last is None else last
    return cell_room(sum(COLUMNS_PX[first : end + 1]), wraps=wraps)
