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

ROUNDS: Final = 7
KIBIBYTES_PER_MEBIBYTE: Final = 1024

BARE: Final = """
import sys
import pandas
import openpyxl
openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])
"""


def timed(arguments: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory (MiB) of a process that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(arguments)} ended with {process.returncode}"
        raise RuntimeError(message)
    return seconds, usage.ru_maxrss / KIBIBYTES_PER_MEBIBYTE


def compare(title: str, source: Path, folder: Path) -> None:
    """Print the medians of both processes, run in turn, and their ratio."""
    refresh = [str(Path(sys.executable).with_name("safer")), "refresh", str(source)]
    refresh += ["--out", str(folder / "refreshed.xlsx")]
    bare = [sys.executable, "-c", BARE, str(source), str(folder / "bare.xlsx")]
    timed(refresh)  # warms the cache of parsed extracts, as an analyst's second run finds it
    timed(bare)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(refresh))
        theirs.append(timed(bare))
    ours_seconds, our_peak = (statistics.median(column) for column in zip(*ours, strict=True))
    bare_seconds, bare_peak = (statistics.median(column) for column in zip(*theirs, strict=True))
    print(f"{title}: whole process, median of {ROUNDS}")
    print(f"  safer refresh                     {ours_seconds:6.2f} s  {our_peak:6.0f} MiB peak")
    print(f"  pandas + openpyxl, load and save  {bare_seconds:6.2f} s  {bare_peak:6.0f} MiB peak")
    print(f"  ratio {ours_seconds / bare_seconds:.2f} (target: at most 1.00)")


def main() -> None:
    """Measure on the template as shipped, and on a workbook that was refreshed before."""
    from xlsrc.resources import templates_folder

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        last_quarter = folder / "last quarter.xlsx"
        safer = str(Path(sys.executable).with_name("safer"))
        timed([safer, "refresh", "--out", str(last_quarter)])
        compare("The template as shipped", templates_folder() / "Dashboard.xlsx", folder)
        compare("Last quarter's workbook", last_quarter, folder)


if __name__ == "__main__":
    main()
