"""What a save does on Windows: its names, its numbers for faults, and files that others hold."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
import shutil
import sys
import tempfile
import time
import types
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from workbook.package import on_windows, synced, writer_lock
from workbook.package import scratch as scratching
from workbook.package.on_windows import refuse_name
from workbook.package.replace_file import put_file, replace_file, target_state, writing
from workbook.package.target import chosen_target
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_flock = pytest.mark.skipif(sys.platform == "win32", reason="stands in for Windows' own lock")


class NumberedError(OSError):
    """As Python raises it there: its own number, and that of Windows."""

    def __init__(self, number: int, windows: int, said: str) -> None:
        super().__init__(number, said)
        self.winerror = windows


class HeldError(PermissionError):
    """Another program has the file open."""

    winerror = 32


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(synced, "mounts", list)  # no registry is asked
    monkeypatch.setattr(on_windows, "_PAUSES", (0, 0, 0))


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (r"C:\Users\Zoë\Board.xlsx", ""),
        (r"\\server\people\Ann\Board.xlsx", ""),
        (r"\\?\C:\long\Board.xlsx", ""),
        (r"C:Board.xlsx", ""),
        (r"..\Board.xlsx", ""),
        (r"C:\out\aux.xlsx", "'aux.xlsx' in"),
        (r"CON\Board.xlsx", "'CON' in"),
        (r"C:\nul\Board.xlsx", "'nul' in"),
        (r"out\Board 12:30.xlsx", "which has :"),
        ("out. \\Board.xlsx", "ends in a blank or a point"),
    ],
)
def test_a_name_that_windows_cannot_give_is_refused(path: str, fault: str) -> None:
    if not fault:
        refuse_name(PureWindowsPath(path))
        return
    with pytest.raises(WorkbookError) as refused:
        refuse_name(PureWindowsPath(path))

    assert fault in str(refused.value)


@pytest.mark.parametrize("name", ["nul.xlsx", "a:b.xlsx", "what?.xlsx"])
def test_nothing_is_written_to_a_device_or_a_hidden_part_of_a_file(
    tmp_path: Path, name: str
) -> None:
    for write in (
        lambda: replace_file(tmp_path / name, b"new"),
        lambda: put_file(tmp_path / name, b"new"),
        lambda: chosen_target(tmp_path / name, "", ".xlsx"),
    ):
        with pytest.raises(WorkbookError, match="Give another name with --out"):
            write()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (NumberedError(errno.ENOENT, 206, "too long"), "give a shorter name or folder"),
        (NumberedError(errno.ENOSPC, 112, "no room"), "make room on the disk"),
        (NumberedError(errno.EACCES, 5, "denied"), "choose a folder that you may write to"),
        (NumberedError(errno.EINVAL, 64, "network name gone"), "choose another folder"),
    ],
)
def test_what_windows_says_becomes_advice(tmp_path: Path, error: OSError, advice: str) -> None:
    with pytest.raises(WorkbookError, match=advice), writing(tmp_path / "Board.xlsx"):
        raise error


def test_a_path_of_260_letters_is_too_long_though_windows_calls_it_not_found(
    tmp_path: Path,
) -> None:
    long, short = tmp_path / ("x" * 260) / "Board.xlsx", tmp_path / "x" / "Board.xlsx"

    said = []
    for target in (long, short):
        with pytest.raises(WorkbookError) as refused, writing(target):
            raise NumberedError(errno.ENOENT, 3, "path not found")
        said.append(str(refused.value).rpartition("; ")[2])

    assert said == ["give a shorter name or folder.", "choose another folder (--out)."]


def test_a_file_that_another_program_holds_is_said_to_be_held(tmp_path: Path) -> None:
    held = pytest.raises(WorkbookLockedError, match="held by another program")
    with held, writing(tmp_path / "Board.xlsx"):
        raise HeldError


def held_at(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """Each move to a workbook's own name is refused so many times; the moves that were tried."""
    tried: list[Path] = []
    move = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        if target.suffix == ".xlsx":
            tried.append(self)
            if len(tried) <= times:
                raise HeldError
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    return tried


def test_a_scanner_that_looks_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Board.xlsx"
    target.write_bytes(b"old")
    tried = held_at(monkeypatch, times=3)

    replace_file(target, b"new")

    assert (target.read_bytes(), len(tried)) == (b"new", 4)


