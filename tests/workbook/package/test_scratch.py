"""What is worked on for a while leaves nothing behind, though the run was killed."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from workbook.package import scratch as scratch_module
from workbook.package.scratch import LOCK, PREFIX, scratch
from workbook.package.writer_lock import tried_lock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_afterwards_whatever_happened(temporary: Path) -> None:
    def fails() -> None:
        with scratch() as folder:
            (folder / "Members alone.xlsx").write_bytes(b"partners' counts")
            max(())

    with pytest.raises(ValueError, match="empty"):
        fails()

    assert list(temporary.iterdir()) == []


def test_two_at_once_leave_each_other_alone(temporary: Path) -> None:
    with scratch() as one, scratch() as other:
        assert one != other
        assert sorted(temporary.iterdir()) == sorted([one, other])
        assert (one / LOCK).exists()


def test_what_is_none_of_ours_stays(temporary: Path) -> None:
    somebodys = temporary / "safer-elsewhere"
    somebodys.mkdir()
    with scratch():
        pass

    assert list(temporary.iterdir()) == [somebodys]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_what_a_killed_run_left_is_removed_by_the_next(temporary: Path) -> None:
    child = os.fork()
    if not child:
        with scratch() as folder:
            (folder / "Members alone.xlsx").write_bytes(b"partners' counts")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = temporary.iterdir()

    with scratch() as folder:
        assert list(temporary.iterdir()) == [folder] != [left]


@pytest.mark.parametrize("names", [(), ("Members alone.xlsx",)])
def test_what_was_killed_before_it_had_its_lock_or_after_goes_too(
    temporary: Path, names: tuple[str, ...]
) -> None:
    left = temporary / f"{PREFIX}killed"
    left.mkdir()
    for name in names:
        (left / name).write_bytes(b"partners' counts")

    with scratch() as folder:
        assert list(temporary.iterdir()) == [folder]


def test_what_was_left_goes_though_another_run_is_at_work_beside_it(temporary: Path) -> None:
    with scratch() as other:
        for at in range(9):
            (temporary / f"{PREFIX}killed{at}").mkdir()
        with scratch() as folder:
            assert sorted(temporary.iterdir()) == sorted([folder, other])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_has_such_a_name_leads_to_nothing_that_is_touched(temporary: Path) -> None:
    somebodys = temporary / "elsewhere"
    somebodys.mkdir()
    (temporary / f"{PREFIX}linked").symlink_to(somebodys)
    with scratch():
        pass

    assert list(somebodys.iterdir()) == []
    assert (temporary / f"{PREFIX}linked").is_symlink()


def test_a_folder_that_another_run_took_away_is_made_anew(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took it for one that was left, between its making and its lock."""
    taken: list[Path] = []

    def lock(file: Path) -> int | None:
        if not taken:
            taken.append(file.parent)
            file.parent.rmdir()
        return tried_lock(file)

    monkeypatch.setattr(scratch_module, "tried_lock", lock)

    with scratch() as folder:
        assert sorted(temporary.iterdir()) == [folder]
        assert [folder] != taken
