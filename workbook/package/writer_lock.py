"""One writer of a file at a time, among the runs of this program."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import BeingWrittenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIES: Final = 100
PAUSE_SECONDS: Final = 0.1

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def only_writer(target: Path) -> Iterator[None]:
    """Hold the lock beside ``target``; another run waits for it, or is refused.

    The system itself lets go of a lock whose holder has ended, however it ended: none is ever
    stale. Excel takes no part in it. `WorkbookLockedError` when another run keeps it for longer
    than a write takes.
    """
    path = target.with_name(f"{hidden(target)}.lock")
    descriptor = _held(path, target)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(descriptor)  # Windows removes no open file; one that another has opened stays
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            with contextlib.suppress(OSError):
                path.unlink()
            with contextlib.suppress(OSError):
                os.close(descriptor)


def hidden(target: Path) -> str:
    """How the names begin of what lies beside ``target`` while it is written.

    Of the name only a digest: the whole of it with more beside may be too long for a name.
    """
    digest = hashlib.sha256(target.name.casefold().encode(errors="surrogateescape")).hexdigest()
    return f".safer-{digest[:16]}"


def _held(path: Path, target: Path) -> int:
    for _ in range(TRIES):
        descriptor = tried_lock(path)
        if descriptor is not None:
            return descriptor
        time.sleep(PAUSE_SECONDS)
    message = (
        f"{target.name} is being written by another run of this program; try again when that has "
        "ended. Nothing was written."
    )
    raise BeingWrittenError(message)


def tried_lock(path: Path) -> int | None:
    """The open lock file, locked; None where another run has it. Raises OSError."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        # Another's lock, or Windows, just when another run removes it; else nobody may write here.
        if sys.platform == "win32" or os.path.lexists(path):
            return None
        raise
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except OSError:
        return descriptor  # some network folders know no locks; the file is compared all the same
    with contextlib.suppress(OSError):
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    # The holder before has removed the file that was waited for: the lock is of a new one.
    os.close(descriptor)
    return None
