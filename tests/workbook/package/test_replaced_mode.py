"""Who may read a written file, and how its folder looks afterwards."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from workbook.package.file_state import NO_FILE, FileState, file_state
from workbook.package.replace_file import (
    created,
    narrowed,
    put_file,
    refuse_locked,
    remove_left,
    replace_file,
    target_state,
)
from workbook.package.writer_lock import hidden
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o027, 0o077], ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
@pytest.mark.parametrize("wanted", [0o400, 0o600, 0o640, 0o644, 0o664, 0o666, 0o755, 0o2664])
def test_a_replaced_file_keeps_its_mode_whatever_the_umask(wanted: int, tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    target.chmod(wanted)
    replace_file(target, b"new")

    assert (mode(target), mode(tmp_path / "d.xlsx.bak")) == (wanted, 0o600)


def test_a_file_is_its_owners_alone_until_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o664)
    found: list[int] = []
    fsync = os.fsync

    def seen(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            found.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    replace_file(target, b"new")

    assert found == [0o600, 0o600]
    assert mode(target) == 0o664


def test_a_made_file_is_new_and_its_rights_only_become_fewer(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        for name, made in (("a", created(tmp_path / "a")), ("b", created(tmp_path / "b", 0o600))):
            made.write(name.encode())
            made.close()
    finally:
        os.umask(before)
    assert (mode(tmp_path / "a"), mode(tmp_path / "b")) == (0o644, 0o600)
    with pytest.raises(FileExistsError):
        created(tmp_path / "a")
    for was, wanted in ((0o777, 0o644), (0o660, 0o640), (0o600, 0o600)):
        (tmp_path / "a").chmod(was)
        assert mode(narrowed(tmp_path / "a")) == wanted


@pytest.mark.parametrize("write", [replace_file, put_file])
def test_what_an_ended_run_left_goes_and_nothing_else(
    write: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    target = tmp_path / "d.xlsx"
    beside = {f"{hidden(target)}-{'0' * 16}.tmp": False, ".safer-of-another.tmp": True, "d": True}
    for name in beside:
        (tmp_path / name).write_bytes(b"left")
    write(target, b"new")

    assert {path.name for path in tmp_path.iterdir()} == {
        "d.xlsx",
        *(name for name, stays in beside.items() if stays),
    }


def test_what_an_ended_run_left_goes_though_there_is_nothing_to_write(tmp_path: Path) -> None:
    target, link = tmp_path / "d.xlsx", tmp_path / "link.xlsx"
    target.write_bytes(b"same")
    link.symlink_to(target)
    left = tmp_path / f"{hidden(target)}-{'0' * 16}.tmp"
    for is_written in (True, False):
        left.write_bytes(b"left")
        if is_written:
            replace_file(target, b"same")
        else:
            remove_left(link)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["d.xlsx", "link.xlsx"]
    remove_left(tmp_path / "no folder" / "d.xlsx")
    assert not (tmp_path / "no folder").exists()


def test_a_state_tells_size_time_and_content_apart(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    assert target_state(target) == file_state(target) == NO_FILE
    target.write_bytes(b"abc")
    os.utime(target, ns=(1, 1_700_000_000_000_000_001))
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1

    assert target_state(target) == FileState(
        size=3, changed=1_700_000_000_000_000_001, digest=known
    )
    assert FileState.of(b"abc") == FileState(size=3, changed=0, digest=known)
    assert FileState(size=0, changed=0, digest="") == NO_FILE


@pytest.mark.parametrize("step", ["content", "time", "gone", "there"])
def test_a_file_that_changed_since_it_was_read_is_not_replaced(step: str, tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    if step != "there":
        target.write_bytes(b"old")
    read = target_state(target)
    if step == "gone":
        target.unlink()
    elif step == "time":
        os.utime(target, ns=(1, read.changed + 1))
    else:
        target.write_bytes(b"own")
        os.utime(target, ns=(1, read.changed))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(WorkbookError) as caught:
        replace_file(target, b"new", read=read)
    assert str(caught.value) == (
        f"{target} was changed by somebody else while the new content was made; it stays as it is "
        "now. Run the command again."
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("is_link", [False, True])
def test_a_file_that_excel_has_open_is_not_replaced(tmp_path: Path, *, is_link: bool) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "~$d.xlsx").write_bytes(b"who")
    named = tmp_path / "link.xlsx" if is_link else target
    if is_link:
        named.symlink_to(target)
        refuse_locked(named)
    for ask in (lambda: replace_file(named, b"new"), lambda: target_state(named)):
        with pytest.raises(WorkbookLockedError) as caught:
            ask()
        assert str(caught.value) == (
            "d.xlsx is open in Excel or held by another program; close it there and try again. "
            "Nothing was written."
        )
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (28, "make room on the disk, or choose another folder (--out)"),
        (122, "make room on the disk, or choose another folder (--out)"),
        (30, "choose a folder that you may write to (--out)"),
        (13, "choose a folder that you may write to (--out)"),
        (1, "choose a folder that you may write to (--out)"),
        (36, "give a shorter name or folder"),
        (5, "choose another folder (--out)"),
        (17, "choose another folder (--out)"),
    ],
)
def test_each_refusal_of_the_system_has_its_advice(
    number: int, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "d.xlsx"

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "What the system says")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WorkbookError) as caught:
        put_file(target, b"new")
    assert str(caught.value) == f"{target} cannot be written (What the system says); {advice}."


def test_a_folder_that_is_a_file_and_a_file_that_is_a_folder_are_said(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_bytes(b"")
    with pytest.raises(WorkbookError, match=r"; one of its folders is a file: choose another fol"):
        put_file(tmp_path / "f.txt" / "below" / "d.xlsx", b"new")
    with pytest.raises(WorkbookError) as caught:
        target_state(tmp_path)
    assert str(caught.value) == (
        f"A file to write was wanted; found that '{tmp_path}' is a folder. Name a file."
    )
