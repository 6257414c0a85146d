"""Tasks of a fleet on a cluster of Dask."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


@contextlib.contextmanager
def cluster(scheduler: str, workers: int) -> Iterator[Executor]:
    """A cluster's executor; see `workbook.fleet.executor.executor`."""
    raise NotImplementedError
    yield  # type: ignore[unreachable]  # to come
