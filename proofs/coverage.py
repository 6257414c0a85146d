"""How much of both packages the tests go through: every test, and the commands that they start."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT, Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACKAGES: Final = ("xlsrc", "workbook")
LEAST: Final = 0.95
"""Of lines and branches together, what must be gone through in each package."""


def proof(folder: Path, part: float) -> Iterator[Count]:
    """The share of each package; of a part, by the quick tests alone. A failed test fails it."""
    measured = os.environ | {"COVERAGE_FILE": str(folder / "measured")}
    chosen = ["-m", "not slow"] if part < 1 else []
    tests = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile"]
    tests += ["--no-loadscope-reorder", *chosen, "--cov", "--cov-report="]
    ended = subprocess.run(tests, cwd=PROJECT, env=measured, text=True, check=False, stdout=-1)
    print(ended.stdout)
    said = ended.stdout.strip().splitlines()[-1].strip("= ")
    yield Count("Runs of every test, measured", 1, int(ended.returncode != 0), said)
    report = folder / "report.json"
    command = [sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)]
    subprocess.run(command, cwd=PROJECT, env=measured, check=True)
    files: dict[str, Mapping[str, dict[str, int]]] = json.loads(report.read_text())["files"]
    for package in PACKAGES:
        rows = [file["summary"] for name, file in files.items() if name.startswith(f"{package}/")]
        yield _count(package, rows)


def _count(package: str, rows: list[dict[str, int]]) -> Count:
    """Of one package; what is missing of the least share counts as failed."""
    kinds = ("num_statements", "covered_lines", "num_branches", "covered_branches")
    lines, run, branches, gone = (sum(row[kind] for row in rows) for kind in kinds)
    every = lines + branches
    found = (
        f"{(run + gone) / every:.1%}; lines alone {run / lines:.1%}, branches {gone / branches:.1%}"
    )
    missing = max(0, math.ceil(LEAST * every) - run - gone)
    return Count(
        f"Lines and branches of {package} that the tests go through", every, missing, found
    )
