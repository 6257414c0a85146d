from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard, made_up_settings
from workbook.block import Block
from workbook.house.canvas import Canvas
from workbook.sheets.cover import values as cover
from workbook.sheets.exceptions import values as exceptions
from workbook.sheets.impact import values as impact
from workbook.sheets.section import values as section
from workbook.sheets.summary import template
from workbook.sheets.summary import values as summary
from xlsrc.domain.indicator import Section

if TYPE_CHECKING:
    from pathlib import Path

    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.block import Write
    from xlsrc.domain.settings import Settings

A4_HEIGHT_POINTS = 595
MARGINS_POINTS = (8 + 11) / 25.4 * 72
SMALLEST_SCALE = 8 / 9.5


@pytest.mark.parametrize("module", [cover, summary, section, exceptions, impact])
def test_every_block_has_the_shape_of_its_name(board: openpyxl.Workbook, module: object) -> None:
    writes: tuple[Write, ...] = module.blocks(made_up_dashboard())  # type: ignore[attr-defined]  # each module has one
    blocks = [write for write in writes if isinstance(write, Block)]

    wrong = [
        block.name
        for block in blocks
        if _shape(board, block.name) != (len(block.values), len(block.values[0]))
    ]

    assert wrong == []


def test_every_headline_has_a_sparkline(board_file: Path) -> None:
    with zipfile.ZipFile(board_file) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()

    headlines = sum(indicator.headline for indicator in made_up_settings().indicators)
    assert sheet.count("<x14:sparkline>") == headlines


@pytest.mark.parametrize("priorities", [5, 7, 9])
def test_the_rows_fit_one_page_whatever_the_number_of_priorities(
    tmp_path: Path, priorities: int
) -> None:
    settings = made_up_settings()
    overviews = tuple(s for s in settings.sections if not s.is_priority)
    own = tuple(s for s in settings.sections if s.is_priority)[:priorities]
    more = tuple(_priority(number) for number in range(len(own) + 1, priorities + 1))
    settings = replace(settings, sections=(*overviews, *own, *more))

    sheet = _authored(tmp_path / "Summary.xlsx", settings)

    assert _printed_points(sheet) * SMALLEST_SCALE <= A4_HEIGHT_POINTS - MARGINS_POINTS


def _authored(path: Path, settings: Settings) -> Worksheet:
    import warnings

    import openpyxl

    canvas = Canvas(path, settings)
    template.author(canvas)
    canvas.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not read sparklines
        sheet: Worksheet = openpyxl.load_workbook(path)["Summary"]
    return sheet


def _printed_points(sheet: Worksheet) -> float:
    _, last = str(sheet.print_area).replace("$", "").split("!")[-1].split(":")
    rows = int("".join(filter(str.isdigit, last)))
    return sum(sheet.row_dimensions[row].height or 15 for row in range(1, rows + 1))


def _priority(number: int) -> Section:
    return Section(
        id=str(number),
        name=f"Priority {number}",
        sheet=f"{number} Priority",
        objective="",
        lead="",
        is_priority=True,
    )


def _shape(board: openpyxl.Workbook, name: str) -> tuple[int, int]:
    sheet, area = next(iter(board.defined_names[name].destinations))
    cells = board[sheet][area.replace("$", "")]
    return (len(cells), len(cells[0])) if isinstance(cells, tuple) else (1, 1)
