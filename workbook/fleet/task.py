"""One workbook of a fleet: its slice of the extracts and its bytes in, its new bytes out."""

from __future__ import annotations

import dataclasses
import gc
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workbook.fleet.crew import VersionError
from workbook.fleet.digests import product_digest
from workbook.new_workbook import new_bytes
from workbook.package.scratch import scratch
from workbook.refresh import refreshed_bytes
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError, TableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.refresh import RefreshedBytes
    from xlsrc.domain.month import Month
    from xlsrc.extracts.store import Store

_ONE_AT_A_TIME: Final = threading.Lock()
"""A cluster's worker may have several threads; the work of one keeps a processor busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A workbook to make: ``content`` is the one to refresh, None for an area that has none.

    ``source`` is what messages call it. ``beside`` are the lists that lie with the extracts, by
    name: a worker that cannot reach their folder is given them; None where it can.
    ``product`` is what the program that asks hashes to.
    """

    area: str
    content: bytes | None
    source: str
    today: datetime.date
    as_at: Month | None
    product: str
    beside: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A workbook made, and what the report says of it.

    ``seconds`` are those of the worker. ``ends`` are the last days of its acknowledgements:
    after one of them the same inputs give other bytes.
    """

    content: bytes = field(repr=False)
    month: str
    seconds: float
    findings: int
    doubtful: int
    exceptions: int
    indicators: int
    notes: tuple[str, ...]
    ends: tuple[datetime.date, ...]


def made(job: Job, store: Store) -> Made:
    """The workbook of an area by its slice of the extracts; the same bytes wherever it is made.

    Nothing is kept of what is worked out, and no file is written but in a scratch folder.

    Raises
    ------
    DashboardError
        Whatever is wrong with the workbook or the extracts, in one sentence; or this worker is of
        another version than the program that asks.
    """
    if job.product != product_digest():
        message = (
            "A worker of the same version was wanted; found one of another version of this "
            "program: install the same one on every machine of the cluster, and start its workers "
            "again."
        )
        raise VersionError(message)
    with _ONE_AT_A_TIME:
        begun = time.perf_counter()
        # No search for cycles while a workbook is made; after it one, among what is new since.
        was_searching = gc.isenabled()
        gc.disable()
        try:
            result = _with_lists(job, dataclasses.replace(store, cache=None))
        finally:
            gc.collect(1)
            if was_searching:
                gc.enable()
        shown = result.dashboard
        return Made(
            content=result.content,
            month=str(shown.as_at),
            seconds=time.perf_counter() - begun,
            findings=len(shown.findings),
            doubtful=len(shown.doubts),
            exceptions=len(shown.exceptions),
            indicators=len(shown.assessments),
            notes=result.notes,
            ends=tuple(one.until for one in shown.settings.acknowledged if one.until is not None),
        )


def _with_lists(job: Job, store: Store) -> RefreshedBytes:
    """The workbook by the lists beside its extracts, wherever these lie."""
    if job.beside is None:
        return _result(job, store)
    with scratch() as folder:
        for name, content in job.beside.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        try:
            return _result(job, dataclasses.replace(store, folder=folder))
        except DashboardError as error:
            # Whoever reads it knows the folder by its own name. The error stays of its kind: by
            # that it is told what is worth another try.
            _rename(error, str(folder), str(store.folder))
            raise


def _rename(error: DashboardError, old: str, new: str) -> None:
    """Have an error call a folder by another name."""
    if isinstance(error, TableError):
        error.faults = tuple(fault.replace(old, new) for fault in error.faults)
    error.args = tuple(str(one).replace(old, new) for one in error.args)


def _result(job: Job, store: Store) -> RefreshedBytes:
    if job.content is None:
        made_new = new_bytes(job.area, store, store.folder, today=job.today, as_at=job.as_at)
        return made_new.refreshed
    opened = HeadlessWorkbook.of(job.content, job.source)
    return refreshed_bytes(opened, store, today=job.today, as_at=job.as_at)


def lists_beside(folder: Path) -> dict[str, bytes]:
    """The lists and outlines that lie with extracts, which are read for themselves."""
    from xlsrc.extracts.folder_files import SUPPORT_FILES, SUPPORT_FOLDERS

    paths = [folder / name for name in SUPPORT_FILES]
    paths += [path for name in SUPPORT_FOLDERS for path in (folder / name).rglob("*")]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(paths)
        if path.is_file()
    }
