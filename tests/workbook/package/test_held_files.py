"""A file behind a link that another program holds at one step of its writing: who is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbook.package.replace_file import put_file, replace_file
from workbook.package.writer_lock import tried_lock
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

SAID = (
    "{} is open in Excel or held by another program; close it there and try again. Nothing was "
    "written."
)


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Path]:
    """A file, and a link to it in another folder."""
    file, link = tmp_path / "share" / "d.xlsx", tmp_path / "link.xlsx"
    file.parent.mkdir()
    file.write_bytes(b"old")
    link.symlink_to(file)
    return file, link


@pytest.mark.parametrize(
    ("call", "to", "named"),
    [
        ("open", "d.xlsx", "link.xlsx"),
        ("replace", "d.xlsx.bak", "d.xlsx"),
        ("replace", "d.xlsx", "link.xlsx"),
    ],
)
def test_who_holds_a_file_is_said_at_each_step(
    linked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, call: str, to: str, named: str
) -> None:
    file, link = linked
    real = getattr(Path, call)

    def refused(self: Path, *given: object, **said: object) -> object:
        aim = given[0] if call == "replace" else self
        if isinstance(aim, Path) and aim.name == to:
            raise PermissionError(13, "Permission denied")
        return real(self, *given, **said)

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, refused)
        with pytest.raises(WorkbookLockedError) as error:
            replace_file(link, b"new")
    assert str(error.value) == SAID.format(named)
    left = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert left.pop("d.xlsx") == b"old"
    assert left == ({"d.xlsx.bak": b"old"} if (call, to) == ("replace", "d.xlsx") else {})
    assert link.is_symlink()


def test_excel_that_opens_it_while_the_old_content_is_kept_keeps_it(
    linked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, link = linked
    move = Path.replace

    def opens(self: Path, target: Path) -> Path:
        (file.parent / "~$d.xlsx").write_bytes(b"who")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", opens)
    with pytest.raises(WorkbookLockedError) as error:
        replace_file(link, b"new")
    assert str(error.value) == SAID.format("d.xlsx")
    assert file.read_bytes() == b"old"


def test_a_file_that_nobody_edits_is_put_behind_its_link_and_keeps_nothing(
    linked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, link = linked
    put_file(link, b"new")
    assert link.is_symlink()
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"d.xlsx": b"new"}

    def refused(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refused)
        with pytest.raises(WorkbookLockedError) as error:
            put_file(link, b"newer")
    assert str(error.value) == SAID.format("link.xlsx")
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"d.xlsx": b"new"}


def test_a_refusal_without_words_is_said_all_the_same(
    linked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = linked

    def refused(*_: object) -> Path:
        raise OSError

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(WorkbookError) as error:
        put_file(file, b"new")
    assert str(error.value) == f"{file} cannot be written (); choose another folder (--out)."


def test_a_lock_that_may_not_be_opened_is_another_run_s_and_a_folder_without_rights_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, missing = tmp_path / "there.lock", tmp_path / "missing.lock"
    there.touch()

    def refused(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    assert tried_lock(there) is None
    with pytest.raises(PermissionError):
        tried_lock(missing)
    monkeypatch.setattr(sys, "platform", "win32")
    assert tried_lock(missing) is None


def test_a_link_to_a_folder_gives_way_to_the_kept_content(tmp_path: Path) -> None:
    target, folder = tmp_path / "d.xlsx", tmp_path / "folder"
    target.write_bytes(b"old")
    folder.mkdir()
    (tmp_path / "d.xlsx.bak").symlink_to(folder)
    replace_file(target, b"new")
    assert (tmp_path / "d.xlsx.bak").read_bytes() == b"old"
    assert (tmp_path / "d.xlsx.bak2").is_symlink()
    assert list(folder.iterdir()) == []
