"""One run of `safer` in a process of its own, held to memory, time, its own files and no network.

The process notes itself which addresses it calls and whether it opens the file that a hostile one
points to; what it wrote is what its folder holds that was not there before.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MEMORY: Final = 600 * 1024**2
SECONDS: Final = 20.0
SECRET: Final = "canary-5f2a9c"  # noqa: S105 - what no output may hold; it opens nothing
_ROOM: Final = 6 * 1024**3  # of addresses: a belt for the machine; what is used is measured
_PATIENCE: Final = 240
_DRIVER: Final = f"""
import atexit, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({_ROOM}, {_ROOM}))
log, canary, sys.argv = open(sys.argv[1], "w", buffering=1), sys.argv[2], ["safer", *sys.argv[3:]]
def hook(event, words):
    if event in ("socket.connect", "socket.getaddrinfo") and words[-1:] != (None,):
        address = words[1] if event == "socket.connect" else words[0]
        if not isinstance(address, (str, bytes)) or event == "socket.getaddrinfo":
            log.write(f"calls {{address!r}}\\n")
    elif event == "open" and canary in str(words[0]):
        log.write(f"opens {{words[0]}}\\n")
def measured():
    held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    of_others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    log.write(f"used {{max(int(held.split()[1]), of_others)}}\\n")
atexit.register(measured)
sys.addaudithook(hook)
from workbook.cli import main
main()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a run ended: its code, words, the files that it wrote, and what it took."""

    command: str
    code: int
    said: str
    wrote: tuple[str, ...]
    touched: tuple[str, ...]
    memory: int
    seconds: float

    @property
    def faults(self) -> list[str]:
        """What no file may bring about, whatever it holds."""
        found = [f"it {one}" for one in self.touched]
        if "Traceback" in self.said:
            found.append("an error that is no sentence")
        if self.code not in (0, 1):
            found.append(f"it ended with {self.code}")
        if self.code == 1 and not self.said.strip():
            found.append("it ended without a word")
        if self.memory > MEMORY:
            found.append(f"it took {self.memory // 1024**2:,} MB")
        if self.seconds > SECONDS:
            found.append(f"it took {self.seconds:.0f} s")
        if SECRET in self.said:
            found.append("it says what a file outside holds")
        return found


def run(words: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None) -> Ran:
    """`safer` with these words, at work in a folder."""
    log = folder.with_name(f"{folder.name}.touched")
    before = _held(folder)
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _DRIVER, str(log), str(canary(folder)), *map(str, words)],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache"), **(env or {})},
        stdout=(folder.with_name(f"{folder.name}.said")).open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    code, used, seconds = _waited(process)
    after = _held(folder)
    wrote = tuple(sorted(name for name in after if after[name] != before.get(name)))
    told = [f"writes what a file outside holds into {name}" for name in wrote
            if _is_told(folder / name)]  # fmt: skip
    noted = log.read_text().splitlines() if log.exists() else []
    # What the system says of an ended process has in it what its parent held when it began.
    own = [int(one.split()[1]) * 1024 for one in noted if one.startswith("used ")]
    touched = [one for one in noted if not one.startswith("used ")]
    if not own:
        touched.append("ended without its measure")
    return Ran(
        command=" ".join(map(str, words)),
        code=code,
        said=folder.with_name(f"{folder.name}.said").read_text("utf-8", "replace"),
        wrote=wrote,
        touched=(*touched, *told),
        memory=max(own, default=used),
        seconds=seconds,
    )


def canary(folder: Path) -> Path:
    """The file outside that a hostile one points to."""
    path = folder.parent / "outside.txt"
    if not path.exists():
        path.write_text(f"{SECRET}\n", encoding="utf-8")
    return path


def _is_told(path: Path) -> bool:
    """Whether a written file, or a part of it, holds what stands in the file outside."""
    if not zipfile.is_zipfile(path):
        return SECRET.encode() in path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return any(SECRET.encode() in package.read(name) for name in package.namelist())


def _waited(process: subprocess.Popen[bytes]) -> tuple[int, int, float]:
    """Its code, the most memory of it and the seconds of one core; stopped when it takes too long.

    Seconds of a core, as another process beside it makes it no slower by them.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime
        if time.monotonic() > until:
            os.killpg(process.pid, 9)
            until = float("inf")
        time.sleep(0.02)


def _held(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
