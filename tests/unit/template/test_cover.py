from __future__ import annotations

from typing import TYPE_CHECKING

from tests.made_up import made_up_settings
from workbook.layout import sheets

if TYPE_CHECKING:
    import openpyxl


def test_the_contents_link_to_every_other_sheet(board: openpyxl.Workbook) -> None:
    wanted = {f"'{sheet.name}'!A1" for sheet in sheets(made_up_settings())} - {"'Cover'!A1"}

    linked = {
        cell.hyperlink.location
        for row in board["Cover"].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }

    assert linked == wanted


def test_the_cover_prints_on_one_page(board: openpyxl.Workbook) -> None:
    setup = board["Cover"].page_setup

    assert (setup.fitToWidth or 1, setup.fitToHeight or 1) == (1, 1)


def test_every_status_word_is_explained(board: openpyxl.Workbook) -> None:
    words = {cell.value for row in board["Cover"].iter_rows() for cell in row}

    assert {"▲ Worse", "▼ Better", "● Steady", "◆ Context", "? Cannot say"} <= words
