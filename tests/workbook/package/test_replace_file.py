from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from workbook.package.replace_file import replace_file
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_file_is_written(tmp_path: Path) -> None:
    replace_file(tmp_path / "out" / "new.xlsx", b"new")

    assert (tmp_path / "out" / "new.xlsx").read_bytes() == b"new"


def test_a_replaced_file_is_kept_as_bak(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    replace_file(target, b"new")

    assert (tmp_path / "d.xlsx.bak").read_bytes() == b"old"


def test_only_the_last_replaced_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"3"):
        replace_file(target, content)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.xlsx", "d.xlsx.bak"]


def test_the_same_content_leaves_the_bak_alone(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"2"):
        replace_file(target, content)

    assert (tmp_path / "d.xlsx.bak").read_bytes() == b"1"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, crash)
    with pytest.raises(KeyboardInterrupt):
        replace_file(target, b"new")

    assert target.read_bytes() == b"old"


def test_a_crash_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "d.xlsx", b"new")

    assert list(tmp_path.iterdir()) == []


def test_a_sharing_violation_says_who_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)

    with pytest.raises(WorkbookLockedError, match=r"d.xlsx is open in Excel"):
        replace_file(tmp_path / "d.xlsx", b"new")


def test_a_full_disk_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(WorkbookError, match=r"cannot be written .No space left on device"):
        replace_file(tmp_path / "d.xlsx", b"new")
