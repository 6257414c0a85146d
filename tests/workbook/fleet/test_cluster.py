from __future__ import annotations

import contextlib
import gc
import importlib
import signal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest

from workbook.fleet import cluster as clusters
from workbook.fleet.cluster import OnCluster, cluster
from workbook.fleet.crew import LOCAL, ClusterError, warm
from workbook.fleet.digests import product_digest

if TYPE_CHECKING:
    from collections.abc import Iterator


class Told:
    """A cluster's client whose workers say what they are told to."""

    def __init__(self, said: dict[str, object]) -> None:
        self._said = said
        self.asked = 0
        self.status = "running"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open."""

    def scheduler_info(self, **_options: object) -> dict[str, object]:
        """The workers there are."""
        return {"workers": self._said}

    def get_executor(self, **_options: object) -> None:
        """Nobody, who does nothing."""

    def run(self, _asked: object, **_options: object) -> dict[str, object]:
        """What each worker says."""
        self.asked += 1
        return self._said


@pytest.mark.parametrize("other", ["another", ModuleNotFoundError("No module named 'workbook'")])
def test_a_worker_with_another_program_or_none_is_named(other: object) -> None:
    client: Any = Told({"tcp://one": product_digest(), "tcp://two": other})

    with pytest.raises(ClusterError, match="found that the one at tcp://two has another, or none"):
        OnCluster(client, "tcp://here").refuse_others()


def test_workers_with_the_same_program_are_taken() -> None:
    client: Any = Told({"tcp://one": product_digest()})

    OnCluster(client, "tcp://here").refuse_others()

    assert client.asked == 1


def test_a_schedulers_password_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise TimeoutError

    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", nobody)

    with (
        pytest.raises(ClusterError, match=r"wanted at tcp://…; found that nothing answers") as said,
        cluster("tcp://someone:secret@here:9", 1),
    ):
        pass
    assert "secret" not in str(said.value)


def test_a_scheduler_that_is_gone_is_said() -> None:
    client: Any = Told({"tcp://one": product_digest()})
    client.status = "closed"

    with pytest.raises(ClusterError, match="wanted at tcp://here; found that it no longer answers"):
        OnCluster(client, "tcp://here").refuse_lost()


def test_a_scheduler_that_stays_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 999, 20))
    clock = SimpleNamespace(monotonic=lambda: next(ticks), sleep=lambda _: None)
    monkeypatch.setattr(clusters, "time", clock)
    client: Any = Told({})

    with pytest.raises(ClusterError, match="at tcp://here; found none for 30 seconds"):
        OnCluster(client, "tcp://here").refuse_lost()

    assert next(ticks) == 60


def test_a_cluster_of_this_machine_has_a_process_for_each_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = pytest.importorskip("distributed")
    asked: list[dict[str, object]] = []
    where = object()

    @contextlib.contextmanager
    def local(**options: object) -> Iterator[object]:
        asked.append(options)
        yield where

    def client(given: object, **_: object) -> Told:
        assert given is where
        return Told({"tcp://one": product_digest(), "tcp://two": product_digest()})

    monkeypatch.setattr(distributed, "LocalCluster", local)
    monkeypatch.setattr(distributed, "Client", client)

    with cluster(LOCAL, 2) as crew:
        assert (crew.workers, crew.is_elsewhere) == (2, False)
    [options] = asked
    assert (options["n_workers"], options["threads_per_worker"], options["processes"]) == (
        2, 1, True
    )  # fmt: skip


@pytest.mark.parametrize("is_main", [True, False])
def test_a_worker_has_all_imported_and_leaves_ctrl_c_to_its_parent(
    monkeypatch: pytest.MonkeyPatch, *, is_main: bool
) -> None:
    done: list[object] = []

    def handler(*given: object) -> None:
        if not is_main:
            raise ValueError
        done.append(given)

    monkeypatch.setattr(signal, "signal", handler)
    monkeypatch.setattr(gc, "freeze", lambda: done.append("frozen"))
    monkeypatch.setattr(importlib, "import_module", done.append)

    warm()

    ctrl_c = (signal.SIGINT, signal.SIG_IGN)
    assert done == ["workbook.fleet.task", "frozen", *([ctrl_c] if is_main else [])]
