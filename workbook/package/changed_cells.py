"""Which cells of a workbook hold another value after a save than before."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Final

from workbook.package.reference import LAST_COLUMN, Rectangle, column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.package.cell import Value
    from workbook.package.sheet import SheetXml

_HIDDEN: Final = re.compile(r"""\shidden=["'](?:1|true)["']""")
_SINGLE_CELLS: Final = 4096
"""Up to this size an area is kept cell by cell: found faster, among many."""


class SheetChanges:
    """The changed cells of one sheet."""

    def __init__(self) -> None:
        self._rows: dict[int, list[int]] = {}
        self._areas: list[Rectangle] = []

    def add(self, area: Rectangle) -> None:
        """Count every cell of an area as changed."""
        rows, columns = area.shape
        if rows * columns > _SINGLE_CELLS:
            self._areas.append(area)
            return
        for column in range(area.first_column, area.last_column + 1):
            known = self._rows.setdefault(column, [])
            for row in range(area.first_row, area.last_row + 1):
                if not known or row > known[-1]:
                    known.append(row)
                else:
                    insort(known, row)

    def meet(self, area: Rectangle) -> bool:
        """Whether a cell of an area changed."""
        if any(area.meets(other) for other in self._areas):
            return True
        first, last = area.first_column, area.last_column
        wide = last - first >= len(self._rows)
        for column in self._rows if wide else range(first, last + 1):
            rows = self._rows.get(column)
            if rows is None or not first <= column <= last:
                continue
            at = bisect_left(rows, area.first_row)
            if at < len(rows) and rows[at] <= area.last_row:
                return True
        return False


class ChangedCells(dict[str, SheetChanges]):
    """The changed cells by sheet (its name in lower case), worked out when first asked for."""

    def __init__(self, of: Callable[[str], SheetChanges]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, sheet: str) -> SheetChanges:
        changes = self[sheet] = self._of(sheet)
        return changes


def compared(before: SheetXml, after: SheetXml, shared_texts: Sequence[str]) -> SheetChanges:
    """The cells whose values differ between two states of a sheet.

    A formula without a value may hold anything, so it counts as changed; so does a row that was
    hidden or is shown again, since totals over visible cells depend on it.
    """
    changes = SheetChanges()
    if before.text == after.text:
        return changes
    for number in sorted(before.rows.keys() | after.rows.keys()):
        old, new = _row(before, number), _row(after, number)
        if old == new:
            continue
        if _is_hidden(old) != _is_hidden(new):
            changes.add(Rectangle(number, 1, number, LAST_COLUMN))
            continue
        for column in _differing(before, after, number, shared_texts):
            changes.add(Rectangle(number, column, number, column))
    return changes


def _row(sheet: SheetXml, number: int) -> str:
    place = sheet.rows.get(number)
    return sheet.text[place.start : place.end] if place else ""


def _is_hidden(row: str) -> bool:
    return _HIDDEN.search(row, 0, row.find(">") + 1) is not None


def _differing(
    before: SheetXml, after: SheetXml, row: int, shared_texts: Sequence[str]
) -> list[int]:
    old, new = _cells(before, row), _cells(after, row)
    formula, value = f"<{after.prefix}f", f"<{after.prefix}v"
    found = []
    for column in old.keys() | new.keys():
        text = new.get(column, "")
        if text == old.get(column, ""):
            continue
        lacks_result = formula in text and value not in text
        place = Rectangle(row, column, row, column)
        if lacks_result or (
            _value(before, place, shared_texts) != _value(after, place, shared_texts)
        ):
            found.append(column)
    return found


def _cells(sheet: SheetXml, row: int) -> dict[int, str]:
    return {column_number(cell[2]): cell[0] for cell in sheet.cells(row)}


def _value(sheet: SheetXml, place: Rectangle, shared_texts: Sequence[str]) -> tuple[bool, Value]:
    ((value,),) = sheet.values(place, shared_texts)
    return (isinstance(value, bool), value)  # True is 1 to Python, but not to Excel