def test_excel_that_has_it_open_keeps_it_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Board.xlsx"
    target.write_bytes(b"old")
    held_at(monkeypatch, times=99)

    with pytest.raises(WorkbookLockedError, match=r"Board\.xlsx is open in Excel or held"):
        replace_file(target, b"new")

    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.glob(".safer-*")] == []


def test_what_was_saved_while_a_scanner_was_waited_for_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Board.xlsx"
    target.write_bytes(b"old")
    held_at(monkeypatch, times=1)
    monkeypatch.setattr(time, "sleep", lambda _: target.write_bytes(b"typed"))

    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        replace_file(target, b"new")

    assert target.read_bytes() == b"typed"


def test_a_new_file_that_a_scanner_keeps_hides_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_at(monkeypatch, times=99)
    unlink = Path.unlink

    def kept(self: Path, *, missing_ok: bool = False) -> None:
        if self.suffix == ".tmp":
            raise HeldError
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", kept)

    with pytest.raises(WorkbookLockedError, match=r"Board\.xlsx is open in Excel or held"):
        replace_file(tmp_path / "Board.xlsx", b"new")


def test_a_file_as_fat_keeps_its_time_is_seen_to_change(tmp_path: Path) -> None:
    """By its content: there, two changes within two seconds have one time."""
    target = tmp_path / "Board.xlsx"
    target.write_bytes(b"old")
    os.utime(target, (1_700_000_000, 1_700_000_000))
    read = target_state(target)
    target.write_bytes(b"typ")
    os.utime(target, (1_700_000_000, 1_700_000_000))

    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        replace_file(target, b"new", read=read)


@pytest.fixture
def lock_of_windows(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The module as it is imported there, with a lock that refuses as Windows' does."""
    import fcntl

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    msvcrt = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    spec = importlib.util.spec_from_file_location("lock_of_windows", writer_lock.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TRIES", 2)
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0)
    return module


@needs_flock
def test_of_two_writers_the_second_is_refused_until_the_first_has_ended(
    tmp_path: Path, lock_of_windows: types.ModuleType
) -> None:
    target = tmp_path / "Board.xlsx"

    with (
        lock_of_windows.only_writer(target),
        pytest.raises(WorkbookLockedError),
        lock_of_windows.only_writer(tmp_path / "BOARD.XLSX"),  # the same file there
    ):
        pass
    with lock_of_windows.only_writer(target):
        held = [path.suffix for path in tmp_path.iterdir()]

    assert (held, list(tmp_path.iterdir())) == ([".lock"], [])


@contextlib.contextmanager
def no_open_file_removed(
    monkeypatch: pytest.MonkeyPatch, lock: types.ModuleType
) -> Iterator[list[str]]:
    """As Windows: a folder with a file that is open stays, and so does the file."""
    opened: dict[int, Path] = {}
    tried, close, remove = lock.tried_lock, os.close, shutil.rmtree
    said: list[str] = []

    def locked(path: Path) -> int | None:
        descriptor = tried(path)
        if descriptor is not None:
            opened[descriptor] = path
        return descriptor  # type: ignore[no-any-return]  # the module is loaded by its path

    def closed(descriptor: int) -> None:
        opened.pop(descriptor, None)
        close(descriptor)

    def removed(folder: Path, *, ignore_errors: bool) -> None:
        if any(path.parent == folder for path in opened.values()):
            said.append("a file in it is open")
        else:
            remove(folder, ignore_errors=ignore_errors)

    with monkeypatch.context() as patched:
        patched.setattr(scratching, "tried_lock", locked)
        patched.setattr(os, "close", closed)
        patched.setattr(shutil, "rmtree", removed)
        yield said


@needs_flock
def test_the_folder_to_work_in_is_gone_where_no_open_file_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock_of_windows: types.ModuleType
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{scratching.PREFIX}left"
    left.mkdir()
    (left / scratching.LOCK).touch()

    with no_open_file_removed(monkeypatch, lock_of_windows) as said, scratching.scratch() as own:
        during = list(tmp_path.iterdir())

    assert (during, list(tmp_path.iterdir()), said) == ([own], [], [])
