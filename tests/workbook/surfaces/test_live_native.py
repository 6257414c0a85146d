"""What the live surface needs of xlwings beyond what that promises to keep, and of a Mac."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings
from xlwings import base_classes

from tests.support.parity.board import AS_AT, a_book
from workbook.block import Block
from workbook.refresh import silent
from workbook.surfaces.live import LiveWorkbook
from workbook.surfaces.live_copy import put_aside
from workbook.surfaces.live_ready import when_ready

FULL = Block("head", ((1.0,) * 3,) * 2)


def test_xlwings_gives_all_names_at_once() -> None:
    assert callable(base_classes.Names.snapshot)


@pytest.mark.parametrize("system", ["_xlwindows.py", "_xlmac.py"])
def test_each_system_of_xlwings_prepares_values(system: str) -> None:
    source = Path(xlwings.__file__).with_name(system).read_text(encoding="utf-8")

    assert "def prepare_xl_data_element(" in source


def test_how_often_xlwings_tries_on_windows_is_a_setting_of_its_module() -> None:
    source = Path(xlwings.__file__).with_name("_xlwindows.py").read_text(encoding="utf-8")

    assert "\nN_COM_ATTEMPTS = 0" in source


def test_xlwings_tries_once_while_excel_is_asked_and_for_ever_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows: Any = SimpleNamespace(N_COM_ATTEMPTS=0)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)

    assert (when_ready(lambda: windows.N_COM_ATTEMPTS), windows.N_COM_ATTEMPTS) == (1, 0)


def on_a_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_saved: bool) -> xlwings.Book:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book, _ = a_book()
    file = tmp_path / "Board.xlsx"
    book.impl.workbook.save(file)
    book.impl.fullname = str(file)
    book.impl.is_saved = is_saved
    return book


def test_on_a_mac_the_file_as_last_saved_is_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = on_a_mac(tmp_path, monkeypatch, is_saved=True)

    aside = put_aside(book, "darwin")

    assert aside.path is not None
    assert aside.path.read_bytes() == (tmp_path / "Board.xlsx").read_bytes()
    assert aside.way_back.startswith(f"The workbook as it was before is {aside.path}")


def test_on_a_mac_unsaved_changes_are_said_to_be_in_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = on_a_mac(tmp_path, monkeypatch, is_saved=False)

    (said,) = LiveWorkbook(book, "darwin").write(
        [FULL], as_at=AS_AT, progress=silent, stopped=lambda: False
    )

    assert "without its unsaved changes, is kept as" in said


def test_on_a_mac_a_workbook_without_a_file_is_said_to_have_no_copy() -> None:
    book, _ = a_book()

    assert put_aside(book, "darwin").way_back == (
        "To be rid of what was written, close the open one without saving: on a Mac no copy of it "
        "could be made."
    )
