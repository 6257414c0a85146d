from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.support.libreoffice import needs_libreoffice
from workbook.commands.preview import preview
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    path = tmp_path / "Two pages.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in ("One", "Two"):
        book.add_worksheet(name).write("A1", name)
    book.close()
    return path


@pytest.mark.slow
@needs_libreoffice
def test_every_page_becomes_a_picture(two_pages: Path, tmp_path: Path) -> None:
    pages = preview(two_pages, tmp_path / "pictures", dots_per_inch=40)

    names = [page.name for page in pages if page.read_bytes().startswith(b"\x89PNG")]
    assert names == ["Two pages 01.png", "Two pages 02.png"]


@pytest.mark.slow
@needs_libreoffice
def test_a_workbook_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match=r"no file '.*nowhere\.xlsx'"):
        preview(tmp_path / "nowhere.xlsx", tmp_path)


def test_without_libreoffice_the_reader_is_told_what_to_install(
    two_pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DashboardError, match=r"needs LibreOffice.*libreoffice-calc"):
        preview(two_pages, tmp_path)
