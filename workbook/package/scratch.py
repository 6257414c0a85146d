"""A folder to work in for a while: gone afterwards, however the run ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.package.writer_lock import tried_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "safer-scratch-"
LOCK: Final = ".lock"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder among the system's temporary ones, for this run alone.

    It can hold what members alone may see, so one that an ended run left is removed by the next
    run: the system lets go of the lock in it when its holder ends, however it ends.
    """
    _remove_left()
    folder, lock = _locked()
    try:
        yield folder
    finally:
        if sys.platform == "win32":  # which removes no open file
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)
        if sys.platform != "win32":
            os.close(lock)


def _locked() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = None
        with contextlib.suppress(FileNotFoundError):
            lock = tried_lock(folder / LOCK)
        if lock is not None:
            return folder, lock
        # Just then another run took it for one that was left.
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left() -> None:
    # Also one without its lock: a run may have ended before it was there, or while all went.
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink():
            continue
        with contextlib.suppress(OSError):
            descriptor = tried_lock(folder / LOCK)
            if descriptor is None:
                continue  # another run is at work in it
            if sys.platform == "win32":
                os.close(descriptor)
            shutil.rmtree(folder, ignore_errors=True)
            if sys.platform != "win32":
                os.close(descriptor)
