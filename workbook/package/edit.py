"""What changes in the rows of a worksheet, before it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from workbook.block import Cell, Keep
from workbook.package.cell import cell_tails
from workbook.package.reference import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbook.block import Row
    from workbook.package.sheet import SheetXml


@dataclass(frozen=True, slots=True)
class Stale:
    """A formula cell that nobody worked out: it keeps its formula and loses its value."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that an analyst filled elsewhere: its attributes but the address, and its XML."""

    attributes: str
    content: str


STALE: Final = Stale()
_FEW_ROWS: Final = 16
_UNFORMATTED: Final[Mapping[int, str]] = {}


Content = Cell | Stale | Moved
"""What a cell is to hold."""


@dataclass(slots=True)
class RowEdit:
    """What changes in one row: contents by column.

    A table's row also brings the style attributes for cells that have none, the attributes for
    a new row, and may hold formulas where there were none.
    """

    cells: dict[int, Content]
    styles: Mapping[int, str] = field(default_factory=lambda: _UNFORMATTED)
    attributes: str = ""
    new_formulas: bool = False

    def with_edit(self, other: RowEdit) -> RowEdit:
        """Both edits of one row; where they meet, the other one holds."""
        both = RowEdit({**self.cells}, self.styles, self.attributes, self.new_formulas)
        both.take(other)
        return both

    def take(self, other: RowEdit) -> None:
        """Become both edits of one row; where they meet, the other one holds."""
        self.cells.update(other.cells)
        if other.styles:
            self.styles = {**self.styles, **other.styles}
        self.attributes = self.attributes or other.attributes
        self.new_formulas = self.new_formulas or other.new_formulas


class LineRows:
    """Rows of plain values that a table gets, whose cells are written out line by line.

    A table has 30,000 of them: what they have in common is here, and a line is put together
    when it is asked for, so that they are never all in memory.
    """

    def __init__(
        self,
        sheet: SheetXml,
        numbers: Sequence[int],
        columns: Sequence[int],
        rows: Sequence[Row],
        *,
        styles: Mapping[int, str],
        attributes: str,
        date_1904: bool,
    ) -> None:
        self.given = columns
        self.columns = tuple(sorted(columns))
        self.rows = rows
        self.styles = styles
        self.attributes = attributes
        self.plain = PlainRows(sheet.prefix, columns, styles)
        tail = cell_tails(sheet.prefix, date_1904=date_1904, iso_dates=sheet.iso_dates)
        self._template, self._parts = _lines(sheet.prefix, tail, numbers, columns, rows, styles)
        self._lines: Iterator[str] = iter(())
        self._next = len(rows)

    def line(self, at: int) -> str:
        """The cells of a row (from 0) as text; quick where rows are asked for in order."""
        if at < self._next:
            self._lines = map(self._template.__mod__, zip(*self._parts, strict=True))
            self._next = 0
        if at > self._next:
            next(islice(self._lines, at - self._next - 1, None))
        self._next = at + 1
        return next(self._lines)


class LineEdit:
    """One of the rows of a table that are written as lines."""

    __slots__ = ("at", "rows")

    def __init__(self, rows: LineRows, at: int) -> None:
        self.rows = rows
        self.at = at

    @property
    def line(self) -> str:
        """The cells of the row as text."""
        return self.rows.line(self.at)

    def row_edit(self) -> RowEdit:
        """The same change cell by cell, for a row that holds more."""
        return RowEdit(
            dict(zip(self.rows.given, self.rows.rows[self.at], strict=True)),
            self.rows.styles,
            self.rows.attributes,
            new_formulas=True,
        )


class PlainRows:
    """Tells rows that hold just these columns in these styles, as a refresh wrote them.

    Rows can be changed cell by cell as well, with the same outcome; that is cheaper for a few
    rows, since the pattern of a wide table takes as long to compile as some rows to change.
    """

    def __init__(self, prefix: str, columns: Sequence[int], styles: Mapping[int, str]) -> None:
        self._of = (prefix, columns, styles)
        self._asked = 0
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int, end: int) -> bool:
        """Whether the cells of a row are such; False for the first rows, whatever they hold."""
        if self._pattern is None:
            self._asked += 1
            if self._asked <= _FEW_ROWS:
                return False
            self._pattern = _plain_row(*self._of)
        return self._pattern.fullmatch(text, start, end) is not None


Edit = RowEdit | LineEdit


def row_contents(columns: Sequence[int], values: Sequence[Cell]) -> dict[int, Content]:
    """The values of a row by column, without those that are to be kept."""
    contents = dict(zip(columns, values, strict=True))
    if Keep not in map(type, values):
        return cast("dict[int, Content]", contents)
    return {column: value for column, value in contents.items() if not isinstance(value, Keep)}


def row_edits(
    sheet: SheetXml,
    first_row: int,
    columns: Sequence[int],
    rows: Sequence[Row],
    *,
    styles: Mapping[int, str],
    attributes: str,
    date_1904: bool,
) -> dict[int, Edit]:
    """The edits that put rows of values into ``columns``, from ``first_row`` on."""
    numbers = range(first_row, first_row + len(rows))
    try:
        lines = LineRows(
            sheet,
            numbers,
            columns,
            rows,
            styles=styles,
            attributes=attributes,
            date_1904=date_1904,
        )
    except ValueError:
        # Formulas, kept cells, or a value that no cell can hold: each cell on its own.
        return {
            number: RowEdit(row_contents(columns, row), styles, attributes, new_formulas=True)
            for number, row in zip(numbers, rows, strict=True)
        }
    return {number: LineEdit(lines, at) for at, number in enumerate(numbers)}


class Known(dict["Cell", str]):
    """What values look like, worked out once: they repeat through a sheet."""

    def __init__(self, tail: Callable[[Cell], str]) -> None:
        super().__init__()
        self._tail = tail

    def __missing__(self, value: Cell) -> str:
        text = self[value] = self._tail(value)
        return text


def _lines(
    prefix: str,
    tail: Callable[[Cell], str],
    numbers: Sequence[int],
    columns: Sequence[int],
    rows: Sequence[Row],
    styles: Mapping[int, str],
) -> tuple[str, list[Sequence[object]]]:
    """What the cells of all rows look like, and the parts of it by column that are each row's."""
    template = ""
    parts: list[Sequence[object]] = []
    known = Known(tail)
    digits = list(map(str, numbers))
    by_column = dict(zip(columns, zip(*rows, strict=True), strict=False))
    for column, values in sorted(by_column.items()):
        template += f'<{prefix}c r="{column_letters(column)}%s"{styles.get(column, "")}%s'
        # True is 1 to a dictionary, but not to Excel.
        of = tail if bool in map(type, values) else known.__getitem__
        parts += (digits, list(map(of, values)))
    return template, parts


def _plain_row(prefix: str, columns: Sequence[int], styles: Mapping[int, str]) -> re.Pattern[str]:
    p = prefix
    content = rf"<{p}v>[^<]*</{p}v>|<{p}is><{p}t\b[^>]*>[^<]*</{p}t></{p}is>"
    cells = "".join(
        rf'<{p}c r="{column_letters(column)}\d+"{re.escape(styles.get(column, ""))}'
        rf'(?: t="\w+")?(?:/>|>(?:{content})?</{p}c>)'
        for column in sorted(columns)
    )
    return re.compile(cells)
