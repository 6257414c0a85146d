"""A fault of the disk at every system call on the files of a save, from its beginning to its end.

The command is held before it writes; from there strace has the system refuse one call, another in
each try: that the disk is full (ENOSPC), that it fails (EIO), that it is not allowed (EACCES).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from proofs.attacked import CACHE, SAID, TEMPORARY, WORK, Held, Step, Tree, kill
from proofs.attacked_commands import (
    BUILD,
    FLEET_HERE,
    PACK,
    PUBLISH,
    REFRESH,
    Command,
    faults,
    is_asked,
    is_done,
    made_once,
    rerun_faults,
)
from proofs.count import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED: Final = 19
ERRORS: Final = {"ENOSPC": "disk full", "EIO": "disk failing", "EACCES": "not allowed"}
CALLS: Final = (
    "openat,write,pwrite64,read,pread64,lseek,fsync,fdatasync,rename,renameat,renameat2,link,"
    "linkat,unlink,unlinkat,rmdir,chmod,fchmod,fchmodat,chown,fchown,fchownat,close,ftruncate,"
    "mkdir,mkdirat,flock,copy_file_range,sendfile,getdents64,stat,lstat,fstat,newfstatat,statx,"
    "access,faccessat,faccessat2,utimensat"
)
"""Every call of the system that a save may make of its files and folders."""
CALL: Final = re.compile(r"^(\d+) +(\w+)\((.*)$")
ELSEWHERE: Final = re.compile(r'AT_FDCWD<[^>]*>, "/')
MOST: Final = {"build": 60, "publish": 30, "pack": 40, "fleet": 15}
"""Tries of the saves whose calls are too many for all of them; those of a refresh are all tried."""
MOST_OF_CACHES: Final = 20
"""Tries of what is kept: each is a whole refresh."""
PATIENCE_SECONDS: Final = 20


class Refused(NamedTuple):
    """One call to be refused: the how-maniest of its name, and with which error."""

    call: str
    number: int
    error: str


def proof(folder: Path, part: float) -> Iterator[Count]:
    """A count for each command's save, and one for what is kept for the next time."""
    if shutil.which("strace") is None:
        yield Count("Faults at system calls: strace is not installed, so none was tried", 1, 1)
        return
    print(f"seed {SEED}")
    made = made_once(folder)
    for command in (REFRESH, BUILD, PUBLISH, PACK, FLEET_HERE):
        if not is_asked(f"{command.name}."):
            continue
        yield Refusing(command, command.prepared(folder, made)).count(part)
    if not is_asked("caches."):
        return
    (folder / "caches").mkdir()
    place = REFRESH.prepared(folder / "caches", made)
    yield Refusing(REFRESH, place, where=CACHE).count(part)


