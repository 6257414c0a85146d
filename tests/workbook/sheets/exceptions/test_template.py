"""The page of Exceptions prints alone: its feeder and the table of all rows are for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries

from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import EXCEPTIONS, EXCEPTIONS_TABLE

if TYPE_CHECKING:
    import openpyxl


def area(board: openpyxl.Workbook, name: str) -> tuple[int, int, int, int]:
    """The first column and row, the last column and row of a defined name, from 1."""
    first, top, last, end = range_boundaries(board.defined_names[name].attr_text.split("!")[1])
    assert None not in (first, top, last, end)
    return int(first or 0), int(top or 0), int(last or 0), int(end or 0)


def printed(board: openpyxl.Workbook) -> tuple[int, int, int, int]:
    text = str(board[EXCEPTIONS.name].print_area).split("!")[-1].replace("$", "")
    first, top, last, end = range_boundaries(text)
    return int(first or 0), int(top or 0), int(last or 0), int(end or 0)


def test_what_prints_is_one_page(board: openpyxl.Workbook) -> None:
    sheet = board[EXCEPTIONS.name]
    # A file says nothing of what is 1.
    wide, high = (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1)

    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert fitted.fitToPage
    assert (wide, high, EXCEPTIONS.pages) == (1, 1, 1)


def test_lists_and_foot_are_printed_the_feeder_and_the_table_are_not(
    board: openpyxl.Workbook,
) -> None:
    _, _, last, end = printed(board)
    blocks = (layout.OUTSIDE.rows, layout.WATCHED.rows, layout.CHANCE, layout.DOTS_TITLE)
    table = range_boundaries(board[EXCEPTIONS.name].tables[EXCEPTIONS_TABLE.name].ref)

    assert all(area(board, one.name)[2] <= last for one in blocks)
    assert all(area(board, one.name)[3] <= end for one in blocks)
    assert area(board, layout.DOTS.name)[0] > last
    assert (table[1] or 0) > end


def test_ten_rows_are_shown_at_most(board: openpyxl.Workbook) -> None:
    assert sum(listed.most for listed in layout.LISTS) == 10
    for listed in layout.LISTS:
        _, top, _, end = area(board, listed.rows.name)
        assert end - top + 1 == listed.most


def test_every_section_has_its_name_beside_its_row_of_dots(board: openpyxl.Workbook) -> None:
    _, top, _, end = area(board, layout.SECTIONS.name)
    sheet: Any = board[EXCEPTIONS.name]
    charts = sheet._charts  # noqa: SLF001 - openpyxl names them nowhere else

    assert charts[0].anchor._from.row == top - 1  # noqa: SLF001 - as above
    assert end - top + 1 == charts[0].y_axis.scaling.max
