"""One refresh of the bundled sample, shared by the end-to-end tests."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.libreoffice import PrintedPage, pdf, printed_pages
from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from tests.support.publishing import Publishing, published
from workbook.new_workbook import New, new
from workbook.refresh import Refreshed, refresh
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


@pytest.fixture(scope="session")
def template() -> Path:
    return templates_folder() / "Dashboard.xlsx"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Refreshed:
    folder = tmp_path_factory.mktemp("sample")
    return refresh(template, data_folder(), out=folder / "Dashboard Barnet 2025-12.xlsx")


def _public_edition(factory: pytest.TempPathFactory) -> Path:
    """Where the public edition is for all workers of a run, once one of them has made it."""
    base = factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "Barnet public.xlsx"


@pytest.fixture(scope="session")
def publishing(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Publishing:
    """The sample published, without pages; a test that needs it otherwise puts it back."""
    made = published(sample.path, tmp_path_factory.mktemp("publishing"))
    aside = tmp_path_factory.mktemp("public") / "Edition.xlsx"
    aside.write_bytes(made.files["Barnet 2025-12 public.xlsx"])
    aside.replace(_public_edition(tmp_path_factory))
    return made


@pytest.fixture(scope="session")
def public_edition(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The public edition of the sample, of whichever worker has published it."""
    path = _public_edition(tmp_path_factory)
    if not path.exists():
        request.getfixturevalue("publishing")
    return path


@pytest.fixture(scope="session")
def sample_book(sample: Refreshed) -> Workbook:
    """The refreshed sample's values as openpyxl reads them: to look at, not to change."""
    with warnings.catch_warnings():
        # openpyxl says of sparklines and text boxes that it would lose them if it saved the file.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(sample.path, data_only=True)


@pytest.fixture(scope="session")
def sample_pdf(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf(sample.path, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="session")
def sample_pages(sample_pdf: Path) -> list[PrintedPage]:
    return printed_pages(sample_pdf)


@pytest.fixture(scope="session")
def south_yorkshire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made street files of all partnerships of one force."""
    folder = tmp_path_factory.mktemp("south-yorkshire")
    return street_folder(folder, "South Yorkshire Police", SOUTH_YORKSHIRE)


@pytest.fixture(scope="session")
def sheffield(south_yorkshire: Path, tmp_path_factory: pytest.TempPathFactory) -> New:
    """The new workbook of one of these partnerships."""
    out = tmp_path_factory.mktemp("new") / "Dashboard Sheffield.xlsx"
    return new("Sheffield", extracts=south_yorkshire, out=out, progress=lambda _: None)
