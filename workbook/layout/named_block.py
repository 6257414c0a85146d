"""What a block is: a rectangle of cells that refresh writes, declared once for all who use it."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from workbook.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.block import Cell, Row

Keys = tuple[str, ...]
"""The keys of a row's cells from left to right; '' is a cell that refresh leaves empty."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBlock:
    """A rectangle of cells that refresh writes: its defined name, its rows, and its cells by key.

    The template names the rectangle, the values fill it and the pack reads it, all by this one
    declaration. ``lines`` are the keys of the cells: of each row, or one line for all rows.
    ``rows`` is ``None`` where the settings decide how many there are. A name with parts in braces
    (``section.{section}.head``) is of a block that there are several of; see `of`.
    """

    name: str
    lines: tuple[Keys, ...]
    rows: int | None

    def __hash__(self) -> int:
        """By the name: that of all keys takes much longer."""
        return hash(self.name)

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the names of several such blocks are like, in small letters, by their parts."""
        texts = re.split(r"\{(\w+)\}", self.name)
        parts = (f"(?P<{one}>[^.]+)" if at % 2 else re.escape(one) for at, one in enumerate(texts))
        return re.compile("".join(parts))

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.lines[0])

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of its first row, without the cells that stay empty."""
        return tuple(key for key in self.lines[0] if key)

    def of(self, **parts: str) -> NamedBlock:
        """The one of several such blocks with these parts of the name."""
        return dataclasses.replace(self, name=self.name.format_map(parts))

    def with_rows(self, rows: int) -> NamedBlock:
        """The block with as many rows as the settings ask for."""
        return dataclasses.replace(self, rows=rows)

    def place(self, key: str) -> tuple[int, int]:
        """The row and column, from 0, of the first cell with a key.

        Raises
        ------
        ValueError
            No cell has the key.

        """
        for row, keys in enumerate(self.lines):
            if key and key in keys:
                return row, keys.index(key)
        message = f"the block {self.name} has the cells {self.lines}; wanted {key!r}"
        raise ValueError(message)

    def column(self, key: str) -> int:
        """The column, from 0, of the first cell with a key; errors as of `place`."""
        return self.place(key)[1]

    def written(self, *rows: Mapping[str, Cell] | Row) -> Block:
        """The block with these values; a row given by key is empty where it names no cell.

        Raises
        ------
        ValueError
            Rows or cells are more or fewer than the block's, or a key is none of the row's.

        """
        if self.rows not in (None, len(rows)):
            message = f"the block {self.name} has {self.rows} rows; found {len(rows)}"
            raise ValueError(message)
        return Block(self.name, tuple(self._row(at, row) for at, row in enumerate(rows)))

    def filled(self, *rows: Mapping[str, Cell] | Row) -> Block:
        """As `written`, with empty rows below these up to the block's number of rows."""
        missing = (self.rows or 0) - len(rows)
        return self.written(*rows, *({} for _ in range(missing)))

    def cell(self, values: Sequence[Sequence[Read]], key: str, row: int = 0) -> Read:
        """A cell by key among the values that the block's cells hold; errors as of `place`.

        ``row`` counts from the row that the key stands in.
        """
        first, column = self.place(key)
        return values[first + row][column]

    def record(self, row: Sequence[Read], at: int = 0) -> Mapping[str, Read]:
        """The cells by key of the row ``at`` of those that the block's cells hold."""
        keys = self._keys(at)
        return MappingProxyType({key: value for key, value in zip(keys, row, strict=True) if key})

    def records(self, values: Iterable[Sequence[Read]]) -> tuple[Mapping[str, Read], ...]:
        """Each row that the block's cells hold, by key."""
        return tuple(self.record(row, at) for at, row in enumerate(values))

    def _keys(self, row: int) -> Keys:
        return self.lines[row if len(self.lines) > 1 else 0]

    def _row(self, at: int, row: Mapping[str, Cell] | Row) -> Row:
        keys = self._keys(at)
        if isinstance(row, tuple):
            if len(row) != len(keys):
                message = f"the block {self.name} has {len(keys)} columns; found {len(row)}"
                raise ValueError(message)
            return row
        for key in row:
            if not key or key not in keys:
                message = f"the block {self.name} has the cells {keys}; found {key!r}"
                raise ValueError(message)
        return tuple(row.get(key) if key else None for key in keys)


def cell(name: str, key: str = "value") -> NamedBlock:
    """A block of one cell."""
    return NamedBlock(name=name, lines=((key,),), rows=1)


def rows(name: str, columns: Keys, count: int | None = None) -> NamedBlock:
    """A block of rows with the same columns; without ``count`` the settings decide how many."""
    return NamedBlock(name=name, lines=(columns,), rows=count)


def form(name: str, *lines: Keys) -> NamedBlock:
    """A block whose rows each have cells of their own."""
    return NamedBlock(name=name, lines=lines, rows=len(lines))


def ends(left: str, right: str, width: int) -> Keys:
    """The keys of a row that only has a first and a last cell."""
    return (left, *("",) * (width - 2), right)


def numbered(key: str, count: int) -> Keys:
    """The keys of like columns: ``month 1``, ``month 2`` and so on."""
    return tuple(f"{key} {number}" for number in range(1, count + 1))
