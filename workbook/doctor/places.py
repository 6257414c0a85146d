"""The folders that the program uses: rights, what is kept in them, and room on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.doctor.finding import Finding, Kind, State
from workbook.excel.fault_log import log_file
from workbook.excel.user_settings import extracts_folder, settings_file
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.wording import count_of
from xlsrc.keeping.held import caches_held
from xlsrc.keeping.limits import USER_CACHES

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_FREE: Final = 500 << 20
"""A refresh of large extracts, and what is kept of it, takes less."""
_MILLION: Final = 1 << 20


def of_rights() -> Iterator[Finding]:
    """Whether each folder can be written, and whose it is; without leaving anything there."""
    places = {
        "Folder of settings": settings_file().parent,
        "Folder of the cache": USER_CACHES,
        "Folder of the log": log_file().parent,
        "Folder of temporary files": Path(tempfile.gettempdir()),
        "This folder": Path.cwd(),
    }
    for name, folder in places.items():
        yield writable(name, folder)


def writable(name: str, folder: Path) -> Finding:
    """Whether a folder can be written, or made where it is to be, and whose it is."""
    there = next((one for one in (folder, *folder.parents) if _is_there(one)), folder)
    whose = "" if there == folder else " (made when it is needed)"
    try:
        if hasattr(os, "geteuid"):
            owner = there.stat().st_uid
            whose += ", yours" if owner == os.geteuid() else f", owner number {owner}"
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        told = f"{folder}{whose}, cannot be written ({error.strerror})"
        return _without_right(name, told, "write there")
    return Finding(kind=Kind.RIGHTS, name=name, told=f"{folder}{whose}, can be written")


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # what lies in a folder that may not be entered
        return False


def of_kept() -> Iterator[Finding]:
    """What is kept of extracts, the log, and the room on the disk."""
    try:
        kept = caches_held()
    except OSError as error:
        kept = ()
        yield Finding(
            kind=Kind.CACHE,
            name="Cache",
            told=f"{USER_CACHES} cannot be looked into ({error.strerror})",
            state=State.FAULT,
            action="remove it, or give this person the right to it",
        )
    for one in kept:
        is_over = one.bytes > one.most
        yield Finding(
            kind=Kind.CACHE,
            name="Cache",
            told=one.sentence,
            state=State.NOTE if one.is_private and is_over else _state(is_well=one.is_private),
            action=(
                "let nobody else enter it (chmod 700), or remove it: it is made again"
                if not one.is_private
                else "the next run takes away what was unused longest"
                if is_over
                else ""
            ),
        )
    yield _log()
    for name, folder in (
        ("the cache", USER_CACHES),
        ("temporary files", Path(tempfile.gettempdir())),
    ):
        there = next(one for one in (folder, *folder.parents) if _is_there(one))
        free = shutil.disk_usage(there).free
        yield Finding(
            kind=Kind.CACHE,
            name=f"Disk of {name}",
            told=f"{free / _MILLION:,.0f} MB free",
            state=_state(is_well=free >= LEAST_FREE),
            action="" if free >= LEAST_FREE else f"make room: {LEAST_FREE // _MILLION} MB at least",
        )


def _log() -> Finding:
    try:
        lines = len(log_file().read_bytes().splitlines())
    except FileNotFoundError:
        return Finding(kind=Kind.CACHE, name="Log", told="empty: no button has failed")
    except OSError as error:
        return _without_right("Log", f"{log_file()} cannot be read ({error.strerror})", "it")
    return Finding(
        kind=Kind.CACHE,
        name="Log",
        told=f"{count_of(lines, 'line')} in {log_file()}",
        state=State.NOTE,
        action="send it along where a button failed",
    )


def of_extracts() -> Finding:
    """The folder that buttons and functions read."""
    try:
        folder = extracts_folder()
        files = sum(1 for one in folder.rglob("*") if one.is_file())
    except DashboardError as error:
        return Finding(
            kind=Kind.EXTRACTS, name="Extracts", told=str(error).rstrip("."), state=State.FAULT
        )
    except OSError as error:
        told = f"{error.filename} cannot be read ({error.strerror})"
        return _without_right("Extracts", told, "read it")
    if not os.access(folder, os.R_OK | os.X_OK):
        return _without_right("Extracts", f"{folder} cannot be read", "read it")
    return Finding(kind=Kind.RIGHTS, name="Extracts", told=f"{count_of(files, 'file')} in {folder}")


def _without_right(name: str, told: str, to: str) -> Finding:
    """A place that this person may not use."""
    action = f"give this person the right to {to}"
    return Finding(kind=Kind.RIGHTS, name=name, told=told, state=State.FAULT, action=action)


def _state(*, is_well: bool) -> State:
    return State.OK if is_well else State.FAULT
