from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_settings
from workbook.house.fitting import cell_room
from workbook.house.text_width import fits
from workbook.layout.sheet import set_pages
from workbook.sheets.cover import layout
from workbook.sheets.cover.layout import COLUMNS_PX
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


@pytest.mark.parametrize(("sheet", "buttons"), [("Cover", 2), ("Help", 6)])
def test_every_button_links_to_a_name_of_its_own_that_explains_how_to_refresh(
    board: openpyxl.Workbook, sheet: str, buttons: int
) -> None:
    links = [c.hyperlink for row in board[sheet].iter_rows() for c in row if c.hyperlink]
    names = {str(link.location) for link in links if str(link.location).startswith("sc_")}

    explained = [
        board[sheet][address.replace("$", "")].value
        for name in names
        for sheet, address in board.defined_names[name].destinations
    ]

    assert explained == ["How to refresh"] * buttons


def test_the_contents_give_each_sheet_its_pages_of_the_set(board: openpyxl.Workbook) -> None:
    cover = board["Cover"]
    given = {
        row[layout.LEFT].value: row[layout.PAGE].value
        for row in cover.iter_rows()
        if row[layout.LEFT].hyperlink and row[layout.PAGE].value
    }

    pages = set_pages(sheets(made_up_settings()))
    assert given == {name: one.words for name, one in pages.items() if name != "Cover"}


def test_no_text_that_never_changes_is_cut_or_made_smaller(board: openpyxl.Workbook) -> None:
    cover = board["Cover"]
    # A text whose cell on the right is filled, or that stands in the last, has its cell alone.
    listed = [
        (str(cell.value), COLUMNS_PX[at], cell.font)
        for row in cover.iter_rows(min_row=7, max_col=len(COLUMNS_PX))
        for at, cell in enumerate(row)
        if isinstance(cell.value, str) and not cell.value.startswith("=")
        if at in (4, 5, 7, 8) or (at == 0 and row[1].value)
    ]

    assert listed
    assert [
        text
        for text, wide, font in listed
        if not fits(text, cell_room(wide), float(font.sz), bold=bool(font.b))
    ] == []
    assert [c.value for row in cover.iter_rows() for c in row if c.alignment.shrink_to_fit] == []


def test_the_cover_prints_on_one_page(board: openpyxl.Workbook) -> None:
    setup = board["Cover"].page_setup

    assert (setup.fitToWidth or 1, setup.fitToHeight or 1) == (1, 1)


def test_every_status_word_is_explained(board: openpyxl.Workbook) -> None:
    words = {cell.value for row in board["Cover"].iter_rows() for cell in row}

    assert {"▲ Worse", "▼ Better", "● Steady", "◆ Context", "? Cannot say"} <= words
