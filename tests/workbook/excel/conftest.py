"""A small dashboard open in the engine that stands for Excel."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.parity.engine import opened
from tests.support.parity.shapes import with_shapes
from tests.support.parity.small import settings_of_rows, small_rows
from workbook.build.author import author
from workbook.excel import buttons

if TYPE_CHECKING:
    import xlwings as xw


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("template") / "Board.xlsx"
    rows = small_rows(ids=("burglary",))
    author(found, settings_of_rows(rows), rows)
    return found


@pytest.fixture
def path(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(buttons, "log_file", lambda: tmp_path / "log" / "buttons.log")
    return Path(shutil.copy(template, tmp_path))


@pytest.fixture
def book(path: Path) -> xw.Book:
    workbook = openpyxl.load_workbook(path)
    with_shapes(workbook, path)
    return opened(workbook, str(path))
