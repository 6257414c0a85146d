"""A program that prints: what it says, and its end with all that it has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from workbook import office
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from pathlib import Path

HANGS = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(str(child.pid))
child.wait()
"""


def test_what_it_says_is_given_back_with_its_end() -> None:
    says = "import sys; print('caf\u00e9'.encode().decode(), end=''); sys.exit(3)"

    done = office.run([sys.executable, "-X", "utf8", "-c", says])

    assert (done.stdout, done.returncode) == ("caf\u00e9", 3)


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by its number")
def test_one_that_hangs_is_ended_with_what_it_started_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "TIMEOUT_SECONDS", 1)
    number = tmp_path / "child"

    with pytest.raises(DashboardError, match="was to finish within 1 seconds and did not"):
        office.run([sys.executable, "-c", HANGS, str(number)])

    assert is_gone(int(number.read_text()))


def test_windows_is_asked_to_end_it_with_what_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "TIMEOUT_SECONDS", 1)
    monkeypatch.setattr(sys, "platform", "win32")
    asked: list[list[str]] = []

    def taskkill(command: list[str], **_: object) -> None:
        asked.append(command[:-1])
        os.kill(int(command[-1]), signal.SIGTERM)

    monkeypatch.setattr(subprocess, "run", taskkill)
    with pytest.raises(DashboardError, match="was to finish within 1 seconds and did not"):
        office.run([sys.executable, "-c", "import time; time.sleep(600)"])

    assert asked == [["taskkill", "/F", "/T", "/PID"]]


def is_gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if (stat := read(process)) and stat.rpartition(")")[2].split()[0] == "Z":
            return True  # ended, and its new parent has not asked yet
        time.sleep(0.1)
    return False


def read(process: int) -> str:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:  # noqa: PTH123 - no file of ours
            return file.read()
    except OSError:
        return ""
