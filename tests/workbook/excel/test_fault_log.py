"""The log that a person sends: where it happened, and nothing of theirs."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from workbook.excel import fault_log
from workbook.excel.fault_log import log_fault

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("jane.doe", "/home/jane", "hunter2", "No 7, Mill Road")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "buttons.log"


def fault() -> Exception:
    """What a button may meet: the words of the error, and of its cause, hold secrets."""
    error = ValueError("jane.doe: postgresql://jane:hunter2@server")
    error.__cause__ = OSError(5, "No 7, Mill Road", "/home/jane/Dashboard.xlsx")
    try:
        raise error
    except ValueError as raised:
        return raised


def test_the_log_says_where_it_happened_and_nothing_of_the_persons(log: Path) -> None:
    log_fault(log, "refresh", fault())

    text = log.read_text(encoding="utf-8")
    assert "button refresh" in text
    assert "ValueError\n" in text
    assert "OSError 5\n" in text
    assert f"  {__name__}, line " in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_log_begins_anew_before_it_is_too_long_and_the_last_ones_stay(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fault_log, "LOG_BYTES", 1500)
    for _ in range(40):
        log_fault(log, "check", fault())

    files = sorted(log.parent.iterdir())
    assert [path.name for path in files] == ["buttons.log", "buttons.log.1", "buttons.log.2"]
    assert max(path.stat().st_size for path in files) <= 1500


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes")
def test_the_log_is_its_owners_alone_also_one_of_before(log: Path) -> None:
    log.parent.mkdir(mode=0o755)
    log.write_text("older\n", encoding="utf-8")
    log.chmod(0o644)

    log_fault(log, "check", fault())

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (log.parent, log)]
    assert modes == [0o700, 0o600]


def test_where_no_log_can_be_written_the_button_still_answers(log: Path) -> None:
    log.parent.write_text("a file in the way", encoding="utf-8")

    log_fault(log, "check", fault())

    assert log.parent.read_text(encoding="utf-8") == "a file in the way"
