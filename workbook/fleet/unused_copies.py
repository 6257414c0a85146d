"""Copies of stores that no run has used for long: they go, a whole copy at a time."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from typing import TYPE_CHECKING, Final

from xlsrc.keeping.limits import CACHE_DAYS, COPIES_BYTES, SECONDS_A_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT: Final = "kept.jsonl"
"""What a copy holds; each run writes it anew, so that its time is that of the last use."""
_COPY: Final = re.compile(r"[0-9a-f]{32}")
_AT_WORK_DAYS: Final = 2
"""A copy that was used in so many days may be read by a run just now."""


def remove_unused(places: Path, but: Path) -> None:
    """Remove the copies in ``places``, all ``but`` one, that no run used for `CACHE_DAYS`; then,
    longest unused first, those beyond `COPIES_BYTES`. What is no copy stays.
    """
    now = time.time()
    copies = sorted(_copies(places, but))
    held = sum(size for _, size, _ in copies) + _size(but)
    for last_used, size, folder in copies:
        days = (now - last_used) / SECONDS_A_DAY
        if days > CACHE_DAYS or (held > COPIES_BYTES and days > _AT_WORK_DAYS):
            shutil.rmtree(folder, ignore_errors=True)
            held -= size


def _copies(places: Path, but: Path) -> Iterator[tuple[float, int, Path]]:
    for folder in places.iterdir():
        if _COPY.fullmatch(folder.name) and folder != but and not folder.is_symlink():
            with contextlib.suppress(OSError):
                yield (folder / KEPT).stat().st_mtime, _size(folder), folder


def _size(folder: Path) -> int:
    found = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            found += path.lstat().st_size
    return found
