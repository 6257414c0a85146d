"""Mutants, planted one after another in copies of the project, as many at once as it has cores."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from proofs.count import PROJECT
from proofs.mutants import through
from proofs.mutants.through import Through

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from proofs.mutants.places import Place
    from proofs.mutants.planting import Mutant

MEASURING: Final = 600.0
"""The seconds that a test file may take while its lines are measured."""


class Workshop:
    """Copies of the project, each with a process that runs tests in it."""

    def __init__(self, folder: Path, workers: int | None = None) -> None:
        self.free: queue.Queue[subprocess.Popen[str]] = queue.Queue()
        number = workers or os.cpu_count() or 1
        self.pool = ThreadPoolExecutor(number)
        self.processes = [_started(folder / f"copy{index}") for index in range(number)]
        for process in self.processes:
            self.free.put(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown()
        for process in self.processes:
            process.terminate()
            process.wait()

    def survivors(self, place: Place, mutants: Sequence[Mutant]) -> list[Mutant]:
        """Of the mutants, those that no test of the place sees; in the same order.

        Raises
        ------
        RuntimeError
            where the tests fail though no fault is planted.
        """
        lines = self._through(place)
        used: dict[str, set[str]] = {}

        def lives(mutant: Mutant) -> bool:
            batches = lines.batches(place, mutant)
            for tests in batches:
                used.setdefault(tests[0].partition("::")[0], set()).update(tests)
            by = self._tried(mutant.file, mutant.code, batches, lines)
            print(f"{'killed by ' + by if by else 'SURVIVED'}: {mutant.name}", flush=True)
            return not by

        lived = list(self.pool.map(lives, mutants))
        file = place.files()[0]
        code = (PROJECT / file).read_text(encoding="utf-8")
        for tests in used.values():
            by = self._tried(file, code, [sorted(tests)], lines)
            if by:
                message = f"With no fault planted, a test fails: {by}"
                raise RuntimeError(message)
        return [mutant for mutant, alive in zip(mutants, lived, strict=True) if alive]

    def _tried(self, file: str, code: str, batches: Sequence[Sequence[str]], lines: Through) -> str:
        """By which test code in a file's place was seen; empty where by none."""
        seconds = lines.limit(batches)
        asked = {"what": "try", "file": file, "code": code, "batches": batches, "seconds": seconds}
        return str(self._asked(asked)["by"])

    def _through(self, place: Place) -> Through:
        files = place.test_files()
        return Through(
            dict(zip(files, self.pool.map(lambda f: self._of(place, f), files), strict=True))
        )

    def _of(self, place: Place, test_file: str) -> dict[str, Any]:
        measured = through.kept(place, test_file)
        if measured is None:
            asked = {"what": "measure", "tests": test_file, "sources": place.files()}
            measured = self._asked(asked | {"seconds": MEASURING})
            if "lines" not in measured:
                message = f"{test_file}, measured: {measured['by']}"
                raise RuntimeError(message)
            through.keep(place, test_file, measured)
        return measured

    def _asked(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self._process() as process:
            assert process.stdin is not None  # noqa: S101  # for mypy: both are pipes
            assert process.stdout is not None  # noqa: S101
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        if not answer:
            message = f"A worker ended with {process.wait()}"
            raise RuntimeError(message)
        return dict(json.loads(answer))

    @contextmanager
    def _process(self) -> Iterator[subprocess.Popen[str]]:
        process = self.free.get()
        try:
            yield process
        finally:
            self.free.put(process)


def _started(copy: Path) -> subprocess.Popen[str]:
    """A worker in a copy of all files of the project that git knows or would."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    _copy((name for name in names.split("\0") if (PROJECT / name).is_file()), copy)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "xlsrc", "workbook", "tests", "proofs"],
        cwd=copy,
        check=True,
    )
    command = [sys.executable, "-m", "proofs.mutants.worker"]
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
    return subprocess.Popen(
        command, cwd=copy, env=os.environ | one_thread, text=True, stdin=-1, stdout=-1
    )


def _copy(names: Iterable[str], folder: Path) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, folder / name)
