"""A store's files in a folder of this machine: what is new is brought, what is gone goes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.fleet.addresses import StoreAddressError, StoreRefusesError
from workbook.fleet.unused_copies import KEPT, remove_unused
from workbook.package.writer_lock import only_writer
from xlsrc.domain.errors import WorkbookLockedError
from xlsrc.domain.file_name import fault_in_windows
from xlsrc.keeping.limits import USER_CACHES
from xlsrc.keeping.own_folder import FILE_MODE, NotTrustedError, made_private, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.fleet.store_files import Known, StoreFiles

PLACES: Final = USER_CACHES / "places"
AT_ONCE: Final = 8
"""Files that are brought at the same time."""
_LONGEST_NAME: Final = 255


def copy_of(store: StoreFiles, places: Path | None = None) -> Path:
    """The folder with the store's files; one for each address, and its owner's alone.

    A file is brought when its size or tag is another than that of the copy, to another name
    first: the folder never holds half a file, and a run that broke off is gone on with.

    `PlaceError` when there is no file, one has a name that no folder could hold, one cannot be
    brought, or the folder cannot be written.
    """
    places = PLACES if places is None else places
    folder = places / hashlib.sha256(store.address.encode()).hexdigest()[:32]
    listed = store.listed()
    if not listed:
        message = f"{store.address}: files were wanted; found none: correct the address"
        raise StoreAddressError(message)
    try:
        own_folder(places)
        own_folder(folder)
        files = folder / "files"
        made_private(files)
        remove_unused(places, folder)
        refuse_names(store.address, listed, is_case_blind=_is_case_blind(folder))
        with _only_run(folder, store.address):
            _bring(store, listed, folder)
    except NotTrustedError as error:
        message = f"{store.address}: its files were to be kept; {error}"
        raise StoreRefusesError(message) from error
    except OSError as error:
        message = (
            f"{store.address}: its files were to be kept in {folder}; found that this cannot be "
            f"written ({error.strerror or error}): make room there, or give a folder instead"
        )
        raise StoreRefusesError(message) from error
    return files


def refuse_names(address: str, names: dict[str, Known], *, is_case_blind: bool) -> None:
    """`PlaceError` for a name that would leave the folder, or that no folder could hold."""
    seen: dict[str, str] = {}
    folders = {str(parent) for name in names for parent in Path(name).parents}
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold() if is_case_blind else name
        other = seen.setdefault(key, name)
        if is_unsafe(name):
            found = f"{name!r}, which no folder can hold"
        elif name in folders:
            found = f"{name!r}, which is also the folder of others"
        elif other != name:
            found = f"{other!r} and {name!r}, which are one name in a folder of this machine"
        else:
            continue
        message = (
            f"{address}: files with names that a folder can hold were wanted; found {found}: "
            f"rename it there"
        )
        raise StoreAddressError(message)


def is_unsafe(name: str) -> bool:
    """Whether a name is none of a file below a folder."""
    parts = name.split("/")
    if "\\" in name or not name.isprintable():
        return True
    if any(part in {"", ".", ".."} or len(part.encode()) > _LONGEST_NAME for part in parts):
        return True
    return sys.platform == "win32" and any(fault_in_windows(part) for part in parts)


def _bring(store: StoreFiles, listed: dict[str, Known], folder: Path) -> None:
    files, kept = folder / "files", folder / KEPT
    for left in folder.glob("parts-*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    have = {
        name: line
        for name, line in _kept_lines(kept).items()
        if name in listed and _is_as_kept(files / name, line, listed[name])
    }
    _remove_others(files, set(have))
    parts = Path(tempfile.mkdtemp(prefix="parts-", dir=folder))
    with kept.open("w", encoding="utf-8") as lines:
        kept.chmod(FILE_MODE)
        for line in have.values():
            lines.write(f"{json.dumps(line)}\n")
        lines.flush()

        wanted = [name for name in listed if name not in have]
        pool = ThreadPoolExecutor(AT_ONCE if store.is_parallel else 1)
        brought = [
            pool.submit(_brought, store, name, listed[name], parts / str(number), files / name)
            for number, name in enumerate(wanted)
        ]
        try:
            for one in as_completed(brought):
                lines.write(f"{json.dumps(one.result())}\n")
                lines.flush()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            shutil.rmtree(parts, ignore_errors=True)


def _brought(store: StoreFiles, name: str, known: Known, part: Path, target: Path) -> list[object]:
    store.bring(name, known, part)
    made_private(target.parent)
    part.chmod(FILE_MODE)
    part.replace(target)
    return [name, *known, target.stat().st_mtime_ns]


def _kept_lines(kept: Path) -> dict[str, list[object]]:
    """What was brought: name, size, tag and the copy's own time; a broken line is none."""
    found: dict[str, list[object]] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for text in kept.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, list) and len(line) == 4 and isinstance(line[0], str):  # noqa: PLR2004
                    found[line[0]] = line
    return found


def _is_as_kept(file: Path, line: list[object], known: Known) -> bool:
    try:
        state = file.lstat()
    except OSError:
        return False
    return (
        known.tag is not None
        and line[1:] == [known.size, known.tag, state.st_mtime_ns]
        and state.st_size == known.size
    )


def _remove_others(files: Path, have: set[str]) -> None:
    for at, folders, names in os.walk(files, topdown=False):
        for name in names:
            path = Path(at, name)
            if path.relative_to(files).as_posix() not in have:
                path.unlink()
        for name in folders:
            with contextlib.suppress(OSError):  # what is kept is in it
                Path(at, name).rmdir()


@contextlib.contextmanager
def _only_run(folder: Path, address: str) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(only_writer(folder / "files"))
        except WorkbookLockedError:
            message = (
                f"{address}: its files were to be brought; found that another run of this program "
                f"is bringing them: try again when that has ended"
            )
            raise StoreRefusesError(message) from None
        yield


def _is_case_blind(folder: Path) -> bool:
    with tempfile.NamedTemporaryFile(dir=folder, prefix="parts-") as probe:
        path = Path(probe.name)
        return path.with_name(path.name.upper()).exists()
