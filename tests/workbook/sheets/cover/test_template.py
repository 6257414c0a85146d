from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.made_up import made_up_settings
from workbook.sheets.registry import sheets

if TYPE_CHECKING:
    import openpyxl


def test_the_contents_link_to_every_other_sheet(board: openpyxl.Workbook) -> None:
    wanted = {f"'{sheet.name}'!A1" for sheet in sheets(made_up_settings())} - {"'Cover'!A1"}

    linked = {
        str(cell.hyperlink.location)
        for row in board["Cover"].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }

    assert {place for place in linked if "!" in place} == wanted


def test_every_button_links_to_a_name_of_its_own_that_explains_how_to_refresh(
    board: openpyxl.Workbook,
) -> None:
    links = [c.hyperlink for row in board["Cover"].iter_rows() for c in row if c.hyperlink]
    names = [str(link.location) for link in links if str(link.location).startswith("sc_")]

    explained = [
        board[sheet][address.replace("$", "")].value
        for name in names
        for sheet, address in board.defined_names[name].destinations
    ]

    assert explained == ["How to refresh"] * 6


def test_the_cover_prints_on_one_page(board: openpyxl.Workbook) -> None:
    setup = board["Cover"].page_setup

    assert (setup.fitToWidth or 1, setup.fitToHeight or 1) == (1, 1)


def test_every_status_word_is_explained(board: openpyxl.Workbook) -> None:
    words = {cell.value for row in board["Cover"].iter_rows() for cell in row}

    assert {"▲ Worse", "▼ Better", "● Steady", "◆ Context", "? Cannot say"} <= words
