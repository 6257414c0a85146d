"""A folder that is its owner's alone: made so, narrowed to it, or not trusted."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import DashboardError
from xlsrc.keeping.limits import APPLICATION

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600
OTHERS: Final = 0o077
_OTHERS_WRITE: Final = 0o022
PUT_ASIDE: Final = "not-trusted-"
"""What a folder or link of somebody else's is called from then on."""
OUR_NAMES: Final = re.compile(r"[0-9a-f]{16,}(-\d+)*\.(npz|json|parquet|bin)|tmp\w+\.part")
"""Files that the caches hold; nothing else in their folders is ever changed or taken away."""


class NotTrustedError(DashboardError):
    """A folder to keep files in that somebody else could have written to."""

    code = "folder-not-trusted"


def made_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, their owner's alone; whatever the umask.

    Raises OSError.
    """
    if not folder.is_dir():
        made_private(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=FOLDER_MODE)


def own_folder(folder: Path) -> None:
    """Make a cache's folder, or narrow it to its owner; what others could write in it goes.

    `NotTrustedError` in one sentence for one that belongs to somebody else, or is a link to such
    a folder. OSError where it cannot be made. Windows gives it the rights of the person's profile.
    """
    made_private(folder)
    if not hasattr(os, "geteuid"):
        return
    above = (folder.parent,) if folder.parent.name == APPLICATION else ()
    for one in (*above, folder):
        if {one.lstat().st_uid, one.stat().st_uid} != {os.geteuid()}:
            message = (
                f"a folder of your own to keep files in was wanted; found that {one} is somebody "
                f"else's: nothing is kept, which takes longer each time; remove it, or have it "
                f"given to you"
            )
            raise NotTrustedError(message)
    for one in (*above, folder):
        mode = stat.S_IMODE(one.stat().st_mode)
        if mode & OTHERS:
            one.chmod(FOLDER_MODE)
            _narrow(one)


def _narrow(folder: Path) -> None:
    """What lies below a folder that others could enter: its owner's alone, or not used again."""
    for at, folders, names in os.walk(folder):
        for name in (*folders, *filter(OUR_NAMES.fullmatch, names)):
            with contextlib.suppress(OSError):
                _to_owner(at, name)
        folders[:] = [name for name in folders if not name.startswith(PUT_ASIDE)]


def _to_owner(at: str, name: str) -> None:
    path = os.path.join(at, name)  # noqa: PTH118 - thousands of files
    found = os.lstat(path)
    is_file = stat.S_ISREG(found.st_mode)
    if is_file and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE):
        os.unlink(path)  # noqa: PTH108 - what somebody else may have put there is not read
    elif found.st_uid != os.geteuid():
        os.rename(path, os.path.join(at, PUT_ASIDE + name))  # noqa: PTH104, PTH118
    elif not stat.S_ISLNK(found.st_mode) and found.st_mode & OTHERS:
        os.chmod(path, FILE_MODE if is_file else FOLDER_MODE)  # noqa: PTH101
