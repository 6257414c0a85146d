from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from workbook.fleet.crew import ClusterError
from workbook.fleet.executor import Processes, executor

pytestmark = pytest.mark.slow


def ended() -> None:
    """End the worker as a system without memory does."""
    os._exit(9)


def interrupts() -> object:
    return signal.getsignal(signal.SIGINT)


def test_after_a_worker_has_died_new_ones_do_the_tasks() -> None:
    with executor(2, None) as crew:
        assert isinstance(crew, Processes)
        dead = crew.submit(ended)
        with pytest.raises(BrokenProcessPool):
            dead.result(60)

        assert crew.submit(max, 1, 2).result(60) == 2
        assert crew.submit(interrupts).result(60) is signal.SIG_IGN


def test_a_task_here_is_done_when_it_is_handed_in() -> None:
    with executor(5, None, most=1) as crew:
        assert (crew.workers, crew.submit(max, 1, 2).result(0)) == (1, 2)
        assert isinstance(crew.submit(int, "x").exception(0), ValueError)


def test_a_scheduler_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs Dask: pip install -e .[fleet]")
    from workbook.fleet import cluster

    monkeypatch.setattr(cluster, "SECONDS", 1)

    with (
        pytest.raises(ClusterError, match="nothing answers there"),
        executor(1, "tcp://127.0.0.1:9"),
    ):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)

    with pytest.raises(ClusterError, match=r"pip install .*\[fleet\]"), executor(1, "local"):
        pass
