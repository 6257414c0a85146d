"""A Dask cluster of real processes on this machine: a scheduler and its workers."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS: Final = 60
"""How long a process may take to start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaskCluster:
    """A scheduler's address, and the processes of its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    """A cluster that listens on this machine alone, and is gone afterwards.

    Its workers have no nanny: one that is killed stays dead.
    """
    file = folder / "scheduler.json"
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            _process(folder, "scheduler", "--host", "127.0.0.1", "--port", "0",
                     "--scheduler-file", str(file), "--no-dashboard")
        )  # fmt: skip
        address = _address(file)
        started = tuple(
            stack.enter_context(
                _process(folder, "worker", address, "--host", "127.0.0.1", "--nthreads", "1",
                         "--no-nanny", "--no-dashboard", "--name", f"worker {number}")
            )
            for number in range(workers)
        )  # fmt: skip
        yield DaskCluster(address=address, workers=started)


@contextlib.contextmanager
def _process(folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{words[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=folder,
            stdout=log,
            stderr=log,
            env={**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)},
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(SECONDS)


def _address(file: Path) -> str:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError, ValueError):
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.05)
    message = "the scheduler did not start"
    raise TimeoutError(message)
