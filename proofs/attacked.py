"""A command at work in a folder of its own, and what the folder holds before and after."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, NamedTuple, Self, cast

from proofs.count import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

CACHE, TEMPORARY, WORK, SAID = "cache", "temporary", "work", "said"
"""The folders of one attack: what the command keeps, its scratch, its files, what it said."""
LEFT: Final = re.compile(
    r"(^|/)(\.safer-[^/]*|safer-scratch-[^/]*|[^/]*\.part|tmp[a-z0-9_]{8}|lu[0-9a-z]+\.tmp)(/|$)"
)
"""What a run names that it means to take away again."""


VOLATILE: Final = ("fleet.json", "fleet.parquet")
"""Files that tell how long the run took: no two are the same."""


class Step(NamedTuple):
    """One step on a file: its number, what, of which file, whether it writes, after how long."""

    number: int
    event: str
    path: str
    writes: bool
    seconds: float


class Ended(NamedTuple):
    """How a run ended: its exit code (negative: the signal), and all that it said."""

    code: int
    said: str


@dataclass(frozen=True, slots=True)
class File:
    """One file as it was."""

    content: bytes
    mode: int
    changed: int
    number: int


class Tree:
    """All files below the folders of an attack, to be put back exactly."""

    def __init__(self, folder: Path, files: Mapping[str, File], folders: Sequence[str]) -> None:
        self.folder = folder
        self.files = dict(files)
        self.folders = folders

    @classmethod
    def of(cls, folder: Path, like: Tree | None = None) -> Self:
        """What there is now; ``like`` saves reading what did not change since."""
        files, folders = {}, []
        for path in _below(folder):
            name = path.relative_to(folder).as_posix()
            if path.is_dir():
                folders.append(name)
                continue
            state = path.stat()
            if not stat.S_ISREG(state.st_mode):
                continue  # a killed fleet's socket, by which its processes spoke
            was = None if like is None else like.files.get(name)
            now = (state.st_ino, state.st_mtime_ns, state.st_size)
            if was is not None and now == (was.number, was.changed, len(was.content)):
                files[name] = was
            else:
                files[name] = File(path.read_bytes(), state.st_mode, state.st_mtime_ns, now[0])
        return cls(folder, files, folders)

    def put_back(self) -> None:
        """Have the folders as they were; a file that nobody touched stays the same file."""
        now = Tree.of(self.folder, like=self)
        for name in sorted(set(now.folders) - set(self.folders)):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for name in now.files.keys() - self.files.keys():
            (self.folder / name).unlink(missing_ok=True)
        for name in self.folders:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name, file in self.files.items():
            if now.files.get(name) is file:
                continue
            path = self.folder / name
            path.unlink(missing_ok=True)
            path.write_bytes(file.content)
            path.chmod(file.mode & 0o7777)
            os.utime(path, ns=(file.changed, file.changed))
            self.files[name] = File(file.content, file.mode, file.changed, path.stat().st_ino)

    def unlock(self) -> None:
        """Have other files of the same names in the place of locks that were left.

        A killed process lets go of its locks; here the one that it was forked from still has them.
        """
        for name, file in self.files.items():
            if name.endswith(".lock"):
                path = self.folder / name
                path.unlink(missing_ok=True)
                path.write_bytes(file.content)

    def part(self, name: str) -> dict[str, bytes]:
        """The contents below one of the folders but for what a run left, by name there."""
        return {
            one.removeprefix(f"{name}/"): file.content
            for one, file in self.files.items()
            if one.startswith(f"{name}/") and not LEFT.search(one)
        }

    @property
    def left(self) -> list[str]:
        """What runs left that they meant to take away."""
        return sorted(one for one in (*self.files, *self.folders) if LEFT.search(one))

    @property
    def digest(self) -> str:
        """What tells this state from others; names made by chance are one, and so are times."""
        lines = sorted(
            f"{LEFT.sub('(left)', name)} "
            + ("" if name.endswith(VOLATILE) else hashlib.sha256(file.content).hexdigest())
            for name, file in self.files.items()
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    for name in (CACHE, TEMPORARY, WORK):
        yield from (folder / name).rglob("*")


class Held:
    """A command that stands at a moment, and goes on from there in a new process when told to."""

    def __init__(self, folder: Path, arguments: Sequence[str], hold: int = 0) -> None:
        self.folder = folder
        for name in (CACHE, TEMPORARY, WORK, SAID):
            (folder / name).mkdir(parents=True, exist_ok=True)
        environment = os.environ | {
            "XDG_CACHE_HOME": str(folder / CACHE),
            "TMPDIR": str(folder / TEMPORARY),
            "PYTHONPATH": str(PROJECT),
            "OPENBLAS_NUM_THREADS": "1",
            "LC_ALL": "C.UTF-8",
        }
        self._noise = (folder / SAID / "held.log").open("w")
        command = [sys.executable, "-m", "proofs.held", str(folder), str(hold), *arguments]
        self._process = subprocess.Popen(
            command,
            cwd=folder / WORK,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            text=True,
        )
        self._asks = cast("IO[str]", self._process.stdin)
        self._says = cast("IO[str]", self._process.stdout)
        if self._line() != "held":
            message = f"{' '.join(command)} did not come to step {hold}"
            raise RuntimeError(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._noise.close()

    def goes_on(self, **asked: object) -> int:
        """Start it from where it stands: the number of its process, the first of a group."""
        line = json.dumps({"said": str(self.folder / SAID / "said.txt"), **asked})
        self._asks.write(f"{line}\n")
        self._asks.flush()
        return int(self._line())

    def ended(self, said: str = "said.txt") -> Ended:
        """Wait for its end."""
        code = int(self._line())
        file = self.folder / SAID / said
        return Ended(code, file.read_text("utf-8", "replace") if file.exists() else "")

    def ran(self, **asked: object) -> Ended:
        """Start it, and wait for its end."""
        self.goes_on(**asked)
        return self.ended()

    def steps(self) -> list[Step]:
        """Run it to its end; every step on a file that it took."""
        log = self.folder / SAID / "steps.jsonl"
        ended = self.ran(log=str(log))
        if ended.code:
            message = f"An undisturbed run ended with {ended.code}: {ended.said}"
            raise RuntimeError(message)
        return [Step(*json.loads(line)) for line in log.read_text("utf-8").splitlines()]

    def _line(self) -> str:
        return self._says.readline().strip()


def kill(group: int) -> None:
    """End a process and all that it started, at once."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return  # it came to its end before


def outlived(folder: Path, seconds: float = 60) -> list[str]:
    """Programs that still work in the scratch of a killed command after so long; they are ended.

    LibreOffice has a session of its own, so a killed group leaves it; it ends with its print.
    """
    until = time.monotonic() + seconds
    while found := _at_work(f"{folder}/{TEMPORARY}/"):
        if time.monotonic() > until:
            for process in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            return [f"{len(found)} programs went on for {seconds:.0f} s after it was killed"]
        time.sleep(0.1)
    return []


def _at_work(folder: str) -> list[int]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError), open(f"{entry.path}/cmdline", "rb") as file:  # noqa: PTH123
                if os.fsencode(folder) in file.read():
                    found.append(int(entry.name))
    return found
