"""The live surface writes what the headless one writes into a workbook that people worked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst
from tests.support.parity.compare import differences, held, written
from tests.support.parity.engine import opened
from tests.support.parity.engine_filters import filtered_rows, rows_of, set_filter
from tests.support.parity.shapes import looks, shapes_of, with_shapes
from tests.support.quarters import QUARTERS, deliver
from workbook.excel.buttons import refresh_book
from workbook.refresh import refresh, silent
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

# openpyxl drops what it cannot keep.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]

WHOLE = ("Exceptions", "AllIndicators", "Peers", "SmallAreas", "Revisions", "Findings", "Files")
"""Tables that refresh owns whole, in which rows come, go and change places."""


def filter_every_table(book: Workbook) -> None:
    """Hide two of three rows of every table, as a filter does."""
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            rows = rows_of(table.autoFilter)
            set_filter(sheet, table.autoFilter, [row for row in rows if row % 3])


def test_filters_and_own_columns_leave_both_surfaces_the_same(tmp_path: Path) -> None:
    extracts, path = tmp_path / "extracts", tmp_path / "Board.xlsx"
    deliver(extracts, QUARTERS[0])
    refresh(templates_folder() / "Dashboard.xlsx", extracts, out=path)
    for table in WHOLE:
        with Analyst(path) as analyst:
            rows = analyst.structure.table(table).data.shape[0]
            answers = [f"{number} of March 2025" if number % 2 else "" for number in range(rows)]
            analyst.add_column(table, "Our answer", answers)
    deliver(extracts, QUARTERS[1])
    book = held(path)
    drawn = with_shapes(book, path)
    filter_every_table(book)

    live = refresh_book(opened(book, "Board.xlsx"), extracts, progress=silent)
    on_disk = refresh(path, extracts, out=tmp_path / "headless.xlsx")

    assert differences(book, written(on_disk.path)) == []
    assert looks(drawn) == looks(shapes_of(on_disk.path))
    assert [filtered_rows(sheet) for sheet in book.worksheets if sheet.title == "Exceptions"] == [
        set()
    ]
    assert live.said[1:] == on_disk.notes
    assert "answers stand on the sheet Kept answers" in on_disk.notes[0]
