"""`python -m proofs.held FOLDER HOLD ARGUMENTS`: a command of the product that is held at a moment.

It stands before its HOLD-th step on a file below FOLDER (0: before its first line, with all of
the product imported) and goes on from there as often as it is told to, each time in a process of
its own: so a command can be killed a thousand times without being started a thousand times.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import json
import os
import pkgutil
import signal
import sys
import time
from typing import Any, Final

STEPS: Final = ("open", "os.", "shutil.", "tempfile.")
"""What Python tells of a command's work with files: each is a moment to be killed before."""
_LONGEST_SECONDS: Final = 300


class Steps:
    """The steps on files below a folder, counted; what is to happen before which."""

    def __init__(self, folder: str, hold: int) -> None:
        self._folder = folder
        self._hold = hold
        self._taken = 0
        self._last = 0
        self._turns: tuple[int, int] | None = None
        self._log: Any = None
        self._began = 0.0
        self._is_busy = False

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take notice of what Python is about to do."""
        if self._is_busy or not event.startswith(STEPS):
            return
        named = arguments[0] if arguments else None
        if not isinstance(named, str | bytes | os.PathLike):
            return  # an open file, which was a step when it was opened
        self._is_busy = True
        try:
            path = os.path.abspath(os.path.join(_folder(arguments), os.fsdecode(named)))  # noqa: PTH100, PTH118
            if path.startswith(self._folder):
                self._step(event, path, arguments)
        finally:
            self._is_busy = False

    def _step(self, event: str, path: str, arguments: tuple[Any, ...]) -> None:
        self._taken += 1
        if self._taken == self._hold:
            self.hold()
        if self._log:
            flags = arguments[-1] if event == "open" and isinstance(arguments[-1], int) else None
            looks = event in ("os.listdir", "os.scandir", "os.walk", "os.fwalk")
            writes = (event != "open" and not looks) or bool(
                flags and flags & (os.O_WRONLY | os.O_RDWR)
            )
            after = time.monotonic() - self._began
            self._log.write(json.dumps([self._taken, event, path, writes, after]) + "\n")
            self._log.flush()
        if self._taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._turns:
            said, may_go = self._turns
            os.write(said, f"{event} {path} {arguments[1:2]}\n".encode())
            if not os.read(may_go, 1):
                os._exit(3)

    def hold(self) -> None:
        """Go on in another process for each line that is asked for; here never."""
        was_busy, self._is_busy = self._is_busy, True
        print("held", flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            child = os.fork()
            if not child:
                self._go_on(asked)
                self._is_busy = was_busy
                return
            print(child, flush=True)
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        os._exit(0)

    def _go_on(self, asked: dict[str, Any]) -> None:
        os.setsid()
        signal.alarm(_LONGEST_SECONDS)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        said = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (said, 1), (said, 2)):
            os.dup2(source, target)
        for descriptor in (said, nothing):
            os.close(descriptor)
        self._last = asked.get("last", 0)
        if asked.get("turns"):
            own, others = asked["turns"]
            self._turns = (os.open(own, os.O_WRONLY), os.open(others, os.O_RDONLY))
        if asked.get("log"):
            self._log = open(asked["log"], "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to its end
        if asked.get("waits"):
            signal.sigwait([signal.SIGUSR1])
        self._began = time.monotonic()


def _folder(arguments: tuple[Any, ...]) -> str:
    """The folder that a relative path goes from, where it is given by an open one; else nothing."""
    # Of os.remove, os.rmdir and os.mkdir it stands last; of a rename the new name's does.
    is_given = len(arguments) > 1 and isinstance(arguments[-1], int) and arguments[-1] > 2
    return _path_of(arguments[-1]) if is_given and len(arguments) != 3 else ""


def _path_of(descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 - as text
    except OSError:
        return ""


def _everything() -> None:
    """Import the product whole, and what its functions import: no command then takes its time
    for that, and none of the faults of the disk falls on the reading of programs.
    """
    for room in ("xlsrc", "workbook"):
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            with contextlib.suppress(ImportError, AttributeError):  # what only Excel's system has
                module = importlib.import_module(found.name)
                for name in _imported_late(inspect.getsource(module)):
                    with contextlib.suppress(ImportError):
                        importlib.import_module(name)


def _imported_late(source: str) -> set[str]:
    """The modules that a source imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{one.name}" for one in node.names if one.name.islower()}
    return found


def main() -> None:
    """Hold, and be the command."""
    folder, hold, *arguments = sys.argv[1:]
    sys.argv = ["safer", *arguments]
    _everything()
    from workbook.cli import main as safer

    steps = Steps(folder, int(hold))
    if not steps._hold:  # noqa: SLF001 - its own
        steps.hold()
    sys.addaudithook(steps.heard)
    safer()


if __name__ == "__main__":
    main()
