"""What stands at a path at one moment: by it a later change of the file is known."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """A file's size, the time of its last change in nanoseconds, and what its bytes hash to."""

    size: int
    changed: int
    digest: str

    @classmethod
    def of(cls, content: bytes, changed: int = 0) -> Self:
        """The state of a file that holds these bytes."""
        return cls(size=len(content), changed=changed, digest=hashlib.sha256(content).hexdigest())


NO_FILE: Final = FileState(size=0, changed=0, digest="")
"""The state of a path at which there is no file."""


def read_with_state(path: Path) -> tuple[bytes, FileState]:
    """The bytes of a file and the state that they are of. Raises OSError."""
    with path.open("rb") as file:
        # Asked before the bytes are read: what changes meanwhile has another time later.
        changed = os.fstat(file.fileno()).st_mtime_ns
        content = file.read()
    return content, FileState.of(content, changed)


def file_state(path: Path) -> FileState:
    """The state of a path now, `NO_FILE` where there is none. Raises OSError."""
    try:
        return read_with_state(path)[1]
    except FileNotFoundError:
        return NO_FILE
