"""Copies of stores go when no run uses them; a copy that is in use, and what is none, stays."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from workbook.fleet import unused_copies
from workbook.fleet.unused_copies import KEPT, remove_unused
from xlsrc.keeping.limits import CACHE_DAYS, SECONDS_A_DAY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def copy(places: Path, number: int, days: float, size: int = 10) -> Path:
    folder = places / f"{number:032x}"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "a.csv").write_bytes(bytes(size))
    (folder / KEPT).write_text("", encoding="utf-8")
    then = time.time() - days * SECONDS_A_DAY
    os.utime(folder / KEPT, (then, then))
    return folder


def test_a_copy_that_no_run_used_for_long_goes(tmp_path: Path) -> None:
    old, young = copy(tmp_path, 1, CACHE_DAYS + 1), copy(tmp_path, 2, CACHE_DAYS - 1)
    asked = copy(tmp_path, 3, CACHE_DAYS + 1)
    foreign = tmp_path / "letters"
    foreign.mkdir()

    remove_unused(tmp_path, asked)

    there = [one.exists() for one in (old, young, asked, foreign)]
    assert there == [False, True, True, True]


def test_beyond_the_limit_the_longest_unused_go_but_none_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused_copies, "COPIES_BYTES", 40_000)
    copies = [copy(tmp_path, at, days, 30_000) for at, days in enumerate((9, 5, 1, 0))]

    remove_unused(tmp_path, copies[-1])

    assert [one.exists() for one in copies] == [False, False, True, True]
