"""A fleet's workbooks are those of `safer refresh` and `safer new`, wherever they are made."""

from __future__ import annotations

import datetime
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.dask_cluster import dask_cluster
from workbook.fleet.flow import Report, fleet
from workbook.fleet.plan import Asked
from workbook.fleet.report import State
from workbook.new_workbook import new
from workbook.refresh import refresh
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.fleet.report import Row
    from workbook.refresh import Refreshed

AREAS = ("Barnet", "Brent", "Camden", "Harrow")


def silent(_step: str) -> None:
    """Report nothing."""


def unheard(_row: Row, _total: int) -> None:
    """Report no row."""


def run(
    out: Path,
    *,
    areas: tuple[str, ...] = AREAS,
    workbooks: Path | None = None,
    scheduler: str | None = None,
    workers: int = 1,
    heard: Callable[[Row, int], None] = unheard,
) -> Report:
    asked = Asked(
        areas=areas,
        extracts=str(data_folder()),
        out=str(out),
        workbooks=None if workbooks is None else str(workbooks),
        scheduler=scheduler,
        workers=workers,
        today=datetime.date.today(),  # noqa: DTZ011 - as a refresh does
    )
    return fleet(asked, progress=silent, heard=heard)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}


@pytest.fixture(scope="module")
def own(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One area's own workbook, of five."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copy(sample.path, folder / "Board of Barnet.xlsx")
    return folder


@pytest.fixture(scope="module")
def here(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of the areas as this process makes them."""
    out = tmp_path_factory.mktemp("here")
    report = run(out, workbooks=own)
    assert [row.state for row in report.rows] == [State.REFRESHED, *[State.MADE] * 3]
    return out


def test_a_fleet_makes_what_single_commands_make(here: Path, own: Path, tmp_path: Path) -> None:
    refreshed = refresh(
        own / "Board of Barnet.xlsx", data_folder(), out=tmp_path / "Board of Barnet.xlsx"
    )
    made = new(
        "Camden", extracts=data_folder(), out=tmp_path / "Dashboard Camden.xlsx", progress=silent
    )

    for path in (refreshed.path, made.path):
        assert (here / path.name).read_bytes() == path.read_bytes()


def test_processes_make_the_same_bytes(here: Path, own: Path, tmp_path: Path) -> None:
    run(tmp_path, areas=AREAS[:2], workbooks=own, workers=2)

    made = contents(tmp_path)
    assert made == {name: content for name, content in contents(here).items() if name in made}
    assert len(made) == 2


def test_a_cluster_makes_the_same_bytes_with_a_worker_killed(
    here: Path, tmp_path: Path, proof: Callable[[str], None]
) -> None:
    pytest.importorskip("distributed", reason="needs Dask: pip install -e .[fleet]")
    folder, out = tmp_path / "cluster", tmp_path / "out"
    folder.mkdir()
    with dask_cluster(folder, 2) as cluster:

        def killing(_row: Row, _total: int) -> None:
            cluster.workers[0].kill()

        report = run(out, workbooks=here, scheduler=cluster.address, heard=killing)
        assert cluster.workers[0].wait(10) == -9

    assert [row.sentence for row in report.rows if row.is_failed] == []
    assert [row.state for row in report.rows] == [State.REFRESHED] * len(AREAS)
    assert contents(out) == contents(here)  # refreshed again of the same, they stay as they are
    proof(
        f"A fleet of {len(AREAS)} on a cluster of two workers, one killed at work: the same bytes."
    )
