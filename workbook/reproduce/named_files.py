"""The files that a workbook's sheet Sources names, and what has become of them since."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.package.scratch import scratch
from workbook.reproduce.months_together import (
    digest_together,
    first_of,
    holder,
    members,
)
from workbook.sheets.sources.layout import SOURCES_TABLE
from workbook.sheets.sources.values import HASH_DIGITS
from xlsrc.domain.workbook_errors import NotRefreshedError, ReproduceError
from xlsrc.extracts.file_content import digest_of
from xlsrc.extracts.folder import AT_FAULT, BESIDE, COPY, NOT_USED, READ, UNKNOWN
from xlsrc.extracts.folder_files import SOURCES_FILE, files_below
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workbook.surfaces.headless import HeadlessWorkbook

_MARK: Final = " ‡"
_POPULATION: Final = "Population"
_AT_FAULT: Final = frozenset({COPY, AT_FAULT, UNKNOWN, NOT_USED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A row of Sources: the file's name then, and the first digits of its SHA-256."""

    name: str
    digits: str
    is_population: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesNow:
    """A folder of extracts beside what a workbook's Sources names.

    ``changed`` has the name and both checksums of each file with other content; ``missing`` the
    files whose content is nowhere in the folder; ``added`` those that are read now and were not
    then; ``renamed`` the name now of each that has another, by its name then.
    """

    folder: Path
    changed: tuple[tuple[str, str, str], ...] = ()
    missing: tuple[NamedFile, ...] = ()
    added: tuple[str, ...] = ()
    renamed: Mapping[str, str] | None = None

    @property
    def is_otherwise(self) -> bool:
        """Whether figures may be others for the files alone."""
        return bool(self.changed or self.missing)

    def sentences(self, workbook: str) -> Iterator[str]:
        """What has become of the files, a sentence each."""
        for name, was, now in self.changed:
            which = f"One of {name}" if first_of(name) else name
            yield (
                f"{which} has changed since this workbook was made: its checksum was {was}, is "
                f"{now[: len(was)]}. Put the file of then back, or refresh {workbook}."
            )
        for one in self.missing:
            yield (
                f"{one.name} (checksum {one.digits}) was read when this workbook was made and is "
                f"not in {self.folder}, under any name: name the folder that has it (--extracts)."
            )
        for then, now in sorted((self.renamed or {}).items()):
            yield f"{then} is called {now} now: the same file."
        for name in self.added:
            yield (
                f"{name} was not read when this workbook was made: it is left aside here, and a "
                "refresh reads it."
            )


def named_files(opened: HeadlessWorkbook, workbook: str) -> tuple[NamedFile, ...]:
    """The files that Sources names.

    `WorkbookError` where it names none or lacks their checksums, as workbooks of before do.
    """
    data = opened.tables([SOURCES_TABLE.name])[SOURCES_TABLE.name]
    advice = f"Refresh {workbook} with the extracts of then (safer refresh), and ask again."
    if not {"File", "SHA-256"} <= set(data.columns):
        message = (
            "The files of the figures with their checksums were wanted on the sheet Sources; "
            f"found no column File or SHA-256: an older version made this workbook. {advice}"
        )
        raise ReproduceError(message)
    at = {name: data.columns.index(name) for name in ("File", "Source", "SHA-256")}
    found: dict[tuple[str, str], NamedFile] = {}
    for number, row in enumerate(data.rows):
        name = str(row[at["File"]] or "").removesuffix(_MARK).strip()
        digits = str(row[at["SHA-256"]] or "").strip().lower()
        if not name:
            continue
        if len(digits) < HASH_DIGITS or set(digits) - set("0123456789abcdef"):
            message = (
                f"The first {HASH_DIGITS} digits of the checksum of {name} or more were wanted in "
                f"{data.address(number, 'SHA-256')}; found {digits or 'nothing'}: it was changed, "
                f"or an older version made this workbook. {advice}"
            )
            raise ReproduceError(message)
        is_people = row[at["Source"]] == _POPULATION
        found[name, digits] = NamedFile(name=name, digits=digits, is_population=is_people)
    if not found:
        message = (
            f"A refreshed workbook was wanted; {workbook} names no file on the sheet Sources: "
            "it holds no figures yet. Refresh it first (safer refresh)."
        )
        raise NotRefreshedError(message)
    return tuple(found.values())


