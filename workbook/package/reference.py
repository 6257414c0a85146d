"""Addresses of cells and ranges: A1 text to numbers and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Self

LAST_ROW: Final = 1_048_576  # ECMA-376 part 1, 18.3.1.73: rows of a worksheet
LAST_COLUMN: Final = 16_384  # the same: XFD
MOST_CELLS: Final = 20_000_000
_ALPHABET: Final = 26
_RANGE: Final = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")
_QUALIFIED: Final = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!\[\]]+))!([^!]+)$")


@cache
def column_number(letters: str) -> int:
    """The number of a column, 1 for ``A``."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number


@cache
def column_letters(number: int) -> str:
    """The letters of a column, ``A`` for 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """``D12`` for row 12, column 4."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A range of cells on one sheet; rows and columns count from 1, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The range of ``B2:D9``, ``$B$2`` or ``B2``; ``ValueError`` for anything else."""
        match = _RANGE.match(text)
        if match is None:
            message = f"a range is written like B2:D9; found {text!r}"
            raise ValueError(message)
        first_column, first_row = column_number(match[1]), int(match[2])
        last_column = column_number(match[3]) if match[3] else first_column
        last_row = int(match[4]) if match[4] else first_row
        rectangle = cls(first_row, first_column, last_row, last_column)
        if not (1 <= first_row <= last_row <= LAST_ROW and first_column <= last_column):
            message = f"a range goes from its top left to its bottom right; found {text!r}"
            raise ValueError(message)
        return rectangle

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (self.last_row - self.first_row + 1, self.last_column - self.first_column + 1)

    @property
    def is_sprawling(self) -> bool:
        """Whether it has more cells than a dashboard needs: a large Data sheet has a million."""
        rows, columns = self.shape
        return rows * columns > MOST_CELLS

    @property
    def address(self) -> str:
        """``B2:D9``, or ``B2`` for a single cell."""
        first = cell_address(self.first_row, self.first_column)
        last = cell_address(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"

    def contains(self, row: int, column: int) -> bool:
        """Whether a cell lies in the range."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )

    def meets(self, other: Rectangle) -> bool:
        """Whether two ranges share a cell."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def around(self, other: Rectangle) -> Rectangle:
        """The smallest range that holds both."""
        return Rectangle(
            min(self.first_row, other.first_row),
            min(self.first_column, other.first_column),
            max(self.last_row, other.last_row),
            max(self.last_column, other.last_column),
        )


@lru_cache(maxsize=4096)  # the charts of a workbook say each of theirs several times
def sheet_range(text: str) -> tuple[str, Rectangle] | None:
    """The sheet name and range of ``'My sheet'!$A$1:$B$2``; None for any other formula.

    A reference to another workbook, a whole column, a union and ``#REF!`` are None.
    """
    match = _QUALIFIED.match(text.removeprefix("="))
    if match is None:
        return None
    try:
        rectangle = Rectangle.parse(match[3])
    except ValueError:
        return None
    return (match[1].replace("''", "'") if match[1] else match[2], rectangle)
