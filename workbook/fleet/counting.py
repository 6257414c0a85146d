"""Street files counted before the extracts are opened: several at a time, and kept as counts."""

from __future__ import annotations

import contextlib
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Final

from workbook.fleet.digests import digest_of
from workbook.fleet.executor import executor
from xlsrc.extracts.counts_folder import counted_folder, street_files
from xlsrc.extracts.kept_counts import CountsFolder
from xlsrc.keeping.limits import USER_CACHES
from xlsrc.keeping.trimmed import tended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.extracts.counts_folder import Counted

COUNTS: Final = USER_CACHES / "counts"
"""Beside what else is kept of files read: whoever is given the workbooks is not given these."""

LEAST_BYTES: Final = 64 << 20
"""Of street files: with fewer, processes take longer to begin than the files to be read."""

_TRIES: Final = 2
_DIGITS: Final = 16


def counts_of_street_files(
    folder: Path, workers: int | None, progress: Callable[[str], None]
) -> CountsFolder | None:
    """The counts of a folder's street files, which its store is opened by; None where they are few.

    Counted by ``workers`` processes of this machine (None: one a core), where the files are: to
    send them to a cluster takes longer. What could not be counted, for want of room or because a
    process died, is left to the store, which reads it for itself.
    """
    sizes = street_files(folder)
    if sum(sizes) < LEAST_BYTES:
        return None
    progress("Counting the street files")
    if tended(COUNTS, progress) is None:
        return None
    counts = COUNTS / digest_of((str(folder.resolve()),))[:_DIGITS]

    def heard(one: Counted) -> None:
        if one.rows:
            progress(f"Counted {one.file}")

    with contextlib.suppress(OSError):
        for _ in range(_TRIES):
            with (
                executor(workers, None, most=len(sizes)) as crew,
                contextlib.suppress(BrokenProcessPool),
            ):
                counted_folder(folder, counts, crew, heard)
                break
    return CountsFolder(counts)
