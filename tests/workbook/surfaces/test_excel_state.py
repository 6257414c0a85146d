"""What is asked of the system that Excel runs on, and put back."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from workbook.surfaces.excel_state import escape_pressed, quiet


def test_where_there_is_no_windows_esc_is_never_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ctypes, "windll", raising=False)

    assert not escape_pressed()


@pytest.mark.parametrize(("state", "is_down"), [(-0x8000, True), (0x8001, True), (1, False)])
def test_windows_is_asked_whether_esc_is_down_now(
    monkeypatch: pytest.MonkeyPatch, *, state: int, is_down: bool
) -> None:
    user = SimpleNamespace(GetAsyncKeyState={0x1B: state}.__getitem__)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user), raising=False)

    assert escape_pressed() is is_down


def test_a_mac_has_no_key_that_breaks_in() -> None:
    app = SimpleNamespace(
        status_bar="mine", screen_updating=True, calculation="automatic", enable_events=True
    )
    before = vars(app).copy()

    with quiet(app, "darwin"):
        during = vars(app).copy()

    assert (during["calculation"], vars(app)) == ("manual", before)
