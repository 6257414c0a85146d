from __future__ import annotations

import pickle
from collections import Counter
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from workbook.fleet import tries
from workbook.fleet.tries import DIED, Tries, sentence
from xlsrc.domain.errors import (
    AreaError,
    DashboardError,
    NoFolderError,
    TableError,
    WorkbookLockedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Bench:
    """Workers whose tasks come back, two at a time, when the last of them is handed in."""

    def __init__(self, outcome: Callable[[str, int], str | Exception]) -> None:
        self.begun: list[str] = []
        self.put: dict[str, str] = {}
        self._outcome = outcome
        self._tried: Counter[str] = Counter()

    def begin(self, key: str) -> Future[str]:
        self.begun.append(key)
        self._tried[key] += 1
        future: Future[str] = Future()
        found = self._outcome(key, self._tried[key])
        if isinstance(found, Exception):
            future.set_exception(found)
        else:
            future.set_result(found)
        return future

    def end(self, key: str, result: str) -> None:
        self.put[key] = result

    def run(self, *keys: str, room: int = 2) -> dict[str, Exception | None]:
        return dict(Tries(self.begin, self.end, room=room, here=lambda: None).run(keys))


def failing(times: int, error: Exception) -> Callable[[str, int], str | Exception]:
    return lambda key, tried: error if key == "b" and tried <= times else key.upper()


def test_each_task_is_ended_with_what_it_gave() -> None:
    bench = Bench(lambda key, _: key.upper())

    assert bench.run("a", "b", "c") == {"a": None, "b": None, "c": None}
    assert bench.put == {"a": "A", "b": "B", "c": "C"}


def test_what_fails_twice_is_done_at_the_third_try() -> None:
    bench = Bench(failing(2, WorkbookLockedError("open in Excel")))

    assert set(bench.run("a", "b", "c").values()) == {None}
    assert Counter(bench.begun)["b"] == 3


def test_what_fails_three_times_has_failed_and_stops_nothing() -> None:
    error = WorkbookLockedError("open in Excel")
    bench = Bench(failing(9, error))

    assert bench.run("a", "b", "c") == {"a": None, "b": error, "c": None}
    assert Counter(bench.begun) == {"a": 1, "b": 3, "c": 1}


@pytest.mark.parametrize("error", [TableError(("Settings!B2",)), AreaError("nobody")])
def test_what_only_people_can_mend_is_tried_once(error: Exception) -> None:
    bench = Bench(failing(9, error))

    assert bench.run("a", "b")["b"] is error
    assert Counter(bench.begun)["b"] == 1


def test_what_cannot_be_put_is_tried_again() -> None:
    bench = Bench(lambda key, _: key)
    refused = ["once", "twice"]

    def end(key: str, _: str) -> None:
        if refused:
            raise OSError(refused.pop())
        bench.put[key] = key

    assert dict(Tries(bench.begin, end, room=1, here=lambda: None).run("a")) == {"a": None}
    assert bench.begun == ["a", "a", "a"]


def test_what_cannot_even_be_begun_is_tried_again_and_then_has_failed() -> None:
    refused: list[str] = []

    def begin(key: str) -> Future[str]:
        refused.append(key)
        raise OSError(key)

    [(key, error)] = Tries(begin, lambda *_: None, room=2, here=lambda: None).run("a")

    assert (key, type(error), refused) == ("a", OSError, ["a", "a", "a"])


def test_what_has_ended_several_workers_is_not_tried_again() -> None:
    class KilledWorker(Exception):  # noqa: N818 - Dask's own name
        """What Dask says of a task that it has tried on several workers."""

    bench = Bench(failing(9, KilledWorker()))

    ended = bench.run("a", "b")
    assert (str(ended["b"]), Counter(bench.begun)["b"]) == (DIED, 1)


def test_while_nothing_ends_it_is_asked_whether_anybody_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tries, "HEARD_OF_EVERY", 0)
    future: Future[str] = Future()
    asked: list[int] = []

    def here() -> None:
        asked.append(1)
        if len(asked) == 2:
            future.set_result("A")

    put: dict[str, str] = {}
    assert list(Tries(lambda _: future, put.__setitem__, room=1, here=here).run("a")) == [
        ("a", None)
    ]
    assert (asked, put) == ([1, 1], {"a": "A"})


def test_nobody_is_blamed_for_anothers_death() -> None:
    """Whatever is under way dies with ``b``, as in a pool."""
    dying = BrokenProcessPool()
    under_way: list[str] = []
    bench = Bench(lambda key, _: key)

    class Pool(Tries[str, str]):
        def _begun(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as the one it is
            yield from super()._begun()
            under_way[:] = self._under_way.values()
            if "b" in under_way:
                for future in list(self._under_way):
                    key = self._under_way.pop(future)
                    dead: Future[str] = Future()
                    dead.set_exception(dying)
                    self._under_way[dead] = key

    pool = Pool(bench.begin, bench.end, room=3, here=lambda: None)
    ended = dict(pool.run("abcde"))

    assert {key: str(error) for key, error in ended.items() if error} == {"b": DIED}
    assert set(bench.put) == set("acde")
    assert Counter(bench.begun)["b"] == 4  # once beside others, then three times by itself


def test_who_does_the_tasks_is_asked_when_one_of_them_is_lost() -> None:
    asked = []
    bench = Bench(failing(1, BrokenProcessPool()))

    assert dict(Tries(bench.begin, bench.end, room=2, here=lambda: asked.append(1)).run("ab")) == {
        "a": None,
        "b": None,
    }
    assert asked == [1]


def test_a_failure_is_one_line() -> None:
    assert sentence(TableError(("Settings!B2: one", "Settings!B3: two"))) == (
        "Settings!B2: one Settings!B3: two"
    )
    assert sentence(OSError(28, "No space left", "/x")) == (
        "'/x' cannot be used (No space left); check its name, its folder and who else has it open."
    )
    assert sentence(KeyError("x")).startswith("It could not be made (KeyError: 'x')")


def test_a_failure_has_the_code_of_its_kind() -> None:
    errors = (NoFolderError("none"), OSError(28, "No space left", "/x"), KeyError("x"))

    codes = [getattr(sentence(error), "code", "") for error in errors]
    assert codes == ["folder-missing", "file-unusable", ""]


@pytest.mark.parametrize("error", [TableError(("a", "b")), AreaError("nobody")])
def test_a_fault_comes_whole_from_another_process(error: DashboardError) -> None:
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))
