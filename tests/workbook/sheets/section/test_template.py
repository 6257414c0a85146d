from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_settings
from workbook.sheets.section import layout
from workbook.sheets.section.order import in_full, small_of

if TYPE_CHECKING:
    from pathlib import Path

    import openpyxl

SETTINGS = made_up_settings()
PANELS = sum(len(SETTINGS.of_section(section)) for section in SETTINGS.sections)
OVERVIEWS = [section for section in SETTINGS.sections if not section.is_priority]
SMALL = sum(len(small_of(SETTINGS, section)) for section in SETTINGS.sections)
CHARTS = 2 * PANELS + 2 * len(OVERVIEWS) + SMALL + 2
"""Two a panel and at the top of each overview, one a small panel; Impact's and Exceptions'."""

SMALLEST_SCALE = 8.0 / 8.5


@pytest.fixture(scope="module")
def parts(board_file: Path) -> dict[str, str]:
    with zipfile.ZipFile(board_file) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_every_panel_has_its_charts(parts: dict[str, str]) -> None:
    charts = [name for name in parts if re.match(r"xl/charts/chart\d+\.xml", name)]

    assert len(charts) == CHARTS


def test_every_chart_has_a_text_for_those_who_cannot_see_it(parts: dict[str, str]) -> None:
    drawn = "".join(text for name, text in parts.items() if name.startswith("xl/drawings/drawing"))

    described = re.findall(r'<xdr:cNvPr id="\d+" name="[^"]+" descr="([^"]+)"', drawn)
    assert len(described) == CHARTS


def test_charts_show_figures_in_hidden_rows(parts: dict[str, str]) -> None:
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/chart")]

    assert [text for text in charts if '<c:plotVisOnly val="1"/>' in text] == []


def test_feeders_lie_below_and_right_of_the_page(board: openpyxl.Workbook) -> None:
    inside = []
    for section in SETTINGS.sections:
        _, last = str(board[section.sheet].print_area).replace("$", "").split("!")[-1].split(":")
        bottom = int("".join(filter(str.isdigit, last)))
        for name, defined in board.defined_names.items():
            if f".{section.id}." in name and name.endswith((".year", ".trend", ".months")):
                _, area = next(iter(defined.destinations))
                column, row = area.split(":")[0].strip("$").split("$")
                if int(row) <= bottom or (len(column) == 1 and column <= "P"):
                    inside.append(name)

    assert inside == []


def test_a_sheet_prints_as_many_pages_as_it_declares(board: openpyxl.Workbook) -> None:
    declared = {sheet.name: sheet.pages for sheet in layout.section_sheets(SETTINGS)}

    printed = {sheet: 1 + len(board[sheet].row_breaks.brk) for sheet in declared}
    assert printed == declared


def test_only_priorities_of_more_than_four_have_a_second_page(board: openpyxl.Workbook) -> None:
    two = [s.id for s in SETTINGS.sections if len(board[s.sheet].row_breaks.brk)]

    assert two == ["2", "3", "5"]


def test_what_is_on_screen_lies_below_the_printed_pages(board: openpyxl.Workbook) -> None:
    printed = []
    for section in SETTINGS.sections:
        area = str(board[section.sheet].print_area).replace("$", "").split("!")[-1]
        bottom = int("".join(filter(str.isdigit, area.split(":")[1])))
        shown = {indicator.id for indicator in in_full(SETTINGS, section)}
        for name, defined in board.defined_names.items():
            if name.startswith(f"panel.{section.id}.") and name.endswith(".head"):
                row = int(next(iter(defined.destinations))[1].split("$")[2].strip(":"))
                if (row <= bottom) is not (name.split(".")[2] in shown):
                    printed.append(name)

    assert printed == []


def test_headline_indicators_come_first(board: openpyxl.Workbook) -> None:
    tops = {
        name.split(".")[2]: int(next(iter(defined.destinations))[1].split("$")[2].strip(":"))
        for name, defined in board.defined_names.items()
        if name.startswith("panel.5.") and name.endswith(".head")
    }

    assert sorted(tops, key=tops.__getitem__)[:2] == ["residential_burglary", "shoplifting"]


def test_the_title_is_repeated_on_every_page(board: openpyxl.Workbook) -> None:
    assert {board[section.sheet].print_title_rows for section in SETTINGS.sections} == {"$1:$1"}


def test_the_first_page_of_a_priority_has_room_for_its_foot(board: openpyxl.Workbook) -> None:
    a4_points, margins_points = 595.3, (8 + 11) / 25.4 * 72
    too_tall = []
    for section in SETTINGS.sections:
        sheet = board[section.sheet]
        if not section.is_priority:
            continue
        _, area = next(iter(board.defined_names[f"section.{section.id}.foot"].destinations))
        last = int(area.split("$")[-1])
        points = sum(sheet.row_dimensions[row].height or 15 for row in range(1, last + 1))
        room = a4_points - margins_points
        # A section of one page is fitted to it.
        if points > (room if len(sheet.row_breaks.brk) else room / SMALLEST_SCALE):
            too_tall.append((section.id, points))

    assert too_tall == []
