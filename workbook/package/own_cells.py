"""What analysts wrote in their own columns of a table that refresh owns whole, row by row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workbook.layout.kept_answers import Answer
from workbook.package.cell import translated
from workbook.package.dates import moment
from workbook.package.edit import Moved, RowEdit
from workbook.package.reference import cell_address, column_number
from workbook.package.sheet import STYLE
from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.block import Cell
    from workbook.package.cell import Value
    from workbook.package.edit import Content
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.reference import Rectangle
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import TablePart

_HEAD: Final = re.compile(r"<(?:\w+:)?c\b")
_ADDRESS: Final = re.compile(r"""\sr=["'][A-Z]+\d+["']""")
_RESULT: Final = re.compile(r"""\s(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_CALCULATED: Final = re.compile(
    r"<((?:\w+:)?)tableColumn\b[^>]*?(?:/>|>(.*?)</\1tableColumn>)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Own:
    """A cell of an own column: its format, its other attributes and its content as XML."""

    style: str
    attributes: str
    content: str
    formula: FormulaCell | None
    text: str
    """The formula, '' for none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the values of a table are read: its cells, the positions (from 0) of its identity
    columns, and the formats that show a number as a date.
    """

    values: Sequence[Sequence[Value]]
    identity: tuple[int, ...]
    dates: frozenset[int]
    date_1904: bool

    def value(self, sheet: SheetXml, data: Rectangle, position: int, at: int) -> Cell:
        """The cell of a data row and column (from 0), a date as such."""
        value = self.values[position][at]
        styles = sheet.style_numbers(data.first_row + position)
        if isinstance(value, float) and styles.get(data.first_column + at, 0) in self.dates:
            return moment(value, date_1904=self.date_1904)
        return value

    def key(self, sheet: SheetXml, data: Rectangle, position: int) -> tuple[object, ...]:
        """The identity cells of a data row, dates as such."""
        return tuple(self.value(sheet, data, position, at) for at in self.identity)


@dataclass(frozen=True, kw_only=True)
class OwnCells:
    """The own columns of a table, and where its rows go.

    ``columns`` are the sheet's columns that the block does not write; ``to`` is the new position
    of each data row, None for one that is gone; ``rows`` is how many data rows the table has
    then, at least one. ``declared`` are the columns that the table's part calls calculated.
    """

    table: TablePart
    sheet: SheetXml
    formulas: Sequence[FormulaCell]
    columns: Sequence[int]
    to: Sequence[int | None]
    rows: int
    declared: frozenset[int]

    def edits(self) -> dict[int, RowEdit]:
        """What changes in the own columns, by row, and in shared formulas that lose their first."""
        if not self.columns:
            return {}
        found: dict[int, dict[int, Content]] = {}
        for column in self.columns:
            for row, content in self._column_edits(column):
                found.setdefault(row, {})[column] = content
        self._part_shared_formulas(found)
        return {row: RowEdit({**cells}, new_formulas=True) for row, cells in found.items()}

    def gone(self, reading: Reading) -> Iterator[Answer]:
        """The answers of rows that are gone."""
        data = self.table.data
        for position, place in enumerate(self.to):
            if place is not None:
                continue
            for column in self.columns:
                if not self._is_answer(data.first_row + position, column):
                    continue
                own = self._cells[data.first_row + position, column]
                at = column - data.first_column
                value = (
                    f"={own.text}" if own.text else reading.value(self.sheet, data, position, at)
                )
                if value is not None:
                    yield Answer(
                        table=self.table.name,
                        key=reading.key(self.sheet, data, position),
                        column=self.table.columns[at],
                        value=value,
                    )

    @cached_property
    def _cells(self) -> dict[tuple[int, int], _Own]:
        """The own cells that the sheet holds, by row and column."""
        wanted = set(self.columns)
        data = self.table.data
        formulas = {(one.row, one.column): one for one in self.formulas if one.column in wanted}
        found = {}
        for row in range(data.first_row, data.last_row + 1):
            for match in self.sheet.cells(row):
                column = column_number(match[2])
                if column not in wanted:
                    continue
                head = _ADDRESS.sub("", _HEAD.sub("", match[1], count=1), count=1).rstrip()
                style = STYLE.search(head)
                formula = formulas.get((row, column))
                found[row, column] = _Own(
                    style=style[0] if style else "",
                    attributes=head,
                    content=match[3] or "",
                    formula=formula,
                    text=self._text(formula) if formula else "",
                )
        return found

    @cached_property
    def _masters(self) -> Mapping[str | None, FormulaCell]:
        return {one.shared_index: one for one in self.formulas if one.shared_index and one.text}

    def _text(self, formula: FormulaCell) -> str:
        if formula.text or formula.shared_index is None:
            return formula.text
        master = self._masters.get(formula.shared_index)
        if master is None:
            return ""
        origin = cell_address(master.row, master.column)
        return translated(master.text, origin, formula.row, formula.column)

    def _at(self, own: _Own, row: int) -> str:
        """The formula of a cell as it reads when filled into another row of its column."""
        formula = own.formula
        if formula is None or formula.row == row:
            return own.text
        return translated(own.text, cell_address(formula.row, formula.column), row, formula.column)

    @cached_property
    def _fills(self) -> dict[int, _Own]:
        """The formula of each calculated column, as one of its cells has it."""
        fills = {}
        data = self.table.data
        for column in self.columns:
            filled = [
                own
                for row in range(data.first_row, data.last_row + 1)
                if (own := self._cells.get((row, column))) and own.text
            ]
            is_whole = len(filled) == data.shape[0] or column in self.declared
            if not filled or not is_whole:
                continue
            like = Counter(self._at(own, data.first_row) for own in filled).most_common(1)[0][0]
            fills[column] = next(own for own in filled if self._at(own, data.first_row) == like)
            if len(filled) > 1 and sum(
                self._at(own, data.first_row) == like for own in filled
            ) * 2 <= len(filled):
                del fills[column]
        return fills

    @cached_property
    def _looks(self) -> dict[int, str]:
        """The format that most cells of each own column have."""
        data = self.table.data
        looks = {}
        for column in self.columns:
            counted = Counter(
                own.style if (own := self._cells.get((row, column))) else ""
                for row in range(data.first_row, data.last_row + 1)
            )
            looks[column] = counted.most_common(1)[0][0]
        return looks

    def _is_answer(self, row: int, column: int) -> bool:
        """Whether a cell holds anything of its row's own: content, or a format unlike the rest."""
        own = self._cells.get((row, column))
        if own is None or not (own.content or own.style != self._looks[column]):
            return False
        fill = self._fills.get(column)
        is_fill = fill is not None and own.text != "" and self._at(own, row) == self._at(fill, row)
        return not (is_fill and own.style == self._looks[column])

    def _column_edits(self, column: int) -> Iterator[tuple[int, Content]]:
        data = self.table.data
        held = range(data.first_row, data.last_row + 1)
        source = {
            data.first_row + new: data.first_row + old
            for old, new in enumerate(self.to)
            if new is not None
        }
        for row in range(data.first_row, max(data.last_row, data.first_row + self.rows - 1) + 1):
            is_left = row >= data.first_row + self.rows
            origin = None if is_left else source.get(row)
            if origin is not None and self._is_answer(origin, column):
                if origin != row:
                    yield row, self._moved(self._cells[origin, column], row)
                continue
            fill = None if is_left else self._fills.get(column)
            if (
                row not in held
                or self._is_answer(row, column)
                or (is_left and (row, column) in self._cells)
            ):
                yield row, self._fresh(column, fill, row)

    def _moved(self, own: _Own, row: int) -> Moved:
        if own.formula is None:
            return Moved(own.attributes, own.content)
        return self._with_formula(_RESULT.sub("", own.attributes), own, row)

    def _fresh(self, column: int, fill: _Own | None, row: int) -> Moved:
        """A cell without an answer: the column's look, and its formula if it has one."""
        if fill is None:
            return Moved(self._looks[column], "")
        return self._with_formula(self._looks[column], fill, row)

    def _with_formula(self, attributes: str, own: _Own, row: int) -> Moved:
        p = self.sheet.prefix
        array = ""
        if own.formula is not None and own.formula.is_array:
            array = f' t="array" ref="{cell_address(row, own.formula.column)}"'
        text = escape(self._at(own, row))
        return Moved(attributes, f"<{p}f{array}>{text}</{p}f>")

    def _part_shared_formulas(self, found: dict[int, dict[int, Content]]) -> None:
        """Give every formula that shares one with a cell that changes its own text."""
        touched = {
            one.shared_index
            for one in self.formulas
            if one.shared_index is not None and one.column in found.get(one.row, {})
        }
        for one in self.formulas:
            if one.shared_index not in touched or one.column in found.get(one.row, {}):
                continue
            style = self.sheet.styles(one.row).get(one.column, "")
            p = self.sheet.prefix
            content = f"<{p}f>{escape(self._text(one))}</{p}f>"
            found.setdefault(one.row, {})[one.column] = Moved(style, content)


def calculated_columns(text: str, first_column: int) -> frozenset[int]:
    """The sheet's columns that a table's part says are filled with one formula."""
    return frozenset(
        first_column + at
        for at, match in enumerate(_CALCULATED.finditer(text))
        if "calculatedColumnFormula" in (match[2] or "")
    )
