"""On Windows a scanner looks at files that nobody edits, too: they wait for it as workbooks do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbook.package import on_windows, synced
from workbook.package.replace_file import put_file, replace_file
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

PAUSES = on_windows._PAUSES  # noqa: SLF001 - tests of it wait for less


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
    if times <= 2:
        put_file(target, b"new")
    else:
        with pytest.raises(WorkbookLockedError, match=r"^a\.json is open in Excel or held"):
            put_file(target, b"new")
    wanted = (b"new", times + 1) if times <= 2 else (b"old", 3)
    assert (target.read_bytes(), len(tried)) == wanted
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_saved_meanwhile_is_said_with_its_own_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    move = Path.replace

    def replaced(self: Path, aim: Path) -> Path:
        if aim == target:
            target.write_bytes(b"typed")
            raise PermissionError
        return move(self, aim)

    monkeypatch.setattr(Path, "replace", replaced)
    with pytest.raises(WorkbookError) as refused:
        replace_file(target, b"new")
    assert str(refused.value).startswith(f"{target} was changed by somebody else while ")
    assert target.read_bytes() == b"typed"


def test_it_is_waited_for_a_second() -> None:
    assert 1 <= sum(PAUSES) < 1.2
    assert sorted(PAUSES) == list(PAUSES)


@pytest.mark.parametrize(
    ("length", "number", "is_long"),
    [(247, 2, False), (248, 2, True), (248, 3, True), (248, 5, False), (247, 206, True)],
)
def test_a_path_of_248_letters_has_no_room_for_a_file(
    length: int, number: int, *, is_long: bool
) -> None:
    error = OSError(2, "not found")
    error.winerror = number  # type: ignore[attr-defined]  # it has none on other systems
    target = Path("/" + "x" * (length - 1))
    assert on_windows.is_too_long(error, target) is is_long
    assert on_windows.is_too_long(OSError(2, "not found"), target) is False


@pytest.mark.parametrize(("number", "is_held"), [(32, True), (33, True), (31, False), (5, False)])
def test_whether_another_program_holds_a_file(number: int, *, is_held: bool) -> None:
    error = OSError(13, "denied")
    error.winerror = number  # type: ignore[attr-defined]  # it has none on other systems
    assert on_windows.is_held(error) is is_held
    assert on_windows.is_held(OSError(13, "denied")) is False
