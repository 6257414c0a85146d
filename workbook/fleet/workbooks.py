"""Which of the workbooks that are there is whose: by its Settings, not by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workbook.package.file_state import NO_FILE, FileState, read_with_state
from workbook.package.kind import MACROS, PLAIN
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.workbook_errors import (
    ChangedMeanwhileError,
    TwoWorkbooksError,
    UnusableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SETTINGS: Final = "Settings"
NOBODY: Final = ""
"""The area of a file that is no working workbook: an edition, or anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A workbook that is there: its name in its folder, and the state of its bytes.

    ``fault`` says why these could not be read; it has the state of no file then.
    """

    name: str
    path: Path = field(repr=False)
    state: FileState
    fault: DashboardError | None = field(default=None, repr=False)

    def content(self) -> bytes:
        """Its bytes; `WorkbookError` where they cannot be read, or are no longer those that were
        looked at.
        """
        if self.fault is not None:
            raise self.fault
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise _unread(self.name, error) from error
        if hashlib.sha256(content).hexdigest() != self.state.digest:
            message = (
                f"{self.name} was changed by somebody else meanwhile; it stays as it is now. Run "
                "the command again."
            )
            raise ChangedMeanwhileError(message)
        return content


def workbooks_in(folder: Path) -> tuple[Found, ...]:
    """Every workbook below a folder, by name; none where there is no folder."""
    if not folder.is_dir():
        return ()
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in (PLAIN, MACROS)
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    return tuple(_looked_at(path, path.relative_to(folder).as_posix()) for path in paths)


def _looked_at(path: Path, name: str) -> Found:
    try:
        return Found(name=name, path=path, state=read_with_state(path)[1])
    except OSError as error:  # of this workbook alone: those of other areas are still made
        return Found(name=name, path=path, state=NO_FILE, fault=_unread(name, error))


def _unread(name: str, error: OSError) -> UnusableFileError:
    message = (
        f"{name} cannot be read ({error.strerror}); close it elsewhere, see that it may be read, "
        "and run the command again."
    )
    return UnusableFileError(message)


def area_named(content: bytes, source: str) -> str:
    """The area that a working workbook's Settings name; `NOBODY` for any other workbook.

    `WorkbookError`, `TableError` or `TemplateError` for one that cannot be read.
    """
    from workbook.sheets.cover.edition_of import edition_of
    from workbook.surfaces.headless import HeadlessWorkbook

    opened = HeadlessWorkbook.of(content, source)
    if SETTINGS not in opened.table_names or edition_of(opened):
        return NOBODY
    rows = opened.tables([SETTINGS])[SETTINGS].rows
    return next((str(row[1] or "") for row in rows if str(row[0]).casefold() == "area"), NOBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """The workbook of each area by its code, and why an area has none that can be used."""

    by_code: Mapping[str, Found]
    faults: Mapping[str, DashboardError]
    owners: Mapping[str, str]
    """The code of the area that each workbook's bytes name, '' for none, by their digest."""


def owned(
    found: tuple[Found, ...],
    code_of: Callable[[str], str],
    known: Mapping[str, str],
    names: Mapping[str, str],
) -> Owned:
    """Whose each workbook is.

    ``code_of`` tells the code of an area's name, '' for none. ``known`` are the codes of the areas
    that bytes with a digest name. One that cannot be read is that of the area, of ``names`` by
    their codes, whose name its own holds: that area gets no other.
    """
    by_code: dict[str, Found] = {}
    faults: dict[str, DashboardError] = {}
    owners: dict[str, str] = {}
    for one in found:
        digest = one.state.digest
        try:
            code = None if one.fault else known.get(digest)
            if code is None:
                code = code_of(area_named(one.content(), one.name))
        except DashboardError as error:
            named = [code for code, name in names.items() if name.casefold() in one.name.casefold()]
            faults |= dict.fromkeys(named, error)
            continue
        owners[digest] = code
        if code not in names:
            continue
        if code in by_code:
            message = (
                f"One workbook of {names[code]} was wanted; found {by_code[code].name} and "
                f"{one.name}: move the one away that is not worked in."
            )
            faults[code] = TwoWorkbooksError(message)
        by_code.setdefault(code, one)
    return Owned(by_code=by_code, faults=faults, owners=owners)