class Refusing:
    """One command, of whose calls on the files of ``where`` one at a time is refused."""

    def __init__(self, command: Command, place: Path, where: str = WORK) -> None:
        self._command = command
        self._place = place
        self._where = where
        self._chance = random.Random(f"{SEED} {command.name} {where}")
        self._again: dict[str, list[str]] = {}
        self._seen: Counter[str] = Counter()

    def count(self, part: float) -> Count:
        """Try each call with each error, or as many as there are to be."""
        with self._command.held(self._place) as whole:
            self._whole = whole
            self._before = Tree.of(self._place)
            begins = self._first_write(whole.steps())
            self._complete = Tree.of(self._place, like=self._before)
            self._before.put_back()
            with self._command.held(self._place, begins) as held:
                start = Tree.of(self._place, like=self._before)
                tries = self._tries(self._calls(held), part)
                failed = sum(bool(self._refused(held, start, one)) for one in tries)
        seen = self._seen
        calls = len({(one.call, one.number) for one in tries})
        kinds = ", ".join(f"{seen[error]:,} {words}" for error, words in ERRORS.items())
        what = "its caches" if self._where == CACHE else "its save"
        return Count(
            f"Calls of the system refused to {self._command.name} in {what}",
            len(tries) - seen["missed"],
            failed,
            f"{calls:,} calls of {len({one.call for one in tries})} kinds ({kinds}); "
            f"{seen['ended']:,} ended with a sentence, {seen['done']:,} did their work all the "
            f"same; {seen['left']:,} left a file of their own that the next run took away",
        )

    def _first_write(self, steps: Sequence[Step]) -> int:
        own = f"{self._place}/{self._where}/"
        return next(one.number for one in steps if one.writes and one.path.startswith(own))

    def _calls(self, held: Held) -> list[tuple[str, int]]:
        """Every call from there on that is about files of the command."""
        self._traced(held, [f"trace={CALLS}"])
        numbers: Counter[str] = Counter()
        found = []
        process = ""
        for line in self._log.read_text("utf-8", "replace").splitlines():
            call = CALL.match(line)
            if call is None or (process and call[1] != process):
                continue
            process = call[1]
            numbers[call[2]] += 1
            if self._is_own(call[3]):
                found.append((call[2], numbers[call[2]]))
        return found

    def _is_own(self, call: str) -> bool:
        """Whether a call is about files of the command."""
        # Of a whole path it does not matter which folder the command works in.
        about = ELSEWHERE.sub('"/', call)
        folders = (self._where,) if self._where == CACHE else (WORK, TEMPORARY)
        return any(f"{self._place}/{name}" in about for name in folders)

    def _tries(self, calls: Sequence[tuple[str, int]], part: float) -> list[Refused]:
        """Each call with each error; a sample of so many calls in all where there are more."""
        every = [Refused(call, number, error) for call, number in calls for error in ERRORS]
        most = MOST.get(self._command.name, len(every)) if self._where == WORK else MOST_OF_CACHES
        number = max(1, round(min(most, len(every)) * part))
        return sorted(self._chance.sample(every, number))

    @property
    def _log(self) -> Path:
        return self._place / SAID / "strace.log"

    def _traced(self, held: Held, expressions: Sequence[str]) -> tuple[int, str]:
        """Have it go on under strace to its end: its exit code, and what it said."""
        process = held.goes_on(waits=True)
        given = [part for one in expressions for part in ("-e", one)]
        command = ["strace", "-f", "-y", "-qq", "-s", "0", "-o", str(self._log), *given]
        tracer = _attached([*command, "-p", str(process)], process)
        os.kill(process, signal.SIGUSR1)
        ended = held.ended()
        kill(process)
        tracer.wait(PATIENCE_SECONDS)
        return ended

    def _refused(self, held: Held, start: Tree, one: Refused) -> list[str]:
        """Refuse one call, and see what is there."""
        start.put_back()
        code, said = self._traced(
            held, [f"trace={one.call}", f"inject={one.call}:error={one.error}:when={one.number}"]
        )
        log = self._log.read_text("utf-8", "replace").splitlines()
        if not any(line.endswith("(INJECTED)") and self._is_own(line) for line in log):
            self._seen["missed"] += 1  # it took other calls of this name than before: no try
            return []
        now = Tree.of(self._place, like=start)
        self._seen[one.error] += 1
        self._seen["done" if code == 0 else "ended"] += 1
        self._seen["left"] += bool(now.left)
        wrong = self._wrong(now, code, said)
        if not wrong:
            if now.digest not in self._again:
                now.unlock()
                ended = self._whole.ran()
                again = Tree.of(self._place, like=now)
                self._again[now.digest] = rerun_faults(again, self._complete, *ended)
            wrong = self._again[now.digest]
        if wrong:
            print(f"{self._command.name}: {one}, ended with {code}: {'; '.join(wrong)}", flush=True)
        return wrong

    def _wrong(self, now: Tree, code: int, said: str) -> list[str]:
        wrong = faults(self._before, now, self._complete)
        lines = [line for line in said.splitlines() if line and not line.endswith("…")]
        if "Traceback" in said or "Exception ignored" in said or code < 0:
            wrong.append(f"it said {said[-1500:]}")
        elif code and not lines:
            wrong.append("it ended without a word")
        is_whole = is_done(now, self._complete)
        if code == 0 and not is_whole:
            wrong.append(f"it ended well, and was not done: {said[-500:]}")
        if code and self._where == CACHE:
            wrong.append(f"a cache stopped it: {lines}")
        if code and is_whole and self._command in (REFRESH, BUILD):
            wrong.append(f"it wrote the file, and said: {lines}")
        there = now.part(WORK)
        for line in lines if code else ():
            name = line.removeprefix(f"{self._place}/{WORK}/")
            if name in there and there[name] != self._complete.part(WORK).get(name):
                wrong.append(f"it named {name}, which is not written")
        return wrong


def _attached(command: Sequence[str], process: int) -> subprocess.Popen[bytes]:
    """The strace at work on a process; begun again where it ends before it has hold of it."""
    status = Path(f"/proc/{process}/status")
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while tracer.poll() is None and time.monotonic() < until:
            if "TracerPid:\t0\n" not in status.read_text():
                return tracer
            time.sleep(0.002)
        tracer.kill()
        said = tracer.communicate()[1].decode(errors="replace")
    message = f"strace was wanted at work on the process {process}; it said: {said}"
    raise RuntimeError(message)
