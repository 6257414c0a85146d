"""`python -m proofs [NAME ...] [--part 0.1]`: the proofs, as many at once as the machine has cores.

Each runs as a process of its own. The counts of a whole run are kept in docs/reliability as each
proof ends, and the table of docs/reliability.md is made again of them: hours of work are not lost
with the hours after them. Where a run of all was ended, the next one goes on: what ran whole on
these very files is not run again, and what failed stays counted until a file changes or it is run
by name. Ends with 1 where anything failed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from proofs import PROOFS
from proofs.count import PROJECT, Count, Run, keep, table
from proofs.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable

LOGS = PROJECT / "out" / "proofs"
"""What each proof prints, and the cases that failed."""
KEEPING = Lock()


def main() -> int:
    """Run what is asked for; print the table."""
    asked = _arguments()
    if asked.here:
        return _one(asked.proofs[0], asked.part)
    names = asked.proofs or list(PROOFS)
    LOGS.mkdir(parents=True, exist_ok=True)
    whole = [] if asked.proofs or asked.part != 1 else to_go_on_from(LOGS, digest)
    for run in whole:
        failed = f"; {run.failed:,} FAILED, run it by name once that is understood"
        told = f"{run.proof}: ran whole on these files, {run.day}, {run.minutes:,.0f} min"
        print(told + (failed if run.failed else ""))
    left = [name for name in names if name not in {run.proof for run in whole}]
    for name in left:
        (LOGS / f"{name}.json").unlink(missing_ok=True)
    codes = dict.fromkeys(names, 0)
    with ThreadPoolExecutor(asked.workers) as pool:
        ended = pool.map(lambda name: _apart(name, asked.part), left)
        codes |= zip(left, ended, strict=True)
    runs = {run.proof: run for name in names for run in _ran(name)}
    print(table(list(runs.values())))
    broken = [name for name in names if codes[name] and not (name in runs and runs[name].failed)]
    for name in broken:
        print(f"{name} did not come to its end: see {LOGS / name}.log")
    failures = sum(run.failed for run in runs.values())
    print(f"{len(runs)} of {len(names)} proofs ran to their end; {failures} failures")
    return 1 if failures or broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proofs", description=__doc__)
    parser.add_argument("proofs", nargs="*", choices=[*PROOFS, []], metavar="NAME")
    parser.add_argument("--part", type=float, default=1.0, help="of a whole run's tries, this part")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="proofs at once")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _apart(name: str, part: float) -> int:
    """The proof in a process of its own; its exit code."""
    print(f"{name}: {PROOFS[name]} ...", flush=True)
    with (LOGS / f"{name}.log").open("w") as log:
        command = [sys.executable, "-m", "proofs", "--here", f"--part={part}", name]
        day = os.environ | {"TZ": just_begun(datetime.now(tz=UTC))}
        code = subprocess.run(
            command, cwd=PROJECT, env=day, stdout=log, stderr=log, check=False
        ).returncode
    print(f"{name}: {'ended' if code == 0 else f'FAILED, see {log.name}'}", flush=True)
    if part == 1:
        with KEEPING:
            for run in _ran(name):
                keep(run)
    return code


def just_begun(now: datetime) -> str:
    """The time zone in which the day of ``now`` begins at ``now``: no midnight falls into a proof.

    An edition says its day, so that a run before midnight and one after it differ.
    """
    return f"DAY+{now:%H:%M}"


def _ran(name: str) -> list[Run]:
    file = LOGS / f"{name}.json"
    return [Run.read(file)] if file.exists() else []


def to_go_on_from(logs: Path, of: Callable[[str], str]) -> list[Run]:
    """What a run of all that was ended has of these files, what failed among it.

    None where it came to its end, whatever failed: then all runs again.
    """
    files = [logs / f"{name}.json" for name in PROOFS]
    runs = [Run.read(file) for file in files if file.exists()]
    whole = [run for run in runs if run.of and run.of == of(run.proof)]
    return whole if len(whole) < len(PROOFS) else []


def _one(name: str, part: float) -> int:
    """The proof in this process; what it counted goes beside its log."""
    began, of = time.monotonic(), digest(name)
    counts: list[Count] = []
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as folder:
        for count in importlib.import_module(f"proofs.{name}").proof(Path(folder), part):
            print(
                f"{count.tried}: {count.number:,}, {count.failed:,} failed. {count.found}",
                flush=True,
            )
            counts.append(count)
    minutes = round((time.monotonic() - began) / 60, 1)
    of = of if part == 1 and of == digest(name) else ""
    run = Run(name, datetime.now(tz=UTC).date().isoformat(), minutes, counts, of)
    run.write(LOGS)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
