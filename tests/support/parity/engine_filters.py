"""Filters as Excel has them: of a table or of a plain range, with the rows that they hide.

While one is set, what is written into several cells at once lands in the rows that are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries
from openpyxl.worksheet.filters import FilterColumn, Filters
from xlwings import base_classes

from tests.support.parity.gate import through_gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def hidden_rows(sheet: Any, rows: Iterable[int]) -> set[int]:
    """Those of some rows of a sheet of openpyxl's that are hidden."""
    looks = sheet.row_dimensions
    return {row for row in rows if row in looks and looks[row].hidden}


def filters(sheet: Any) -> Iterator[Any]:
    """The filters of a sheet that are set: of its tables, and its own."""
    for one in (*(table.autoFilter for table in sheet.tables.values()), sheet.auto_filter):
        if one is not None and one.ref and one.filterColumn:
            yield one


def rows_of(one: Any) -> range:
    """The rows that a filter may hide."""
    _, top, _, bottom = (int(edge or 1) for edge in range_boundaries(one.ref))
    return range(top + 1, bottom + 1)


def filtered_rows(sheet: Any) -> set[int]:
    """The rows that the filters of a sheet hide."""
    return {row for one in filters(sheet) for row in hidden_rows(sheet, rows_of(one))}


def set_filter(sheet: Any, one: Any, hidden: Iterable[int]) -> None:
    """Filter by the first column of a filter's range so that these rows are hidden."""
    one.filterColumn = [FilterColumn(colId=0, filters=Filters(filter=["chosen"]))]
    for row in hidden:
        sheet.row_dimensions[row].hidden = True


@through_gate
class AutoFilter(base_classes.AutoFilter):
    """The filter of a table, or of the plain range that has exactly the sheet's filter."""

    def __init__(self, sheet: Any, one: Any, width: int) -> None:
        self.sheet = sheet
        self.one = one
        self.width = width

    @property
    def gate(self) -> Any:
        return self.sheet.gate

    @property
    def criteria(self) -> Any:
        found = {column.colId + 1 for column in (self.one.filterColumn if self.one else ())}
        return [
            {"field": field, "type": "values" if field in found else "none"}
            for field in range(1, self.width + 1)
        ]

    def clear(self, field: Any) -> None:
        assert field is None
        if self.one is None:
            return
        shown = hidden_rows(self.sheet.sheet, rows_of(self.one)) if self.one.filterColumn else ()
        self.one.filterColumn = []
        for row in shown:
            self.sheet.sheet.row_dimensions[row].hidden = False
