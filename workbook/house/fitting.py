"""How much room texts need: lines of a cell, the height of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_pixel_width

from workbook.house.style import BODY_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.layout.table import Column

LINE_HEIGHT: Final = 12
"""Points that a line of the body takes."""

ROW_PADDING: Final = 4
BUTTON_HEIGHT: Final = 13
"""Points at a heading's foot for the filter's button, which would hide a label there."""

_MEASURED_SIZE: Final = 11
"""The size in points of the Calibri that ``xl_pixel_width`` measures."""

_INDENT: Final = 9
_EDGES: Final = 5
"""Pixels of a column that its text leaves free."""

_SAFE: Final = 1.05
"""No two programs break lines alike; an empty line is better than a hidden one."""

_BOLD: Final = 1.02
"""How much wider Calibri's bold letters are, roughly."""


def pixels(width: float) -> int:
    """Pixels of a column: seven a digit of the default font, and five around them."""
    return round(7 * width) + 5


def lines(text: str, column: Column, *, bold: bool = False) -> int:
    """Lines that a text of the body's size takes in a column, as Excel breaks it: between words,
    and within those that are wider than the column.
    """
    room = pixels(column.width) - _EDGES - _INDENT * (column.number == "text")
    scale = _SAFE * BODY_SIZE / _MEASURED_SIZE * (_BOLD if bold else 1)
    space = scale * xl_pixel_width(" ")
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split():
            wide = scale * xl_pixel_width(word)
            if used and used + space + wide > room:
                count += 1
                used = 0.0
            used += wide + (space if used else 0)
            while used > room:
                count += 1
                used -= room
    return max(count, 1)


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
