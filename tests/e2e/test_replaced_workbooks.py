"""What refresh and build do to a file that is there already."""

from __future__ import annotations

import functools
import os
import shutil
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.support.analyst import Analyst
from workbook.build.build import build
from workbook.package.archive import Archive
from workbook.refresh import refresh, silent
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path


class Write(Protocol):
    def __call__(self, *, out: Path) -> object: ...


@pytest.fixture(params=["refresh", "build"])
def write(request: pytest.FixtureRequest, template: Path) -> Write:
    """Each command that writes a workbook, given the template's tables."""
    if request.param == "refresh":
        return functools.partial(refresh, template, data_folder())
    return functools.partial(build, template, area=None, progress=silent)


@pytest.fixture
def filled(tmp_path: Path, template: Path) -> Path:
    """The template with an analyst's view in it."""
    path = tmp_path / "filled.xlsx"
    shutil.copy(template, path)
    with Analyst(path) as analyst:
        analyst.type("Commentary", "burglary", "Analyst's view", "Said in the meeting of May.")
    return path


def test_a_workbook_that_holds_more_stays(filled: Path, write: Write) -> None:
    before = filled.read_bytes()

    with pytest.raises(WorkbookError, match=r"holds entries .* lack: Commentary!F\d+\. "):
        write(out=filled)

    assert {path.name: path.read_bytes() for path in filled.parent.iterdir()} == {
        "filled.xlsx": before
    }


def test_a_workbook_that_holds_no_more_is_kept_as_bak(
    template: Path, tmp_path: Path, write: Write
) -> None:
    target = tmp_path / "d.xlsx"
    refresh(template, data_folder(), out=target)
    target.chmod(0o640)
    with Analyst(target) as analyst:
        analyst.filter("Commentary", "Indicator id", "burglary")
    before = target.read_bytes()
    write(out=target)

    kept = tmp_path / "d.xlsx.bak"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.xlsx", "d.xlsx.bak"]
    assert kept.read_bytes() == before
    assert (kept.stat().st_mode & 0o777, target.stat().st_mode & 0o777) == (0o600, 0o640)


def test_an_own_sheet_is_not_lost(tmp_path: Path, template: Path, write: Write) -> None:
    target = tmp_path / "d.xlsx"
    shutil.copy(template, target)
    with Analyst(target) as analyst:
        analyst.add_sheet("Meeting notes", "Agreed in May")

    with pytest.raises(WorkbookError, match=r"lack: the sheet 'Meeting notes'\. "):
        write(out=target)


def test_the_sheet_of_a_section_is_no_entry(tmp_path: Path, template: Path, write: Write) -> None:
    archive = Archive.read(template)
    book = archive.text("xl/workbook.xml")
    book = book.replace('name="Overall"', 'name="All crime"').replace("'Overall'!", "'All crime'!")
    target = tmp_path / "d.xlsx"
    target.write_bytes(archive.replaced({"xl/workbook.xml": book}))
    assert "All crime" in HeadlessWorkbook.open(target).sheet_names
    write(out=target)

    assert "All crime" not in HeadlessWorkbook.open(target).sheet_names


def test_an_own_column_in_a_table_of_refresh_is_not_lost(
    tmp_path: Path, template: Path, write: Write
) -> None:
    target = tmp_path / "d.xlsx"
    refresh(template, data_folder(), out=target)
    with Analyst(target) as analyst:
        analyst.add_column("Exceptions", "Answer", ["Looked into", ""])

    with pytest.raises(WorkbookError, match=r"lack: Exceptions!\w+\. "):
        write(out=target)


@pytest.mark.parametrize("content", [b"", b"No workbook", b"PK\x03\x04"], ids=len)
def test_a_file_that_is_no_workbook_stays(tmp_path: Path, content: bytes, write: Write) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(content)

    with pytest.raises(WorkbookError, match=r"is no workbook of this dashboard .*so it is not"):
        write(out=target)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"d.xlsx": content}


def test_a_workbook_of_something_else_stays(tmp_path: Path, write: Write) -> None:
    import openpyxl

    target = tmp_path / "Budget.xlsx"
    openpyxl.Workbook().save(target)
    before = target.read_bytes()

    with pytest.raises(WorkbookError, match="has no table Definitions"):
        write(out=target)

    assert target.read_bytes() == before


