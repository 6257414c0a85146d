"""The copy that Refresh writes beside a workbook that saves itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.kinds_of_workbook import MAIN_TYPES, main_type, saved_as
from tests.support.parity.engine import opened
from tests.support.parity.small import settings_of_rows, small_rows
from workbook.build.author import author
from workbook.excel import buttons

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl drops what it cannot keep


@pytest.mark.parametrize(
    ("saved", "written"), [(".xlsm", ".xlsm"), (".xltm", ".xlsm"), (".xltx", ".xlsx")]
)
def test_a_copy_is_a_workbook_of_the_same_kind(tmp_path: Path, saved: str, written: str) -> None:
    path, rows = tmp_path / "Board.xlsx", small_rows(ids=("burglary",))
    author(path, settings_of_rows(rows), rows)
    original = saved_as(path, path.with_suffix(saved))
    workbook = openpyxl.load_workbook(path)
    book = opened(workbook, str(original))
    book.impl.saves_itself = True

    buttons.refresh(book)

    assert book.app.impl.alerts[-1] == f"Written: {path.with_name(f'Board refreshed{written}')}"
    assert main_type(path.with_name(f"Board refreshed{written}")) == MAIN_TYPES[written]
