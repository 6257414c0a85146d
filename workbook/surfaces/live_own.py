"""What analysts wrote in their own columns of a table that refresh owns whole, open in Excel.

It moves with the row that it was written beside, as on disk (`package.own_cells`): texts, numbers,
dates and formulas. The formats of single cells stay where they are.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from workbook.block import Formula
from workbook.layout.kept_answers import Answer
from workbook.layout.own_columns import moved_rows
from workbook.package.cell import translated
from workbook.package.reference import Rectangle, cell_address
from workbook.surfaces.live_cells import comparable, is_formula, runs_of
from xlsrc.domain.workbook_errors import MovingNoteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.block import Cell, TableBlock
    from workbook.surfaces.live_table import LiveTable


@dataclass(frozen=True, kw_only=True)
class OwnColumns:
    """The own columns of a table, as they were before anything is written.

    ``columns`` are the sheet's columns that the block does not write, ``values`` and ``texts`` the
    values and formulas of the whole table; ``to`` is the new position of each data row, None for
    one that is gone, and ``rows`` how many data rows the table has then, at least one.
    """

    table: LiveTable
    data: Rectangle
    columns: Sequence[int]
    values: Sequence[Sequence[Any]]
    texts: Sequence[Sequence[Any]]
    identity: Sequence[int]
    to: Sequence[int | None]
    rows: int

    def gone(self) -> Iterator[Answer]:
        """The answers of rows that are gone."""
        for position, place in enumerate(self.to):
            if place is not None:
                continue
            key = tuple(self.values[position][at] for at in self.identity)
            for column in self.columns:
                at = column - self.data.first_column
                if self._is_answer(position, column):
                    yield Answer(
                        table=self.table.name,
                        key=key,
                        column=self.table.columns[at],
                        value=self._text(position, column) or self.values[position][at],
                    )

    def put(self) -> None:
        """Write each answer beside its row; nothing where every row stays where it is."""
        height = max(len(self.to), self.rows)
        if not self.columns or tuple(self.to) == tuple(range(len(self.to))):
            return
        source = {new: old for old, new in enumerate(self.to) if new is not None}
        first = self.data.first_row
        for run in runs_of(self.columns):
            area = Rectangle(first, run.start, first + height - 1, run.stop - 1)
            rows = [[self._cell(row, column, source) for column in run] for row in range(height)]
            self.table.put(area, rows)

    def _cell(self, row: int, column: int, source: dict[int, int]) -> Cell:
        """What an own cell of a new row (from 0) is to hold."""
        if row >= self.rows:
            return None
        origin = source.get(row)
        if origin is not None and self._is_answer(origin, column):
            text = self._text(origin, column)
            if text:
                return Formula(self._filled(text, origin, row, column), None)
            return cast("Cell", self.values[origin][column - self.data.first_column])
        fill = self._fills.get(column)
        return None if fill is None else Formula(self._filled(fill, 0, row, column), None)

    def _is_answer(self, position: int, column: int) -> bool:
        """Whether a cell holds anything of its row's own."""
        text = self._text(position, column)
        if not text:
            return self.values[position][column - self.data.first_column] not in (None, "")
        return self._filled(text, position, 0, column) != self._fills.get(column)

    def _text(self, position: int, column: int) -> str:
        """A cell's formula with its ``=``, '' for none."""
        text = self.texts[position][column - self.data.first_column]
        return text if is_formula(text) else ""

    def _filled(self, text: str, origin: int, row: int, column: int) -> str:
        """A formula as it reads when filled from one row (from 0) into another."""
        first = self.data.first_row
        formula = text.removeprefix("=")
        return "=" + translated(formula, cell_address(first + origin, column), first + row, column)

    @cached_property
    def _fills(self) -> dict[int, str]:
        """The formula of each calculated column, as it reads in the first row."""
        fills = {}
        for column in self.columns:
            texts = [self._text(position, column) for position in range(len(self.to))]
            if not all(texts):
                continue
            alike = Counter(self._filled(t, p, 0, column) for p, t in enumerate(texts))
            like, number = alike.most_common(1)[0]
            if len(texts) == 1 or number * 2 > len(texts):
                fills[column] = like
        return fills


def own_columns(table: LiveTable, block: TableBlock) -> OwnColumns | None:
    """The own columns of a table and where its rows go; None where nothing stands beside them.

    `TemplateError` when a note or a comment hangs on a row that would be another one: Excel leaves
    it at its cell.
    """
    written = {table.column(name) for name in block.columns}
    data = table.data
    beside = [c for c in range(data.first_column, data.last_column + 1) if c not in written]
    hanging = _hanging(table)
    if not beside and not hanging:
        return None
    values = table.read(data, "value")
    identity = [table.columns.index(name) for name in block.identity]
    fed = [block.columns.index(name) for name in block.identity]
    to = moved_rows(
        [tuple(comparable(row[at]) for at in identity) for row in values],
        [tuple(comparable(row[at]) for at in fed) for row in block.rows],
    )
    _refuse_left_behind(table, hanging, to)
    return OwnColumns(
        table=table,
        data=data,
        columns=beside,
        values=values,
        texts=table.read(data, "formula") if beside else (),
        identity=identity,
        to=to,
        rows=max(len(block.rows), 1),
    )


def _hanging(table: LiveTable) -> list[Rectangle]:
    """The cells of a table's rows at which notes or comments hang."""
    # No list(…), which asks how many there are and so reads them twice.
    found = [note for note in table.sheet.notes]  # noqa: C416 - as said
    # Excel on a Mac gives no comments, and an old Excel has none.
    with contextlib.suppress(NotImplementedError, AttributeError):
        found += [comment for comment in table.sheet.comments]  # noqa: C416 - as above
    places = [Rectangle.parse(one.location.address) for one in found]
    return [place for place in places if place.meets(table.data)]


def _refuse_left_behind(
    table: LiveTable, hanging: Sequence[Rectangle], to: Sequence[int | None]
) -> None:
    for place in hanging:
        position = place.first_row - table.data.first_row
        if to[position] != position:
            message = (
                f"{table.sheet_name}!{place.address}: a note or comment hangs on a row of the "
                f"table {table.name} that moves, which Excel would leave beside another row; "
                "nothing is written. Put its text into a column of your own and delete it, or "
                "close the workbook and run `safer refresh` on it, which moves it."
            )
            raise MovingNoteError(message)
