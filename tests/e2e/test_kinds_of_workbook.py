"""Workbooks with macros and templates of Excel: read alike, and written as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.excel_package import ExcelPackage
from tests.support.kinds_of_workbook import MAIN_TYPES, PROJECT, QUICKSTART, main_type, saved_as
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.pack.packing import WORD, packed
from workbook.refresh import Refreshed, dashboard_of, refresh, silent
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN_AS = {".xlsx": ".xlsx", ".xltx": ".xlsx", ".xlsm": ".xlsm", ".xltm": ".xlsm"}


@pytest.fixture(scope="module", params=[".xlsm", ".xltx"])
def given(
    request: pytest.FixtureRequest, sample: Refreshed, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    return saved_as(sample.path, folder / f"Board{request.param}")


@pytest.fixture(scope="module")
def written(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        return folder / refresh(given, data_folder()).path


@pytest.fixture(scope="module")
def plain(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plain workbook, refreshed as those of the other kinds are."""
    out = tmp_path_factory.mktemp("plain") / "plain.xlsx"
    return refresh(sample.path, data_folder(), out=out).path


def test_the_ending_and_the_content_type_agree(given: Path, written: Path) -> None:
    suffix = WRITTEN_AS[given.suffix]

    assert (written.name, main_type(written)) == (
        f"Dashboard Barnet 2025-12{suffix}",
        MAIN_TYPES[suffix],
    )


def test_every_part_but_the_types_is_as_a_plain_workbook_has_it(
    given: Path, written: Path, plain: Path
) -> None:
    expected, found = ExcelPackage(plain).parts, ExcelPackage(written).parts
    macros = {} if given.suffix == ".xltx" else {PROJECT: ExcelPackage(QUICKSTART).parts[PROJECT]}
    for parts in (expected, found):
        del parts["[Content_Types].xml"], parts["xl/_rels/workbook.xml.rels"]

    assert found == expected | macros


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ""])
def test_another_ending_is_refused_in_one_sentence(
    given: Path, tmp_path: Path, suffix: str
) -> None:
    wanted = WRITTEN_AS[given.suffix]
    if suffix == wanted:
        return
    with pytest.raises(
        WorkbookError, match=rf"is written as {wanted}; found the name '.*{suffix}'"
    ):
        refresh(given, data_folder(), out=tmp_path / f"Board{suffix}")

    assert list(tmp_path.iterdir()) == []


def test_each_kind_is_read_by_every_command(given: Path, tmp_path: Path) -> None:
    assert dashboard_of(given, data_folder()).area.name == "Barnet"
    assert faults(given) == ()
    assert [path.suffix for path in packed(given, kinds=[WORD], out=tmp_path, progress=silent)] == [
        WORD
    ]


def test_a_template_made_from_one_names_its_macros(given: Path, tmp_path: Path) -> None:
    built = build(given, area=None, out=tmp_path / "built.xlsx", progress=silent)
    has_macros = WRITTEN_AS[given.suffix] == ".xlsm"

    assert ("the macro project" in built.not_carried) == has_macros
    assert main_type(built.path) == MAIN_TYPES[".xlsx"]


@pytest.mark.parametrize("suffix", [".xlsm", ".xltx", ".xls", ""])
def test_a_new_template_has_no_other_ending(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(WorkbookError, match=r"without macros is written as \.xlsx"):
        build(None, area=None, out=tmp_path / f"built{suffix}", progress=silent)

    assert list(tmp_path.iterdir()) == []
