"""Where a fleet's files lie: a folder, or a store's address such as ``s3://bucket/folder``.

A place is text (or a path), so that a task in another process, or on another machine, can be
handed one: the store's library takes the credentials from that machine's environment.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from workbook.fleet.addresses import (
    PlaceError,
    StoreAddressError,
    StoreRefusesError,
    folder_of,
    shown,
)
from workbook.fleet.store_copy import copy_of, is_unsafe
from workbook.fleet.store_files import Known, StoreFiles, store_files
from workbook.package.replace_file import put_file, replace_file, writing

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Known", "PlaceError", "exists", "get", "info", "known", "local_copy", "put",
    "refuse_unsafe_place", "shown",
]  # fmt: skip


def refuse_unsafe_place(where: str | Path) -> None:
    """`PlaceError` for an address that holds a password, cannot be read, or whose library is
    not installed here; nothing is asked of it.
    """
    _place(where)


def local_copy(where: str | Path) -> Path:
    """A folder of this machine with what is at ``where``; a folder stands for itself.

    Of a store's files what is new by its name, size and tag is brought, what is gone there goes.
    `PlaceError` when there is no file, or one cannot be brought or kept.
    """
    place = _place(where)
    return copy_of(place) if isinstance(place, StoreFiles) else place


def info(where: str | Path) -> dict[str, Known]:
    """The size and tag of every file below ``where``, by its name there ("2025-12/a.csv").

    Empty where nothing is, not even the folder. `PlaceError` when the store does not say.
    """
    place = _place(where)
    if isinstance(place, StoreFiles):
        return place.listed()
    files = sorted(path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): _known(path) for path in files}


def known(where: str | Path, name: str) -> Known | None:
    """The size and tag of one file; None where there is no such file."""
    place = _place(where)
    _refuse_name(where, name)
    if isinstance(place, StoreFiles):
        return place.known(name)
    path = place / name
    return _known(path) if path.is_file() else None


def exists(where: str | Path, name: str) -> bool:
    """Whether there is such a file."""
    return known(where, name) is not None


def get(where: str | Path, name: str) -> bytes | None:
    """What a file holds; None where there is no such file. `PlaceError` when it cannot be read."""
    place = _place(where)
    _refuse_name(where, name)
    if isinstance(place, StoreFiles):
        return place.get(name)
    try:
        return (place / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = (
            f"{place / name} was to be read; found that it cannot be ({error.strerror or error}): "
            f"give yourself the right to read it, or another folder"
        )
        raise StoreRefusesError(message) from error


def put(where: str | Path, name: str, content: bytes, *, is_edited: bool = True) -> None:
    """Write a file, whole or not at all; in a folder what it replaces stays as ``.bak`` where
    people edit such files (``is_edited``).

    `PlaceError` when the store does not take it; of a folder what `replace_file` raises.
    """
    place = _place(where)
    _refuse_name(where, name)
    if isinstance(place, StoreFiles):
        place.put(name, content)
    elif is_edited:
        replace_file(place / name, content)
    else:
        put_file(place / name, content)


def _place(where: str | Path) -> Path | StoreFiles:
    folder = folder_of(where)
    return store_files(str(where)) if folder is None else folder


def _known(path: Path) -> Known:
    with writing(path):
        state = path.stat()
    return Known(state.st_size, str(state.st_mtime_ns))


def _refuse_name(where: str | Path, name: str) -> None:
    if is_unsafe(name) or PurePosixPath(name).is_absolute():
        message = f"{shown(where)}: the name of a file in it was wanted; found {name!r}: correct it"
        raise StoreAddressError(message)
