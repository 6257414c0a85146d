"""Who else may write a file while it is being replaced, and what then stays."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.support.interleaved import Turns, before_each_call
from workbook.package.replace_file import replace_file, target_state
from workbook.package.writer_lock import only_writer
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_file_that_changed_since_it_was_read_stays(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"read")
    read = target_state(target)
    target.write_bytes(b"typd")

    with pytest.raises(WorkbookError, match=r"d\.xlsx was changed by somebody else"):
        replace_file(target, b"new", read=read)

    assert contents(tmp_path) == {"d.xlsx": b"typd"}


def test_a_file_that_was_not_there_when_looked_for_stays(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    read = target_state(target)
    target.write_bytes(b"typed")

    with pytest.raises(WorkbookError, match=r"d\.xlsx was changed by somebody else"):
        replace_file(target, b"new", read=read)

    assert contents(tmp_path) == {"d.xlsx": b"typed"}


def test_a_file_that_went_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"read")
    read = target_state(target)
    target.unlink()

    with pytest.raises(WorkbookError, match=r"d\.xlsx was changed by somebody else"):
        replace_file(target, b"new", read=read)

    assert contents(tmp_path) == {}


@pytest.mark.parametrize("seed", range(50))
def test_of_two_writers_none_loses_what_the_other_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    turns = Turns(seed)
    written: list[bytes] = []
    refused: list[bytes] = []

    def write(content: bytes) -> None:
        try:
            replace_file(target, content, read=target_state(target))
        except WorkbookError:
            refused.append(content)
        else:
            written.append(content)

    with monkeypatch.context() as patched:
        before_each_call(patched, lambda _: turns.pause())
        turns.run([lambda: write(b"first"), lambda: write(b"second")])

    left = contents(tmp_path)
    assert sorted(written + refused) == [b"first", b"second"]
    assert left.pop("d.xlsx") == written[-1]
    assert sorted(left.values()) == sorted([b"old", *written[:-1]])
    assert set(left) <= {"d.xlsx.bak", "d.xlsx.bak2"}


def calls_of_one_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    target = folder / "d.xlsx"
    target.write_bytes(b"old")
    calls: list[str] = []
    with monkeypatch.context() as patched:
        before_each_call(patched, calls.append)
        replace_file(target, b"new")
    return calls


def test_a_save_in_excel_at_any_call_before_the_rename_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = calls_of_one_write(tmp_path, monkeypatch)
    rename = max(index for index, call in enumerate(calls) if call == "replace")

    for at in range(1, rename):
        folder = tmp_path / str(at)
        folder.mkdir()
        target = folder / "d.xlsx"
        target.write_bytes(b"old")
        read = target_state(target)
        count = iter(range(len(calls)))

        def save(_: str, target: Path = target, count: Iterator[int] = count, at: int = at) -> None:
            if next(count) == at:
                target.write_bytes(b"typed in Excel")

        with monkeypatch.context() as patched:
            before_each_call(patched, save)
            with pytest.raises(WorkbookError, match="changed by somebody else"):
                replace_file(target, b"new", read=read)

        left = contents(folder)
        assert left.pop("d.xlsx") == b"typed in Excel"
        assert left in ({}, {"d.xlsx.bak": b"old"})


def test_a_lock_that_a_crash_left_holds_nobody_up(tmp_path: Path) -> None:
    target = tmp_path / "d.xlsx"
    with only_writer(target):
        (lock,) = tmp_path.iterdir()
    lock.write_bytes(b"")
    replace_file(target, b"new")

    assert contents(tmp_path) == {"d.xlsx": b"new"}


def test_a_writer_that_takes_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)

    with (
        only_writer(tmp_path / "d.xlsx"),
        pytest.raises(WorkbookLockedError, match=r"d.xlsx is being written by another run"),
    ):
        replace_file(tmp_path / "d.xlsx", b"new")

    assert contents(tmp_path) == {}
    assert waited == [0.1] * 100


def test_a_crash_at_any_call_leaves_a_whole_file_and_every_kept_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = calls_of_one_write(tmp_path, monkeypatch)

    for at in range(len(calls)):
        folder = tmp_path / str(at)
        folder.mkdir()
        target = folder / "d.xlsx"
        for content in (b"1", b"2", b"old"):
            replace_file(target, content)
        count = iter(range(1000))

        def crash(_: str, count: Iterator[int] = count, at: int = at) -> None:
            if next(count) >= at:
                raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            before_each_call(patched, crash)
            with pytest.raises(KeyboardInterrupt):
                replace_file(target, b"new")

        assert target.read_bytes() in (b"old", b"new")
        assert {b"1", b"2", b"old"} <= set(contents(folder).values())
