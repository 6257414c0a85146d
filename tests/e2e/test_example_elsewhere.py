"""The example's workbook with another area typed into its Settings."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_new import invented
from tests.workbook.test_elsewhere import texts
from workbook.check.accessibility import accessibility
from workbook.check.checks import faults
from workbook.pack.packing import packed
from workbook.refresh import Refreshed, refresh
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

ANALYSTS = (
    "Actions", "Outputs", "Outcomes", "Duties", "Commentary", "What we heard", "Settings",
)  # fmt: skip
"""Sheets of what people enter: what lies there stays as it is."""

FILES = ("Sources", "Data quality")
"""Sheets that list every file of the folder, whosever figures it holds."""


@pytest.fixture(scope="module")
def camden(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    folder = tmp_path_factory.mktemp("camden")
    with (
        zipfile.ZipFile(template) as old,
        zipfile.ZipFile(folder / "t.xlsx", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml":
                assert content.count(b">Barnet<") == 1  # the Area of Settings
                content = content.replace(b">Barnet<", b">Camden<")
            new.writestr(name, content)
    return refresh(folder / "t.xlsx", data_folder(), out=folder / "Camden.xlsx")


@pytest.mark.slow
def test_no_page_of_the_board_has_anything_of_the_example(camden: Refreshed) -> None:
    assert camden.dashboard.area.name == "Camden"
    assert [one for one in invented(camden.path) if not one.startswith((*ANALYSTS, *FILES))] == []
    assert camden.dashboard.impacts == ()


@pytest.mark.slow
def test_it_is_said_and_the_rows_stay(camden: Refreshed) -> None:
    assert sum("are the example's, not Camden's" in note for note in camden.notes) == 1
    assert any(one.startswith("Actions!") for one in invented(camden.path))


@pytest.mark.slow
def test_the_workbook_is_in_order(camden: Refreshed) -> None:
    assert faults(camden.path) == ()
    assert [rule for rule in accessibility(camden.path) if rule.faults] == []


@pytest.mark.slow
def test_the_pack_has_nothing_of_it_either(camden: Refreshed, tmp_path: Path) -> None:
    files = packed(camden.path, out=tmp_path, progress=lambda _: None)

    assert [text for file in files for _, text in texts(file) if "‡" in text] == []
