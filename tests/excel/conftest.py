"""An Excel of the tests' own, which they start and end; no other one is touched."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from workbook.excel.addin.install import configuration, places
from workbook.excel.addin.package import FILE_NAME, addin
from workbook.excel.buttons import refresh_book
from workbook.refresh import Refreshed, refresh, silent
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def app() -> Iterator[xw.App]:
    with xw.App(visible=False, add_book=False) as started:
        started.display_alerts = False
        yield started


@pytest.fixture(scope="session")
def template() -> Path:
    return templates_folder() / "Dashboard.xlsx"


@pytest.fixture
def book(app: xw.App, template: Path, tmp_path: Path) -> Iterator[xw.Book]:
    """A copy of the template, open in Excel."""
    opened = app.books.open(shutil.copy(template, tmp_path / "Dashboard.xlsx"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def headless(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """The sample as a refresh on disk makes it."""
    return refresh(template, data_folder(), out=tmp_path_factory.mktemp("disk") / "Disk.xlsx")


@pytest.fixture(scope="session")
def live(app: xw.App, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a refresh in Excel makes it, saved by Excel."""
    path = tmp_path_factory.mktemp("live") / "Live.xlsx"
    opened = app.books.open(shutil.copy(template, path))
    refresh_book(opened, data_folder(), progress=silent)
    opened.save()
    opened.close()
    return path


@pytest.fixture(scope="session")
def with_addin(app: xw.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Book]:
    """A new workbook in an Excel with the add-in.

    Where the add-in is not installed, its settings are there for the time of the tests.
    """
    folder = tmp_path_factory.mktemp("addin")
    (folder / FILE_NAME).write_bytes(addin())
    settings = places().configuration
    is_installed = settings.is_file()
    if not is_installed:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(configuration(places()), encoding="utf-8")
    loaded = app.books.open(folder / FILE_NAME)
    opened = app.books.add()
    opened.save(folder / "Functions.xlsx")
    yield opened
    opened.close()
    loaded.close()
    if not is_installed:
        settings.unlink()
