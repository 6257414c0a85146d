"""How much room texts need in cells: lines of a cell, the height of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.layout.table import Column

LINE_HEIGHT: Final = 12
"""Points that a line of the body takes."""

ROW_PADDING: Final = 4
BUTTON_HEIGHT: Final = 13
"""Points at a heading's foot for the filter's button, which would hide a label there."""

POINTS_PER_PIXEL: Final = 0.75
_INDENT: Final = 9
_SIDE: Final = 2
_GRIDLINE: Final = 1
"""Pixels of a column that its text leaves free: for each step in, at each side, and for the line
between it and the next."""


def pixels(width: float) -> int:
    """Pixels of a column: seven a digit of the default font, and five around them."""
    return round(7 * width) + 5


def cell_room(wide: int, *, indent: int = 1, wraps: bool = False) -> float:
    """Points that a line of text may take in a cell of so many pixels.

    One that does not wrap may run up to the gridline, where the next cell cuts it off.
    """
    free = _INDENT * indent + _SIDE * (2 if wraps else 1) + _GRIDLINE
    return POINTS_PER_PIXEL * (wide - free)


def lines(text: str, column: Column, *, bold: bool = False) -> int:
    """Lines that a text of the body's size takes in a column."""
    room = cell_room(pixels(column.width), indent=int(column.number == "text"), wraps=True)
    return len(wrapped(text, room, BODY_SIZE, bold=bold))


def row_height(columns: Sequence[Column], record: Iterable[object]) -> float:
    """Points that a table's row needs for the longest of its wrapping texts."""
    most = max(
        (
            lines(str(value), column)
            for column, value in zip(columns, record, strict=True)
            if column.wraps and value
        ),
        default=1,
    )
    return LINE_HEIGHT * most + ROW_PADDING


def heading_height(columns: Sequence[Column]) -> float:
    """Points that a row of headings needs, with the filters' buttons below the labels."""
    most = max(lines(column.header, column, bold=True) for column in columns)
    return LINE_HEIGHT * most + BUTTON_HEIGHT
