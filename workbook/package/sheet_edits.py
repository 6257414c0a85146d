"""One worksheet while it is written: its text, its formulas and what changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import Formula
from workbook.package.cell import as_read
from workbook.package.edit import STALE, LineEdit, Moved, RowEdit, Stale
from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.package.cell import Value
    from workbook.package.edit import Edit
    from workbook.package.sheet import FormulaCell, SheetXml
    from workbook.package.structure import SheetPart


class SheetEdits:
    """One worksheet while it is written: its text, its formulas and what changes in it."""

    def __init__(self, part: SheetPart, xml: SheetXml) -> None:
        self.part = part
        self.xml = xml
        self.formulas: Sequence[FormulaCell] = xml.formulas()
        self.edits: dict[int, Edit] = {}
        self.changed: list[Rectangle] = []
        self.whole: dict[str, Rectangle] = {}
        """The rows, before and after, of the tables that refresh owns whole, by name."""

    def edit(self, row: int, edit: Edit) -> None:
        """Add what changes in a row to what is known already."""
        known = self.edits.get(row)
        if known is None:
            self.edits[row] = edit
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
            values: list[Value] = []
            for column in columns:
                content = edit.cells.get(column, STALE)
                if isinstance(content, (Formula, Stale, Moved)):
                    return None
                values.append(as_read(content, date_1904=date_1904))
            rows.append(values)
        return rows

    def drop_stale_values(self) -> None:
        """Formulas that nobody worked out lose their values, also those of an array's range."""
        for formula in self.formulas:
            area = formula.area if formula.is_array else None
            if area is None or area.shape == (1, 1):
                if formula.has_value:
                    self._drop(formula.row, formula.column)
                continue
            for row in range(area.first_row, area.last_row + 1):
                for column in range(area.first_column, area.last_column + 1):
                    self._drop(row, column)

    def _drop(self, row: int, column: int) -> None:
        known = self.edits.get(row)
        if known is not None and column in _cell_by_cell(known).cells:
            return
        self.edit(row, RowEdit({column: STALE}))
        self.changed.append(Rectangle(row, column, row, column))


def _cell_by_cell(edit: Edit) -> RowEdit:
    return edit.row_edit() if isinstance(edit, LineEdit) else edit
