"""What inputs hash to: by it a later run knows that nothing has changed."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import workbook
import xlsrc
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMPILED: Final = "__pycache__"
READERS: Final = 4
"""Files that are hashed at a time: a disk, or a network's, is waited for."""


def digest_of(parts: Iterable[str]) -> str:
    """What some texts hash to, each told from the next."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def file_digests(folder: Path) -> dict[str, str]:
    """The digest of each file below a folder, by its name there. Raises OSError."""
    paths = sorted(_files(folder))
    with ThreadPoolExecutor(READERS) as readers:
        digests = readers.map(_file_digest, paths)
        return {
            path.relative_to(folder).as_posix(): digest
            for path, digest in zip(paths, digests, strict=True)
        }


def folder_digest(folder: Path) -> str:
    """What a folder's files hash to, their names included. Raises OSError."""
    return digest_of(part for pair in file_digests(folder).items() for part in pair)


@cache
def product_digest() -> str:
    """What this program hashes to, the lists and the template that it brings included.

    Two that have it in common make the same bytes of the same inputs.
    """
    packages = [Path(package.__file__ or "").parent for package in (workbook, xlsrc)]
    beside = [one for one in (data_folder(), templates_folder()) if packages[1] not in one.parents]
    folders = [folder_digest(folder) for folder in (*packages, *beside)]
    return digest_of((version("safer-communities-dashboard"), *folders))


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in folder.rglob("*")
        if path.parent.name != COMPILED and not path.name.startswith((".", "~$")) and path.is_file()
    )


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
