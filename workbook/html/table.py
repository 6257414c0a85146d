"""A table of the page: its columns, its rows, and how a cell of a sheet reads as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING_LINE: Final = "section"
"""The kind of a row that names a group of rows."""

QUIET: Final = "quiet"
"""The kind of a row that has ended."""

TOTAL: Final = "total"
"""The kind of the row of the whole area."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; figures stand right, words left, and ``strong`` ones are bold.

    ``look`` is one more CSS class.
    """

    heading: str
    is_figure: bool = False
    strong: bool = False
    look: str = ""

    @property
    def classes(self) -> str:
        """The CSS classes of its cells."""
        named = ("n" if self.is_figure else "", "s" if self.strong else "", self.look)
        return " ".join(one for one in named if one)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells from left to right, the first of them its heading."""

    cells: tuple[str, ...]
    kind: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a group of rows."""
        return self.kind == HEADING_LINE

    @property
    def illustrative(self) -> bool:
        """Whether its figures are invented: its name ends with the mark."""
        return self.cells[0].endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``ident`` is unique on the page.

    ``notes`` are sentences that stand below it. ``within`` is the place of the heading that
    tells it from tables of the same caption, where there are any.
    """

    ident: str
    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    within: str = ""

    @property
    def groups(self) -> tuple[tuple[Line | None, tuple[Line, ...]], ...]:
        """The rows by the heading that they stand under; ``None`` above the first."""
        found: list[tuple[Line | None, list[Line]]] = []
        for line in self.lines:
            if line.is_heading:
                found.append((line, []))
            elif found:
                found[-1][1].append(line)
            else:
                found.append((None, [line]))
        return tuple((heading, tuple(lines)) for heading, lines in found)


def columns(headings: Sequence[str], figures: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns by their headings; those named in ``figures`` hold figures."""
    return tuple(Column(one, is_figure=one in figures) for one in headings)


def cell_text(cell: object) -> str:
    """A cell's words on one line; '' of an empty one."""
    return "" if cell is None else " ".join(str(cell).split("\n"))
