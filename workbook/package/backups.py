"""The last three contents of a replaced file, kept beside it a while; ``.bak`` is the newest."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import OutputNameError
from xlsrc.keeping.limits import BACKUP_DAYS, SECONDS_A_DAY
from xlsrc.keeping.own_folder import FILE_MODE, OTHERS

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES: Final = (".bak", ".bak2", ".bak3")


def put_backup(target: Path, content: bytes, newest: Path) -> None:
    """Move ``newest``, a file that holds ``content``, to the first of the target's backups.

    The others move on by one, up to one that is missing or holds the same: the backups are
    different from one another. At no moment is a content of theirs without a name but for the
    oldest one's. Those that were kept more than `BACKUP_DAYS` ago then go; the others are their
    owner's alone. Raises OSError; `WorkbookError` when a folder has a backup's name.
    """
    places = [target.with_name(target.name + suffix) for suffix in SUFFIXES]
    for place in places:
        if place.is_dir() and not place.is_symlink():
            message = (
                f"The replaced {target.name} was to be kept as {place.name}; found that this is a "
                "folder. Rename it, or give another file with --out. Nothing was written."
            )
            raise OutputNameError(message)
    end = next(
        (index for index, place in enumerate(places) if _is_free(place, content)), len(places) - 1
    )
    for index in range(end, 0, -1):
        if _is_there(places[index - 1]):
            _move(places[index - 1], places[index])
    _move(newest, places[0])
    for place in places[1:]:
        with suppress(OSError):  # somebody else's: theirs to narrow
            _age(place)


def _age(place: Path) -> None:
    """Take away a kept content that is too old; else leave it to its owner alone."""
    found = place.lstat()
    if not stat.S_ISREG(found.st_mode):
        return
    if time.time() - found.st_mtime > BACKUP_DAYS * SECONDS_A_DAY:
        place.unlink()
    elif found.st_mode & OTHERS:
        place.chmod(FILE_MODE)


def _is_free(place: Path, content: bytes) -> bool:
    if not _is_there(place):
        return True
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False  # a link to nowhere, or not ours to read: kept as another content


def _is_there(place: Path) -> bool:
    """Whether a file or link has this name. Raises OSError where nobody can tell: a name that was
    taken for free would be moved over.
    """
    try:
        place.lstat()
    except FileNotFoundError:
        return False
    return True


def _move(source: Path, place: Path) -> None:
    with suppress(OSError):
        # Windows moves nothing over a file that may not be written to.
        if not place.is_symlink() and not os.access(place, os.W_OK):
            place.chmod(stat.S_IRUSR | stat.S_IWUSR)
    source.replace(place)
