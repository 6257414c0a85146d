"""An Excel table's rows: which cells a refresh changes, and the table's new size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from workbook.block import Cell, Formula, Row, TableBlock
from workbook.layout.own_columns import moved_rows
from workbook.package.cell import Value, as_read, translated
from workbook.package.edit import Edit, LineEdit, RowEdit, row_contents, row_edits
from workbook.package.own_cells import OwnCells, Reading
from workbook.package.reference import Rectangle, cell_address
from xlsrc.domain.workbook_errors import BlockedRowsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.layout.kept_answers import Answer
    from workbook.package.edit import Content
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import TablePart

_MERGE: Final = re.compile(r'<(?:\w+:)?mergeCell\s+ref="([^"]+)"')
Key = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """The edits of a table by row, and the range that the table takes with them."""

    edits: dict[int, Edit]
    area: Rectangle
    to: tuple[int | None, ...] = ()
    """Where each data row of a table that is refresh's whole goes; None for one that is gone."""
    gone: tuple[Answer, ...] = ()
    """The answers that stood beside rows that are gone."""
    lost: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    """The identity cells of each row that is gone, by its position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """A table on its sheet, ready to take rows."""

    table: TablePart
    sheet: SheetXml
    formulas: Sequence[FormulaCell]
    others: Sequence[TablePart]
    shared_texts: Sequence[str]
    date_1904: bool
    calculated: frozenset[int] = frozenset()
    """The columns of the sheet that the table's part says are filled with one formula."""
    dates: frozenset[int] = frozenset()
    """The formats of cells that show dates."""
    hangs: bool = False
    """Whether notes or links hang at cells of its data rows."""

    def change(self, block: TableBlock) -> TableChange:
        """What the rows of a block change; `TemplateError` when they cannot be taken."""
        columns = tuple(self.table.column(name) for name in block.columns)
        if any(len(row) != len(columns) for row in block.rows):
            message = f"table {block.table}: each row must have {len(columns)} values"
            raise ValueError(message)
        return self._merged(block, columns) if block.keys else self._replaced(block, columns)

    def _replaced(self, block: TableBlock, columns: Sequence[int]) -> TableChange:
        data = self.table.data
        held, fed = data.shape[0], len(block.rows)
        look = self._look(columns)
        edits = row_edits(
            self.sheet,
            data.first_row,
            columns,
            block.rows[:held],
            styles=look.styles,
            attributes=look.attributes,
            date_1904=self.date_1904,
        )
        edits |= self._appended(data.last_row + 1, columns, block.rows[held:], look)
        surplus = Rectangle(
            data.first_row + fed, data.first_column, data.last_row, data.last_column
        )
        emptied = {
            row: dict.fromkeys(columns) for row in range(surplus.first_row, surplus.last_row + 1)
        }
        for formula in self.formulas:
            # One data row must stay, with its formulas, even when nothing is fed.
            if surplus.contains(formula.row, formula.column) and formula.row > data.first_row:
                emptied[formula.row][formula.column] = None
        edits |= {row: RowEdit({**cells}) for row, cells in emptied.items()}
        sized = self._sized(edits, data.first_row + max(fed, 1) - 1)
        return self._with_own_cells(sized, block, columns)

    def _with_own_cells(
        self, change: TableChange, block: TableBlock, columns: Sequence[int]
    ) -> TableChange:
        """The change with analysts' columns in it, each of their cells beside its row."""
        data = self.table.data
        inside = range(data.first_column, data.last_column + 1)
        beside = [column for column in inside if column not in columns]
        if not beside and not self.hangs:
            return change
        at = [self.table.column(name) - data.first_column for name in block.identity]
        fed = [block.columns.index(name) for name in block.identity]
        if self._all_stay(change, block, at, fed):
            return change
        values = self.sheet.values(data, self.shared_texts)
        old = [self._key(row, at) for row in values]
        to = moved_rows(old, [self._key(row, fed) for row in block.rows])
        own = OwnCells(
            table=self.table,
            sheet=self.sheet,
            formulas=self.formulas,
            columns=beside,
            to=to,
            rows=max(len(block.rows), 1),
            declared=self.calculated,
        )
        edits = change.edits
        for row, edit in own.edits().items():
            known = edits.get(row)
            if isinstance(known, LineEdit):
                known = known.row_edit()
            edits[row] = edit if known is None else known.with_edit(edit)
        reading = Reading(values, tuple(at), self.dates, self.date_1904)
        lost = {
            position: reading.key(self.sheet, data, position)
            for position, place in enumerate(to)
            if place is None
        }
        return replace(change, edits=edits, to=to, gone=tuple(own.gone(reading)), lost=lost)

    def _all_stay(
        self, change: TableChange, block: TableBlock, at: Sequence[int], fed: Sequence[int]
    ) -> bool:
        """Whether each row stands where it will stand, so that what is beside it does.

        A row whose cells are in the sheet just as they will be written is not even read.
        """
        data = self.table.data
        if len(block.rows) != data.shape[0]:
            return False
        for number, row in enumerate(block.rows, data.first_row):
            edit = change.edits.get(number)
            if isinstance(edit, LineEdit) and self.sheet.begins(number, edit.line):
                continue
            held = Rectangle(number, data.first_column, number, data.last_column)
            (old,) = self.sheet.values(held, self.shared_texts)
            if self._key(old, at) != self._key(row, fed):
                return False
        return True

    def _key(self, row: Sequence[Cell], at: Sequence[int]) -> Key:
        return tuple(_comparable(row[index], date_1904=self.date_1904) for index in at)

    def _merged(self, block: TableBlock, columns: Sequence[int]) -> TableChange:
        data = self.table.data
        at = [block.columns.index(name) for name in block.keys]
        rows = self.sheet.values(data, self.shared_texts)
        places = self._places(
            [self.table.column(name) - data.first_column for name in block.keys], rows
        )
        own = [index for index in range(len(columns)) if index not in at]
        edits: dict[int, Edit] = {}
        new: list[tuple[Cell, ...]] = []
        for row in block.rows:
            key = tuple(_comparable(row[index], date_1904=self.date_1904) for index in at)
            if key not in places:
                new.append(row)
            for place in places.get(key, ()):
                cells = row_contents([columns[i] for i in own], [row[i] for i in own])
                if cells:
                    edits[place] = RowEdit(cells)
        blank = self._blank_rows_at_end(rows)
        first_new = data.last_row + 1 - blank
        edits |= self._appended(first_new, columns, new, self._look(columns))
        return self._sized(edits, max(data.last_row, first_new + len(new) - 1))

    def _places(self, keys: Sequence[int], rows: Sequence[Sequence[Value]]) -> dict[Key, list[int]]:
        places: dict[Key, list[int]] = {}
        for number, row in enumerate(rows, self.table.data.first_row):
            key = tuple(_comparable(row[index], date_1904=self.date_1904) for index in keys)
            if any(part is not None for part in key):
                places.setdefault(key, []).append(number)
        return places

    def _blank_rows_at_end(self, rows: Sequence[Sequence[Value]]) -> int:
        """Rows at the table's end that hold nothing but calculated columns."""
        data = self.table.data
        calculated = {(formula.row, formula.column) for formula in self.formulas}
        blank = 0
        for number in range(data.last_row, data.first_row - 1, -1):
            values = enumerate(rows[number - data.first_row], data.first_column)
            if any(v is not None and (number, column) not in calculated for column, v in values):
                break
            blank += 1
        return blank

    def _look(self, columns: Iterable[int]) -> _Look:
        """Styles and calculated columns, as the first data row has them."""
        data = self.table.data
        inside = range(data.first_column, data.last_column + 1)
        styles = self.sheet.styles(data.first_row)
        own = set(columns)
        return _Look(
            styles={column: styles[column] for column in inside if column in styles},
            attributes=self.sheet.row_look(data.first_row),
            calculated=tuple(
                formula
                for formula in self.formulas
                if formula.row == data.first_row
                and formula.column in inside
                and formula.column not in own
                and formula.text
                and not formula.is_array
            ),
        )

    def _appended(
        self, first_row: int, columns: Sequence[int], rows: Sequence[Row], look: _Look
    ) -> dict[int, Edit]:
        edits = row_edits(
            self.sheet,
            first_row,
            columns,
            rows,
            styles=look.styles,
            attributes=look.attributes,
            date_1904=self.date_1904,
        )
        beside = dict.fromkeys(look.styles.keys() - set(columns))
        if not beside and not look.calculated:
            return edits
        for number, edit in edits.items():
            cells: dict[int, Content] = {**beside}
            for formula in look.calculated:
                origin = cell_address(formula.row, formula.column)
                text = translated(formula.text, origin, number, formula.column)
                cells[formula.column] = Formula(text, None)
            known = edit.row_edit() if isinstance(edit, LineEdit) else edit
            edits[number] = known.with_edit(RowEdit(cells))
        return edits

    def _sized(self, edits: dict[int, Edit], last_row: int) -> TableChange:
        table, area = self.table, self.table.area
        if last_row != table.data.last_row and table.totals_rows:
            message = (
                f"Table {table.name} on sheet {table.sheet} has a total row, so that its rows "
                "cannot change; switch it off (Table Design, Total Row)."
            )
            raise BlockedRowsError(message)
        new = Rectangle(
            area.first_row, area.first_column, last_row + table.totals_rows, area.last_column
        )
        if new.last_row > area.last_row:
            self._refuse_taken(
                Rectangle(area.last_row + 1, area.first_column, new.last_row, area.last_column)
            )
        return TableChange(edits=edits, area=new)

    def _refuse_taken(self, below: Rectangle) -> None:
        table = self.table
        cell = self.sheet.first_filled(below)
        if cell is not None:
            found = f"{table.sheet}!{cell_address(*cell)} is filled"
        else:
            ranges = [Rectangle.parse(text) for text in _MERGE.findall(self.sheet.text)]
            ranges += [other.area for other in self.others if other is not table]
            taken = next((area for area in ranges if area.meets(below)), None)
            if taken is None:
                return
            found = f"{table.sheet}!{taken.address} is merged or another table"
        message = (
            f"Table {table.name} needs the rows down to {below.last_row}, but {found}; "
            "move that away from below the table."
        )
        raise BlockedRowsError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    styles: Mapping[int, str]
    attributes: str
    calculated: tuple[FormulaCell, ...]


def _comparable(value: Cell, *, date_1904: bool) -> Value:
    """A key as it reads back from a sheet, without blanks around it."""
    read = as_read(value, date_1904=date_1904)
    return read.strip() or None if isinstance(read, str) else read
