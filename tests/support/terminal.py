"""A command in a real terminal: what it asks, and what a person types there."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PATIENCE: Final = 30.0
"""Seconds that a question may be waited for."""

_COLOURS: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Session(NamedTuple):
    """What the terminal showed, and how the command ended."""

    lines: list[str]
    code: int


def answered(
    words: Sequence[str | Path], answers: Sequence[tuple[str, str]], *, folder: Path
) -> Session:
    """Run a command in a terminal; each answer is typed when the words before it are shown.

    `AssertionError` with what was shown where a question never comes.
    """
    import pty  # no Windows has one

    person, terminal = pty.openpty()
    with subprocess.Popen(
        words,
        cwd=folder,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=os.environ | {"TERM": "dumb", "COLUMNS": "200"},
        start_new_session=True,
    ) as run:
        os.close(terminal)
        shown, seen = "", 0
        try:
            for question, answer in answers:
                shown = _until(person, shown, seen, question)
                seen = shown.index(question, seen) + len(question)
                os.write(person, f"{answer}\n".encode())
            shown = _until(person, shown, seen, None)
        finally:
            os.close(person)
            run.kill()
    lines = _COLOURS.sub("", shown).replace("\r", "").splitlines()
    return Session(lines=lines, code=run.returncode)


def _until(person: int, shown: str, seen: int, question: str | None) -> str:
    """All that is shown when a question is there; without one, when the command has ended."""
    end = time.monotonic() + PATIENCE
    # What asks writes its last letter, a blank, when it begins to listen.
    while question is None or question not in shown[seen:] or not shown.endswith(": "):
        ready, _, _ = select.select([person], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{question} was never asked: {shown}"
        try:
            more = os.read(person, 4096)
        except OSError:  # Linux says so when the last that wrote to it is gone
            more = b""
        if not more:
            assert question is None, f"It ended without asking {question}: {shown}"
            break
        shown += more.decode("utf-8", "replace")
    return shown
