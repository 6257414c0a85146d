from __future__ import annotations

from typing import Any

import pytest

from workbook.fleet.cluster import OnCluster, cluster
from workbook.fleet.crew import ClusterError
from workbook.fleet.digests import product_digest


class Told:
    """A cluster's client whose workers say what they are told to."""

    def __init__(self, said: dict[str, object]) -> None:
        self._said = said
        self.asked = 0

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
