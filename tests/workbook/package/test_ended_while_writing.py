"""What a run that was ended while it wrote left beside its file goes away with the next run."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.interleaved import before_each_call
from workbook.package.replace_file import put_file, remove_left, replace_file
from xlsrc.domain.errors import WorkbookError
from xlsrc.extracts.kept_file import in_one_step

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ended = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def killed(work: Callable[[], object]) -> None:
    """Work in a process that ends as if killed, where the work kills it."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_before(call: int, write: Callable[[], object]) -> None:
    """A run that is killed before one of its calls."""

    def work() -> None:
        count = iter(range(1000))

        def kill(_: str) -> None:
            if next(count) == call:
                os.kill(os.getpid(), signal.SIGKILL)

        with pytest.MonkeyPatch.context() as patched:
            before_each_call(patched, kill)
            write()

    killed(work)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@ended
@pytest.mark.parametrize("again", [b"new", b"newer"])
def test_the_next_write_of_the_file_removes_it(tmp_path: Path, again: bytes) -> None:
    target = tmp_path / "d.xlsx"
    seen: set[str] = set()
    for call in range(4, 14, 3):
        target.write_bytes(b"old")
        killed_before(call, lambda: replace_file(target, b"new"))
        seen |= {name for name in names(tmp_path) if name.startswith(".safer-")}

        replace_file(target, again)

        assert target.read_bytes() == again
        assert {one for one in names(tmp_path) if one.startswith(".safer-")} == set()
    assert {one.rsplit(".", 1)[1] for one in seen} == {"tmp", "lock"}


@ended
def test_so_does_a_run_that_has_nothing_to_write_there(tmp_path: Path) -> None:
    target, other = tmp_path / "d.xlsx", tmp_path / ".safer-of-another.tmp"
    other.write_bytes(b"at work")
    killed_before(6, lambda: put_file(target, b"new"))
    assert len(names(tmp_path)) > 1

    remove_left(target)

    assert names(tmp_path) - {"d.xlsx"} == {other.name}


@ended
def test_a_kept_file_that_was_half_written_goes_and_one_at_work_stays(tmp_path: Path) -> None:
    def half() -> None:
        with in_one_step(tmp_path / "half.npz") as file:
            file.write(b"half")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    killed(half)
    assert len(names(tmp_path)) == 1
    # Under another name the folder is looked at again.
    (tmp_path / "also").symlink_to(tmp_path)

    with in_one_step(tmp_path / "a.npz") as one:
        with in_one_step(tmp_path / "also" / "b.npz") as other:
            other.write(b"b")
        one.write(b"a")

    assert names(tmp_path) == {"a.npz", "b.npz", "also"}


def test_a_kept_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with in_one_step(tmp_path / "a.npz") as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fails()

    assert names(tmp_path) == set()


def test_a_folder_that_nobody_may_write_to_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    if sys.platform != "win32":
        with pytest.raises(WorkbookError, match="choose a folder that you may write to"):
            replace_file(tmp_path / "d.xlsx", b"new")
    assert names(tmp_path) == set()


@pytest.mark.parametrize("suffix", [".bak", ".bak2"])
def test_a_backup_that_cannot_be_looked_at_is_not_moved_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    target = tmp_path / "d.xlsx"
    for content in (b"1", b"2", b"3"):
        replace_file(target, content)
    before = {path.read_bytes() for path in tmp_path.iterdir()}
    real = type(target).lstat

    def lstat(path: Path) -> os.stat_result:
        if path.name == f"d.xlsx{suffix}":
            raise OSError(5, "Input/output error")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(type(target), "lstat", lstat)
        with pytest.raises(WorkbookError, match="Input/output error"):
            replace_file(target, b"4")

    assert {path.read_bytes() for path in tmp_path.iterdir()} == before
    assert target.read_bytes() == b"3"
