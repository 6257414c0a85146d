"""A small workbook open in the engine over openpyxl: a block, a table, and settings of Excel's."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from tests.support.parity.engine import opened
from workbook.refresh import silent
from workbook.surfaces.live import LiveWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw
    from openpyxl.worksheet.worksheet import Worksheet

AS_AT: Final = datetime.date(2025, 12, 1)

BEFORE: Final = {
    "screen_updating": True,
    "calculation": "semiautomatic",
    "enable_events": True,
    "status_bar": "mine",
    "EnableCancelKey": 1,
}
"""Settings of Excel's, as a person has them."""


def a_book() -> tuple[xw.Book, Worksheet]:
    """Cells named head in A1:C2 of the sheet Board; below them the table Figures, in A5:D7."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Board"
    for row in (
        ["Key", "Figure", "Twice", "Note"],
        ["a", 1, "=B6*2", "mine"],
        ["b", 2, "=B7*2", None],
    ):
        sheet.append(row)
    sheet.move_range("A1:D3", rows=4, translate=False)
    sheet.add_table(Table(displayName="Figures", ref="A5:D7", autoFilter=AutoFilter(ref="A5:D7")))
    workbook.defined_names["head"] = DefinedName("head", attr_text="'Board'!$A$1:$C$2")
    book = opened(workbook, "Board.xlsx")
    for name, value in BEFORE.items():
        setattr(book.app.impl, name, value)
    book.app.impl.as_found.clear()
    book.app.impl.gate.changes = 0
    return book, sheet


def settings_of(book: xw.Book) -> dict[str, object]:
    """Excel's settings as they are now."""
    return {name: getattr(book.app.impl, name) for name in BEFORE}


def write(
    book: xw.Book, *writes: Any, stopped: Callable[[], bool] = lambda: False
) -> tuple[str, ...]:
    """Write Blocks as a refresh does."""
    return LiveWorkbook(book).write(writes, as_at=AS_AT, progress=silent, stopped=stopped)


def rows_of(sheet: Worksheet, area: str) -> list[list[object]]:
    """The cells of an area, row by row."""
    return [[cell.value for cell in row] for row in sheet[area]]
