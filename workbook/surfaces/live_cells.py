"""Cells read and written in a book open in Excel: few calls, each for as many cells as can be."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workbook.block import Formula, Keep
from workbook.package.reference import Rectangle
from workbook.surfaces.excel_text import TEXT_FORMAT, entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.block import Cell, Row

    Sheet = Any
    Range = Any

TextColumn = bool | Sequence[bool] | None
"""Whether a column's cells are formatted as text: all, or each; None where nobody knows."""
TextColumns = Callable[[Rectangle], Sequence[TextColumn]]

AT_ONCE: Final = 50_000
"""Cells that go to Excel in one call; of more, xlwings makes calls of the size that it knows."""


def unknown(_area: Rectangle) -> Sequence[TextColumn]:
    """Nothing is known beforehand."""
    return ()


def cells(sheet: Sheet, area: Rectangle) -> Range:
    """The cells of an area of a sheet."""
    return sheet.range(area.address)


def lines(sheet: Sheet, area: Rectangle, what: str) -> list[list[Any]]:
    """The values or formulas of an area of a sheet, always rows of cells."""
    found = cells(sheet, area)
    height, width = area.shape
    if what == "value":
        # Without a size of chunks xlwings first asks how large the range is.
        options = {} if height * width > AT_ONCE else {"chunksize": 0}
        return [list(row) for row in found.options(ndim=2, **options).value]
    texts = found.formula
    if not isinstance(texts, list | tuple):
        return [[texts]]
    if texts and not isinstance(texts[0], list | tuple):
        return [list(texts)] if height == 1 else [[text] for text in texts]
    return [list(row) for row in texts]


def put_block(
    sheet: Sheet, area: Rectangle, values: tuple[Row, ...], known: TextColumns = unknown
) -> None:
    """Write a block: one array for each rectangle of cells that refresh owns."""
    for rows, columns in rectangles(values):
        part = Rectangle(
            area.first_row + rows.start,
            area.first_column + columns.start,
            area.first_row + rows.stop - 1,
            area.first_column + columns.stop - 1,
        )
        put(sheet, part, [[values[row][column] for column in columns] for row in rows], known)


def put(
    sheet: Sheet,
    area: Rectangle,
    rows: Sequence[Sequence[Any]],
    known: TextColumns = unknown,
) -> None:
    """Write cells as they are meant: texts as texts, formulas as such, None as an empty cell.

    ``known`` says of each column of an area whether it is formatted as text, or each of its cells,
    or None where Excel must be asked.
    """
    found = cells(sheet, area)
    given = _entries(sheet, area, found, rows, known)
    if area.shape[0] * area.shape[1] > AT_ONCE:
        found.options(expand=None).value = given
    else:
        # What xlwings does, too, but with two calls for its twenty.
        found.raw_value = _prepared(sheet, given)


def _prepared(sheet: Sheet, rows: list[list[object]]) -> list[list[object]]:
    """Values as the system's own way to Excel takes them."""
    if not any(isinstance(value, datetime.date) for row in rows for value in row):
        return [["" if value is None else value for value in row] for row in rows]
    prepared = sheet.book.app.engine.impl.prepare_xl_data_element
    return [[prepared(value, {}) for value in row] for row in rows]


def _entries(
    sheet: Sheet,
    area: Rectangle,
    found: Range,
    rows: Sequence[Sequence[Cell]],
    known: TextColumns,
) -> list[list[object]]:
    """What to hand over; formats are asked for only where a text needs to know its cell's."""
    given = [[_entry(value, is_text_format=False) for value in row] for row in rows]
    in_text = [[_entry(value, is_text_format=True) for value in row] for row in rows]
    doubtful = sorted(
        {
            column
            for row, texts in zip(given, in_text, strict=True)
            for column, value in enumerate(row)
            if value != texts[column]
        }
    )
    if not doubtful:
        return given
    are_text: dict[int, TextColumn] = dict(enumerate(known(area)))
    unsure = [column for column in doubtful if are_text.get(column) is None]
    if unsure:
        are_text |= _asked(sheet, area, found, unsure)
    for column in doubtful:
        is_text = are_text[column]
        each = is_text if isinstance(is_text, Sequence) else [is_text] * len(given)
        for row, texts, is_one in zip(given, in_text, each, strict=True):
            if is_one:
                row[column] = texts[column]
    return given


def _asked(
    sheet: Sheet, area: Rectangle, found: Range, columns: Sequence[int]
) -> dict[int, TextColumn]:
    """Whether columns of an area, counted from 0, are formatted as text, as Excel says.

    A column of several formats is asked for cell by cell.
    """
    whole = found.number_format
    if isinstance(whole, str):
        return dict.fromkeys(columns, whole == TEXT_FORMAT)
    parts = {column: _columns_of(area, range(column, column + 1)) for column in columns}
    return {at: _column_asked(sheet, part) for at, part in parts.items()}


def _column_asked(sheet: Sheet, column: Rectangle) -> TextColumn:
    whole = cells(sheet, column).number_format
    if isinstance(whole, str):
        return whole == TEXT_FORMAT
    rows = range(column.first_row, column.last_row + 1)
    each = (replace(column, first_row=row, last_row=row) for row in rows)
    return [cells(sheet, one).number_format == TEXT_FORMAT for one in each]


def _entry(value: Cell, *, is_text_format: bool) -> object:
    if isinstance(value, Formula):
        return "=" + value.text.removeprefix("=")
    return entry(value, is_text_format=is_text_format)


def carry_formats(sheet: Sheet, look: Rectangle, new: Rectangle) -> None:
    """See that rows below a row have its number formats, which Excel mostly gives them itself."""
    for at in range(look.shape[1]):
        column = range(at, at + 1)
        above, below = _columns_of(look, column), _columns_of(new, column)
        if not isinstance(cells(sheet, above.around(below)).number_format, str):
            cells(sheet, below).number_format = cells(sheet, above).number_format


def _columns_of(area: Rectangle, columns: range) -> Rectangle:
    first = area.first_column
    return Rectangle(area.first_row, first + columns.start, area.last_row, first + columns.stop - 1)


def rectangles(values: Sequence[Row]) -> Iterator[tuple[range, range]]:
    """The rectangles of cells that are neither kept nor formulas, rows alike taken together."""
    row = 0
    while row < len(values):
        runs = _runs(values[row])
        end = row + 1
        while end < len(values) and _runs(values[end]) == runs:
            end += 1
        yield from ((range(row, end), run) for run in runs)
        row = end


def _runs(row: Row) -> list[range]:
    return runs_of([at for at, value in enumerate(row) if not isinstance(value, Keep | Formula)])


def runs_of(numbers: Sequence[int]) -> list[range]:
    """Ascending numbers as ranges of those that follow upon one another."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def is_formula(text: object) -> bool:
    """Whether a cell's formula text is one, and no plain value."""
    return isinstance(text, str) and text.startswith("=")


def comparable(value: object) -> object:
    """A key as Excel gives it back: text without blanks around it, a date by its day."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value
