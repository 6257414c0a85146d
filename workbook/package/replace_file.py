"""A file replaced at once: a crash at any moment leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from workbook.package.backups import put_backup
from workbook.package.file_state import NO_FILE, FileState, file_state, read_with_state
from workbook.package.on_windows import is_held, is_too_long, move, refuse_name
from workbook.package.writer_lock import hidden, only_writer
from xlsrc.domain.errors import WorkbookLockedError
from xlsrc.domain.workbook_errors import CannotWriteError, ChangedMeanwhileError, OutputNameError
from xlsrc.keeping.own_folder import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_FILE_MODE: Final = 0o644
"""Of a file that was not there; the umask may take from it."""
_DISK_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.EEXIST, errno.ENOTDIR})


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Whatever the system has against writing ``target``, as a `WorkbookError` of one sentence."""
    if sys.platform == "win32":
        refuse_name(target)
    try:
        yield
    except OSError as error:
        if is_held(error):
            raise _locked(target) from error
        if error.errno == errno.ENAMETOOLONG or is_too_long(error, target):
            advice = "give a shorter name or folder"
        elif error.errno in _DISK_FULL:
            advice = "make room on the disk, or choose another folder (--out)"
        elif error.errno in _NO_FOLDER and _is_below_file(target):
            advice = "one of its folders is a file: choose another folder (--out)"
        elif error.errno in _NOT_ALLOWED:
            advice = "choose a folder that you may write to (--out)"
        else:
            advice = "choose another folder (--out)"
        message = f"{target} cannot be written ({error.strerror or error}); {advice}."
        raise CannotWriteError(message) from error
    except UnicodeEncodeError as error:
        message = (
            f"{target} cannot be written: the language set for this console has not all letters "
            "of the name. Set LC_ALL=C.UTF-8, or give another name."
        )
        raise OutputNameError(message) from error


def _is_below_file(target: Path) -> bool:
    return any(parent.exists() and not parent.is_dir() for parent in target.parents)


def refuse_locked(target: Path) -> None:
    """`WorkbookLockedError` when Excel has the target open: it keeps a ``~$`` file beside it."""
    owner = target.with_name(f"~${target.name}")
    with contextlib.suppress(OSError):  # a name that is too long for it
        if owner.exists():
            raise _locked(target)


def target_state(target: Path) -> FileState:
    """The state of the file that a link or path leads to, for a later `replace_file`.

    `WorkbookError` when it is a folder, or no file can be there; `WorkbookLockedError` when
    Excel has it open.
    """
    with writing(target):
        followed = _followed(target)
        return _opened(followed, target)[1]


def replace_file(target: Path, content: bytes, *, read: FileState | None = None) -> None:
    """Write ``content`` to ``target``, keeping a replaced file that differs as ``.bak``.

    ``read`` is the target's state when it was looked at (None: now). A target that has changed
    since is not replaced. Of several runs of this program one at a time compares and replaces;
    another program, Excel among them, could still save between the last comparison and the
    rename that follows it at once: no system lets the two be one step.

    The content goes to a temporary file beside the target and to the disk before the target's
    name is moved to it. Of a link, the file that it leads to is replaced. The three last
    contents stay as ``.bak``, ``.bak2`` and ``.bak3``, their owner's alone.

    `WorkbookLockedError` when another program holds the target, `WorkbookError` when it has
    changed or its folder cannot be written; the target is then as it was.
    """
    with writing(target), contextlib.ExitStack() as stack:
        file = _followed(target)
        old, state = _opened(file, target)
        if old == content:
            remove_left(target)
            return
        wanted = state if read is None else read
        _refuse_changed(state, wanted, target)
        file.parent.mkdir(parents=True, exist_ok=True)
        stack.enter_context(only_writer(file))
        _remove_left(file)
        like = None if old is None else file.stat()
        mode = NEW_FILE_MODE if like is None else stat.S_IMODE(like.st_mode)
        new = stack.enter_context(_temporary(file, content, mode, like))
        if old is not None:
            backup = stack.enter_context(_temporary(file, old, FILE_MODE, like))
        _refuse_changed(file_state(file), wanted, target)
        if old is not None:
            with _held_by_another(file):
                put_backup(file, old, backup)
            flush(file.parent)
            # Keeping it took a while: somebody may have saved meanwhile.
            refuse_locked(file)
            _refuse_changed(file_state(file), wanted, target)
        with _held_by_another(target):
            move(new, file, lambda: _refuse_changed(file_state(file), wanted, target))
        flush(file.parent)


