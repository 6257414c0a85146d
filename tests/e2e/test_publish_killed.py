"""A publication ended at any moment leaves the workbook as before or complete, and no half folder."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from workbook.publish.publish import Asked, Ready, publish, put, ready
from workbook.refresh import silent
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.refresh import Refreshed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

TODAY = datetime.date(2026, 11, 27)
BY_TIME = 48
BY_STEP = 48
WHOLE = 4
STEPS = ("open", "os.", "shutil.", "tempfile.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A publication that is ready, and what there is before it and after it."""

    folder: Path
    workbook: Path
    first: Ready
    again: Ready
    before: bytes
    after: bytes
    files: dict[str, bytes]

    def reset(self) -> None:
        """Have everything as it was before the first publication."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.workbook.write_bytes(self.before)
        os.utime(self.workbook, ns=(self.first.state.changed, self.first.state.changed))

    def published(self) -> dict[str, bytes]:
        """The files of the edition's folder; none where it is not there."""
        place = self.first.folder.folder
        return {p.name: p.read_bytes() for p in place.iterdir()} if place.exists() else {}

    def holds(self) -> bool:
        """Whether all is as before or complete; then publishing again makes it complete."""
        found, files = self.workbook.read_bytes(), self.published()
        return found in (self.before, self.after) and files in ({}, self.files)

    def completed(self) -> bool:
        """Whether publishing again brings everything, and appends once."""
        done = self.workbook.read_bytes() == self.after
        put(self.again if done else self.first, silent)
        is_whole = self.workbook.read_bytes() == self.after and self.published() == self.files
        aside = [p for p in self.folder.iterdir() if p.name.startswith(".safer-publishing-")]
        return is_whole and not aside


@pytest.fixture(scope="module")
def prepared(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("killed")
    workbook = folder / sample.path.name
    shutil.copyfile(sample.path, workbook)
    before = workbook.read_bytes()
    asked = Asked(pdf=False)
    first = ready(workbook, data_folder(), TODAY, None, asked, silent)
    put(first, silent)
    # On another day: the edition is of the day that it was first published on.
    later = TODAY + datetime.timedelta(days=3)
    again = ready(workbook, data_folder(), later, None, asked, silent)
    assert first.rows is not None
    assert again.rows is None
    place = first.folder.folder
    return Prepared(
        folder=folder,
        workbook=workbook,
        first=first,
        again=again,
        before=before,
        after=workbook.read_bytes(),
        files={path.name: path.read_bytes() for path in place.iterdir()},
    )


def ended(work: Callable[[], object], after: float, step: int) -> bool:
    """Run in a process of its own that is killed after so many seconds, or at a step of its own.

    Whether it was killed: one that is quicker has ended by itself.
    """
    child = os.fork()
    if not child:
        try:
            if step:
                kill_at(step)
            work()
        finally:
            os._exit(0)
    if not step:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_at(step: int) -> None:
    """Have this process killed when it opens, moves or removes a file for the nth time."""
    left = [step]

    def heard(event: str, _arguments: object) -> None:
        if event.startswith(STEPS):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def test_killed_at_a_hundred_moments_it_is_as_before_or_complete(
    prepared: Prepared, proof: Callable[[str], None]
) -> None:
    chance = random.Random(17)  # noqa: S311 - moments, not secrets
    prepared.reset()
    started = time.perf_counter()
    assert not ended(lambda: put(prepared.first, silent), after=0, step=10**6)
    lasts = time.perf_counter() - started
    moments = [(lasts * (at + chance.random()) / BY_TIME, 0) for at in range(BY_TIME)]
    moments += [(0.0, at + 1) for at in range(BY_STEP)]
    killed, kept, whole = 0, 0, 0
    for after, step in moments:
        prepared.reset()
        killed += ended(lambda: put(prepared.first, silent), after, step)
        assert prepared.holds(), (after, step)
        kept += prepared.workbook.read_bytes() == prepared.after
        whole += bool(prepared.published())
        assert prepared.completed(), (after, step)
    print(len(moments), killed, kept, whole, lasts)
