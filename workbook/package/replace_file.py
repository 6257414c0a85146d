"""A file replaced at once: a crash at any moment leaves the old one or the new one."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

BACKUP_SUFFIX: Final = ".bak"
_NEW_FILE_MODE: Final = 0o644  # a temporary file would be its owner's alone


def refuse_locked(target: Path) -> None:
    """`WorkbookLockedError` when Excel has the target open: it keeps a ``~$`` file beside it."""
    owner = target.with_name(f"~${target.name}")
    if owner.exists():
        raise _locked(target)


def replace_file(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target``, keeping a replaced file that differs as ``.bak``.

    The content goes to a temporary file beside the target and to the disk before the target's
    name is moved to it. `WorkbookLockedError` when another program holds the target,
    `WorkbookError` when its folder cannot be written; the target is then as it was.
    """
    refuse_locked(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_bytes() if target.exists() else None
        if old == content:
            return
        if old is not None:
            _put(target.with_name(target.name + BACKUP_SUFFIX), old)
        _put(target, content)
    except PermissionError as error:
        raise _locked(target) from error
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror}); choose another folder (--out)."
        raise WorkbookError(message) from error


def _put(target: Path, content: bytes) -> None:
    """Put a file's content there at once, by way of a temporary file that never stays."""
    descriptor, name = tempfile.mkstemp(prefix=".safer-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else _NEW_FILE_MODE)
        temporary.replace(target)
        _flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Put the new name on the disk too, where the system lets a folder be flushed."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _locked(target: Path) -> WorkbookLockedError:
    message = (
        f"{target.name} is open in Excel or held by another program; close it there and try "
        "again. Nothing was written."
    )
    return WorkbookLockedError(message)
