"""A3: the same pages as on A4, larger."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.libreoffice import PrintedPage, needs_libreoffice, pdf, printed_pages
from workbook.build.build import build
from workbook.refresh import refresh
from xlsrc.domain.settings import Paper
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

A3_SIDES = {842, 1191}  # points, ISO 216: 297 mm and 420 mm
LARGER = 1.35
"""√2, but for fitted sheets that are a hair smaller and scales that are whole per cent."""


@pytest.fixture(scope="module")
def a3_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("a3") / "Dashboard.xlsx"
    return build(None, area=None, paper=Paper.A3, out=out, progress=lambda _: None).path


@pytest.fixture(scope="module")
def a3_pages(a3_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[PrintedPage]:
    folder = tmp_path_factory.mktemp("a3-refreshed")
    refreshed = refresh(a3_template, data_folder(), out=folder / "Dashboard.xlsx")
    return printed_pages(pdf(refreshed.path, folder))


def page_setups(path: Path) -> list[str]:
    """The print set-up of each sheet, as its part has it."""
    with zipfile.ZipFile(path) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        parts = [package.read(name).decode() for name in sheets]
    return [found[0] for part in parts if (found := re.search(r"<pageSetup[^>]*>", part))]


def test_each_sheet_asks_for_a3(a3_template: Path) -> None:
    assert {'paperSize="8"' in setup for setup in page_setups(a3_template)} == {True}


def test_a_workbook_built_again_stays_on_its_paper(a3_template: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.xlsx"
    again = build(a3_template, area=None, out=out, progress=lambda _: None).path

    assert page_setups(again) == page_setups(a3_template)


def test_the_shipped_template_is_on_a4(template: Path) -> None:
    assert {'paperSize="9"' in setup for setup in page_setups(template)} == {True}


@needs_libreoffice
def test_every_page_is_a3(a3_pages: list[PrintedPage]) -> None:
    assert [page.number for page in a3_pages if {page.width, page.height} != A3_SIDES] == []


@needs_libreoffice
def test_no_sheet_takes_more_pages_than_on_a4(
    a3_pages: list[PrintedPage], sample_pages: list[PrintedPage]
) -> None:
    # The footer names the sheet, the page and their number.
    assert [page.text.split("\n")[-1] for page in a3_pages] == [
        page.text.split("\n")[-1] for page in sample_pages
    ]


@needs_libreoffice
def test_the_smallest_text_of_each_page_is_larger_than_on_a4(
    a3_pages: list[PrintedPage], sample_pages: list[PrintedPage]
) -> None:
    pairs = zip(a3_pages, sample_pages, strict=True)

    assert [a3.number for a3, a4 in pairs if a3.smallest < LARGER * a4.smallest] == []
