"""Files that are not whole yet: kept to the run that writes them, removed once it has ended."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PART: Final = ".part"
"""How the name of a file ends that is not whole yet."""


def new_part(folder: Path) -> IO[bytes]:
    """A new file of a name of its own, which no other run removes while it is open.

    Raises OSError.
    """
    while True:
        part = tempfile.NamedTemporaryFile(  # noqa: SIM115 - its writer closes it
            dir=folder, suffix=PART, delete=False
        )
        if _is_held(part.fileno()):
            return part
        part.close()


if sys.platform == "win32":

    def _is_held(_descriptor: int) -> bool:
        """Windows removes no file that is open."""
        return True

    def named_whole(part: IO[bytes], path: Path) -> None:
        """Close a part and give it its name. Raises OSError."""
        part.close()
        os.replace(part.name, path)  # noqa: PTH105 - one atomic step

    def remove(path: str) -> None:
        """Remove a kept file; a part only if no run is at work on it. Raises OSError."""
        os.unlink(path)  # noqa: PTH108 - thousands of files

else:
    import fcntl

    def _is_held(descriptor: int) -> bool:
        """Keep an open file to this run until it ends, however it ends; False if it is gone."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # another run is about to remove it
            return False
        except OSError:  # some network folders know no locks; `remove` finds that too
            return True
        return os.fstat(descriptor).st_nlink > 0

    def named_whole(part: IO[bytes], path: Path) -> None:
        """Give a part its name, then close it: a closed one may be removed. Raises OSError."""
        part.flush()
        os.replace(part.name, path)  # noqa: PTH105 - one atomic step
        part.close()

    def remove(path: str) -> None:
        """Remove a kept file; a part only if no run is at work on it. Raises OSError."""
        if not path.endswith(PART):
            os.unlink(path)  # noqa: PTH108 - thousands of files
            return
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)  # noqa: PTH108 - as above


def remove_left(folder: Path) -> None:
    """Remove what ended runs had half written in a folder."""
    for part in folder.glob(f"*{PART}"):
        with contextlib.suppress(OSError):
            remove(os.fspath(part))