def files_now(
    named: tuple[NamedFile, ...],
    folder: Path,
    people: str,
    told: str,
    progress: Callable[[str], None],
) -> FilesNow:
    """What has become of the named files in a folder; files are known by their content.

    ``people`` is the checksum of the bundled estimates, ``told`` what the workbook says of files
    that are not used: those that it does not speak of have come since. `ExtractError` where
    there is no folder.
    """
    store = Store.open(folder, progress=progress)
    there = {name: digest_of(folder / name, name) for name in _names(folder)}
    if since := _read_since(named, store, there, told):
        # Read together with those of then, they can change what those say.
        with as_named(FilesNow(folder=folder, added=since)) as of_then:
            found = files_now(named, of_then, people, told, progress)
        return replace(found, folder=folder, added=tuple(sorted({*found.added, *since})))
    read = {one.file: one.sha256 for one in store.extracts}
    digests = {*there.values(), *read.values(), people}
    of_content: dict[str, list[str]] = {}
    for name, digest in there.items():
        of_content.setdefault(digest, []).append(name)
    changed, missing, renamed = [], [], {}
    later: set[str] = set()
    # Of two files of one content one is read, and the other told of where it was there then.
    names = {one.name for one in named}
    read_now = {
        one.file
        for one in store.files
        if one.state != BESIDE and one.file not in names and Path(one.file).name not in told
    }
    for one in named:
        of_months = members(one.name, there)
        if of_months and digest_together(of_months, there).startswith(one.digits):
            continue
        digest = next((d for d in digests if d.startswith(one.digits)), "")
        path = holder(one.name, there)
        if digest:
            places = of_content.get(digest, [])
            if one.is_population or not places:
                continue
            if path not in places:
                renamed[one.name] = path = places[0]
            later.update(other for other in places if other != path and other in read_now)
        elif path or one.name in read:
            now = digest_together(of_months, there) if of_months else there.get(path, "")
            changed.append((one.name, one.digits, now or read[one.name]))
        else:
            missing.append(one)
    added = _added(named, store, told) - set(renamed.values())
    return FilesNow(
        folder=folder,
        changed=tuple(changed),
        missing=tuple(missing),
        added=tuple(sorted(added | later)),
        renamed=renamed,
    )


def _read_since(
    named: tuple[NamedFile, ...], store: Store, there: Mapping[str, str], told: str
) -> tuple[str, ...]:
    """The files of the folder that are read now and of which the workbook says nothing."""
    digits = tuple(one.digits for one in named)
    known = {name for name, digest in there.items() if digest.startswith(digits)}
    for one in named:
        known.update(members(one.name, there))
        known.add(holder(one.name, there))
    read = {holder(line.file, there) for line in store.files if line.state == READ} - {""}
    return tuple(sorted(name for name in read - known if Path(name).name not in told))


def _names(folder: Path) -> Iterator[str]:
    for path in files_below(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith((".", "~$")) for part in name.split("/")):
            yield name


def _added(named: tuple[NamedFile, ...], store: Store, told: str) -> set[str]:
    names = {one.name for one in named}
    firsts = {first_of(one.name) for one in named}
    digits = tuple(one.digits for one in named)
    read = {
        one.file
        for one in store.extracts
        if one.months and one.file not in names and not one.sha256.startswith(digits)
        if not first_of(one.file) or first_of(one.file) not in firsts
    }
    at_fault = (one.file for one in store.files if one.state in _AT_FAULT)
    # A sentence may name a file without its folder.
    return read | {one for one in at_fault if Path(one).name not in told and one not in names}


@contextmanager
def as_named(now: FilesNow) -> Iterator[Path]:
    """The folder with the files as they were called then and without those added since.

    It is the folder itself where nothing is otherwise named or added, else one for the while,
    which shares the files' content where the file system can.
    """
    if not now.added and not now.renamed:
        yield now.folder
        return
    names = {}
    for then, name in (now.renamed or {}).items():
        suffix = Path(name).suffix.lower()
        end = then.lower().find(suffix)
        names[name] = then[: end + len(suffix)] if suffix and end >= 0 else then
    left = {holder(name, dict.fromkeys(_names(now.folder), "")) for name in now.added}
    with scratch() as aside:
        folder = aside / now.folder.resolve().name
        folder.mkdir()
        for name in _names(now.folder):
            if name not in left:
                _share(now.folder / name, folder / names.get(name, name))
        if now.added and (folder / SOURCES_FILE).is_file() and "" in left:
            # What a database or an address gives now was not read then.
            (folder / SOURCES_FILE).unlink()
        yield folder


def _share(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    with suppress(OSError):
        os.link(path.resolve(), target)
        return
    shutil.copyfile(path, target)
