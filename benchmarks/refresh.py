"""A whole warm `safer refresh` against a bare process that loads the same workbook and saves it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks import ONE_CORE

ROUNDS: Final = 7
KIBIBYTES_PER_MEBIBYTE: Final = 1024
NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"

BARE: Final = """
import sys
import pandas
import openpyxl
openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])
"""


def compiled(folder: Path) -> dict[str, str]:
    """The environment in which Python keeps compiled modules, as it does unless told not to.

    They are kept under ``folder``, so that both processes find theirs after their first run.
    """
    kept = {k: value for k, value in os.environ.items() if k not in {NO_BYTECODE, ONE_CORE}}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def timed(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory (MiB) of a process that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    processor = usage.ru_utime + usage.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(arguments)} ended with {process.returncode}"
        raise RuntimeError(message)
    return seconds, processor, usage.ru_maxrss / KIBIBYTES_PER_MEBIBYTE


def compare(title: str, source: Path, folder: Path) -> None:
    """Print the medians of both processes, run in turn, and their ratio."""
    refresh = [str(Path(sys.executable).with_name("safer")), "refresh", str(source)]
    refresh += ["--out", str(folder / "refreshed.xlsx")]
    bare = [sys.executable, "-c", BARE, str(source), str(folder / "bare.xlsx")]
    environment = compiled(folder)
    timed(refresh, environment)  # warms the cache of parsed extracts, as a second run finds it
    timed(bare, environment)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(refresh, environment))
        theirs.append(timed(bare, environment))
    print(f"{title}: whole process, median of {ROUNDS}")
    medians = []
    for name, runs in (("safer refresh", ours), ("pandas + openpyxl, load and save", theirs)):
        seconds, processor, peak = map(statistics.median, zip(*runs, strict=True))
        print(f"  {name:32} {seconds:6.2f} s {processor:6.2f} s processor {peak:5.0f} MiB peak")
        medians.append((seconds, processor))
    (our_seconds, our_processor), (bare_seconds, bare_processor) = medians
    print(
        f"  ratio {our_seconds / bare_seconds:.2f} (target: at most 1.00), of processor time "
        f"{our_processor / bare_processor:.2f}"
    )


def main() -> None:
    """Measure on the template as shipped, and on a workbook that was refreshed before."""
    from xlsrc.resources import templates_folder

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        last_quarter = folder / "last quarter.xlsx"
        safer = str(Path(sys.executable).with_name("safer"))
        timed([safer, "refresh", "--out", str(last_quarter)], compiled(folder))
        compare("The template as shipped", templates_folder() / "Dashboard.xlsx", folder)
        compare("Last quarter's workbook", last_quarter, folder)


if __name__ == "__main__":
    main()