@pytest.mark.parametrize("spelling", ["plain", "dots", "link", "folder link", "hard link"])
def test_the_shipped_template_is_never_replaced(
    tmp_path: Path, template: Path, filled: Path, spelling: str
) -> None:
    target = {
        "plain": template,
        "dots": template.parent / ".." / template.parent.name / template.name,
        "link": tmp_path / "link.xlsx",
        "folder link": tmp_path / "folder" / template.name,
        "hard link": tmp_path / "hard.xlsx",
    }[spelling]
    if spelling == "link":
        target.symlink_to(template)
    elif spelling == "folder link":
        target.parent.symlink_to(template.parent)
    elif spelling == "hard link":
        try:
            os.link(template, target)
        except OSError:
            pytest.skip("the temporary folder is on another disk than the project")
    before = template.read_bytes()

    for write in (
        functools.partial(refresh, template, data_folder()),
        functools.partial(refresh, filled, data_folder()),
        functools.partial(build, filled, area=None, progress=silent),
        functools.partial(build, None, area="Camden", progress=silent),
    ):
        with pytest.raises(WorkbookError, match="is the template that every new workbook is made"):
            write(out=target)

    assert template.read_bytes() == before
    assert not template.with_name(f"{template.name}.bak").exists()


def test_the_template_is_made_again_in_the_projects_own_folder_only(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "Dashboard.xlsx"
    shutil.copy(template, older)
    with Analyst(older) as analyst:
        analyst.type("Commentary", "burglary", "Analyst's view", "An older default")
    before = older.read_bytes()
    for module in ("workbook.build.build", "workbook.package.target"):
        monkeypatch.setattr(f"{module}.shipped_template", lambda: older)

    monkeypatch.setattr("workbook.build.build.is_checkout", lambda: False)
    with pytest.raises(WorkbookError, match="is never written over"):
        build(None, area=None, out=older, progress=silent)
    assert older.read_bytes() == before

    monkeypatch.setattr("workbook.build.build.is_checkout", lambda: True)
    build(None, area=None, out=older, progress=silent)
    assert older.read_bytes() == template.read_bytes()
    assert (tmp_path / "Dashboard.xlsx.bak").read_bytes() == before


def test_a_save_while_the_figures_are_worked_out_stays(tmp_path: Path, template: Path) -> None:
    target = tmp_path / "d.xlsx"
    shutil.copy(template, target)
    saved: list[bytes] = []

    def save_in_excel(step: str) -> None:
        if step == "Writing the workbook":
            with Analyst(target) as analyst:
                analyst.type("Commentary", "burglary", "Analyst's view", "Typed meanwhile")
            saved.append(target.read_bytes())

    # Of another workbook's output the entry itself is named: the file is looked at after the save.
    for source, why in (
        (target, "was changed by somebody else"),
        (template, r"would lack: Commentary!F\d+\."),
    ):
        with pytest.raises(WorkbookError, match=why):
            refresh(source, data_folder(), out=target, progress=save_in_excel)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
            "d.xlsx": saved[-1]
        }
        shutil.copy(template, target)


def test_a_workbook_open_in_excel_stays(tmp_path: Path, template: Path, write: Write) -> None:
    target = tmp_path / "d.xlsx"
    shutil.copy(template, target)
    (tmp_path / "~$d.xlsx").write_bytes(b"\x05Analyst")

    with pytest.raises(WorkbookLockedError, match=r"d\.xlsx is open in Excel"):
        write(out=target)

    assert target.read_bytes() == template.read_bytes()


def test_of_a_link_the_workbook_behind_it_is_written(
    tmp_path: Path, template: Path, write: Write
) -> None:
    (tmp_path / "share").mkdir()
    behind, link = tmp_path / "share" / "d.xlsx", tmp_path / "d.xlsx"
    shutil.copy(template, behind)
    with Analyst(behind) as analyst:
        analyst.filter("Commentary", "Indicator id", "burglary")
    link.symlink_to(behind)
    write(out=link)

    assert link.is_symlink()
    assert sorted(path.name for path in behind.parent.iterdir()) == ["d.xlsx", "d.xlsx.bak"]
    assert HeadlessWorkbook.open(link).table_names


@pytest.mark.parametrize("name", ["n" * 250 + ".xlsx", "f" * 256 + "/d.xlsx", "a.txt/d.xlsx"])
def test_a_path_that_takes_no_file_is_one_sentence(tmp_path: Path, name: str, write: Write) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    target = tmp_path / name
    if len(target.name) == 255:
        write(out=target)
        with Analyst(target) as analyst:
            analyst.filter("Commentary", "Indicator id", "burglary")

    with pytest.raises(WorkbookError, match=r"^[^\n]*cannot be written[^\n]*\.$"):
        write(out=target)
