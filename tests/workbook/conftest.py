from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.sheets.all_indicators import template as all_indicators
from workbook.sheets.checks import template as checks
from workbook.sheets.cover import template as cover
from workbook.sheets.exceptions import template as exceptions
from workbook.sheets.impact import template as impact
from workbook.sheets.section import template as section
from workbook.sheets.summary import template as summary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def board_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The BOARD sheets, and those that they refer to, as `safer build` authors them."""
    path = tmp_path_factory.mktemp("board") / "Board.xlsx"
    canvas = Canvas(path, made_up_settings())
    for module in (cover, summary, exceptions, section, impact, all_indicators, checks):
        module.author(canvas)
    canvas.close()
    return path


@pytest.fixture(scope="session")
def board(board_file: Path) -> openpyxl.Workbook:
    import warnings

    with warnings.catch_warnings():
        # openpyxl does not read sparklines; it says so.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(board_file)
