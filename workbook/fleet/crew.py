"""Those who do the tasks of a fleet, and how they are made ready."""

from __future__ import annotations

import contextlib
import gc
import importlib
import signal
from concurrent.futures import Executor
from typing import Final, ParamSpec, TypeVar

from xlsrc.domain.errors import DashboardError

P = ParamSpec("P")
T = TypeVar("T")

LOCAL: Final = "local"
"""The scheduler's address that asks for a cluster of this machine's own processes."""

WARMED: Final = ("workbook.fleet.task",)
"""What every worker imports before its first task."""


class ClusterError(DashboardError):
    """A cluster that cannot be reached, is lost, or is of another version of this program."""


class UnreachableError(ClusterError):
    """The scheduler of a cluster, or its workers, are not there."""

    code = "cluster-unreachable"


class VersionError(ClusterError):
    """A worker has another version of this program, or none."""

    code = "cluster-version"


class NoDaskError(ClusterError):
    """The package that reaches a cluster is not installed."""

    code = "installation"


class Crew(Executor):
    """Those who do tasks.

    ``workers`` is how many tasks they do at a time; ``is_elsewhere`` says that they may not
    reach the folders of this machine.
    """

    workers = 1
    is_elsewhere = False

    def refuse_lost(self) -> None:
        """`ClusterError` when there is nobody any more who does tasks, nor will be."""


def warm() -> None:
    """Make a process ready for tasks: what they need imported, and Ctrl-C left to its parent."""
    for name in WARMED:
        importlib.import_module(name)
    # What is imported stays: it is not searched for cycles, nor copied by the search.
    gc.collect()
    gc.freeze()
    with contextlib.suppress(ValueError):  # a cluster's worker is set up outside its main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
