"""A publication of the sample, ready to be written, and what there is before it and after it."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.publish.publish import Asked, Ready, put, ready
from workbook.refresh import silent
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = datetime.date(2026, 11, 27)
LATER: Final = datetime.date(2026, 11, 30)
KILLS_A_STEP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """``first`` publishes the sample on `TODAY`; ``again`` the published one on another day."""

    workbook: Path
    first: Ready
    again: Ready
    before: bytes
    after: bytes
    files: dict[str, bytes]
    killed: tuple[str, ...] = ()
    """What each run was about that was killed while all was still made."""

    @property
    def folder(self) -> Path:
        """Where the workbook is, and the edition's folder comes to be."""
        return self.workbook.parent

    def reset(self) -> None:
        """Have everything as it was before the first publication."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        self.workbook.write_bytes(self.before)
        os.utime(self.workbook, ns=(self.first.state.changed, self.first.state.changed))

    def published(self) -> dict[str, bytes]:
        """The files of the edition's folder; none where it is not there."""
        place = self.first.folder.folder
        return {p.name: p.read_bytes() for p in place.iterdir()} if place.exists() else {}

    def is_kept(self) -> bool:
        """Whether the workbook holds what was published."""
        return self.workbook.read_bytes() == self.after

    def is_as_before_or_complete(self) -> bool:
        """Whether neither the workbook nor the folder is half of anything."""
        kept = self.workbook.read_bytes() in (self.before, self.after)
        return kept and self.published() in ({}, self.files)

    def is_complete(self) -> bool:
        """Whether everything is there, once, and nothing was left aside."""
        aside = [p for p in self.folder.iterdir() if p.name.startswith(".safer-publishing-")]
        return self.is_kept() and self.published() == self.files and not aside


def published(refreshed: Path, folder: Path) -> Publishing:
    """A refreshed workbook published in a folder of its own."""
    workbook = folder / refreshed.name
    shutil.copyfile(refreshed, workbook)
    before = workbook.read_bytes()
    moments = _Moments(folder)
    first = ready(workbook, data_folder(), TODAY, None, Asked(pdf=False), moments.killed_at)
    moments.waits_where_it_is_one()
    put(first, silent)
    again = ready(workbook, data_folder(), LATER, None, Asked(pdf=False), silent)
    place = first.folder.folder
    return Publishing(
        workbook=workbook,
        first=first,
        again=again,
        before=before,
        after=workbook.read_bytes(),
        files={path.name: path.read_bytes() for path in place.iterdir()},
        killed=tuple(moments.killed),
    )


class _Moments:
    """Runs that are killed on the way: at each of its steps the run goes on twice over, in a
    process of its own that is killed a random while after it.
    """

    def __init__(self, folder: Path) -> None:
        self._chance = random.Random(17)  # noqa: S311 - moments, not secrets
        self._folder = folder
        self._before = held(folder)
        self._is_one = False
        self.killed: list[str] = []

    def killed_at(self, step: str) -> None:
        # One that is to be killed has none of its own: they would go on when it is gone.
        for _ in range(KILLS_A_STEP if sys.platform != "win32" and not self._is_one else 0):
            child = os.fork()
            if not child:
                self._is_one = True
                signal.alarm(60)  # whatever becomes of the test: it never goes on as one
                return
            time.sleep(self._chance.uniform(0, 0.25))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status)
            assert held(self._folder) == self._before, step
            self.killed.append(step)

    def waits_where_it_is_one(self) -> None:
        """A run that is to be killed while all is made never comes to write it."""
        if self._is_one:
            signal.pause()


def held(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, also in those below it."""
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
