"""What the program keeps on this machine, counted: for whoever looks after it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.keeping.limits import CACHE_BYTES, COPIES_BYTES, SECONDS_A_DAY, USER_CACHES
from xlsrc.keeping.own_folder import OTHERS
from xlsrc.keeping.trimmed import MARK, TALLY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One folder of what is kept. ``most`` is its limit in bytes; ``oldest_days`` since when its
    longest unused file lies (None: it has none); ``is_private``: nobody else may enter it.
    """

    folder: Path
    files: int
    bytes: int
    most: int
    oldest_days: int | None
    is_private: bool

    @property
    def sentence(self) -> str:
        """In a line: "extracts: 41 MB of 1,024, 310 files, oldest 12 days, owner only"."""
        million = 1 << 20
        oldest = "no file" if self.oldest_days is None else f"oldest {self.oldest_days} days"
        rights = "owner only" if self.is_private else "others may read it"
        return (
            f"{self.folder.name}: {self.bytes / million:,.0f} MB of {self.most / million:,.0f}, "
            f"{self.files:,} files, {oldest}, {rights}"
        )


def caches_held(root: Path = USER_CACHES) -> tuple[Held, ...]:
    """What lies in each folder of the user's caches; none where there is none."""
    if not root.is_dir():
        return ()
    folders = sorted(one for one in root.iterdir() if one.is_dir())
    is_private = _is_private(root)
    return tuple(_held(one, is_private=is_private) for one in folders)


def _held(folder: Path, *, is_private: bool) -> Held:
    found = list(_states(folder))
    oldest = min((state.st_mtime for state in found), default=None)
    days = None if oldest is None else max(int((time.time() - oldest) // SECONDS_A_DAY), 0)
    return Held(
        folder=folder,
        files=len(found),
        bytes=sum(state.st_size for state in found),
        most=COPIES_BYTES if folder.name == "places" else CACHE_BYTES,
        oldest_days=days,
        is_private=is_private or _is_private(folder),
    )


def _states(folder: Path) -> Iterator[os.stat_result]:
    for at, _, names in os.walk(folder):
        for name in names:
            if name not in {MARK, TALLY}:
                path = os.path.join(at, name)  # noqa: PTH118 - thousands of files
                try:
                    yield os.lstat(path)
                except FileNotFoundError:
                    continue  # another run took it away


def _is_private(folder: Path) -> bool:
    """Whether its owner alone may enter it; on Windows the profile it lies in says so."""
    return not hasattr(os, "geteuid") or not folder.stat().st_mode & OTHERS
