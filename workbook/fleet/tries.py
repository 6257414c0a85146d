"""Tasks that are tried again: what fails stops nothing else, and is told once it has failed."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from workbook.fleet.addresses import PlaceError
from xlsrc.domain.errors import (
    AreaError,
    DashboardError,
    ExtractError,
    TableError,
    TemplateError,
    Told,
)
from xlsrc.words.codes.registry import FILE_UNUSABLE
from xlsrc.words.letters import upper_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

K = TypeVar("K")
T = TypeVar("T")

TRIES: Final = 3
HEARD_OF_EVERY: Final = 10
"""Seconds after which it is asked whether those who do the tasks are still there."""

LASTING: Final = (TableError, TemplateError, AreaError, ExtractError, PlaceError)
"""What is so whenever it is tried: only people can mend it. A store was tried three times."""

DIED: Final = (
    "A worker process ended three times while it made this workbook; perhaps the memory ran out: "
    "give fewer --workers, or a machine with more."
)


class DiedError(DashboardError):
    """A task whose workers die."""

    code = "worker-died"


class Tries(Generic[K, T]):
    """Tasks by their keys, each begun by ``begin`` and ended by ``end``, which gets its result.

    What either raises, or the task itself, counts as a failed try: after three the task has
    failed, at once with what only people can mend. So many tasks as there is ``room`` are under
    way at a time. Those under way when a worker dies are done again one by one, so that it is
    known whose fault it was; nobody is blamed for another's. ``here`` is asked now and then, and
    raises when there is nobody any more who does tasks.
    """

    def __init__(
        self,
        begin: Callable[[K], Future[T]],
        end: Callable[[K, T], None],
        *,
        room: int,
        here: Callable[[], None],
    ) -> None:
        self._begin = begin
        self._end = end
        self._room = room
        self._here = here
        self._failed: Counter[K] = Counter()
        self._waiting: deque[K] = deque()
        self._alone: deque[K] = deque()
        self._under_way: dict[Future[T], K] = {}

    def run(self, keys: Iterable[K]) -> Iterator[tuple[K, Exception | None]]:
        """Each task as it ends: ``None``, or what it failed by."""
        self._waiting.extend(keys)
        while self._waiting or self._alone or self._under_way:
            yield from self._begun()
            if not self._under_way:
                continue
            done, _ = wait(self._under_way, HEARD_OF_EVERY, FIRST_COMPLETED)
            if not done:
                self._here()
            is_one = len(self._under_way) == 1
            for future in done:
                key = self._under_way.pop(future)
                yield from self._ended(key, future, is_one=is_one)

    def _begun(self) -> Iterator[tuple[K, Exception | None]]:
        """Begin what there is room for."""
        while self._waiting and len(self._under_way) < self._room:
            yield from self._start(self._waiting.popleft())
        if self._alone and not self._waiting and not self._under_way:
            yield from self._start(self._alone.popleft())

    def _start(self, key: K) -> Iterator[tuple[K, Exception | None]]:
        try:
            self._under_way[self._begin(key)] = key
        except Exception as error:  # noqa: BLE001 - whatever it is stops no other task
            yield from self._again(key, error)

    def _ended(
        self, key: K, future: Future[T], *, is_one: bool
    ) -> Iterator[tuple[K, Exception | None]]:
        try:
            self._end(key, future.result())
        except (BrokenProcessPool, CancelledError):
            self._here()
            if is_one:
                self._failed[key] += 1
            if self._failed[key] < TRIES:
                self._alone.append(key)
            else:
                yield key, DiedError(DIED)
        except Exception as error:  # noqa: BLE001 - whatever it is stops no other task
            yield from self._again(key, error)
        else:
            yield key, None

    def _again(self, key: K, error: Exception) -> Iterator[tuple[K, Exception | None]]:
        if type(error).__name__ == "KilledWorker":  # Dask has tried it on several
            yield key, DiedError(DIED)
            return
        self._failed[key] += 1
        if self._failed[key] == TRIES or isinstance(error, LASTING):
            yield key, error
            return
        self._waiting.append(key)


def sentence(error: Exception) -> str:
    """What a failed task says, in one line; where its kind has a code, with that."""
    if isinstance(error, DashboardError):
        return Told(upper_word(" ".join(str(error).split())), error.code)
    if isinstance(error, OSError) and error.filename is not None:
        return Told(
            f"{error.filename!r} cannot be used ({error.strerror}); check its name, its folder and "
            "who else has it open.",
            FILE_UNUSABLE,
        )
    return (
        f"It could not be made ({type(error).__name__}: {error}); try safer refresh on its "
        "workbook, and tell whoever looks after this program."
    )
