"""A publication ended at any moment: the workbook as before or complete, and no half folder."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from workbook.publish.publish import put
from workbook.refresh import silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.publishing import Publishing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

IN_TIME: Final = 40
"""Kills at random times while the workbook and then the folder get their names."""
STEPS: Final = ("open", "os.", "shutil.", "tempfile.")
"""What a run does with files, of which each is a moment to be killed before."""


def ended(work: Callable[[Callable[[str], None]], object], step: int) -> tuple[bool, int, int]:
    """Work in a process of its own that is killed before one of its steps on files.

    Whether it was, for it may take fewer; how many it has taken when it begins to write, and
    in all.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            taken = _counted(step)

            def tells(_step: str = "") -> None:
                os.write(tell, f"{taken[0]} ".encode())

            work(tells)
            tells()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    os.close(tell)
    with os.fdopen(told) as said:
        *_, begins, last = (0, 0, *map(int, said.read().split()))
    return os.WIFSIGNALED(status), begins, last


def ended_in_time(work: Callable[[Callable[[str], None]], object], after: float) -> bool:
    """Work in a process of its own that is killed so many seconds after it begins to write.

    False for one that was quicker.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:

        def tells(_step: str) -> None:
            os.write(tell, b".")

        try:
            work(tells)
        finally:
            os._exit(0)
    os.read(told, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(tell)
    os.close(told)
    return os.WIFSIGNALED(status)


def _counted(last: int) -> list[int]:
    """The steps of this process, counted from now on; it is killed before the last."""
    taken = [0]

    def heard(event: str, _arguments: object) -> None:
        if event.startswith(STEPS):
            taken[0] += 1
            if taken[0] == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    return taken


def test_killed_at_a_hundred_moments_it_is_as_before_or_complete(
    publishing: Publishing, proof: Callable[[str], None]
) -> None:
    chance = random.Random(17)  # noqa: S311 - moments, not secrets
    seen: Counter[str] = Counter()

    def write(progress: Callable[[str], None]) -> object:
        return put(publishing.first, progress)

    def is_whole_again() -> None:
        assert publishing.is_as_before_or_complete()
        seen["kept"] += publishing.is_kept()
        seen["in place"] += bool(publishing.published())
        put(publishing.again if publishing.is_kept() else publishing.first, silent)
        assert publishing.is_complete()

    publishing.reset()
    started = time.perf_counter()
    _, begins, steps = ended(write, step=0)
    lasts = time.perf_counter() - started
    assert publishing.is_complete()
    for step in range(1, steps + 1):
        publishing.reset()
        assert ended(write, step)[0]
        is_whole_again()
    in_time = 0
    while in_time < IN_TIME:
        publishing.reset()
        if ended_in_time(write, chance.uniform(0, lasts)):
            is_whole_again()
            in_time += 1

    writing, made = steps - begins + in_time, len(publishing.killed)
    kills = steps + in_time + made
    assert kills >= 100
    assert writing >= kills / 3
    assert len({*publishing.killed}) >= 7
    assert publishing.again.rows is None
    proof(
        f"Published is as before or complete: {kills} publications killed, {made} while they read, "
        f"compute and make the editions, {begins} while they put the files aside, {writing} while "
        f"the workbook and the folder get their names (before each of the {steps} steps on files, "
        f"and at {in_time} random times); {seen['kept']} held the edition's rows, of which "
        f"{seen['in place']} its folder, and each was whole after publishing again"
    )
