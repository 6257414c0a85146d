"""The extracts below a folder, and what was at fault among its files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import cache as kept
from xlsrc.extracts.completeness import cut_off_files
from xlsrc.extracts.reader import (
    ARCHIVE_SUFFIXES,
    FORMATS,
    TEXT_SUFFIXES,
    WORKBOOK_SUFFIXES,
    UnknownFormatError,
    extracts_of,
)
from xlsrc.extracts.returns_together import judged_together
from xlsrc.extracts.sources_file import SOURCES_FILE, remote_sources
from xlsrc.extracts.street_months import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.places import Places

# What lies beside the extracts in data/ without being one.
SUPPORT_FOLDERS: Final = frozenset({"population", "boundaries", "defaults"})
SUPPORT_FILES: Final = frozenset({"areas.csv", "offences.csv", "partner-return.xlsx"})
_VINTAGE_FOLDER: Final = re.compile(r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")
_VINTAGE_IS_GIVEN: Final = {layout.name: layout.folder_is_vintage for layout in FORMATS}
_READABLE: Final = TEXT_SUFFIXES | WORKBOOK_SUFFIXES | ARCHIVE_SUFFIXES


def extracts_in(
    folder: Path,
    cache: Path | None,
    progress: Callable[[str], None] | None,
    offences: Offences,
    places: Places,
) -> tuple[tuple[Extract, ...], tuple[str, ...]]:
    """Every extract below ``folder`` by source, level and vintage, and a sentence for each fault.

    A file that cannot be read is a fault and stops nothing; a file that is there twice counts
    once. ``cache`` is a folder for files already read; ``progress`` hears of each file that is
    read anew; ``offences`` says what the labels mean,
    ``places`` what areas are called.
    """
    reading = _Reading(cache=cache, progress=progress, places=places)
    for path in _candidates(folder):
        name = path.relative_to(folder).as_posix()
        try:
            reading.add(path.read_bytes(), name, _vintage_of_folder(name))
        except OSError as error:
            reading.faults.append(
                f"{name} could not be opened ({error.strerror}): close it and try again"
            )
    if (folder / SOURCES_FILE).is_file():
        reading.add_remote(folder)
    joined_up, repeats = _street_months_joined(reading.found)
    judged = judged_together(joined_up)
    extracts = [replace(one, offences=offences) for one in judged]
    extracts.sort(key=lambda one: (one.source, one.level, one.vintage, one.months[-1:], one.file))
    cells = (f"{one.file}, {fault.text}" for one in extracts for fault in one.faults)
    return tuple(extracts), (*reading.faults, *repeats, *cut_off_files(extracts), *cells)


class _Reading:
    """The extracts and faults found so far; a content that was there before counts once."""

    def __init__(
        self, *, cache: Path | None, progress: Callable[[str], None] | None, places: Places
    ) -> None:
        self.found: list[Extract] = []
        self.faults: list[str] = []
        self._first_seen: dict[str, str] = {}
        self._cache = cache
        self._places = places
        self._report = progress or (lambda _: None)

    def add(self, content: bytes, name: str, vintage: str) -> None:
        """Read one file's content; what is wrong with it becomes a fault."""
        sha256 = hashlib.sha256(content).hexdigest()
        first = self._first_seen.setdefault(sha256, name)
        if first != name:
            self.faults.append(f"{name} is the same file as {first} and counts once")
            return
        try:
            extracts = self._extracts(content, name, sha256)
        except UnknownFormatError as error:
            if not name.lower().endswith(".txt"):  # a text file may be anyone's notes
                self.faults.append(str(error))
        except ExtractError as error:
            self.faults.append(str(error))
        else:
            self.found.extend(
                replace(
                    one,
                    file=name,
                    vintage=vintage if vintage and _VINTAGE_IS_GIVEN[one.layout] else one.vintage,
                )
                for one in extracts
            )

    def add_remote(self, folder: Path) -> None:
        """Ask the databases and addresses of the folder's ``sources.toml``."""
        from xlsrc.extracts.database import database_extracts
        from xlsrc.extracts.download import download

        try:
            asked = remote_sources(folder)
        except ExtractError as error:
            self.faults.append(str(error))
            return
        copies = None if self._cache is None else self._cache / "downloads"
        for address in asked.downloads:
            self._report(f"Downloading {address.address}")
            try:
                file = download(address.address, copies)
            except ExtractError as error:
                self.faults.append(str(error))
                continue
            self.faults.extend([file.note] if file.note else [])
            self.add(file.content, file.name, address.vintage)
        for database in asked.databases:
            self._report(f"Asking {database.name}")
            try:
                self.found.extend(database_extracts(database, self._places))
            except ExtractError as error:
                self.faults.append(str(error))

    def _extracts(self, content: bytes, name: str, sha256: str) -> tuple[Extract, ...]:
        # What is kept has its areas named: by another list they may be others.
        key = sha256 + self._places.digest
        extracts = kept.cached(self._cache, key) if self._cache is not None else None
        if extracts is None:
            self._report(f"Reading {name}")
            extracts = extracts_of(content, name, sha256, self._places)
            if self._cache is not None:
                kept.keep(self._cache, key, extracts)
        return extracts


def _vintage_of_folder(name: str) -> str:
    """The innermost ``YYYY-MM`` folder of a file's path, '' without one."""
    folders = PurePosixPath(name).parts[:-1]
    return next((part for part in reversed(folders) if _VINTAGE_FOLDER.match(part)), "")


def _candidates(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if (
            path.suffix.lower() in _READABLE
            and not any(part.startswith((".", "~$")) for part in parts)
            and not SUPPORT_FOLDERS.intersection(parts[:-1])
            and not (len(parts) == 1 and path.name in SUPPORT_FILES)
            and path.is_file()
        ):
            yield path


def _street_months_joined(found: Sequence[Extract]) -> tuple[list[Extract], tuple[str, ...]]:
    """The extracts with the loose monthly files of police forces joined."""
    monthly = [one for one in found if one.reporter and len(one.months) == 1]
    others = [one for one in found if not (one.reporter and len(one.months) == 1)]
    extracts, repeats = joined(monthly)
    return [*others, *extracts], repeats
