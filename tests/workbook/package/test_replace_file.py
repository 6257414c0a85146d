from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook.package.replace_file import put_file, replace_file
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError
from xlsrc.keeping.limits import BACKUP_DAYS, SECONDS_A_DAY

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_new_file_is_written(tmp_path: Path) -> None:
    replace_file(tmp_path / "out" / "new.xlsx", b"new")

    assert (tmp_path / "out" / "new.xlsx").read_bytes() == b"new"


def test_a_replaced_file_is_kept_as_bak(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    replace_file(target, b"new")

    assert (tmp_path / "d.xlsx.bak").read_bytes() == b"old"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_last_three_replaced_contents_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"3", b"4", b"5"):
        replace_file(target, content)

    assert contents(tmp_path) == {
        "d.xlsx": b"5",
        "d.xlsx.bak": b"4",
        "d.xlsx.bak2": b"3",
        "d.xlsx.bak3": b"2",
    }


def test_three_different_contents_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"3", b"2", b"3", b"2"):
        replace_file(target, content)

    assert contents(tmp_path) == {
        "d.xlsx": b"2",
        "d.xlsx.bak": b"3",
        "d.xlsx.bak2": b"2",
        "d.xlsx.bak3": b"1",
    }


def test_a_kept_content_is_its_owners_alone_whoever_may_read_the_file(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    older = tmp_path / "d.xlsx.bak"
    older.write_bytes(b"of an older version")
    older.chmod(0o664)
    replace_file(target, b"new")

    assert {name: mode(tmp_path / name) for name in contents(tmp_path)} == {
        "d.xlsx": 0o640,
        "d.xlsx.bak": 0o600,
        "d.xlsx.bak2": 0o600,
    }


@pytest.mark.parametrize(("umask", "wanted"), [(0o000, 0o644), (0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_is_written_by_its_owner_alone_and_the_umask_takes_from_it(
    umask: int, wanted: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        replace_file(tmp_path / "a.xlsx", b"new")
        put_file(tmp_path / "b.json", b"new")
        replace_file(tmp_path / "b.json", b"other")
    finally:
        os.umask(before)

    found = {name: mode(tmp_path / name) for name in contents(tmp_path)}
    assert found == {"a.xlsx": wanted, "b.json": wanted, "b.json.bak": 0o600}


def test_kept_contents_go_at_the_next_save_when_they_are_too_old(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"3"):
        replace_file(target, content)
    for name, days in (("d.xlsx.bak", BACKUP_DAYS - 1), ("d.xlsx.bak2", BACKUP_DAYS + 1)):
        then = time.time() - days * SECONDS_A_DAY
        os.utime(tmp_path / name, (then, then))
    replace_file(target, b"4")

    assert contents(tmp_path) == {"d.xlsx": b"4", "d.xlsx.bak": b"3", "d.xlsx.bak2": b"2"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
def test_a_replaced_file_stays_its_owners(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    os.chown(target, 12345, 54321)
    target.chmod(0o600)
    replace_file(target, b"new")

    for path in (target, tmp_path / "d.xlsx.bak"):
        found = path.stat()
        assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (12345, 54321, 0o600)


def test_kept_contents_that_are_read_only_move_on(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"1")
    target.chmod(0o444)
    for content in (b"2", b"3", b"4", b"5"):
        replace_file(target, content)

    assert (tmp_path / "d.xlsx.bak3").read_bytes() == b"2"


def test_a_folder_with_the_name_of_the_kept_file_is_named(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "d.xlsx.bak").mkdir()

    with pytest.raises(WorkbookError, match=r"d\.xlsx\.bak; found that this is a folder"):
        replace_file(target, b"new")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.xlsx", "d.xlsx.bak"]
    assert target.read_bytes() == b"old"


def test_a_link_with_the_name_of_the_kept_file_gives_way(tmp_path: Path) -> None:
    target, other = tmp_path / "d.xlsx", tmp_path / "other"
    target.write_bytes(b"old")
    other.write_bytes(b"another's")
    (tmp_path / "d.xlsx.bak").symlink_to(other)
    replace_file(target, b"new")

    assert other.read_bytes() == b"another's"
    assert (tmp_path / "d.xlsx.bak").read_bytes() == b"old"
    assert (tmp_path / "d.xlsx.bak2").is_symlink()


@pytest.mark.parametrize("links", [1, 2])
def test_of_a_link_the_file_behind_it_is_replaced(tmp_path: Path, links: int) -> None:
    behind, target = tmp_path / "share" / "d.xlsx", tmp_path / "link.xlsx"
    behind.parent.mkdir()
    behind.write_bytes(b"old")
    to = Path("share", "d.xlsx")
    if links == 2:
        (tmp_path / "between.xlsx").symlink_to(to)
        to = Path("between.xlsx")
    target.symlink_to(to)
    replace_file(target, b"new")

    assert target.is_symlink()
    assert contents(behind.parent) == {"d.xlsx": b"new", "d.xlsx.bak": b"old"}


def test_a_link_that_leads_to_itself_is_a_clear_error(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.symlink_to(target)

    with pytest.raises(WorkbookError, match=r"d\.xlsx cannot be written"):
        replace_file(target, b"new")


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


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["open", "fsync"])
@pytest.mark.parametrize("write", [replace_file, put_file])
def test_what_the_system_refuses_is_one_sentence_and_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, bytes], None],
    step: str,
    number: int,
) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, refuse)
        with pytest.raises(WorkbookError, match=r"^[^\n]*d\.xlsx cannot be written[^\n]*\.$"):
            write(target, b"new")

    assert contents(tmp_path) == {"d.xlsx": b"old"}


@pytest.mark.parametrize(
    "path",
    [
        Path("d" * 300 + ".xlsx"),
        Path("f" * 300, "d.xlsx"),
        Path("file.txt", "d.xlsx"),
        Path("folder.xlsx"),
        Path("file.txt", "below", "d.xlsx"),
    ],
    ids=lambda path: f"{path.as_posix()[:12]}-{len(path.as_posix())}",
)
def test_a_path_that_takes_no_file_is_one_sentence(tmp_path: Path, path: Path) -> None:
    (tmp_path / "file.txt").write_bytes(b"")
    (tmp_path / "folder.xlsx").mkdir()

    with pytest.raises(WorkbookError, match=r"^[^\n]*(cannot be written|is a folder)[^\n]*\.$"):
        replace_file(tmp_path / path, b"new")


def test_a_name_too_long_to_keep_the_old_content_beside_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / ("d" * 250 + ".xlsx")
    replace_file(target, b"old")

    with pytest.raises(WorkbookError, match=r"^[^\n]*File name too long[^\n]*\.$"):
        replace_file(target, b"new")

    assert contents(tmp_path) == {target.name: b"old"}
