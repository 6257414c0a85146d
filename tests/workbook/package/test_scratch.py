"""What is worked on for a while leaves nothing behind, though the run was killed."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from workbook.package.scratch import LOCK, scratch

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
