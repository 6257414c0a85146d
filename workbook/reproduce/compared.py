"""The cells of a workbook beside what a refresh writes there: which figures are the same."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.block import KEEP, Block, Formula, Keep, TableBlock
from workbook.package.cell import as_read, same_formula
from workbook.package.reference import cell_address
from workbook.package.sheet import SheetXml
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbook.block import Cell, TableData, Write
    from workbook.package.archive import Archive
    from workbook.package.cell import Value
    from workbook.package.structure import Structure

_DIGIT: Final = re.compile(r"\d")
_TOLERANCE: Final = 1e-9
_LONGEST: Final = 90
_Formulas = dict[tuple[int, int], tuple[str, bool]]
"""The text of each cell's formula, and whether it has a value, by row and column."""


class Compared(NamedTuple):
    """A cell as ``Summary!C7``, what its row is about, what it shows and what was worked out."""

    address: str
    about: str
    shown: Value
    now: Value

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, or words with one; as worked out, where anything was."""
        return _is_figure(self.shown if self.now is None else self.now)

    @property
    def is_same(self) -> bool:
        """Whether they are the same, numbers to nine digits: programs round the last ones."""
        one, other = self.shown, self.now
        if isinstance(one, float | bool) and isinstance(other, float | bool):
            return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=1e-12)
        return one == other


def _is_figure(value: Value) -> bool:
    if isinstance(value, str):
        return _DIGIT.search(value) is not None
    return value is not None and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Cells:
    """A workbook's cells by the blocks and tables that a refresh writes."""

    archive: Archive
    structure: Structure
    _known: dict[str, _Formulas] = field(default_factory=dict, init=False, repr=False)
    """The formulas of the sheets that were asked for."""

    @property
    def surface(self) -> HeadlessWorkbook:
        """It as a surface."""
        return HeadlessWorkbook(self.archive, self.structure)

    def compared(self, writes: Iterable[Write]) -> Iterator[Compared]:
        """Every cell that the writes fill, or that stands where they leave nothing.

        A row of a table is known by its identity or keys, wherever it stands, as a refresh knows
        it. A formula that somebody changed is their own and not compared, nor is one that no
        program has calculated since.
        """
        surface = self.surface
        for write in writes:
            if isinstance(write, Block):
                yield from self._of_block(write, surface)
            elif isinstance(write, TableBlock):
                data = surface.tables([write.table])[write.table]
                yield from self._of_table(write, data)

    def _of_block(self, block: Block, surface: HeadlessWorkbook) -> Iterator[Compared]:
        sheet, area = self.structure.named_range(block.name)
        shown = surface.block_values(block.name)
        own = self._own_formulas(sheet.name, block.values, area.first_row, area.first_column)
        for number, row in enumerate(block.values):
            about = _about(row) or block.name.partition(".")[2].replace("_", " ")
            for column, cell in enumerate(row):
                place = (area.first_row + number, area.first_column + column)
                if cell is not KEEP and place not in own:
                    address = f"{sheet.name}!{cell_address(*place)}"
                    yield self._one(address, about, shown[number][column], cell)

    def _of_table(self, block: TableBlock, data: TableData) -> Iterator[Compared]:
        names = block.keys or block.identity
        known: defaultdict[tuple[Value, ...], deque[int]] = defaultdict(deque)
        at = [data.columns.index(name) for name in names]
        for number, row in enumerate(data.rows):
            known[tuple(self._plain(row[i]) for i in at) if names else (number,)].append(number)
        fed = [block.columns.index(name) for name in names]
        matched: set[int] = set()
        for number, cells in enumerate(block.rows):
            key = tuple(self._plain(cells[i]) for i in fed) if names else (number,)
            places = known.get(key, deque())
            place = places.popleft() if places else None
            matched.update(() if place is None else (place,))
            yield from self._of_row(block, data, place, cells)
        if not block.keys:
            nothing: tuple[Cell, ...] = (None,) * len(block.columns)
            for number in sorted(set(range(len(data.rows))) - matched):
                yield from self._of_row(block, data, number, nothing)

    def _of_row(
        self, block: TableBlock, data: TableData, place: int | None, cells: Sequence[Cell]
    ) -> Iterator[Compared]:
        """A row as it is fed, beside the one at a place; None where the table has no such row."""
        own: set[tuple[int, int]] = set()
        names = block.keys or block.identity or block.columns[:1]
        if place is None:
            told: Sequence[object] = [cells[block.columns.index(name)] for name in names]
        else:
            told = [data.rows[place][data.columns.index(name)] for name in names]
            if any(isinstance(cell, Formula) for cell in cells):
                of_sheet = [cells[block.columns.index(n)] if n in block.columns else KEEP
                            for n in data.columns]  # fmt: skip
                own = self._own_formulas(
                    data.sheet, [of_sheet], data.first_row + place, data.first_column
                )
        about = ", ".join(_said(one) for one in told if one is not None) or block.table
        for header, cell in zip(block.columns, cells, strict=True):
            column = data.columns.index(header)
            shown = None if place is None else data.rows[place][column]
            where = (data.first_row + (place or 0), data.first_column + column)
            if cell is not KEEP and (place is None or where not in own):
                address = (
                    f"{data.sheet}, table {data.name}, column {header}"
                    if place is None
                    else data.address(place, header)
                )
                yield self._one(address, about, shown, cell)

    def _one(self, address: str, about: str, shown: object, cell: Cell) -> Compared:
        return Compared(address, about, self._plain(shown), self._plain(cell))

    def _plain(self, value: object) -> Value:
        if isinstance(value, Formula):
            value = value.value
        if isinstance(value, Keep):
            return None
        return as_read(value, date_1904=self.structure.date_1904)  # type: ignore[arg-type]  # cells as read

    def _own_formulas(
        self, sheet: str, rows: Sequence[Sequence[Cell]], first_row: int, first_column: int
    ) -> set[tuple[int, int]]:
        """The cells of a rectangle that hold another formula than a refresh asks for, or one
        that has no value.
        """
        wanted = {
            (first_row + row, first_column + column): cell
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if isinstance(cell, Formula)
        }
        if not wanted:
            return set()
        there = self._formulas(sheet)
        own = set()
        for place, cell in wanted.items():
            text, has_value = there.get(place, ("", True))
            # Where a value stands for the formula, it is compared: somebody typed it.
            if text and (not has_value or not same_formula(text, cell.text)):
                own.add(place)
        return own

    def _formulas(self, name: str) -> _Formulas:
        part = self.structure.sheet(name)
        if name not in self._known and part is not None:
            xml = SheetXml(self.archive.text(part.part), where=name)
            self._known[name] = {
                (one.row, one.column): (one.text, one.has_value) for one in xml.formulas()
            }
        return self._known.get(name, {})


def shortened(words: str) -> str:
    """Words of a cell, no longer than a line takes."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _about(row: Sequence[Cell]) -> str:
    """The first words of a row."""
    values = (cell.value if isinstance(cell, Formula) else cell for cell in row)
    words = (one for one in values if isinstance(one, str) and not _DIGIT.search(one))
    return shortened(next(words, ""))


def _said(value: object) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%B %Y}"
    return shortened(str(value))
