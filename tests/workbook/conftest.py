from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.sheets.registry import FOLDERS, ROOMS, sheets

if TYPE_CHECKING:
    from pathlib import Path


BOARD = ("cover", "summary", "exceptions", "section", "impact", "all_indicators", "checks", "help")


@pytest.fixture(scope="session")
def board_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The BOARD sheets, and those that they refer to, as `safer build` authors them."""
    path = tmp_path_factory.mktemp("board") / "Board.xlsx"
    settings = made_up_settings()
    canvas = Canvas(path, settings)
    canvas.contents = sheets(settings)
    for folder, room in zip(FOLDERS, ROOMS, strict=True):
        if folder in BOARD:
            room.author(canvas)
    canvas.close()
    return path


@pytest.fixture(scope="session")
def board(board_file: Path) -> openpyxl.Workbook:
    import warnings

    with warnings.catch_warnings():
        # openpyxl does not read sparklines; it says so.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(board_file)
