from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

# No test is timed: how long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

END_TO_END = Path(__file__).parent / "e2e"
MADE_ONCE = (
    ("test_html", "test_publish"),
    ("test_pages", "test_paper"),
    ("test_new",),
    ("test_board_s", "test_main_job", "test_pack_reworded", "test_peer_group"),
)
"""How the names of end-to-end files begin that share what takes long to make: the published sample,
the printed one, the street files of a force, the sample's cells as openpyxl reads them."""
NO_EXCEL = "needs Excel on Windows; what it would show is a step of docs/verified-in-excel.md"


def excel_is_here() -> bool:
    """Whether Windows knows an Excel; pywin32, which asks it, comes with xlwings there."""
    if sys.platform != "win32":
        return False
    import winreg  # type: ignore[unreachable]  # mypy reads this as on the system it runs on

    try:
        winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application").Close()
    except OSError:
        return False
    return True


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A name for a file's bytes: as text they can differ between two workers (gzip's clock)."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, and count, the tests that need Excel itself; mark every end-to-end test slow."""
    is_here = excel_is_here()
    for item in items:
        if item.get_closest_marker("excel") and not is_here:
            item.add_marker(pytest.mark.skip(reason=NO_EXCEL))
        if END_TO_END in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give the files of `MADE_ONCE` to one worker, one after another."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # it has no types

    class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", maxsplit=1)[0]
            folder, _, name = file.rpartition("/")
            first = (group[0] for group in MADE_ONCE if name.startswith(group))
            return next(first, file) if folder == "tests/e2e" else file

    return Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Look through all objects seldom: else it takes a third of the time of reading a workbook.

    What is there before the first test stays to the end, and is not looked through at all. The
    commands themselves never look (`workbook.cli`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def proof(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say what a test has shown, with its count: the end of the run prints it."""
    return lambda sentence: record_property("proof", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was proved, from whichever worker."""
    said = [
        str(sentence)
        for report in terminalreporter.stats.get("passed", [])
        for name, sentence in report.user_properties
        if name == "proof"
    ]
    if said:
        terminalreporter.section("proved")
        for sentence in sorted(set(said)):
            terminalreporter.write_line(sentence)
