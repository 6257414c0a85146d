"""A cache kept within its limits: what was not used for longest goes first.

Another process may read what goes: it then works it out again. What has none of our names stays,
and so does a folder without the mark of a cache.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

from xlsrc.keeping.limits import CACHE_BYTES, CACHE_DAYS, SECONDS_A_DAY
from xlsrc.keeping.own_folder import OUR_NAMES, NotTrustedError, own_folder
from xlsrc.keeping.parts import remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MARK: Final = "CACHEDIR.TAG"
"""By it backup programs know a cache, and we one of ours; its time is that of the last trim."""
SIGNATURE: Final = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# What the Safer Communities dashboard keeps for the next run. It may be deleted.\n"
)
TALLY: Final = ".written"
"""A byte for each begun `UNIT` that was written since the last trim, by all runs together."""
UNIT: Final = 1 << 16
_BETWEEN: Final = 40
"""A trim is due after this part of the limit was written, and leaves four times that part free:
room too for what other runs are writing, which is not taken away."""
_DEPTH: Final = 4
_ROOTS: Final[dict[Path, Path | None]] = {}


def tended(folder: Path | None, progress: Callable[[str], None] | None = None) -> Path | None:
    """The cache ``folder`` to be used, its owner's alone and within its limits.

    None for None, and for one that is not trusted, of which ``progress`` hears a sentence. One
    that cannot be made is given back: it keeps nothing.
    """
    if folder is None:
        return None
    try:
        own_folder(folder)
        _trim_when_due(folder)
    except NotTrustedError as error:
        if progress is not None:
            progress(str(error))
        return None
    except OSError:
        pass
    return folder


def noted(path: Path, size: int) -> None:
    """Note that ``size`` bytes were written to ``path``; trim its cache when that is due."""
    root = _root_of(path.parent)
    if root is None:
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(root / TALLY, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, bytes(size // UNIT + 1))
            written = os.fstat(descriptor).st_size * UNIT
        finally:
            os.close(descriptor)
        if written > CACHE_BYTES // _BETWEEN:
            trim(root)


def used(path: Path) -> None:
    """Mark a file of a cache as used today, unless it is so marked."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > SECONDS_A_DAY:
            os.utime(path)


def trim(root: Path) -> None:
    """Take away what was not used for `CACHE_DAYS`, then the longest unused beyond `CACHE_BYTES`.

    Raises OSError where the folder cannot be written.
    """
    os.truncate(root / TALLY, 0) if (root / TALLY).exists() else None
    os.utime(root / MARK)
    files = sorted(files_of(root))
    too_old = time.time() - CACHE_DAYS * SECONDS_A_DAY
    room = CACHE_BYTES - 4 * CACHE_BYTES // _BETWEEN
    held = sum(size for _, size, _ in files)
    for last_used, size, path in files:
        if last_used >= too_old and held <= room:
            break
        with contextlib.suppress(OSError):  # another run was before this one, or is at work on it
            remove(path)
            held -= size


def files_of(root: Path) -> Iterator[tuple[float, int, str]]:
    """When each of a cache's files was last used, its bytes and its path."""
    waiting = [os.fspath(root)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif OUR_NAMES.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    with contextlib.suppress(OSError):
                        state = entry.stat(follow_symlinks=False)
                        yield state.st_mtime, state.st_size, entry.path


def _trim_when_due(root: Path) -> None:
    mark = root / MARK
    try:
        if time.time() - mark.stat().st_mtime < SECONDS_A_DAY:
            return
    except FileNotFoundError:
        descriptor = os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(SIGNATURE)
        _ROOTS.clear()
    trim(root)


def _root_of(folder: Path) -> Path | None:
    """The folder with the mark of a cache, ``folder`` or one above it."""
    if folder not in _ROOTS:
        above = (folder, *folder.parents)[:_DEPTH]
        _ROOTS[folder] = next((one for one in above if (one / MARK).is_file()), None)
    return _ROOTS[folder]
