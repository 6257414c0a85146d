"""Where a fleet's files lie: a folder, or a store's address such as ``s3://bucket/folder``."""

from __future__ import annotations

from pathlib import Path


def local_copy(where: str | Path) -> Path:
    """A folder of this machine with what is at ``where``; of a folder, itself."""
    return Path(where)


def info(where: str | Path) -> dict[str, tuple[int, str | None]]:
    """Every file below ``where``, by its name there ("2025-12/a.csv"): its bytes and its tag.

    The tag changes with the content; None where the store has none. Nothing is there: empty.
    """
    raise NotImplementedError


def get(where: str | Path, name: str) -> bytes | None:
    """What a file holds; None where there is no such file."""
    raise NotImplementedError


def put(where: str | Path, name: str, content: bytes) -> None:
    """Write a file, whole or not at all."""
    raise NotImplementedError


def exists(where: str | Path, name: str) -> bool:
    """Whether there is such a file."""
    raise NotImplementedError


def shown(where: str | Path) -> str:
    """A place as it may be printed and written down: without what may be a password."""
    return str(where)


def refuse_unsafe_place(where: str | Path) -> None:
    """A place that has a password in it, cannot be read, or needs a package that is not here."""
