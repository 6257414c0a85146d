from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Never

import pytest

from workbook.fleet import task
from workbook.fleet.digests import product_digest
from workbook.fleet.task import Job, made
from xlsrc.domain.errors import DashboardError, ExtractError, TableError
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import NotJudgedError

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path("/their/extracts")


def job(product: str) -> Job:
    return Job(
        area="Barnet",
        content=None,
        source="Barnet.xlsx",
        today=datetime.date(2026, 2, 5),
        as_at=None,
        product=product,
        beside={"areas.csv": b"1"},
    )


@pytest.mark.parametrize(
    "error",
    [
        lambda folder: TableError((f"{folder}/areas.csv: one", "two")),
        lambda folder: ExtractError(f"{folder}/areas.csv: one"),
        lambda _folder: NotJudgedError(),
    ],
    ids=["table", "extract", "not judged"],
)
def test_an_error_elsewhere_stays_of_its_kind_and_names_the_folder_here(
    error: Callable[[Path], DashboardError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_job: Job, store: Store) -> Never:
        assert (store.folder / "areas.csv").read_bytes() == b"1"
        raise error(store.folder)

    monkeypatch.setattr(task, "_result", failing)
    wanted = error(FOLDER)

    with pytest.raises(type(wanted)) as raised:
        made(job(product_digest()), Store(extracts=(), faults=(), folder=FOLDER))

    assert (str(raised.value), vars(raised.value)) == (str(wanted), vars(wanted))


def test_a_worker_of_another_version_makes_nothing() -> None:
    with pytest.raises(DashboardError, match="A worker of the same version was wanted"):
        made(job("another"), Store(extracts=(), faults=(), folder=FOLDER))
