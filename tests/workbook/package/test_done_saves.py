"""What the system refuses once the new content has its name: the save is done, and says so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from workbook.package.replace_file import put_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW = b"old", b"new"


@pytest.mark.parametrize("write", [replace_file, put_file])
@pytest.mark.parametrize("call", ["unlink", "close", "fsync", "open"])
def test_a_save_that_is_done_ends_well_whatever_is_refused_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], None], call: str
) -> None:
    target = tmp_path / "Dashboard.xlsx"
    target.write_bytes(OLD)
    real = getattr(os, call)
    refused = []

    def refuses(*given: object, **named: object) -> object:
        if target.read_bytes() != NEW:
            return real(*given, **named)
        refused.append(call)
        if call == "close":
            real(*given)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, call, refuses)
    write(target, NEW)
    monkeypatch.undo()

    assert target.read_bytes() == NEW
    assert refused
    put_file(target, NEW)
    assert [one.name for one in tmp_path.glob(".safer-*")] == []
