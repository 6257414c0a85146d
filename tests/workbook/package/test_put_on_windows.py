"""On Windows a scanner looks at files that nobody edits, too: they wait for it as workbooks do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbook.package import on_windows, synced
from workbook.package.replace_file import put_file
from xlsrc.domain.errors import WorkbookLockedError


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(synced, "mounts", list)
    monkeypatch.setattr(on_windows, "_PAUSES", (0, 0))


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_it_is_tried_again_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    tried: list[Path] = []
    move = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        tried.append(self)
        if len(tried) <= times:
            raise PermissionError
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    if times == 3:
        with pytest.raises(WorkbookLockedError, match=r"^a\.json is open in Excel or held"):
            put_file(target, b"new")
    else:
        put_file(target, b"new")
    assert (target.read_bytes(), len(tried)) == (
        b"old" if times == 3 else b"new",
        min(times + 1, 3),
    )
    assert list(tmp_path.iterdir()) == [target]
