"""Faults of cells by kind: truth values that are none, totals rows that say something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.reference import Rectangle, cell_address, column_number
from workbook.package.structure import children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from workbook.package.sheet import SheetXml
    from workbook.package.structure import TablePart

TRUTHS: Final = frozenset({"0", "1", "true", "false"})
SUBTOTALS: Final = {
    "average": 101,
    "countNums": 102,
    "count": 103,
    "max": 104,
    "min": 105,
    "stdDev": 107,
    "sum": 109,
    "var": 110,
}
"""What SUBTOTAL is told for each function of a totals row (ECMA-376 part 1, 18.18.76)."""

_IS_TRUTH: Final = re.compile(r"""\st\s*=\s*["']b["']""")
_VALUE: Final = re.compile(r"<(?:\w+:)?v\b[^>]*>\s*([^<]*?)\s*</")
_SUBTOTAL: Final = re.compile(r"SUBTOTAL\(\s*(\d+)", re.IGNORECASE)


def truth_faults(sheet: SheetXml) -> Iterator[str]:
    """Cells said to be true or false that are neither."""
    if not _IS_TRUTH.search(sheet.text, sheet.data_start, sheet.data_end):
        return
    for row in sheet.rows:
        for match in sheet.cells(row):
            if not _IS_TRUTH.search(match[1]):
                continue
            value = _VALUE.search(match[3] or "")
            if value is not None and value[1] not in TRUTHS:
                address = f"{sheet.where}!{cell_address(row, column_number(match[2]))}"
                yield (
                    f"{address} must be true or false (1 or 0); found {value[1]!r}. Type TRUE or "
                    "FALSE there in Excel."
                )


def totals_faults(
    sheet: SheetXml, table: TablePart, root: Element, texts: Sequence[str]
) -> Iterator[str]:
    """Labels and functions of a table's totals row that its cells do not show.

    ``root`` is the table's part. A row that is switched off keeps its labels, which is no fault.
    """
    if not table.totals_rows:
        return
    row = table.area.last_row
    if row <= table.area.first_row:
        yield f"table {table.name} has a totals row, but no other row ({table.area.address})"
        return
    area = Rectangle(row, table.area.first_column, row, table.area.last_column)
    values = sheet.values(area, texts)[0]
    formulas = {f.column: f.text for f in sheet.formulas() if f.row == row}
    columns = [column for holder in children(root, "tableColumns") for column in holder]
    for at, (column, value) in enumerate(
        zip(columns, values, strict=False), table.area.first_column
    ):
        where = f"{sheet.where}!{cell_address(row, at)}"
        label, function = column.get("totalsRowLabel"), column.get("totalsRowFunction", "none")
        if label is not None and value != label:
            yield (
                f"{where} is in the totals row of table {table.name} and must be the text "
                f"{label!r}; found {value!r}"
            )
        number = SUBTOTALS.get(function)
        found = _SUBTOTAL.search(formulas.get(at, ""))
        if number is not None and (found is None or int(found[1]) != number):
            yield (
                f"{where} is in the totals row of table {table.name} and must be the formula "
                f"SUBTOTAL({number},…) of its column; found {formulas.get(at) or value!r}"
            )
