"""Two writers of one file, driven step by step: whose turn it is, is chosen before each call."""

from __future__ import annotations

import os
import random
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from workbook.package import replace_file as writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest

CALLS: Final = (
    (os, "open"),
    (os, "fsync"),
    (os, "close"),
    (os, "replace"),
    (os, "unlink"),
    (writer, "read_with_state"),
    (writer, "file_state"),
)
"""Before each of these calls another writer may do its own."""

PATIENCE_SECONDS: Final = 30


class Turns:
    """Threads of which one runs at a time, until its next call; the order is the seed's."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - an order, no secret
        self._may_go: dict[int, threading.Semaphore] = {}
        self._has_stopped = threading.Semaphore(0)

    def pause(self) -> None:
        """Let another thread have its turn, in one of the threads that take turns."""
        mine = self._may_go.get(threading.get_ident())
        if mine is not None:
            self._has_stopped.release()
            assert mine.acquire(timeout=PATIENCE_SECONDS)

    def run(self, works: Sequence[Callable[[], None]]) -> None:
        threads = [threading.Thread(target=self._turn, args=(work,)) for work in works]
        waiting: list[tuple[threading.Thread, threading.Semaphore]] = []
        for thread in threads:
            thread.start()
            assert self._has_stopped.acquire(timeout=PATIENCE_SECONDS)
            waiting.append((thread, self._may_go[thread.ident or 0]))
        while waiting:
            thread, may_go = self.random.choice(waiting)
            may_go.release()
            assert self._has_stopped.acquire(timeout=PATIENCE_SECONDS)
            if thread.ident not in self._may_go:
                thread.join()
                waiting.remove((thread, may_go))

    def _turn(self, work: Callable[[], None]) -> None:
        self._may_go[threading.get_ident()] = threading.Semaphore(0)
        try:
            self.pause()
            work()
        finally:
            del self._may_go[threading.get_ident()]
            self._has_stopped.release()


def before_each_call(monkeypatch: pytest.MonkeyPatch, happens: Callable[[str], None]) -> None:
    """Have something happen before each call of ``CALLS``, and instead of each wait."""
    for owner, name in CALLS:
        monkeypatch.setattr(owner, name, _after(happens, name, getattr(owner, name)))
    monkeypatch.setattr(time, "sleep", lambda _: happens("sleep"))


def _after(happens: Callable[[str], None], name: str, call: Callable[..., Any]) -> Any:  # noqa: ANN401 - as the call that it stands for
    def called(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as the call that it stands for
        happens(name)
        return call(*arguments, **named)

    return called
