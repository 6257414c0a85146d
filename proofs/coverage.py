"""How much of both packages the tests go through: every test, and the commands that they start."""

from __future__ import annotations

import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from proofs.count import PROJECT, Count
from proofs.traced import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

SEED: Final = 19
PACKAGES: Final = ("xlsrc", "workbook")
LEAST: Final = 0.95
"""Of branches, and of lines and branches together, what is gone through in each package."""
KEPT: Final = PROJECT / "out" / "proofs" / "coverage"
"""What pytest says while it runs, and what was measured: `coverage report` reads it again."""
_ENDED: Final = KEPT / "ended.txt"
WORKERS: Final = 2
_PYTEST: Final = (sys.executable, "-m", "pytest", "-q", f"-n{WORKERS}", "--dist=loadfile")
_SAID: Final = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")


def proof(_folder: Path, part: float) -> Iterator[Count]:
    """What share of each package; of a part, by some quick tests, which have no share to reach.

    A failed test fails it too.
    """
    shutil.rmtree(KEPT, ignore_errors=True)  # what an ended run left there would be counted in
    KEPT.mkdir(parents=True)
    print(f"seed {SEED}; pytest says what it does in {KEPT / 'pytest.log'}", flush=True)
    yield _tests([] if part == 1 else ["-m", "not slow", *_some(part)])
    files = _measured()
    for package in PACKAGES:
        of_it = {name: one for name, one in files.items() if name.startswith(f"{package}/")}
        yield from counts(package, list(of_it.values()), LEAST if part == 1 else 0)
    _print_below(files)


def _some(part: float) -> list[str]:
    """A part of the test files."""
    every = sorted(str(path) for path in (PROJECT / "tests").rglob("test_*.py"))
    return sorted(random.Random(SEED).sample(every, max(1, round(part * len(every)))))


def _tests(chosen: Sequence[str]) -> Count:
    """Run tests, and the commands that they start, under measurement."""
    log = KEPT / "pytest.log"
    command = [
        *_PYTEST, "-p", "proofs.traced", "--no-loadscope-reorder", "--cov", "--cov-report=", *chosen
    ]  # fmt: skip
    with log.open("w", encoding="utf-8") as file:
        code = subprocess.run(
            command, cwd=PROJECT, env=_environment(), stdout=file, stderr=file, check=False
        ).returncode
    lines = log.read_text(encoding="utf-8").splitlines()
    said: Counter[str] = Counter()
    for line in reversed(lines):
        said.update({kind.rstrip("s"): int(number) for number, kind in _SAID.findall(line)})
        if said:
            break
    failed = said["failed"] + said["error"]
    if _ENDED.exists():
        print("Measuring was ended by, and begun again after:", _ENDED.read_text("utf-8"), sep="\n")
    if code:
        print(*(line for line in lines if line.startswith(("FAILED", "ERROR"))), sep="\n")
        print(f"pytest ended with {code}: {log}", flush=True)
    return Count(
        "Tests, run while it is measured what they go through",
        said["passed"] + failed,
        max(failed, int(code != 0)),
        f"{said['skipped']} left out, each with its reason",
    )


def _environment() -> dict[str, str]:
    """By it the commands that tests start, wherever they run, add to what is measured."""
    return os.environ | {"COVERAGE_FILE": str(KEPT / "measured"), ENDED: str(_ENDED)}


def _measured() -> dict[str, Any]:
    """What was measured of each file, by its name."""
    report = KEPT / "report.json"
    command = [sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)]
    subprocess.run(command, cwd=PROJECT, env=_environment(), check=True)
    files: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["files"]
    return files


def counts(package: str, files: Sequence[Mapping[str, Any]], least: float) -> Iterator[Count]:
    """Of one package its branches, then lines and branches together; what is missing of the least
    share counts as failed.
    """
    kinds = ("num_statements", "covered_lines", "num_branches", "covered_branches")
    lines, run, branches, gone = (sum(one["summary"][kind] for one in files) for kind in kinds)
    for what, every, reached in (
        ("Branches", branches, gone),
        ("Lines and branches together", lines + branches, run + gone),
    ):
        missing = max(0, math.ceil(least * every) - reached)
        share = reached / every if every else 0
        told = f"{reached:,} gone through: {share:.1%}, of which {least:.0%} was to be reached"
        yield Count(f"{what} of {package}", every, missing, told)


def _print_below(files: Mapping[str, Any]) -> None:
    """The files of which less is gone through, and where, the most of what is missing first."""
    rows = []
    for name, one in files.items():
        summary = one["summary"]
        every = summary["num_statements"] + summary["num_branches"]
        reached = summary["covered_lines"] + summary["covered_branches"]
        if every and reached < LEAST * every:
            rows.append((reached - every, name, reached / every, one["missing_branches"]))
    print(f"{len(rows)} of {len(files)} files below {LEAST:.0%}:")
    for missing, name, share, branches in sorted(rows, key=lambda row: row[:2]):
        where = ", ".join(f"{start}->{end}" for start, end in branches)
        print(f"  {name}: {share:.0%}, {-missing} missing; branches {where or 'all'}")
