"""One worksheet while it is written: its text, its formulas and what changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import Formula
from workbook.package.cell import as_read
from workbook.package.edit import STALE, LineEdit, Moved, RowEdit, Stale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbook.package.cell import Value
    from workbook.package.edit import Edit
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.reference import Rectangle
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import SheetPart


class SheetEdits:
    """One worksheet while it is written: its text, its formulas and what changes in it."""

    def __init__(self, part: SheetPart, read: Callable[[], SheetXml]) -> None:
        self.part = part
        self._read = read
        self._xml: SheetXml | None = read()
        self.formulas: Sequence[FormulaCell] = self._xml.formulas()
        self.edits: dict[int, Edit] = {}
        self.changed: list[Rectangle] = []
        self.others: set[tuple[int, int]] = set()
        """Cells that were to get the value of one formula and hold another: an analyst's."""
        self.whole: dict[str, Rectangle] = {}
        """The rows, before and after, of the tables that refresh owns whole, by name."""

    @property
    def xml(self) -> SheetXml:
        """The sheet as it was before the save."""
        if self._xml is None:
            self._xml = self._read()
        return self._xml

    def finish(self) -> None:
        """Keep of a sheet that is written only what charts and formulas may ask for."""
        self.edits = {row: edit for row, edit in self.edits.items() if isinstance(edit, RowEdit)}
        self._xml = None

    def edit(self, row: int, edit: Edit) -> None:
        """Add what changes in a row to what is known already."""
        known = self.edits.get(row)
        if known is None:
            self.edits[row] = edit
        elif isinstance(known, RowEdit) and isinstance(edit, RowEdit):
            known.take(edit)
        else:
            self.edits[row] = _cell_by_cell(known).with_edit(_cell_by_cell(edit))

    def written(self, area: Rectangle, *, date_1904: bool) -> list[list[Value]] | None:
        """The values of a range as written, or None unless each of its cells gets a plain one."""
        columns = range(area.first_column, area.last_column + 1)
        rows: list[list[Value]] = []
        for row in range(area.first_row, area.last_row + 1):
            edit = self.edits.get(row)
            if not isinstance(edit, RowEdit):
                return None
            cells = edit.cells
            values: list[Value] = []
            for column in columns:
                content = cells.get(column, STALE)
                if content is None or type(content) is float:  # nearly all that charts draw
                    values.append(content)
                elif isinstance(content, (Formula, Stale, Moved)):
                    return None
                else:
                    values.append(as_read(content, date_1904=date_1904))
            rows.append(values)
        return rows

    def is_written(self, row: int, column: int) -> bool:
        """Whether a cell holds a formula to which the save gives its value."""
        edit = self.edits.get(row)
        return (
            isinstance(edit, RowEdit)
            and isinstance(edit.cells.get(column), Formula)
            and (row, column) not in self.others
        )


def without_values(areas: Iterable[Rectangle]) -> dict[int, Edit]:
    """The edits that take the values from the cells of areas and leave their formulas."""
    edits: dict[int, Edit] = {}
    for area in areas:
        cells = dict.fromkeys(range(area.first_column, area.last_column + 1), STALE)
        for row in range(area.first_row, area.last_row + 1):
            known = edits.get(row)
            edit = RowEdit({**cells})
            edits[row] = edit if known is None else _cell_by_cell(known).with_edit(edit)
    return edits


def _cell_by_cell(edit: Edit) -> RowEdit:
    return edit.row_edit() if isinstance(edit, LineEdit) else edit
