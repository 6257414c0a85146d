"""A fleet counts street files ahead of opening them, and makes the same of the counts."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.told import told
from workbook.fleet import counting
from workbook.fleet.counting import counts_of_street_files
from workbook.fleet.executor import Here
from xlsrc.extracts import reader, street_formats
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workbook.fleet.conftest import Fleets
    from xlsrc.extracts.kept_counts import CountsFolder


@pytest.fixture(scope="module")
def few(made_extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first four months of the extracts."""
    folder = tmp_path_factory.mktemp("few")
    for month in sorted(made_extracts.iterdir())[:4]:
        shutil.copytree(month, folder / month.name)
    return folder


@pytest.fixture(scope="module")
def read(few: Path) -> Store:
    return Store.open(few, cache=None)


@pytest.fixture
def counted(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], CountsFolder | None]:
    monkeypatch.setattr(counting, "COUNTS", tmp_path / "kept" / "counts")
    monkeypatch.setattr(counting, "LEAST_BYTES", 1)
    return lambda: counts_of_street_files(few, 1, lambda _: None)


def parsed_street_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    parsing = street_formats.street_part

    def parsed(content: bytes, file: str) -> Any:  # noqa: ANN401 - as the reader's
        heard.append(file)
        return parsing(content, file)

    monkeypatch.setattr(reader, "street_part", parsed)
    return heard


def test_the_store_of_a_fleet_is_the_same_by_counts(
    counted: Callable[[], CountsFolder | None],
    few: Path,
    read: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = counted()
    assert counts is not None
    files = parsed_street_files(monkeypatch)
    again = Store.open(few, cache=None, counts=counts)

    assert [name for name in files if name.endswith("-street.csv")] == []
    assert files  # outcomes and searches are read
    assert told(again.extracts) == told(read.extracts)
    assert told(again.findings) == told(read.findings)
    assert (again.faults, again.files, again.lost) == (read.faults, read.files, read.lost)


def test_few_street_files_are_not_worth_processes(
    counted: Callable[[], CountsFolder | None], fleets: Fleets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LEAST_BYTES", 64 << 20)
    monkeypatch.setattr(counting, "executor", lambda *_, **__: pytest.fail("processes begun"))

    assert counted() is None
    assert len(fleets.run().rows) == 4


def test_a_fleet_takes_the_counts(
    counted: Callable[[], CountsFolder | None],
    few: Path,
    fleets: Fleets,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fleets.extracts = few
    counted()
    files = parsed_street_files(monkeypatch)

    fleets.run()

    assert [name for name in files if name.endswith("-street.csv")] == []


def test_what_cannot_be_counted_is_left_to_the_store(
    counted: Callable[[], CountsFolder | None],
    few: Path,
    read: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder that takes no counts, and processes that die each time."""
    plain = told(read.extracts)
    (tmp_path / "kept").write_text("a file where the folder of counts would be")
    counts = counted()
    assert told(Store.open(few, cache=None, counts=counts).extracts) == plain

    class Dying(Here):
        def submit(self, fn: Any, *args: Any, **kwargs: Any) -> Future[Any]:  # type: ignore[override]  # noqa: ANN401
            if not args[1].startswith("2023-01"):
                failed: Future[Any] = Future()
                failed.set_exception(BrokenProcessPool())
                return failed
            return super().submit(fn, *args, **kwargs)

    (tmp_path / "kept").unlink()
    monkeypatch.setattr("workbook.fleet.executor.Here", Dying)
    counts = counted()
    assert told(Store.open(few, cache=None, counts=counts).extracts) == plain