def put_file(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target`` at once, for what no person edits: nothing is kept.

    `WorkbookLockedError` when another program holds the target, `WorkbookError` when its folder
    cannot be written; the target is then as it was.
    """
    with writing(target):
        file = _followed(target)
        file.parent.mkdir(parents=True, exist_ok=True)
        with only_writer(file):
            _remove_left(file)
            with _temporary(file, content, NEW_FILE_MODE) as new, _held_by_another(target):
                move(new, file, lambda: None)
            flush(file.parent)


def remove_left(target: Path) -> None:
    """Remove what a run that was ended while it wrote ``target`` left beside it, where that can be.

    `replace_file` and `put_file` do so themselves.
    """
    with contextlib.suppress(OSError, WorkbookLockedError):
        file = _followed(target)
        if any(file.parent.glob(f"{hidden(file)}*")):
            with only_writer(file):
                _remove_left(file)


def _remove_left(file: Path) -> None:
    """As `remove_left`, by the only writer."""
    for left in file.parent.glob(f"{hidden(file)}-*"):
        with contextlib.suppress(OSError):
            left.unlink()


def _followed(target: Path) -> Path:
    """The file itself behind a link: the link stays one."""
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _opened(file: Path, target: Path) -> tuple[bytes | None, FileState]:
    """What the file holds now (None: there is none), and its state."""
    if file.is_dir():
        message = f"A file to write was wanted; found that '{target}' is a folder. Name a file."
        raise OutputNameError(message)
    refuse_locked(target)
    refuse_locked(file)
    with _held_by_another(target):
        try:
            return read_with_state(file)
        except FileNotFoundError:
            return None, NO_FILE


def _refuse_changed(found: FileState, wanted: FileState, target: Path) -> None:
    if found != wanted:
        message = (
            f"{target} was changed by somebody else while the new content was made; it stays as "
            "it is now. Run the command again."
        )
        raise ChangedMeanwhileError(message)


@contextlib.contextmanager
def _temporary(
    target: Path, content: bytes, mode: int, like: os.stat_result | None = None
) -> Iterator[Path]:
    """A file beside another with this content, on the disk, that never stays under its own name.

    Its owner and group are those of ``like``, as far as the system lets them be given; until then
    it is its owner's alone. Without ``like`` the umask may take from its ``mode``.
    """
    first = mode if like is None else FILE_MODE
    temporary = target.with_name(f"{hidden(target)}-{secrets.token_hex(8)}.tmp")
    try:
        with created(temporary, first) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            _give(temporary, like)
            temporary.chmod(mode)
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # the next run removes it; this one has done its work
            temporary.unlink(missing_ok=True)


def created(path: Path, mode: int = NEW_FILE_MODE) -> BinaryIO:
    """A new file to write to, of a mode from which the umask may take. Raises OSError."""
    return open(path, "xb", opener=partial(os.open, mode=mode))


def narrowed(path: Path) -> Path:
    """The path of a file that another program made, which its owner alone may now change."""
    path.chmod(path.stat().st_mode & NEW_FILE_MODE)
    return path


def _give(temporary: Path, like: os.stat_result) -> None:
    """Give a file another's group, and where that may be done its owner."""
    if sys.platform == "win32":
        return  # there the folder hands its rights on
    for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
        with contextlib.suppress(OSError):
            os.chown(temporary, owner, group)


def flush(path: Path) -> None:
    """Put a file, or a folder's new names, on the disk, where the system lets it be flushed."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _held_by_another(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise _locked(target) from error


def _locked(target: Path) -> WorkbookLockedError:
    message = (
        f"{target.name} is open in Excel or held by another program; close it there and try "
        "again. Nothing was written."
    )
    return WorkbookLockedError(message)
