"""One target fuzzed for some time: its worker is started again whenever it is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from proofs.count import PROJECT

CORPUS: Final = Path(__file__).parent / "corpus"
"""The inputs that each target begins with; each reaches something that the others do not."""

MOST_BYTES, MOST_INPUTS = 3_000, 40
"""How large inputs are that the corpus takes, and how many of one run."""

_UNITS: Final = re.compile(r"stat::number_of_executed_units: (\d+)")
_COVERED: Final = re.compile(r"\bcov: (\d+)")
_SLACK: Final = 300


@dataclass(slots=True)
class Campaign:
    """What a target's workers did."""

    target: str
    folder: Path
    executions: int = 0
    edges: int = 0
    crashes: dict[str, int] = field(default_factory=dict)

    @property
    def lost(self) -> list[Path]:
        """The inputs over which a process ended."""
        return sorted((self.folder / "lost").glob("*"))

    @property
    def found(self) -> list[Path]:
        """The inputs that reached something new."""
        return sorted((self.folder / "found").glob("*"))


def campaign(target: str, folder: Path, seconds: float, seed: int) -> Campaign:
    """Fuzz a target; what it leaves lies in the folder, with the log of each worker."""
    done = Campaign(target, folder)
    (folder / "found").mkdir(parents=True, exist_ok=True)
    place = folder / "files"  # a worker that is lost clears nothing away
    place.mkdir(exist_ok=True)
    until = time.monotonic() + seconds
    while (left := round(until - time.monotonic())) > 0:
        log = folder / f"worker-{seed}.log"
        command = [sys.executable, "-m", "proofs.fuzz.worker", target, str(folder), str(seed)]
        options = [f"-max_total_time={left}", str(folder / "found"), str(CORPUS / target)]
        before = len(done.lost)
        (folder / "now").unlink(missing_ok=True)
        with log.open("w", errors="replace") as written:
            try:
                ended = subprocess.run(
                    [*command, "--", *options],
                    cwd=PROJECT,
                    env=os.environ | {"TMPDIR": str(place)},
                    stdout=written,
                    stderr=written,
                    check=False,
                    timeout=left + _SLACK,
                ).returncode
            except subprocess.TimeoutExpired:
                ended = -1
        if ended and not _size(folder / "now"):
            message = f"the worker of {target} did not begin: see {log}"
            raise RuntimeError(message)
        if ended and len(done.lost) == before:
            _keep_last(folder, f"ended-of-seed-{seed}")
        _add(done, log.read_text(errors="replace"))
        seed += 1
    shutil.rmtree(place)
    return done


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _keep_last(folder: Path, name: str) -> None:
    """What was tried last when a process hung or ended, and libFuzzer kept nothing."""
    (folder / "lost").mkdir(exist_ok=True)
    (folder / "lost" / name).write_bytes((folder / "now").read_bytes())


def _add(done: Campaign, log: str) -> None:
    units = _UNITS.search(log)
    done.executions += int(units[1]) if units else log.count("\n#")
    done.edges = max([done.edges, *map(int, _COVERED.findall(log))])
    told = done.folder / "crashes.json"
    if told.exists():
        for crash, times in json.loads(told.read_text(encoding="utf-8")).items():
            done.crashes[crash] = done.crashes.get(crash, 0) + times
        told.unlink()


def merged(target: str, found: Path) -> None:
    """Take into the corpus some of the inputs that reached something new: those that are small."""
    small = [path for path in sorted(found.glob("*")) if 0 < path.stat().st_size <= MOST_BYTES]
    for path in small[:MOST_INPUTS]:
        shutil.copy(path, CORPUS / target / path.name[:16])
