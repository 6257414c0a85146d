"""Where the tasks of a fleet run: in this process, in several, or on a cluster."""

from __future__ import annotations

import contextlib
import os
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from workbook.fleet.crew import WARMED, Crew, P, T, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextlib.contextmanager
def executor(
    workers: int | None, scheduler: str | None, *, most: int | None = None
) -> Iterator[Crew]:
    """Where tasks run: on a cluster where ``scheduler`` names one (``tcp://HOST:PORT``, or `LOCAL`
    for one of this machine's own), else in so many processes (None: one a core), else here.
    No more than ``most`` processes are begun.

    A process that dies takes its tasks with it, and those alone: their futures raise
    `BrokenProcessPool`, or a cluster's own ``KilledWorker``, and later tasks find new processes.
    On the way out what has not begun is dropped.

    Raises
    ------
    ClusterError
        Dask is not installed, nothing answers at the address, or a worker there is of another
        version.
    """
    workers = workers or cores()
    if most is not None:
        workers = max(1, min(workers, most))
    if scheduler is not None:
        from workbook.fleet.cluster import cluster

        with cluster(scheduler, workers) as made:
            yield made
        return
    crew: Crew = Here() if workers == 1 else Processes(workers)
    try:
        yield crew
    finally:
        crew.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """The processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # a container may have fewer than there are
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


class Here(Crew):
    """Tasks done in this process, each when it is handed in."""

    def submit(  # type: ignore[override]  # as Executor's, whose own are positional only
        self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """The task, done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


class Processes(Crew):
    """Tasks done by processes of this machine; where one has died, new ones do the next tasks."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = _pool(workers)

    def submit(  # type: ignore[override]  # as Executor's, whose own are positional only
        self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """The task, handed to the first process that is free."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pool.shutdown(wait=True)
            self._pool = _pool(self.workers)
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor's
        """End the processes, once what they are at is done."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forked from a process that holds nothing but what is imported, workers share its memory and
    # start at once; where the system cannot, each imports for itself.
    if sys.platform == "win32":
        context = get_context("spawn")
    else:
        context = get_context("forkserver")
        context.set_forkserver_preload(list(WARMED))
    return ProcessPoolExecutor(workers, mp_context=context, initializer=warm)
