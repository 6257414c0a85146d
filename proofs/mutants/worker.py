"""A process that runs tests in a copy of the project, each time in a fork of its own.

It loads what the project stands on, but nothing of the project: so a fork sees the file that was
just changed, and yet starts at once. Asked and answered in lines of JSON, by `trying`.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

HEAVY: Final = (
    "coverage pandas polars numpy scipy.stats scipy.special scipy.optimize openpyxl lxml.etree"
    " xlsxwriter python_calamine pikepdf docx pptx shapely pyproj jinja2 typer rich httpx xlwings"
    " sqlalchemy platformdirs zipfile xml.etree.ElementTree"
)
"""What the project stands on; loaded before the forks, as it is the same in each."""
MEMORY: Final = 8 * 1024**3
QUIET: Final = (
    *("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # what it loads is loaded once a fork
)
NO_TESTS: Final = int(pytest.ExitCode.NO_TESTS_COLLECTED)


class Chosen:
    """Of the tests of a file, these alone; says which failed."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.tests = set(tests)
        self.failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = [item for item in items if item.nodeid in self.tests]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the name of one that failed."""
        if report.failed:
            self.failed = report.nodeid


class Measured:
    """Which lines each test that passes goes through, in its set-up and in its call."""

    def __init__(self, sources: Sequence[str]) -> None:
        import coverage

        include = [str(Path(source).resolve()) for source in sources]
        self.coverage = coverage.Coverage(data_file=None, include=include, config_file=False)
        self.seconds: dict[str, float] = {}
        self.bad: set[str] = set()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, None, None]:
        """Lines from here on are of the set-up."""
        self.coverage.switch_context(f"{item.nodeid}|setup")
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Lines from here on are of the call."""
        self.coverage.switch_context(f"{item.nodeid}|call")
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add its seconds; keep what did not pass."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if not report.passed:
            self.bad.add(report.nodeid)

    def told(self) -> dict[str, Any]:
        """The seconds of each test; and of each file and line, the contexts that went through."""
        data = self.coverage.get_data()
        here = Path.cwd()
        lines = {
            Path(file).relative_to(here).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        good = {test: took for test, took in self.seconds.items() if test not in self.bad}
        return {"seconds": good, "lines": lines}


def measure(test_file: str, sources: Sequence[str]) -> dict[str, Any]:
    """A test file, run with its lines measured."""
    measured = Measured(sources)
    measured.coverage.start()
    pytest.main([test_file, *(option for option in QUIET if option != "-x")], plugins=[measured])
    measured.coverage.stop()
    return measured.told()


def run(batches: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The tests, file after file, up to the first that fails; by which a fault was seen."""
    for tests in batches:
        chosen = Chosen(tests)
        file = tests[0].partition("::")[0]
        code = int(pytest.main([file, *QUIET], plugins=[chosen]))
        if code not in (0, NO_TESTS):
            return {"by": chosen.failed or f"{file} cannot be read"}
    return {"by": ""}


def forked(work: Callable[[], dict[str, Any]], seconds: float) -> dict[str, Any]:
    """What the work answers in a process of its own; none that ends early, or never."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        child = os.fork()
        if child == 0:
            _be_child(work, answer)
        ended = _wait(child, seconds)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what the tests started
        if not ended:
            os.waitpid(child, 0)
            return {"by": f"ran for more than {seconds:,.0f} s"}
        if not answer.exists():
            return {"by": "the process ended"}
        return dict(json.loads(answer.read_text(encoding="utf-8")))


def _be_child(work: Callable[[], dict[str, Any]], answer: Path) -> None:
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        said = os.open("tests.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # to the end
        os.environ["TMPDIR"] = tempfile.tempdir = str(answer.parent)
        answer.write_text(json.dumps(work()), encoding="utf-8")
    except BaseException:  # noqa: BLE001  # a fork must not live on as a worker
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _wait(child: int, seconds: float) -> bool:
    """Whether the process ended in time."""
    until = time.monotonic() + seconds
    pause = 0.005
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    return False


def planted(file: str, code: str, work: Callable[[], dict[str, Any]], seconds: float) -> object:
    """The work's answer while the file holds other code; then it is as it was, to its time."""
    path = Path(file)
    was, times = path.read_bytes(), path.stat()
    try:
        path.write_bytes(code.encode())
        # Another second than what is compiled of it: so it is compiled anew, in each process.
        os.utime(path, (times.st_atime, times.st_mtime + 10))
        return forked(work, seconds)
    finally:
        path.write_bytes(was)
        os.utime(path, (times.st_atime, times.st_mtime))


def main() -> None:
    """Answer one line of JSON with another, until there is no more."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    for name in HEAVY.split():
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(asked: dict[str, Any]) -> object:
    if asked["what"] == "measure":
        return forked(lambda: measure(asked["tests"], asked["sources"]), asked["seconds"])
    work = partial(run, asked["batches"])
    return planted(asked["file"], asked["code"], work, asked["seconds"])


if __name__ == "__main__":
    main()
