"""The workbooks that a fleet writes: put whole, and never over what somebody has typed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.fleet.addresses import folder_of
from workbook.fleet.places import get, put
from workbook.package.file_state import NO_FILE, read_with_state
from workbook.package.replace_file import replace_file, target_state
from workbook.package.scratch import scratch
from workbook.package.synced import is_synced
from workbook.package.target import refuse_template
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.workbook_errors import ChangedMeanwhileError, CloudError

if TYPE_CHECKING:
    from workbook.fleet.workbooks import Found
    from workbook.package.file_state import FileState

ADVICE: Final = (
    "Give its folder as --workbooks, so that it is refreshed with its entries, or another --out."
)


def write(where: str, name: str, content: bytes, *, source: Found | None, put_as: str) -> None:
    """Put an area's workbook, ``content``, at ``where`` under its name.

    ``source`` is the
    workbook that it was made of where that lies there under this name: it must be as it was read,
    and stays as ``.bak`` in a folder. Another file that is there is replaced where it is as a run
    before put it (its digest is ``put_as``), or the new one has all entries that it has.

    Raises
    ------
    WorkbookError
        There is a file that cannot be replaced; it was changed meanwhile, or cannot be written.
    """
    folder = folder_of(where)
    if folder is None:
        _write_remote(where, name, content, source, put_as)
        return
    target = folder / name
    refuse_template(target)
    if target_state(target) == NO_FILE:
        state = NO_FILE
    elif source is not None:
        state = source.state
    else:
        _, state = read_with_state(target)
        if state.digest != put_as:
            state = _replaceable(target, content)
    if is_synced(target) and state != NO_FILE:
        message = (
            f"'{target}' lies in a folder that OneDrive or SharePoint keeps in step, where a file "
            "is open to others too and is never replaced: give a folder of your own with --out."
        )
        raise CloudError(message)
    replace_file(target, content, read=state)


def _write_remote(where: str, name: str, content: bytes, source: Found | None, put_as: str) -> None:
    there = get(where, name)
    if there is not None:
        digest = hashlib.sha256(there).hexdigest()
        if source is not None and digest != source.state.digest:
            message = (
                f"{name} was changed by somebody else while the new content was made; it stays as "
                "it is now. Run the command again."
            )
            raise ChangedMeanwhileError(message)
        if source is None and digest != put_as:
            with scratch() as aside:
                copy = aside / Path(name).name
                copy.write_bytes(there)
                try:
                    _replaceable(copy, content)
                except WorkbookError as error:
                    raise type(error)(str(error).replace(str(copy), name)) from error
    put(where, name, content)


def _replaceable(target: Path, content: bytes) -> FileState:
    from workbook.build.lost_entries import replaceable_state
    from workbook.surfaces.headless import HeadlessWorkbook

    return replaceable_state(target, HeadlessWorkbook.of(content, target.name), ADVICE)
