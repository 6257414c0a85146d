"""The extracts below a folder, and what was at fault among its files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Protocol

from xlsrc.domain.errors import ExtractError, Told
from xlsrc.extracts import cache as kept
from xlsrc.extracts.file_content import content_of, digest_of
from xlsrc.extracts.folder_files import SOURCES_FILE, beside, files_below
from xlsrc.extracts.reading import FileReading, UnknownFormatError
from xlsrc.extracts.returns_together import judged_together
from xlsrc.extracts.street_downloads import street_reading
from xlsrc.extracts.street_months import emptied
from xlsrc.extracts.street_names import force_in_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.kept_counts import CountsFolder
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.street_file import StreetFile

_VINTAGE_FOLDER: Final = re.compile(r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """What became of one file of a folder: ``state`` in a few words, ``detail`` in a sentence."""

    file: str
    state: str
    detail: str = ""


READ: Final = "read"
READ_IN_PART: Final = "read in part"
UNCOUNTED: Final = "known, read by no indicator"
UNKNOWN: Final = "not recognised"
AT_FAULT: Final = "not read"
COPY: Final = "a copy, counts once"
BESIDE: Final = "no extract"
NOT_USED: Final = "not used"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReading:
    """The extracts of a folder by source, level and vintage, a sentence for each fault, and a line
    for each file.

    ``street`` are the months of police forces' street files, used or not. ``lost`` are the
    sentences, among ``faults``, on files that were perhaps partner returns.
    """

    extracts: tuple[Extract, ...]
    faults: tuple[str, ...]
    files: tuple[FileLine, ...]
    street: tuple[StreetFile, ...] = ()
    lost: tuple[str, ...] = ()


class Control(Protocol):
    """What takes out of extracts what whoever reads their figures may not know."""

    def before(self, extract: Extract, offences: Offences) -> Extract | None:
        """The extract to be judged beside others; ``None`` where nothing of it may be used."""

    def after(self, extract: Extract) -> Extract:
        """The extract, judged, as its figures are made of it."""


def folder_reading(
    folder: Path,
    cache: Path | None,
    progress: Callable[[str], None] | None,
    offences: Offences,
    places: Places,
    control: Control | None = None,
    counts: CountsFolder | None = None,
) -> FolderReading:
    """What every file below ``folder`` gave.

    A file that cannot be read is a fault and stops nothing; a file that is there twice counts
    once. ``cache`` is a folder for files already read; ``progress`` hears of each file that is
    read anew; ``offences`` says what the labels mean,
    ``places`` what areas are called. ``control`` takes out what is not to be known, before the
    files are judged together. ``counts`` has those of street files that are not read again.
    """
    reading = _Reading(cache=cache, progress=progress, places=places, counts=counts)
    for path in files_below(folder, reading.not_opened):
        reading.add_file(path, path.relative_to(folder).as_posix())
    if (folder / SOURCES_FILE).is_file():
        reading.add_remote(folder)
    others = [one for one in reading.found if not one.reporter]
    reading.found = [one for one in reading.found if one.reporter]
    street = street_reading(emptied(reading.found))
    found = [*others, *street.extracts]
    if control is not None:
        every = (control.before(one, offences) for one in found)
        found = [one for one in every if one is not None]
    judged = judged_together(found)
    if control is not None:
        judged = [control.after(one) for one in judged]
    extracts = [replace(one, offences=offences) for one in judged]
    extracts.sort(key=lambda one: (one.source, one.level, one.vintage, one.months[-1:], one.file))
    cells = (f"{one.file}, {fault.text}" for one in extracts for fault in one.faults)
    return FolderReading(
        extracts=tuple(extracts),
        faults=(*reading.faults, *street.faults, *cells),
        files=tuple(reading.lines),
        street=street.files,
        lost=tuple(reading.lost),
    )


class _Reading:
    """The extracts and faults found so far; a content that was there before counts once."""

    def __init__(
        self,
        *,
        cache: Path | None,
        progress: Callable[[str], None] | None,
        places: Places,
        counts: CountsFolder | None,
    ) -> None:
        self.found: list[Extract] = []
        self.faults: list[str] = []
        self.lines: list[FileLine] = []
        self.lost: list[str] = []
        self._first_seen: dict[str, str] = {}
        self._cache = cache
        self._places = places
        self._counts = counts
        self._report = progress or (lambda _: None)

    def add_file(self, path: Path, name: str) -> None:
        """Read one file of the folder, or say why it is none of the extracts."""
        if why := beside(path, PurePosixPath(name).parts):
            self._line(name, BESIDE, why)
            return
        try:
            sha256 = digest_of(path, name)
        except ExtractError as error:
            self._fault(name, AT_FAULT, Told.of(error))
        else:
            self._add(partial(content_of, path, name, sha256), sha256, name, "")

    def add(self, content: bytes, name: str, vintage: str) -> None:
        """Read one file's content; what is wrong with it becomes a fault.

        ``vintage`` is the release that it is of; '' by its folder or else by its content.
        """
        self._add(lambda: content, hashlib.sha256(content).hexdigest(), name, vintage)

    def _add(self, read: Callable[[], bytes], sha256: str, name: str, vintage: str) -> None:
        first = self._first_seen.setdefault(sha256, name)
        if first != name:
            self._fault(name, COPY, f"{name} is the same file as {first} and counts once")
            return
        try:
            reading = self._reading(read, name, sha256)
        except UnknownFormatError as error:
            if name.lower().endswith(".txt"):  # a text file may be anyone's notes
                self._line(name, UNKNOWN, "no known header among its first lines")
            else:
                self._fault(name, UNKNOWN, Told.of(error))
        except ExtractError as error:
            self._fault(name, AT_FAULT, Told.of(error))
        except Exception as error:  # noqa: BLE001 - what no reader foresaw stops no other file
            kind = type(error).__name__
            self.at_fault(name, f"could not be read ({kind}: {error}): save it again and try again")
        else:
            self._keep(name, vintage, reading)

    def not_opened(self, name: str, reason: str) -> None:
        """Note a folder that could not be opened."""
        self.at_fault(name, f"is a folder that could not be opened ({reason}): allow reading it")

    def at_fault(self, name: str, what: str) -> None:
        """Note a file or folder that could not be read."""
        self._fault(name, AT_FAULT, f"{name} {what}")

    def _keep(self, name: str, vintage: str, reading: FileReading) -> None:
        for one in reading.extracts:
            given = vintage or _vintage_of_folder(one.file)
            # A folder of street files is named after their month.
            is_given = given and not one.reporter
            self.found.append(replace(one, vintage=given) if is_given else one)
        self.faults.extend(reading.faults)
        uncounted = "; ".join(f"{kind}: read by no indicator" for kind in reading.uncounted)
        if reading.unread:
            parts = "1 part" if reading.unread == 1 else f"{reading.unread} parts"
            self._line(name, READ_IN_PART, "; ".join([f"{parts} at fault", *reading.uncounted]))
            if _perhaps_a_return(name):
                self.lost.extend(reading.faults)
        else:
            self._line(name, READ if reading.extracts else UNCOUNTED, uncounted)

    def _fault(self, name: str, state: str, sentence: str) -> None:
        self.faults.append(sentence)
        self._line(name, state, sentence)
        if state != COPY and _perhaps_a_return(name):
            self.lost.append(sentence)

    def _line(self, name: str, state: str, detail: str) -> None:
        self.lines.append(FileLine(file=name, state=state, detail=detail))

    def add_remote(self, folder: Path) -> None:
        """Ask the databases and addresses of the folder's ``sources.toml``."""
        from xlsrc.extracts.database import database_extracts
        from xlsrc.extracts.download import download
        from xlsrc.extracts.sources_file import remote_sources
        from xlsrc.extracts.web_address import shown_address

        try:
            asked = remote_sources(folder)
        except ExtractError as error:
            self.faults.append(Told.of(error))
            return
        self.faults.extend(asked.faults)
        copies = None if self._cache is None else self._cache / "downloads"
        for address in asked.downloads:
            self._report(f"Downloading {shown_address(address.address)}")
            try:
                file = download(address.address, copies)
            except ExtractError as error:
                self.faults.append(Told.of(error))
                continue
            self.faults.extend([file.note] if file.note else [])
            self.add(file.content, file.name, address.vintage)
        for database in asked.databases:
            self._report(f"Asking {database.name}")
            try:
                self.found.extend(database_extracts(database, self._places))
            except ExtractError as error:
                self.faults.append(Told.of(error))

    def _reading(self, read: Callable[[], bytes], name: str, sha256: str) -> FileReading:
        counts = None if self._counts is None else self._counts.counts(name, sha256)
        if counts is not None:
            return FileReading(extracts=counts.extracts(self._places))
        # What is kept has its areas named: by another list they may be others. Whose searches
        # they are a file's name may tell.
        key = sha256 + self._places.digest + force_in_name(name).replace(" ", "")
        reading = kept.cached(self._cache, key, name) if self._cache is not None else None
        if reading is None:
            # A folder that was read before needs no layout.
            from xlsrc.extracts.reader import file_reading

            self._report(f"Reading {name}")
            reading = file_reading(read(), name, sha256, self._places, self._counts)
            if self._cache is not None:
                kept.keep(self._cache, key, name, reading)
        return reading


def _perhaps_a_return(name: str) -> bool:
    """Whether a file that cannot be read was, by its place or name, to be a partner return."""
    return any("partner" in part or "return" in part for part in name.casefold().split("/"))


def _vintage_of_folder(name: str) -> str:
    """The innermost ``YYYY-MM`` folder of a file's path, '' without one."""
    folders = PurePosixPath(name).parts[:-1]
    return next((part for part in reversed(folders) if _VINTAGE_FOLDER.match(part)), "")
