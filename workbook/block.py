"""What a refresh writes: named rectangles of values, table columns, colours and texts of shapes."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell of the template with the value Python worked out for it.

    ``text`` has no leading ``=`` and no ``_xlfn.`` prefix missing. A surface writes the value
    beside the formula only where the cell still holds this formula; a formula that an analyst
    changed keeps its own text and no stale value.
    """

    text: str
    value: str | float | bool | datetime.date | None


@dataclass(frozen=True, slots=True)
class Keep:
    """A cell of a block that refresh leaves as it is (a label, an analyst's words)."""


KEEP: Final = Keep()

Cell = str | float | int | bool | datetime.date | Formula | Keep | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle written to the range of a defined name; the shape must be exactly the range's.

    ``None`` empties a cell; a text is always text, also one that begins with ``=``.
    """

    name: str
    values: tuple[Row, ...]

    def refuse_unless_it_fits(self, shape: tuple[int, int], place: str = "") -> None:
        """Refuse a range of another shape; ``place`` is where it is, as ``Summary!A10:M37``.

        Raises
        ------
        OutdatedError
            The range is of another shape.

        """
        widths = {len(row) for row in self.values}
        wanted = (len(self.values), widths.pop() if len(widths) == 1 else 0)
        if wanted == shape:
            return
        message = (
            f"{wanted[0]} × {wanted[1]} cells were wanted at {self.name!r}; found {shape[0]} × "
            f"{shape[1]}{f' ({place})' if place else ''}: Definitions and Sections ask for other "
            "sheets than the workbook has, or rows were put in by hand. Take these out again, or "
            "make the sheets anew with `safer build`, and refresh what that writes. Nothing was "
            "written."
        )
        raise OutdatedError(message)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows for refresh's own columns of an Excel table, matched by the key columns.

    With ``keys`` empty the whole table is refresh's (Data, Sources): its rows are replaced and
    its range is resized to them. Otherwise a row whose key the table holds is updated in place
    (only ``columns`` are written, the rest stays), a new key is appended below, and a row that
    is no longer fed stays. ``columns`` include the key columns. Rows of an analyst's table are
    never moved, sorted or deleted.

    ``identity`` are the columns by which a row of a table that is refresh's whole is known again:
    what analysts wrote beside it moves with it. Without any, rows are known by their place.
    """

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    keys: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """The fill (RRGGBB) and alternative text of one named map shape, and its label's lines.

    Without a ``fill`` there is no such shape, but only the one that its ``edge`` is drawn by.
    ``hatched`` draws thin diagonal lines on the fill. ``edge`` is the colour of the shape that
    outlines it (``NAME edge``), '' for no outline; ``None`` leaves that shape as it is.
    ``dashed`` is of that outline. ``sheet`` is the one whose map it is part of: a map may be gone
    as a whole, but not in part.
    """

    name: str
    fill: str
    alt_text: str
    label: str = ""
    edge: str | None = None
    hatched: bool = False
    dashed: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartText:
    """The alternative text that a chart gets where it has none.

    The chart is on the sheet of the defined names ``blocks``; each of its ``series`` series draws
    cells in the rectangle around them. Of that rectangle the text names the first ``columns``
    columns as the place of the figures, none where that is 0.
    """

    blocks: tuple[str, ...]
    text: str
    series: int
    columns: int = 0

    def naming(self, cells: str) -> str:
        """The text with the cells where the figures are."""
        return f"{self.text} The figures are in {cells}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeText:
    """The alternative text that a shape gets where it has none.

    It is the one of this name on the sheet of the defined name ``block``: a group of shapes
    where ``is_group``, else a single one.
    """

    name: str
    text: str
    block: str
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterWords:
    """What the left of every footer of the house's own says; other footers stay as they are."""

    words: str


AltText = ChartText | ShapeText
Write = Block | TableBlock | ShapeStyle | FooterWords | AltText


@dataclass(frozen=True, slots=True, kw_only=True)
class TableData:
    """An Excel table as read: its columns, its data rows, and where they stand.

    ``first_row`` is the sheet's row number (from 1) of the first data row and ``first_column``
    the column number (from 1) of the first column. Values are text, numbers, booleans,
    ``datetime`` or ``None``.
    """

    name: str
    sheet: str
    columns: tuple[str, ...]
    first_row: int
    first_column: int
    rows: tuple[tuple[object, ...], ...]

    def address(self, row: int, column: str) -> str:
        """The cell of a data row (from 0) and a heading, as ``Definitions!D12``."""
        letters = ""
        number = self.first_column + self.columns.index(column)
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.sheet}!{letters}{self.first_row + row}"

    def records(self) -> Iterator[dict[str, object]]:
        """Each data row by heading, one after another: a table can have half a million."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def with_records(self, records: Iterable[Mapping[str, object]]) -> TableData:
        """The table with these data rows, each of which has all of its headings."""
        rows = tuple(tuple(record[column] for column in self.columns) for record in records)
        return dataclasses.replace(self, rows=rows)
