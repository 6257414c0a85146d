"""Tasks of a fleet on a cluster of Dask: one that is there, or one of this machine's own."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any, Final

from workbook.fleet.addresses import shown
from workbook.fleet.crew import (
    LOCAL,
    Crew,
    NoDaskError,
    P,
    T,
    UnreachableError,
    VersionError,
    warm,
)
from workbook.fleet.digests import product_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from distributed import Client

SECONDS: Final = 30
"""How long a scheduler may take to answer, and how long a cluster may be without a worker."""

RUNNING: Final = "running"


@contextlib.contextmanager
def cluster(scheduler: str, workers: int) -> Iterator[Crew]:
    """A cluster's crew; see `workbook.fleet.executor.executor`."""
    try:
        from distributed import LocalCluster
    except ImportError as error:
        message = (
            f"A cluster was wanted (--scheduler {shown(scheduler)}); found that Dask is not "
            "installed: pip install 'safer-communities-dashboard[fleet]', or leave out --scheduler."
        )
        raise NoDaskError(message) from error
    with contextlib.ExitStack() as stack:
        where: Any = scheduler
        if scheduler == LOCAL:
            where = stack.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                )
            )
        client = stack.enter_context(_client(where, scheduler))
        crew = OnCluster(client, shown(scheduler))
        crew.refuse_lost()
        crew.refuse_others()
        yield crew


class OnCluster(Crew):
    """Tasks done by a cluster's workers: one whose worker dies is done by another."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        # As pure functions tasks would be known by their arguments, and a second try be none.
        self._executor = client.get_executor(pure=False)
        self.is_elsewhere = address != LOCAL

    @property
    def workers(self) -> int:  # type: ignore[override]  # changes as workers come and go
        """The tasks that the workers there are now do at a time: one each."""
        return max(1, len(self._workers()))

    def submit(  # type: ignore[override]  # as Executor's, whose own are positional only
        self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """The task, handed to the scheduler."""
        # Past the scheduler, which would keep what is handed in with a task until that is done.
        # Where it lies with a worker that dies, the task is cancelled, to be handed in again.
        [sent] = self._client.scatter([(args, kwargs)], hash=False)
        future: Future[T] = self._executor.submit(_called, fn, sent)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor's
        """Drop what has not begun, or wait for it."""
        self._executor.shutdown(wait=wait and not cancel_futures)

    def refuse_lost(self) -> None:
        """`ClusterError` when the scheduler is gone, or stays without a worker for a while."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self._client.status != RUNNING:
                message = (
                    f"A Dask scheduler was wanted at {self._address}; found that it no longer "
                    "answers. What is done is done: start it again, and run the command again."
                )
                raise UnreachableError(message)
            if self._workers():
                return
            time.sleep(1)
        message = (
            f"Workers were wanted of the Dask scheduler at {self._address}; found none for "
            f"{SECONDS} seconds. What is done is done: start some (dask worker {self._address}), "
            "and run the command again."
        )
        raise UnreachableError(message)

    def refuse_others(self) -> None:
        """`ClusterError` when a worker has no program of ours, or another one. The others import
        what they will need.
        """
        own = product_digest()
        found = self._client.run(_ready, on_error="return")
        for worker, digest in found.items():
            if digest != own:
                message = (
                    "Workers of the same version of this program were wanted; found that the one "
                    f"at {worker} has another, or none: install the same one on every machine of "
                    "the cluster, and start its workers again."
                )
                raise VersionError(message)

    def _workers(self) -> dict[str, Any]:
        found: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return found


def _client(where: Any, scheduler: str) -> Client:  # noqa: ANN401 - an address, or a cluster
    from distributed import Client

    try:
        return Client(where, timeout=SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        message = (
            f"A Dask scheduler was wanted at {shown(scheduler)}; found that nothing answers there: "
            "give its address as it says it when it starts (tcp://HOST:8786), start it (dask "
            "scheduler), or leave out --scheduler."
        )
        raise UnreachableError(message) from error


def _called(fn: Callable[..., T], sent: tuple[tuple[Any, ...], dict[str, Any]]) -> T:
    args, kwargs = sent
    return fn(*args, **kwargs)


def _ready() -> str:
    """What a worker's program hashes to, once it has imported what it will need."""
    warm()
    return product_digest()
