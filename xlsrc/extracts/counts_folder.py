"""A folder of counts beside a folder of extracts: made file by file, kept while a file is the same.

``force=…/month=…/`` is what DuckDB, pandas and polars open as one table; the store of the extracts
takes from it what it would otherwise read from the street files.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.folder_files import beside, files_below
from xlsrc.extracts.kept_counts import CountsFolder
from xlsrc.extracts.kept_file import in_one_step
from xlsrc.extracts.limits import MAX_FILE_BYTES, refuse_beyond
from xlsrc.extracts.reader import archive_members
from xlsrc.extracts.reading import TEXT_SUFFIXES
from xlsrc.extracts.spreadsheet import is_workbook
from xlsrc.extracts.street_counts import counts_of, parquets_of
from xlsrc.extracts.unpacked import ARCHIVE_SUFFIXES, GZIP, ZIP, gunzipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from xlsrc.extracts.street_counts import FileCounts

_DIGITS: Final = 16
_START: Final = 1024
_IN_HEADER: Final = (b"Crime ID", b"Falls within")
_COUNTABLE: Final = TEXT_SUFFIXES | ARCHIVE_SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One file that was looked at: its checksum, and the street files that are in it.

    ``sources`` are their names, as of counts that stand in the folder now; ``rows`` those of files
    that were counted anew, and ``written`` the files of Parquet of each of these.
    """

    file: str
    sha256: str
    sources: tuple[str, ...] = ()
    rows: int = 0
    written: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


def counted_folder(
    extracts: Path,
    counts: Path,
    executor: Executor,
    progress: Callable[[Counted], None] | None = None,
) -> tuple[Counted, ...]:
    """Count every street file below ``extracts`` into the folder ``counts``, a task for each file.

    A file whose counts are there is not counted again; counts of files that are no more, were
    changed, or are a copy of another are taken away. What cannot be read as a street file gives
    no counts and is no fault here: the store says what is wrong with it. Raises OSError where
    ``counts`` cannot be written.
    """
    there = CountsFolder(counts)
    waiting = [
        executor.submit(counted_file, path, name, counts, there.held(name))
        for path, name in _countable(extracts)
    ]
    found = []
    for done in as_completed(waiting):
        found.append(done.result())
        if progress is not None:
            progress(found[-1])
    first: dict[str, Counted] = {}
    for one in sorted(found, key=lambda one: one.file):
        first.setdefault(one.sha256, one)
    wanted = {(source, one.sha256) for one in first.values() for source in one.sources}
    # What was written just now is known: to look at thousands of files again takes seconds.
    anew = {(source, one.sha256): paths for one in found for source, paths in one.written.items()}
    taken = [path for key, paths in anew.items() if key not in wanted for path in paths]
    for path in [*there.without(wanted), *taken]:
        path.unlink(missing_ok=True)
    return tuple(first.values())


def street_files(extracts: Path) -> list[int]:
    """The sizes of the files below ``extracts`` that look like street files, or are archives."""
    sizes = []
    for path, _ in _countable(extracts):
        try:
            with path.open("rb") as file:
                start = file.read(_START)
            if start.startswith((ZIP, GZIP)) or all(one in start for one in _IN_HEADER):
                sizes.append(path.stat().st_size)
        except OSError:
            continue  # the store says what is wrong with it
    return sizes


def _countable(extracts: Path) -> Iterator[tuple[Path, str]]:
    """The files that may be street files, or hold some, with their names."""
    for path in files_below(extracts):
        file = path.relative_to(extracts)
        if path.suffix.lower() in _COUNTABLE and not beside(path, file.parts):
            yield path, file.as_posix()


def counted_file(
    path: Path, file: str, counts: Path, held: frozenset[tuple[str, str]] = frozenset()
) -> Counted:
    """Count one file of the extracts, called ``file``, into the folder ``counts``.

    Not so what is ``held`` there already, by name and checksum: see :meth:`CountsFolder.held`.
    Raises OSError where the folder cannot be written.
    """
    try:
        refuse_beyond(path.stat().st_size, MAX_FILE_BYTES, file, "a file")
        content = path.read_bytes()
    except (OSError, ExtractError):
        return Counted(file=file, sha256="")
    sha256 = hashlib.sha256(content).hexdigest()
    sources = [name for name, own in held if own == sha256]
    rows = 0
    written = {}
    if file not in sources:
        for found in _found(content, file, sha256, sources):
            written[found.file] = write_counts(counts, found)
            sources.append(found.file)
            rows += sum(one.rows for one in found.months)
    return Counted(
        file=file, sha256=sha256, sources=tuple(sorted(sources)), rows=rows, written=written
    )


def write_counts(folder: Path, counts: FileCounts) -> tuple[Path, ...]:
    """Put a street file's counts into a folder of counts: the files written. Raises OSError."""
    written = []
    name = hashlib.sha256(f"{counts.file}\n{counts.sha256}".encode()).hexdigest()[:_DIGITS]
    for part, content in parquets_of(counts):
        written.append(folder / part / f"{name}.parquet")
        with in_one_step(written[-1]) as file:
            file.write(content)
    return tuple(written)


def _found(content: bytes, file: str, sha256: str, known: Sequence[str]) -> Iterator[FileCounts]:
    """The counts of a street file, or of those in an archive that are not ``known``."""
    try:
        if content.startswith(GZIP):
            content = gunzipped(content, file)
        if not content.startswith(ZIP):
            members: Iterable[tuple[str, bytes | ExtractError]] = [(file, content)]
        elif is_workbook(content):
            return
        else:
            members = archive_members(content, file, known)
        for name, member in members:
            counts = None if isinstance(member, ExtractError) else _counts(member, name, sha256)
            if counts is not None:
                yield counts
    except ExtractError:
        return


def _counts(content: bytes, name: str, sha256: str) -> FileCounts | None:
    """The counts of a text; None for what is no street file, and for one at fault."""
    if content.startswith(ZIP) or is_workbook(content):
        return None
    try:
        return counts_of(content, name, sha256)
    except ExtractError:
        return None
