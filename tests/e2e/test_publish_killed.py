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

from tests.support.publishing import TODAY
from workbook.check.checks import faults
from workbook.publish.publish import Asked, publish, put
from workbook.refresh import silent
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.publishing import Publishing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

BY_TIME: Final = 49
"""Kills while it writes, at random times."""
BY_STEP: Final = 48
"""Kills while it writes, each before a random one of the files that it opens, moves or removes."""
WHOLE: Final = 3
"""Kills of whole publications, from the reading of the workbook on."""
STEPS: Final = ("open", "os.", "shutil.", "tempfile.")
NEVER: Final = 10**6


def ended(work: Callable[[], object], *, after: float = 0.0, step: int = 0) -> tuple[bool, int]:
    """Work in a process of its own that is killed after so many seconds, or before a step.

    Whether it was killed, for one may be quicker; and the steps that one took that was not.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            steps = _counted(step)
            work()
            os.write(tell, str(steps[0]).encode())
        finally:
            os._exit(0)
    if not step:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(tell)
    said = os.read(told, 20)
    os.close(told)
    return os.WIFSIGNALED(status), int(said or 0)


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

    def write() -> object:
        return put(publishing.first, silent)

    def whole() -> object:
        return publish(
            publishing.workbook, data_folder(), today=TODAY, asked=Asked(pdf=False), progress=silent
        )

    def killed(work: Callable[[], object], *, after: float = 0.0, step: int = 0) -> bool:
        publishing.reset()
        was_killed, _ = ended(work, after=after, step=step)
        assert publishing.is_as_before_or_complete(), (after, step)
        if was_killed:
            seen["kept"] += publishing.is_kept()
            seen["in place"] += bool(publishing.published())
        put(publishing.again if publishing.is_kept() else publishing.first, silent)
        assert publishing.is_complete(), (after, step)
        return was_killed

    publishing.reset()
    started = time.perf_counter()
    _, steps = ended(write, step=NEVER)
    lasts = time.perf_counter() - started
    assert publishing.is_complete()
    by_step = sum(killed(write, step=at) for at in chance.sample(range(1, steps + 1), BY_STEP))
    by_time = 0
    while by_time < BY_TIME:  # one that has ended before is none
        by_time += killed(write, after=chance.uniform(0, lasts))
    of_whole = sum(killed(whole, after=chance.uniform(0, 4)) for _ in range(WHOLE))

    assert (by_step, by_time, of_whole) == (BY_STEP, BY_TIME, WHOLE)
    assert publishing.again.rows is None
    assert faults(publishing.workbook) == ()
    proof(
        f"Published is as before or complete: {by_step + by_time + of_whole} publications killed, "
        f"{by_step} before one of its {steps} steps on files, {by_time} at random times while it "
        f"writes, {of_whole} of whole runs; {seen['kept']} held the edition's rows, of which "
        f"{seen['in place']} its folder, and each was whole after publishing again"
    )
