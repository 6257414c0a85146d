"""How wide a table is, how steps are told, and what is printed for a letter that is lacked."""

from __future__ import annotations

import io
import os
import sys
from types import SimpleNamespace

import pytest

from workbook.commands.console import print_anything, progress, room, show_table


@pytest.mark.parametrize(
    ("columns", "of_terminal", "letters"),
    [("70", 90, 70), ("0", 90, 90), ("wide", 90, 90), ("", 0, 200), ("", None, 200)],
)
def test_a_line_has_the_room_that_the_terminal_has(
    monkeypatch: pytest.MonkeyPatch, columns: str, of_terminal: int | None, letters: int
) -> None:
    def size(_: int) -> SimpleNamespace:
        if of_terminal is None:
            raise OSError
        return SimpleNamespace(columns=of_terminal)

    stream = SimpleNamespace(fileno=lambda: 1)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setenv("COLUMNS", columns)

    assert room() == letters


@pytest.mark.parametrize(("columns", "left_out"), [("40", ()), ("16", ("b",)), ("5", ("b", "c"))])
def test_of_a_table_too_wide_the_spare_columns_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    left_out: tuple[str, ...],
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    found = show_table("T", ("a", "b", "c"), [("1234", "567890", "12345678")], spare=("b", "c"))

    assert found == left_out
    assert ("567890" in capsys.readouterr().out) is ("b" not in left_out)


def test_numbers_stand_right_and_nothing_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    show_table("T", ("number", "word"), [(1234, None), (5.0, "yes"), (0.25, "x")])

    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "T",
        " number  word",
        "  1,234  –",
        "      5  yes",
        "    0.2  x",
    ]


def test_on_a_terminal_the_step_stands_beside_a_spinner(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with progress() as step:
        step("Reading the workbook")

    assert "Reading the workbook …" in terminal.getvalue()


def test_elsewhere_a_step_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as step:
        step("Reading the workbook")

    assert capsys.readouterr().err == "Reading the workbook …\n"


def test_a_letter_that_the_console_lacks_is_the_nearest_or_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="ascii", newline="\n"))
    own = io.StringIO()
    monkeypatch.setattr(sys, "stderr", own)

    print_anything()
    sys.stdout.write("−5 é 火\n")
    sys.stdout.flush()

    assert printed.getvalue() == b"-5 e \\u706b\n"
    assert sys.stderr is own  # what is no console is left as it is


def test_bytes_that_are_no_letters_are_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.StringIO())
    print_anything()

    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors="nearest")
