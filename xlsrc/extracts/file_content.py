"""A file of a folder: what tells its content from others, and the content where it is wanted."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xlsrc.domain.errors import BusyFileError
from xlsrc.extracts.limits import MAX_FILE_BYTES, refuse_beyond

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def digest_of(path: Path, name: str) -> str:
    """The SHA-256 of a file, which is not held whole for it.

    :class:`~xlsrc.domain.errors.ExtractError` for one that is too large or cannot be opened.
    """
    with _opening(name):
        refuse_beyond(path.stat().st_size, MAX_FILE_BYTES, name, "a file")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def content_of(path: Path, name: str, sha256: str) -> bytes:
    """A file's content, which must still be that of the SHA-256.

    :class:`~xlsrc.domain.errors.ExtractError` for one that is another, or cannot be opened.
    """
    with _opening(name):
        content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"{name} changed while it was read: wait until it is whole, and try again"
        raise BusyFileError(message)
    return content


@contextmanager
def _opening(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{name} could not be opened ({error.strerror}): close it and try again"
        raise BusyFileError(message) from error
